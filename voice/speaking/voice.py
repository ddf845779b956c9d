"""The voice of the telephone: text in, sound out; fixed prompts are made ahead, the rest a sentence at a time."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Mapping
from contextlib import aclosing
from pathlib import Path
from typing import Literal

import structlog

from voice.speaking import tones
from voice.speaking.cache import MEGABYTE, PromptDisk, SoundMemory, key_of
from voice.speaking.engine import CannotSpeak, Engine
from voice.speaking.language import language_of
from voice.speaking.sentences import clauses, sentences
from voice.speaking.speaker import Tempo
from voice.speaking.spoken_forms.number_words import digit_words
from voice.speaking.spoken_forms.spoken import spoken
from voice.speaking.voices import Voice

log = structlog.get_logger()

PAUSE_MS = {Tempo.NORMAL: 280.0, Tempo.SLOW: 640.0}
"""Between two sentences. Time to take in what was said is most of what makes a voice calm."""
COLON_MS = {Tempo.NORMAL: 180.0, Tempo.SLOW: 420.0}
COMMA_MS = {Tempo.NORMAL: 100.0, Tempo.SLOW: 260.0}
DICTATED_MS = {Tempo.NORMAL: 1_200.0, Tempo.SLOW: 2_000.0}
"""After digits that stand alone ("åtta noll."): a code is told in such pairs, and written down meanwhile."""
_DIGITS = frozenset(digit_words("0123456789").split())
LONGEST_FIRST, LONGEST = 48, 160
"""Characters of a sentence that is made while the caller waits, and of the following ones."""
LONG_TEXT = 400
"""Characters that take a few milliseconds to be put into words: longer ones would be heard as a gap in other calls."""
PATIENCE = 5.0
"""Seconds that a caller's sentence may take to be made, waiting included; then the embedded voice says it."""
SPARE_PATIENCE = 4.0
HOT_BYTES = 48 * MEGABYTE
PRIVATE_BYTES = 16 * MEGABYTE
PRIVATE_SECONDS = 300.0
"""How long what concerns one client can be said again without being made again."""
_PREPARING = 9

State = Literal["ok", "degraded", "down"]


