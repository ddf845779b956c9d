"""The rooms beside a call, small: each says and hears numbers that stand for words."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field

import numpy as np

from bot.dialogue.listening import Candidate, Listening
from voice.call.line import FRAME_BYTES, FRAME_MS
from voice.hearing.heard import Heard, Sound
from voice.speaking.speaker import Tempo
from voice.turn_taking.happenings import Cut, Ended, Happening, Paused, Silence, WentOn

HUM = 1
TONE, THINKING = 2, 3


@dataclass
class Voice:
    """Implements `voice.speaking.speaker.Speaker`: 40 ms a letter, every sample the sentence's number."""

    sentences: list[str] = field(default_factory=lambda: ["", "", "(ton)", "(jag tänker)"])
    tempos: list[Tempo] = field(default_factory=list)
    slow_to_make: float = 0.0
    broken: bool = False

    async def speak(self, text: str, tempo: Tempo = Tempo.NORMAL) -> AsyncIterator[bytes]:
        self.tempos.append(tempo)
        if self.broken:
            raise RuntimeError("the voice is gone")
        for sentence in re.split(r"(?<=[.?!]) +", text):
            await asyncio.sleep(self.slow_to_make)
            self.sentences.append(sentence)
            frames = max(10, len(sentence) * 2)
            yield sound_of(len(self.sentences) - 1, frames)

    def is_ready(self, text: str, tempo: Tempo = Tempo.NORMAL) -> bool:
        return not self.slow_to_make

    async def prepare(self, texts: Iterable[str], tempo: Tempo = Tempo.NORMAL) -> None: ...


def sound_of(number: int, frames: int) -> bytes:
    return np.full(FRAME_BYTES // 2 * frames, number, dtype="<i2").tobytes()


@dataclass
class Ear:
    """Implements `voice.hearing.heard.Hearing`: knows the words that each number stands for."""

    words: dict[int, Heard] = field(default_factory=dict)
    takes: float = 0.1
    works: bool = True
    breaks: bool = False
    asked: list[Listening] = field(default_factory=list)
    expected: list[Listening] = field(default_factory=list)
    dropped: int = 0

    def learn(self, heard: Heard) -> int:
        number = 100 + len(self.words)
        self.words[number] = heard
        return number

    async def hear(self, sound: Sound, listening: Listening, *, call: str) -> Heard:
        self.asked.append(listening)
        try:
            await asyncio.sleep(self.takes)
        except asyncio.CancelledError:
            self.dropped += 1
            raise
        if self.breaks:
            raise RuntimeError("the recogniser is gone")
        numbers = {round(float(n) * 32_768) for n in np.unique(sound)} & self.words.keys()
        return self.words[max(numbers)] if numbers else Heard()

    async def expect(self, listening: Listening) -> None:
        self.expected.append(listening)

    def ready(self) -> bool:
        return self.works


def scored(words: str, meaning: str = "", confidence: float = 0.95) -> Heard:
    return Heard(words, confidence, "scored", Candidate(words, meaning or words), hear_ms=100, waited_ms=5)


def free(words: str, confidence: float = 0.7) -> Heard:
    return Heard(words, confidence, "free", hear_ms=900, waited_ms=5)


class Taker:
    """Turn-taking by loudness: pause after 200 ms, end after 460 ms, cut after 160 ms of speech over us."""

    def __init__(self) -> None:
        self.listening = Listening()
        self.is_sure = False
        self.patience_ms = 6000
        self.divide_ms = 10_000
        self._fresh()
        self._silent_ms = 0

    def _fresh(self) -> None:
        self._frames: list[bytes] = []
        self._voice_ms = self._quiet_ms = 0
        self._over_us = self._cut = self._paused = False

    def expect(self, listening: Listening) -> None:
        self.listening = listening
        self._silent_ms = 0
        self.is_sure = False

    def sure(self) -> None:
        self.is_sure = True

    @property
    def talking(self) -> bool:
        return bool(self._frames)

    def hear(self, frame: bytes, speaking: bool, ours: bytes | None = None) -> list[Happening]:
        loud = any(frame)
        happenings: list[Happening] = []
        if loud and not self._frames:
            self._over_us = speaking
        if loud:
            self._frames.append(frame)
            self._voice_ms += FRAME_MS
            self._silent_ms = 0
            if self._voice_ms % self.divide_ms == 0:
                happenings.append(Ended(self._sound(), self._voice_ms, 0, self._over_us, more=True))
                self._frames = []
            if self._paused:
                happenings.append(WentOn())
            self._paused, self._quiet_ms = False, 0
            if speaking and not self._cut and self._voice_ms >= 160 and not self._hums():
                self._cut = True
                happenings.append(Cut(self._voice_ms))
        elif self._frames:
            self._frames.append(frame)
            self._quiet_ms += FRAME_MS
            if self._quiet_ms == 200:
                self._paused = True
                happenings.append(Paused(self._sound(), self._voice_ms))
            if self._quiet_ms >= (300 if self.is_sure else 460):
                happenings.append(Ended(self._sound(), self._voice_ms, self._quiet_ms, self._over_us, self._hums()))
                self._fresh()
        elif speaking:
            self._silent_ms = 0
        else:
            self._silent_ms += FRAME_MS
            if self._silent_ms == self.patience_ms:
                self._silent_ms = 0
                happenings.append(Silence(self.patience_ms))
        return happenings

    def _hums(self) -> bool:
        return set(np.unique(np.frombuffer(b"".join(self._frames), dtype="<i2"))) <= {0, HUM}

    def _sound(self) -> Sound:
        return np.frombuffer(b"".join(self._frames), dtype="<i2").astype(np.float32) / 32_768
