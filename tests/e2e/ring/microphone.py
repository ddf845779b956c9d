"""A microphone into which a test can speak when it wants to. All behind it is the page's own, and real."""

from __future__ import annotations

import base64

import numpy as np
from playwright.async_api import BrowserContext, Page

from tests.voice.sound import joined, silence, spoken
from voice.call.line import RATE

LISTENS_MS = 1_500

_MICROPHONE = """
(() => {
  if (!navigator.mediaDevices) return; // an empty page, before ours
  let room, way;
  navigator.mediaDevices.getUserMedia = async () => {
    room = new AudioContext();
    way = room.createMediaStreamDestination();
    return way.stream;
  };
  window.speak = async (told, rate) => {
    const raw = Uint8Array.from(atob(told), (letter) => letter.charCodeAt(0));
    const numbers = new Int16Array(raw.buffer);
    const sound = room.createBuffer(1, numbers.length, rate);
    sound.copyToChannel(Float32Array.from(numbers, (number) => number / 32768), 0);
    const source = room.createBufferSource();
    source.buffer = sound;
    source.connect(way);
    const ended = new Promise((resolve) => (source.onended = resolve));
    source.start();
    await ended;
  };
})();
"""


async def give_a_microphone(context: BrowserContext) -> None:
    """Pages of this context have one from now on, and leave to use it."""
    await context.add_init_script(_MICROPHONE)


async def speak(page: Page, words: str, voice: str = "sv") -> None:
    """Says the words into the microphone of a page that is in a call, after listening for a moment as people do.

    Returns when they have been said.
    """
    sound = np.asarray(joined(silence(LISTENS_MS), spoken(words, voice, telephone=False))).astype("<i2")
    told = base64.b64encode(sound.tobytes()).decode()
    await page.evaluate("([told, rate]) => window.speak(told, rate)", [told, RATE])
