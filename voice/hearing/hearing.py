"""Hearing: what was said in one stretch of speech, told what the question expects."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import structlog

from bot.dialogue.listening import DANGER, ELSE, Candidate, Listening
from voice.hearing import calibration
from voice.hearing.behind import behind_the_sound
from voice.hearing.fair_queue import FairQueue, Full, Rank, Wanted
from voice.hearing.heard import Heard, Sound
from voice.hearing.priors import PRIOR_WEIGHT, Priors
from voice.hearing.recogniser import RATE, Encoded, Recogniser, Written, pieces
from voice.hearing.shortlist import SIZE, shortlist
from voice.hearing.weighing import Choice, Weighed, choose, firsts, is_answer
from voice.hearing.wording import USUAL_CARRIERS, carried, carrier_of
from voice.hearing.written import is_phantom, without_loops

log = structlog.get_logger()

WINDOW_S = 5.0
"""What the encoder sees when candidates are weighed. 3 s is 40 ms faster and hears 1 of 50 answers less."""

ACCEPT = 0.6
DOUBT = 0.4
"""From ACCEPT an answer is taken, from DOUBT it is read back ("Sa du Farsta?"), below it is written down instead."""

GUESS = 0.2
"""From here, where each answer is said back and easily taken back: of ten digits the likeliest is mostly right."""

ACCEPT_OPEN = {"choice": 0.7, "value": 0.7, "story": 0.9}
"""What a short word needs where much of what is said is on no list."""

WEIGHED_AT_MOST_S = 8.0
"""Longer speech is a story, whatever the question was."""

SHORT_S = 2.0
"""At an open question only so short a sound (with its silence around) is weighed against the candidates."""

DANGER_S = 4.0
"""But for words of danger so long a one, too: written down, "jag vill inte leva längre" is lost more often than not."""
ACCEPT_DANGER = 0.8
"""Weighed among the moves, 51 spoken sentences that tell of none came to 0.52 at most, 132 real clips to 0.3.

