"""From scores to probabilities: two small logistic regressions. `tests/bench/hearing.py --calibrate` fits them."""

from __future__ import annotations

import math
from collections.abc import Sequence

SAID = (0.314, 0.643, 0.114, -0.659, 0.748, -0.001, -1.733)
"""Intercept, then one weight for each feature of `weighing.choose`."""

WRITTEN = (1.235, 2.515)
"""Intercept, then the weight of the mean log probability per token of a free writing."""


def said(features: Sequence[float]) -> float:
    """How probable it is that the best candidate was said."""
    return _logistic(SAID[0] + sum(weight * value for weight, value in zip(SAID[1:], features, strict=True)))


def between(lead: float) -> float:
    """The most that can be believed of a meaning that is so far (in log probability) before the next."""
    return _logistic(lead)


def written(logprob: float) -> float:
    """How much of a free writing to believe: the share of its words that is right, on average."""
    return _logistic(WRITTEN[0] + WRITTEN[1] * logprob)


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, value))))
