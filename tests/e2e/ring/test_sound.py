"""The worklet keeps the voice as it is at every rate that a device may have, and lets nothing fold into it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from tests.e2e.ring.conftest import Caller
from voice.call.line import RATE

SECONDS = 0.5
VOICE = (200, 1000, 3400, 6000)
TOO_HIGH = (9_000, 12_000, 20_000)
LOUD = 0.2
DEVICES = (44_100, 48_000, 96_000)
DEAF = 1 / 300
"""-50 dB."""

_CAPTURE = """async ({ script, rate, tones, loud, seconds }) => {
  const context = new OfflineAudioContext(1, rate * seconds, rate);
  await context.audioWorklet.addModule(script);
  const phone = new AudioWorkletNode(context, 'phone', { outputChannelCount: [1] });
  const frames = [];
  phone.port.onmessage = ({ data }) => data.frame && frames.push(...new Int16Array(data.frame));
  for (const frequency of tones) {
    const tone = new OscillatorNode(context, { frequency });
    tone.connect(new GainNode(context, { gain: loud })).connect(phone);
    tone.start();
  }
  phone.connect(context.destination);
  await context.startRendering();
  const soon = () => new Promise((done) => setTimeout(done, 10));
  for (let tries = 0; frames.length < 16000 * seconds - 700 && tries < 200; tries += 1) await soon();
  return frames;
}"""

_PLAYBACK = """async ({ script, rate, sound, seconds }) => {
  const context = new OfflineAudioContext(1, rate * seconds, rate);
  await context.audioWorklet.addModule(script);
  const phone = new AudioWorkletNode(context, 'phone', { outputChannelCount: [1] });
  const marked = new Promise((done) => {
    phone.port.onmessage = ({ data }) => data.heard !== undefined && done(data.heard);
  });
  phone.port.postMessage({ play: new Int16Array(sound).buffer });
  phone.port.postMessage({ mark: 'm1' });
  phone.connect(context.destination);
  await new Promise((done) => setTimeout(done, 50));
  const made = await context.startRendering();
  return [[...made.getChannelData(0)].map((sample) => Math.round(sample * 32767)), await marked];
}"""


async def _script(caller: Caller) -> str:
    return await caller.page.evaluate(
        "new URL('phone.worklet.js', document.querySelector('[href$=\"/sound.js\"]').href).href"
    )


def _found(sound: Sequence[int], rate: int) -> tuple[list[float], float]:
    """How loud each tone of the voice is, and the loudest of everything else, of full scale."""
    middle = np.asarray(sound, np.float64)[rate // 20 : rate // 20 + round(rate * 0.35)] / 32_768
    window = np.hanning(len(middle))
    levels = np.abs(np.fft.rfft(middle * window)) * 2 / window.sum()
    frequencies = np.fft.rfftfreq(len(middle), 1 / rate)
    near = [abs(frequencies - hertz) < 20 for hertz in VOICE]
    tones = [float(levels[here].max()) for here in near]
    return tones, float(levels[~np.any(near, axis=0)].max())


@pytest.mark.parametrize("rate", DEVICES)
async def test_what_the_microphone_hears(caller: Caller, rate: int) -> None:
    asked = {"script": await _script(caller), "rate": rate, "loud": LOUD, "seconds": SECONDS}
    sent = await caller.page.evaluate(_CAPTURE, {**asked, "tones": VOICE})
    assert len(sent) == pytest.approx(RATE * SECONDS, abs=700)
    tones, rest = _found(sent, RATE)
    assert tones == [pytest.approx(LOUD, rel=0.06)] * len(VOICE)
    assert rest < LOUD * DEAF

    tones, rest = _found(await caller.page.evaluate(_CAPTURE, {**asked, "tones": TOO_HIGH}), RATE)
    assert max(*tones, rest) < LOUD * DEAF


@pytest.mark.parametrize("rate", DEVICES)
async def test_what_is_played(caller: Caller, rate: int) -> None:
    at = np.arange(round(RATE * SECONDS)) / RATE
    sound = sum(LOUD * 32_767 * np.sin(2 * np.pi * hertz * at) for hertz in VOICE)
    sent = np.asarray(sound).astype(int).tolist()
    asked = {"script": await _script(caller), "rate": rate, "sound": sent, "seconds": SECONDS + 0.1}
    made, mark = await caller.page.evaluate(_PLAYBACK, asked)
    assert mark == "m1"
    tones, rest = _found(made, rate)
    assert tones == [pytest.approx(LOUD, rel=0.06)] * len(VOICE)
    assert rest < LOUD * DEAF
