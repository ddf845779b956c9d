"""What the exchange says by itself while no voice process is there: made ahead, in our own voice, of today's words.

    python -m voice.asterisk.prompts FOLDER

writes one wav (8 kHz, mono, 16 bit) a prompt. The exchange's image makes them when it is built.
"""

from __future__ import annotations

import asyncio
import re
import sys
import tempfile
import wave
from pathlib import Path

import numpy as np
import soxr

from content.library import Library
from content.loader import load_library
from voice.call.line import RATE
from voice.speaking.speaker import Speaker
from voice.speaking.voice import PreparedVoice
from voice.speaking.voices import Voice

PROMPTS = {"apology": "line_down"}
"""The file's name, as the dialplan plays it, and the text's id."""
TELEPHONE_RATE = 8000
_LINE = re.compile(r"\{line:(\w+)\}")


def words(library: Library, text_id: str) -> str:
    """The text as it is said: helplines' numbers in the form that they are spoken."""

    def number(match: re.Match[str]) -> str:
        helpline = library.helpline(match[1])
        return (helpline.spoken or helpline.number or "") if helpline else ""

    return _LINE.sub(number, library.text(text_id).phone)


async def write_prompts(speaker: Speaker, library: Library, folder: Path) -> None:
    """Makes every prompt anew. Raises OSError when the folder cannot be written to, RuntimeError without a voice."""
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    for name, text_id in PROMPTS.items():
        text = words(library, text_id)
        await speaker.prepare([text])
        if not speaker.is_ready(text):
            raise RuntimeError("the voice cannot speak: a tone would be made instead of words")
        sound = b"".join([piece async for piece in speaker.speak(text)])
        narrow = soxr.resample(np.frombuffer(sound, np.int16), RATE, TELEPHONE_RATE).astype("<i2")
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(TELEPHONE_RATE)
            file.writeframes(narrow.tobytes())


async def _make(folder: Path) -> None:
    with tempfile.TemporaryDirectory() as cache:
        async with PreparedVoice(Voice(), Path(cache)) as speaker:
            await write_prompts(speaker, load_library(), folder)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    asyncio.run(_make(Path(sys.argv[1])))
