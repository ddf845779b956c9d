"""Whether words said while we speak are an answer, or only tell that somebody listens ("ja just det"). Pure."""

from __future__ import annotations

import re

from bot.dialogue.listening import Listening
from voice.hearing.heard import Heard

_LISTENING = frozenset(
    {
        *("mm", "mhm", "hm", "aa", "aha", "jaha", "jaså", "okej", "ok", "okay", "bra", "tack"),
        *("ja", "jo", "jadå", "joda", "javisst", "just", "det", "precis", "visst", "så", "sant"),
    }
)
"""Words that say "I listen" when nothing else is said with them."""
_MOST_WORDS = 4
_PLAIN_YES = frozenset({"ja", "jo", "ja tack", "jadå", "ja visst", "javisst", "jo tack"})
_UNSURE = 0.35
"""Free words below this that did not even cut us are as likely noise as words."""


def only_listens(heard: Heard, listening: Listening, *, question_begun: bool, cut: bool) -> bool:
    """Whether we should go on speaking. For what was said over us only. `cut`: it was loud and long enough to cut us.

    A yes or a no to a question that can be heard always counts; before the question a "ja" agrees with what is told.
    """
    if heard.how == "none":
        return True
    words = _plain(heard.words)
    if listening.type == "yes_no" and question_begun and words in _PLAIN_YES:
        return False
    if heard.candidate is not None and heard.candidate.meaning not in ("yes",):
        return False  # an option, a move, danger
    said = words.split()
    if said and len(said) <= _MOST_WORDS and all(word in _LISTENING for word in said):
        return True
    return heard.how == "free" and heard.confidence < _UNSURE and not question_begun and not cut


def _plain(words: str) -> str:
    return " ".join(re.findall(r"\w+", words.casefold()))
