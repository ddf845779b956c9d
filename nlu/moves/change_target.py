"""Which question a client wants to change, from the word they use for it (`change_words.json`)."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib import resources

# In a repeated group no text may be readable in two ways: that takes exponential time on a text full of it.
_ASKS_TO_CHANGE = re.compile(
    r"\b(?:ändra|ändrar|byta|byt|rätta|korrigera|göra om|ångra|fel|ändring|ändring av)\b"
    r"(?: (?:på|till|mig|mitt|min|mina|det|svaret|svar|i|om|den|frågan|jag|sa|skrev|svarade|av|där|vad|gäller|"
    r"är|blev|med))*? (.{2,60})$"
)
_WRONG = re.compile(r"^(.{2,40}?) (?:är|blev|var) (?:fel|inte rätt)\b")


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    raw = json.loads(resources.files("nlu.moves").joinpath("change_words.json").read_text(encoding="utf-8"))
    return dict(sorted(raw["words"].items(), key=lambda item: -len(item[0])))


def target_of(plain: str) -> str | None:
    """The question key in "ändra stadsdel" or "numret är fel"; None when none or no known one is named."""
    match = _ASKS_TO_CHANGE.search(plain) or _WRONG.match(plain)
    if not match:
        return None
    named = match.group(1).strip(" .,!?")
    return next((key for word, key in _words().items() if re.search(rf"\b{re.escape(word)}\b", named)), None)


def names_a_question(plain: str) -> bool:
    """Whether the message is nothing but a wish to change a question that is named."""
    if match := _CHANGE_ONLY.fullmatch(plain):
        return match.group(1).strip() in _words()
    match = _WRONG_ONLY.fullmatch(plain)
    return match is not None and (match["after"] or match["before"]).strip() in _words()


_CHANGE_ONLY = re.compile(
    r"(?:(?:jag|vill|få|kan jag|får jag|behöver|måste|skulle vilja|kan man|går det att) )*"
    r"(?:ändra|ändrar|byta|byt|rätta|korrigera|göra om)"
    r"(?: (?:på|mitt|min|mina|svaret om|svar om|svaret på|frågan om|det om|den))* (.{2,40})"
)
_WRONG_ONLY = re.compile(
    r"(?:det är |det blev |jag skrev |jag sa )?fel (?:på )?(?P<after>.{2,40})|(?P<before>.{2,40}?) (?:är|blev|"
    r"var) (?:fel|inte rätt)"
)
