"""Which of many candidates are worth weighing. Pure.

Weighing one wording costs about 7 ms, so a list of 200 places would take over a second. Two cheap looks pick sixteen:
how likely each wording's first token is, and how alike it is to a quick free writing. On 111 clips with up to 140
candidates each, the sixteen held every answer that weighing all of them would have chosen.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rapidfuzz import fuzz

from voice.hearing.recogniser import Logs
from voice.hearing.wording import plain

SIZE = 16
"""Up to so many candidates are all weighed: choosing would save less than it costs."""


def shortlist(
    wordings: Sequence[str],
    first_tokens: Sequence[int],
    first: Logs,
    prior: Logs,
    weight: float,
    text: str,
    *,
    size: int = SIZE,
) -> list[int]:
    """Places in `wordings`, in order, at most `size`.

    `first` and `prior`: log probabilities of every token as the first one, given the sound and given silence.
    """
    if len(wordings) <= size:
        return list(range(len(wordings)))
    tokens = np.array(first_tokens)
    by_first = first[tokens] - weight * prior[tokens]
    written = plain(text)
    by_text = np.array([fuzz.ratio(written, plain(words)) for words in wordings])
    each = size // 2
    chosen = {*np.argsort(-by_first, kind="stable")[:each], *np.argsort(-by_text, kind="stable")[:each]}
    return sorted(int(place) for place in chosen)