Some sound so alike ("jag vill inte jobba längre" came to 0.95) that they are weighed as well (`Heard.like_danger`)."""

LONG_S = 1.3
"""A sound (with its silence around) that is longer may have words before the answer: "jag bor i Farsta"."""

_PAIRED, _SECONDS = 2, 6
"""How many answers may begin a pair, and how many are tried after each."""

_SILENT_RMS = 3e-4
_NOBODY = 0.8
_UNSURE = -1.0
"""When the model is so sure that nobody spoke, and so unsure of what it wrote, nobody did."""

_LEARNED_AT_ONCE = 8


class WhisperHearing:
    """One recogniser for all calls of the process; `voice.hearing.heard.Hearing`."""

    def __init__(self, recogniser: Recogniser, priors: Priors, queue: FairQueue) -> None:
        self._recogniser = recogniser
        self._priors = priors
        self._queue = queue
        self._preparing: dict[str, None] = {}
        self._preparer: asyncio.Task[None] | None = None

    def ready(self) -> bool:
        """Whether a model is loaded and warm."""
        return True

    async def hear(self, sound: Sound, listening: Listening, *, call: str) -> Heard:
        """What was said. See `voice.hearing.heard.Hearing`."""
        try:
            done = await self._queue.run(call, lambda wanted: self._hear(sound, listening, wanted))
        except Full:
            log.warning("hearing_full", waiting=self._queue.waiting)
            return Heard()
        return replace(done.result, hear_ms=done.ran_ms, waited_ms=done.waited_ms)

    async def expect(self, listening: Listening) -> None:
        """Learns the candidates' priors behind everything that a caller waits for. Returns at once."""
        self._preparing |= dict.fromkeys(self.unlearned(listening.candidates, kind=listening.type))
        if self._preparing and self._preparer is None:
            self._preparer = asyncio.create_task(self._prepare())

    async def prepared(self) -> None:
        """Waits until everything that was expected is learned."""
        if self._preparer is not None:
            await self._preparer

    @property
    def recogniser(self) -> Recogniser:
        return self._recogniser

    def learn(self, candidates: Sequence[Candidate], *, kind: str = "") -> None:
        """Learns the candidates' priors now. Blocks."""
        self._priors.learn(_expected(candidates, kind))

    def unlearned(self, candidates: Sequence[Candidate], *, kind: str = "") -> list[str]:
        """The wordings whose priors are not known yet. `kind`: the question's type."""
        return self._priors.unknown(_expected(candidates, kind))

    def close(self) -> None:
        """Stops taking work."""
        if self._preparer is not None:
            self._preparer.cancel()
        self._queue.close()

    async def _prepare(self) -> None:
        """In small pieces, so that a caller's turn never waits for more than one of them."""
        try:
            while self._preparing:
                some = list(self._preparing)[:_LEARNED_AT_ONCE]
                await self._queue.run("", _learning(self._priors, some), rank=Rank.PREPARE)
                for words in some:
                    self._preparing.pop(words, None)
        except Full:
            self._preparing.clear()  # they are learned when they are heard
        finally:
            self._preparer = None

    def _hear(self, sound: Sound, listening: Listening, wanted: Wanted) -> Heard:
        """In a thread. What nobody waits for any more is given up between two steps."""
        wanted.check()
        sound = np.nan_to_num(np.asarray(sound, np.float32), posinf=0.0, neginf=0.0)
        if len(sound) < RATE // 50 or not _is_loud(sound):
            return Heard()
        choice: Choice | None = None
        seconds = len(sound) / RATE
        if listening.candidates and seconds <= (WEIGHED_AT_MOST_S if listening.closed else DANGER_S):
            choice, glance = self.weigh(sound, listening.candidates, kind=listening.type, wanted=wanted)
            if choice.candidate.meaning == ELSE:
                return self._write_down(sound, wanted)
            if choice.probability >= _enough(listening, choice, seconds):
                return _scored(choice)
            if listening.closed and choice.probability >= _doubt(listening, choice) and glance.silence < _NOBODY:
                return _scored(choice)
        return self._write_down(sound, wanted)

    def _write_down(self, sound: Sound, wanted: Wanted) -> Heard:
        written = []
        for piece in pieces(sound):
            wanted.check()
            written.append(self._recogniser.write_down(piece))
        text = without_loops(" ".join(one.text for one in written).strip())
        logprob = float(np.mean([one.logprob for one in written]))
        silence = min(one.silence for one in written)
        if is_phantom(text) or (silence >= _NOBODY and logprob < _UNSURE):
            return Heard()
        return Heard(words=text, confidence=calibration.written(logprob), how="free")

    def weigh(
        self, sound: Sound, candidates: Sequence[Candidate], *, kind: str = "", wanted: Wanted | None = None
    ) -> tuple[Choice, Written]:
        """The best of the candidates, and a quick free writing of the sound. Blocks; needs at least one candidate.

        `kind`: the question's type, which tells what people say before the answer itself.
        """
        check = wanted.check if wanted else _nothing
        encoded = self._recogniser.encode(sound, max(WINDOW_S, len(sound) / RATE + 0.3))
        check()
        glance = self._recogniser.glance(encoded)
        picked = self._shortlist(glance, candidates)
        carrier = carrier_of(glance.text) or (USUAL_CARRIERS.get(kind, "") if encoded.seconds > LONG_S else "")
        if carrier:
            check()
            picked += self._shortlist(self._recogniser.glance(encoded, carrier), candidates, carrier)
        check()
        weighed = self._weighed(encoded, picked)
        if kind == "multi" and encoded.seconds > LONG_S:
            for first in firsts(weighed, _PAIRED):
                check()
                weighed += self._weighed(encoded, self._pairs(encoded, first, candidates))
        return choose(weighed, free_logprob=glance.logprob, silence=glance.silence, seconds=encoded.seconds), glance

    def _weighed(self, encoded: Encoded, picked: Sequence[tuple[Candidate, str]]) -> list[Weighed]:
        wordings = [words for _, words in picked]
        logs = self._recogniser.weigh(encoded, wordings)
        return [
            Weighed(candidate, float(log.sum()) - PRIOR_WEIGHT * prior, float(log.mean()), len(log))
            for (candidate, _), log, prior in zip(picked, logs, self._priors.of(wordings), strict=True)
        ]

    def _pairs(
        self, encoded: Encoded, first: Candidate, candidates: Sequence[Candidate]
    ) -> list[tuple[Candidate, str]]:
        """Two answers in one breath that begin with this one: "mat och hyra"."""
        others = [one for one in candidates if is_answer(one) and one.meaning != first.meaning]
        beginning = f"{first.words} och"
        second = self._shortlist(self._recogniser.glance(encoded, beginning), others, beginning, size=_SECONDS)
        return [(Candidate(words, f"{first.meaning}+{one.meaning}"), words) for one, words in second]

    def _shortlist(
        self, glance: Written, candidates: Sequence[Candidate], carrier: str = "", size: int = SIZE
    ) -> list[tuple[Candidate, str]]:
        """The candidates worth weighing, with their wordings after the carrier."""
        assert glance.first is not None
        wordings = [candidate.words for candidate in candidates]
        tokens = [self._recogniser.first_token(words, after=carrier) for words in wordings]
        prior = self._priors.first(carrier)
        places = shortlist(wordings, tokens, glance.first, prior, PRIOR_WEIGHT, glance.text, size=size)
        chosen = [candidates[place] for place in places]
        return [(one, carried(carrier, one.words) if carrier else one.words) for one in chosen]


