"""What is noticed about a free text whatever it means: its length, own words to keep, a personnummer."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue import dictating
from bot.dialogue.draft import Draft
from bot.dialogue.event import Said
from bot.dialogue.state import OwnWords
from bot.dialogue.waiting import Wait

MAX_TEXT = 8_000
"""Characters of one message that are used as an answer; the own words keep all of it for the ombud."""
MAX_OWN_WORDS = 100_000
"""Characters kept as own words in all; what comes after them is in the conversation's log only."""

_PERSONNUMMER = re.compile(r"(?<!\d)(?:19|20)?\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])[-+ ]?\d{4}(?!\d)")


def note_words(draft: Draft, wait: Wait, said: Said, *, most: int = MAX_TEXT) -> Said:
    """Keep the client's own words for the ombud. Returns the text cut to what the dialogue works on: `most`."""
    text = said.text.strip()
    keeps = not _tells_only_digits(draft, wait, text)
    if keeps and text and sum(len(w.text) for w in draft.state.own_words) + len(text) <= MAX_OWN_WORDS:
        draft.state.own_words.append(OwnWords(key=wait.step.key, text=text))
    if len(text) > most:
        draft.say("text_too_long")
        text = text[:most]
    if _has_personnummer(text):
        draft.say("no_personnummer")
    return replace(said, text=text)


def _tells_only_digits(draft: Draft, wait: Wait, text: str) -> bool:
    """Single digits tell an ombud nothing; and a code is a key to what was told, and no words for anybody."""
    if wait.step.key != dictating.KEY:
        return wait.step.key == "take_up"
    return dictating.only_digits(text) or dictating.asked_for(draft) is None


def _has_personnummer(text: str) -> bool:
    """A date of birth and four figures whose check digit is right (Luhn), and that is no mobile number."""
    found = (re.sub(r"\D", "", match.group())[-10:] for match in _PERSONNUMMER.finditer(text))
    return any(_luhn(digits) for digits in found if not digits.startswith("07"))


def _luhn(digits: str) -> bool:
    doubled = (int(d) * (2 - i % 2) for i, d in enumerate(digits))
    return sum(n // 10 + n % 10 for n in doubled) % 10 == 0
