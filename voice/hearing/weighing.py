"""From the weights of the candidates to what was meant, and how sure that is. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogue.listening import DANGER, ELSE, Candidate
from voice.hearing import calibration

FAR = 12.0
"""A lead over the next meaning beyond which more says nothing more."""


_NONSENSE = -2.5
"""A free writing that is no better than this says nothing about the sound."""


@dataclass(frozen=True)
class Weighed:
    """A candidate against the sound. `score`: log probability less the weighted prior; `per_token`: without it."""

    candidate: Candidate
    score: float
    per_token: float
    tokens: int


@dataclass(frozen=True)
class Choice:
    """The best candidate and the probability that it was said.

    `lead`: the distance to the best candidate with another meaning, at most `FAR`.
    """

    candidate: Candidate
    probability: float
    lead: float
    features: tuple[float, ...]


def choose(weighed: Sequence[Weighed], *, free_logprob: float, silence: float, seconds: float) -> Choice:
    """The best of them; `weighed` is not empty.

    `free_logprob`: mean per token of a free writing of the same sound; `silence`: how sure it is that nobody spoke.
    """
    best = max(weighed, key=lambda one: one.score)
    others = [one.score for one in weighed if one.candidate.meaning != best.candidate.meaning]
    lead = min(FAR, best.score - max(others)) if others else FAR
    features = (
        best.score,
        lead,
        best.per_token,
        best.per_token - max(free_logprob, _NONSENSE),
        math.log(max(0.1, seconds) / max(1, best.tokens)),
        silence,
    )
    return Choice(best.candidate, min(calibration.said(features), calibration.between(lead)), lead, features)


def firsts(weighed: Sequence[Weighed], at_most: int) -> list[Candidate]:
    """The answers with which two in one breath may begin, "mat och hyra": those that fit best, one of each meaning.

    Moves and danger are not answers, and stand alone.
    """
    best: dict[str, Candidate] = {}
    for one in sorted(weighed, key=lambda one: -one.score):
        if is_answer(one.candidate):
            best.setdefault(one.candidate.meaning, one.candidate)
    return list(best.values())[:at_most]


def is_answer(candidate: Candidate) -> bool:
    """Whether it answers the question, and is not a wish that is always possible."""
    return not candidate.meaning.startswith("move:") and candidate.meaning not in (DANGER, ELSE)
