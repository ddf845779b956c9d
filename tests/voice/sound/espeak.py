"""A child process that speaks: espeak's state is global to a process, and its licence stays in this one.

One request a line on stdin (JSON: text, voice, rate, pitch; `[[m:]]` in the text is espeak's phonemes), one answer on
stdout: the number of bytes on a line of its own, then mono signed 16 bit samples at 22 050 Hz.
"""

from __future__ import annotations

import ctypes
import importlib.util
import json
import sys
from pathlib import Path

RATE = 22_050
SYNCHRONOUS, UTF8, PHONEMES = 2, 1, 0x100
RATE_PARAMETER, PITCH_PARAMETER = 1, 3
Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class Espeak:
    """The espeak inside piper, through its C interface."""

    def __init__(self) -> None:
        spec = importlib.util.find_spec("piper")
        if spec is None or spec.origin is None:
            raise RuntimeError("piper-tts is not installed")
        folder = Path(spec.origin).parent
        self._library = ctypes.PyDLL(str(folder / "espeakbridge.so"))
        rate = self._library.espeak_Initialize(SYNCHRONOUS, 0, str(folder).encode(), 0)
        if rate != RATE:
            raise RuntimeError(f"espeak started with {rate} Hz")
        self._spoken = bytearray()
        self._callback = Callback(self._collect)
        self._library.espeak_SetSynthCallback(self._callback)

    def _collect(self, samples: ctypes._Pointer[ctypes.c_short], count: int, _events: int) -> int:
        if count > 0:
            self._spoken += ctypes.string_at(samples, count * 2)
        return 0

    def speak(self, text: str, voice: str, rate: int, pitch: int) -> bytes:
        if self._library.espeak_SetVoiceByName(voice.encode()) != 0:
            raise ValueError(f"espeak has no voice {voice!r}")
        self._library.espeak_SetParameter(RATE_PARAMETER, rate, 0)
        self._library.espeak_SetParameter(PITCH_PARAMETER, pitch, 0)
        self._spoken.clear()
        words = text.encode()
        self._library.espeak_Synth(words, len(words) + 1, 0, 1, 0, UTF8 | PHONEMES, None, None)
        return bytes(self._spoken)


def main() -> None:
    espeak = Espeak()
    for line in sys.stdin:
        sound = espeak.speak(**json.loads(line))
        sys.stdout.buffer.write(f"{len(sound)}\n".encode() + sound)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
