"""What an ombud must know before touching the telephone, besides whether it is safe to leave a message."""

from __future__ import annotations

import re

from bot.dialogue.wording import value_in_words
from content.library import Library

_NUMBER = re.compile(r"\+?[0-9][0-9 -]{5,18}[0-9]")
_READ_BY_OTHERS = {
    "sms": ("Klienten valde sms, men andra kan läsa. Ring.", "Klienten valde sms. Kanske läser andra. Ring."),
    "email": (
        "Klienten valde mejl, men andra kan läsa. Skriv inget om ärendet.",
        "Klienten valde mejl. Kanske läser andra. Skriv inget om ärendet.",
    ),
    "letter": (
        "Klienten valde brev, men andra kan läsa. Skriv inget om ärendet.",
        "Klienten valde brev. Kanske läser andra. Skriv inget om ärendet.",
    ),
}
"""By the way that was chosen: when the client said that others see it, and when that is not known."""
_SMS_FIRST = (
    "Klienten vill ha sms före, men andra kan läsa. Skicka inget.",
    "Klienten vill ha sms före. Kanske läser andra.",
)


def contradictions(way: str, needs: str, safe: bool | None, library: Library) -> list[str]:
    """Wishes of the client that do not go together with what others can see; nothing when it is safe.

    `way` and `needs` are how the client wants to be reached and what they need, as the case shows it.
    """
    if safe is True:
        return []
    at = 0 if safe is False else 1
    lines = [words[at] for option, words in _READ_BY_OTHERS.items() if _named("contact_way", option, way, library)]
    if _named("adapt", "sms_before", needs, library):
        lines.append(_SMS_FIRST[at])
    return lines


def dialled(text: str) -> str | None:
    """ "070-174 06 05" -> "0701740605", for a link that dials; None for what is no telephone number."""
    return re.sub(r"[^0-9+]", "", text) if _NUMBER.fullmatch(text.strip()) else None


def _named(key: str, option: str, told: str, library: Library) -> bool:
    step = library.step(key)
    if step is None or option not in {known.id for known in step.options}:
        return False
    return value_in_words(step, option, library, "chat") in re.split(r", | och ", told)
