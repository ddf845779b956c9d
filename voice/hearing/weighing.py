"""From the weights of the candidates to what was meant, and how sure that is. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogue.listening import Candidate
from voice.hearing import calibration

FAR = 12.0
"""A lead over the next meaning beyond which more says nothing more."""


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


def choose(weighed: Sequence[Weighed], *, free_logprob: float, seconds: float) -> Choice:
    """The best of them. `free_logprob`: mean per token of a free writing of the same sound. `weighed` is not empty."""
    best = max(weighed, key=lambda one: one.score)
    others = [one.score for one in weighed if one.candidate.meaning != best.candidate.meaning]
    lead = min(FAR, best.score - max(others)) if others else FAR
    features = (
        best.score,
        lead,
        best.per_token,
        best.per_token - free_logprob,
        math.log(max(0.1, seconds) / max(1, best.tokens)),
    )
    return Choice(best.candidate, calibration.said(features), lead, features)