def load_hearing(folder: Path, *, workers: int = 2) -> WhisperHearing:
    """Loads and warms the model. Blocks for one to three seconds. Raises ModelProblem."""
    with ThreadPoolExecutor(
        1, initializer=behind_the_sound
    ) as apart:  # its threads are as low as the one they begin in
        recogniser = apart.submit(Recogniser, folder, workers=workers).result()
    priors = Priors(recogniser, window_s=WINDOW_S)
    priors.first()
    recogniser.write_down(np.zeros(RATE, np.float32))
    return WhisperHearing(recogniser, priors, FairQueue(workers))


def _expected(candidates: Sequence[Candidate], kind: str) -> list[str]:
    """The wordings that will be weighed for such a question, as far as can be known ahead."""
    alone = [candidate.words for candidate in candidates]
    carrier = USUAL_CARRIERS.get(kind)
    return alone + [carried(carrier, words) for words in alone] if carrier else alone


def _learning(priors: Priors, words: list[str]) -> Callable[[Wanted], None]:
    return lambda _: priors.learn(words)


def _enough(listening: Listening, choice: Choice, seconds: float) -> float:
    """From which probability this choice is taken; infinite where it must not be."""
    if listening.closed:
        return ACCEPT
    if choice.candidate.meaning == DANGER:
        return ACCEPT_DANGER
    return ACCEPT_OPEN[listening.answers] if seconds <= SHORT_S else math.inf


def _doubt(listening: Listening, choice: Choice) -> float:
    return GUESS if listening.said_back and is_answer(choice.candidate) else DOUBT


def _scored(choice: Choice) -> Heard:
    return Heard(choice.candidate.words, choice.probability, "scored", choice.candidate)


def _is_loud(sound: Sound) -> bool:
    """Whether there is any sound at all, in its loudest fifth of a second."""
    step = RATE // 5
    return any(
        float(np.sqrt(np.mean(np.square(sound[at : at + step])))) > _SILENT_RMS for at in range(0, len(sound), step)
    )


def _nothing() -> None:
    return None
