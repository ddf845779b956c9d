"""How likely the model finds words when nobody speaks: what its taste is, not what it heard.

Without it, common words win over rare ones whatever was said (76 % right against 92 % on 111 telephone clips).
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np

from voice.hearing.recogniser import RATE, Encoded, Logs, Recogniser

PRIOR_WEIGHT = 0.6
"""How much of the prior is taken off. 0.5-0.8 are equally good on the clips, 0 and 1 clearly worse."""

_KEPT = 8_000
_FIRSTS_KEPT = 100
_HISS = 0.001


class Priors:
    """The priors of the wordings that were asked for lately. For several threads."""

    def __init__(self, recogniser: Recogniser, *, window_s: float, keep: int = _KEPT) -> None:
        self._recogniser = recogniser
        self._keep = keep
        self._known: OrderedDict[str, float] = OrderedDict()
        self._lock = Lock()
        hiss = np.random.default_rng(1).normal(0, _HISS, RATE).astype(np.float32)
        self._silence: Encoded = recogniser.encode(hiss, window_s)
        self._first: dict[str, Logs] = {}

    def first(self, after: str = "") -> Logs:
        """The prior of every token as the first one after these words, shape (vocabulary,)."""
        known = self._first.get(after)
        if known is None:
            known = self._recogniser.glance(self._silence, after).first
            assert known is not None
            if len(self._first) >= _FIRSTS_KEPT:
                self._first.clear()
            self._first[after] = known
        return known

    def of(self, wordings: Sequence[str]) -> list[float]:
        """The log prior of each wording, worked out where it is not known yet."""
        self.learn(wordings)
        with self._lock:
            found = {words: self._known.get(words) for words in wordings}
            for words in found:
                if words in self._known:
                    self._known.move_to_end(words)
        if gone := [words for words, value in found.items() if value is None]:  # pushed out by others meanwhile
            found |= dict(zip(gone, self._weigh(gone), strict=True))
        return [value for words in wordings if (value := found[words]) is not None]

    def unknown(self, wordings: Sequence[str]) -> list[str]:
        with self._lock:
            return [words for words in dict.fromkeys(wordings) if words not in self._known]

    def learn(self, wordings: Sequence[str]) -> None:
        """Works out the priors that are not known yet: about 7 ms each."""
        if new := self.unknown(wordings):
            values = self._weigh(new)
            with self._lock:
                self._known |= zip(new, values, strict=True)
                while len(self._known) > self._keep:
                    self._known.popitem(last=False)

    def _weigh(self, wordings: Sequence[str]) -> list[float]:
        return [float(logs.sum()) for logs in self._recogniser.weigh(self._silence, wordings)]
