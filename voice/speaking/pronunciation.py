"""Words that espeak-ng, which makes the phonemes of piper's voices too, says wrong in Swedish, spelled to sound right.

Pure. Found by reading the phonemes of every word in our phone texts.
"""

from __future__ import annotations

import re

_RESPELLED = {
    "soc": "sock",  # not "sok"
    "mejl": "mäjl",  # not "mel"
    "mejla": "mäjla",
    "kö": "qö",  # a queue has a hard k
    "köer": "qöer",
    "nödprövning": "nöd-prövning",
    "nödprövningen": "nöd-prövningen",
    "boendestöd": "boende-stöd",
    "boendestödet": "boende-stödet",
    "stadsdel": "stads-del",
    "stadsdelen": "stads-delen",
}
_WORD = re.compile(rf"\b(?:{'|'.join(_RESPELLED)})\b", re.IGNORECASE)
_THE_QUEUE = re.compile(r"\b(?P<before>[Ii]|[Ll]ång|[Ss]ist i|[Ff]örst i) kön\b")
"""With another word before it, "kön" is a person's sex and has a soft k."""


def pronounced(text: str) -> str:
    """The text with those words respelled; all others as they are."""
    text = _THE_QUEUE.sub(lambda match: f"{match['before']} qön", text)
    return _WORD.sub(lambda match: _RESPELLED[match.group().casefold()], text)