class PreparedVoice:
    """A `Speaker`. Use as an async context, in the main thread.

    `folder` holds the fixed prompts, shared by all processes that use the same data directory. `clock` in seconds.
    """

    def __init__(
        self,
        voice: Voice,
        folder: Path,
        *,
        processes: int = 1,
        threads: int = 2,
        clock: Callable[[], float] = time.monotonic,
        epoch: Callable[[], float] = time.time,
        jitter: Callable[[], float] = lambda: 0.5,
    ) -> None:
        self.voice = voice
        self._disk = PromptDisk(folder)
        self._hot = SoundMemory(HOT_BYTES, clock)
        self._private = SoundMemory(PRIVATE_BYTES, clock, seconds=PRIVATE_SECONDS)
        self._epoch = epoch
        self._jitter = jitter
        self._engine = Engine(voice, processes=processes, threads=threads, jitter=jitter)
        self._spare = self._engine if voice.embedded else Engine(Voice(), jitter=jitter)
        self._fingerprints = {True: "", False: ""}
        self._fixed: set[str] = set()
        self._preparing = asyncio.Lock()
        self._live = 0
        self._quiet = asyncio.Event()
        self._quiet.set()
        self._forgetting: asyncio.TimerHandle | None = None

    async def __aenter__(self) -> PreparedVoice:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Begins to load the voice, without waiting for it. Prompts that were made before are there at once."""
        self._engine.start()
        self._fingerprints[False] = await asyncio.to_thread(lambda: self.voice.fingerprint)
        self._fingerprints[True] = await asyncio.to_thread(lambda: self._spare.voice.fingerprint)

    async def stop(self) -> None:
        """Ends the voice's processes."""
        if self._forgetting:
            self._forgetting.cancel()
        await self._engine.stop()
        await self._spare.stop()

    async def loaded(self, seconds: float) -> bool:
        """Waits at most that long for the voice to be able to say anything."""
        return await self._engine.ready(seconds)

    @property
    def state(self) -> State:
        """`degraded` while the voice loads, or if another than the chosen one has to do."""
        if self._engine.working:
            return "ok"
        if self._engine.failing and (self._spare is self._engine or self._spare.failing):
            return "down"
        return "degraded"

    @property
    def pids(self) -> list[int]:
        """The processes that speak now."""
        return [*self._engine.pids, *(self._spare.pids if self._spare is not self._engine else ())]

    def is_ready(self, text: str, tempo: Tempo = Tempo.NORMAL) -> bool:
        """See `Speaker.is_ready`."""
        first = next(iter(_split(text)), None)
        if first is None:
            return True
        key = self._key(first, tempo)
        return key in self._hot or key in self._private or self._disk.holds(key)

    async def speak(self, text: str, tempo: Tempo = Tempo.NORMAL) -> AsyncIterator[bytes]:
        """See `Speaker.speak`. The pause stands before a sentence, so that nothing follows the last word."""
        pause = b""
        failed = False
        if len(text) > LONG_TEXT:
            parts = await asyncio.to_thread(_split, text)
        else:
            parts = _split(text)
        for place, sentence in enumerate(parts):
            try:
                async with aclosing(self._sentence(sentence, tempo, first=place == 0)) as pieces:
                    async for sound in pieces:
                        yield pause + sound
                        pause = tones.silence(COMMA_MS[tempo])
            except CannotSpeak as error:
                log.warning("cannot_speak", reason=str(error), characters=len(sentence))
                if not failed:
                    yield pause + tones.trouble()
                failed = True
                if self.state == "down":
                    return
            pause = tones.silence(_pause_after(sentence)[tempo])

    async def prepare(self, texts: Iterable[str], tempo: Tempo = Tempo.NORMAL) -> None:
        """Makes these fixed texts' sounds and keeps them on disk. Waits for others that prepare.

        What is not here by then is made by a process of low priority, which ends when all is made, and only while
        nobody waits for a sentence. A voice that fails ends it early: what is missing is made when it is needed.
        """
        wanted = await asyncio.to_thread(_sentences_of, tuple(texts))
        self._fixed.update(wanted)
        async with self._preparing:
            missing = await asyncio.to_thread(self._missing, wanted, tempo)
            if not missing:
                return
            started, made, written = time.perf_counter(), 0, 0
            async with Engine(self.voice, nice=19, jitter=self._jitter) as engine:
                for sentence in missing:
                    await self._quiet.wait()
                    try:
                        sound = await self._make(sentence, tempo, engine, _PREPARING)
                    except CannotSpeak:
                        if engine.failing:
                            break
                        continue
                    made += 1
                    written += await asyncio.to_thread(self._disk.write, self._key(sentence, tempo), sound)
                    if not written:
                        self._hot.put(self._key(sentence, tempo), sound)
            took = round(time.perf_counter() - started, 1)
            log.info("prompts_prepared", tempo=str(tempo), asked=len(missing), made=made, stored=written, seconds=took)

    async def prune(self) -> int:
        """Removes prompts from the disk that no text prepared by this process needs and that are a month old."""
        fixed = tuple(self._fixed)

        def prune() -> int:
            keep = {self._key(sentence, tempo) for sentence in fixed for tempo in Tempo}
            return self._disk.prune(keep, now=self._epoch())

        return await asyncio.to_thread(prune)

    def _missing(self, wanted: Iterable[str], tempo: Tempo) -> list[str]:
        return [sentence for sentence in wanted if not self._disk.holds(self._key(sentence, tempo))]

    def _key(self, sentence: str, tempo: Tempo) -> str:
        language = language_of(sentence)
        return key_of(self._fingerprints[self._by_spare(language)], str(tempo), language, sentence)

    def _by_spare(self, language: str) -> bool:
        """The embedded voice knows English; a Swedish piper voice would read it by Swedish letters."""
        return language != "sv" and not self.voice.name.startswith(language)

    async def _sentence(self, sentence: str, tempo: Tempo, *, first: bool) -> AsyncGenerator[bytes]:
        """The sentence's sound, in one piece if it is there already, else in pieces that are quick to make."""
        if (found := await self._found(self._key(sentence, tempo))) is not None:
            yield found
            return
        for place, piece in enumerate(clauses(sentence, LONGEST_FIRST if first else LONGEST)):
            key = self._key(piece, tempo)
            sound = await self._found(key)
            if sound is None:
                sound = await self._made_live(piece, tempo, 0 if first and place == 0 else 1)
                await self._keep(key, piece, sound)
            if sound:
                yield sound

    async def _found(self, key: str) -> bytes | None:
        if (sound := self._hot.get(key) or self._private.get(key)) is not None:
            return sound
        if not self._disk.holds(key):
            return None
        if (sound := await asyncio.to_thread(self._disk.read, key)) is not None:
            self._hot.put(key, sound)
        return sound

    async def _keep(self, key: str, sentence: str, sound: bytes) -> None:
        """On disk only what is one of the fixed texts' sentences; anything else may hold a client's words."""
        if sentence in self._fixed:
            self._hot.put(key, sound)
            await asyncio.to_thread(self._disk.write, key, sound)
            return
        self._private.put(key, sound)
        self._forget_in_time()

    def _forget_in_time(self) -> None:
        """The client's words go although nobody speaks any more."""
        if self._forgetting:
            self._forgetting.cancel()
        if (left := self._private.forget_old()) is not None:
            self._forgetting = asyncio.get_running_loop().call_later(left + 0.1, self._forget_in_time)

    async def _made_live(self, sentence: str, tempo: Tempo, urgency: int) -> bytes:
        self._live += 1
        self._quiet.clear()
        try:
            return await self._make(sentence, tempo, self._engine, urgency, PATIENCE)
        except CannotSpeak:
            if self._spare is self._engine or self._by_spare(language_of(sentence)):
                raise
            self._spare.start()
            return await self._within(self._spare, sentence, tempo, urgency, SPARE_PATIENCE)
        finally:
            self._live -= 1
            if not self._live:
                self._quiet.set()

    async def _make(
        self, sentence: str, tempo: Tempo, engine: Engine, urgency: int, seconds: float | None = None
    ) -> bytes:
        if engine.voice is not self._spare.voice and self._by_spare(language_of(sentence)):
            self._spare.start()
            engine = self._spare
        return await self._within(engine, sentence, tempo, urgency, seconds)

    async def _within(self, engine: Engine, sentence: str, tempo: Tempo, urgency: int, seconds: float | None) -> bytes:
        try:
            async with asyncio.timeout(seconds):
                return await engine.make(sentence, str(tempo), language=language_of(sentence), urgency=urgency)
        except TimeoutError:
            raise CannotSpeak("late") from None


def _sentences_of(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Every sentence once, in order. Takes long enough for all texts to be kept off the event loop."""
    return tuple(dict.fromkeys(sentence for text in texts for sentence in _split(text)))


def _pause_after(sentence: str) -> Mapping[Tempo, float]:
    """Milliseconds, for each tempo."""
    words = sentence.rstrip(".").replace(",", "").split()
    if len(words) > 1 and _DIGITS.issuperset(words):
        return DICTATED_MS
    return COLON_MS if sentence.endswith(":") else PAUSE_MS


def _split(text: str) -> list[str]:
    return sentences(spoken(text))
