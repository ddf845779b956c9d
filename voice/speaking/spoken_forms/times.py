"""Times of day: "kl. 14.30" -> "klockan fjorton och trettio". Never "halv tre", which some hear as half past three."""

from __future__ import annotations

import re

from voice.speaking.spoken_forms.number_words import cardinal

_TIME = r"(?P<{h}>[01]?\d|2[0-4])(?:[.:](?P<{m}>[0-5]\d))?(?![\d:]|[.,]\d)"
_CLOCK = re.compile(
    r"\b(?P<clock>kl\.?|klockan) ?" + _TIME.format(h="h", m="m")
    + r"(?: ?[-–] ?(?:kl\.? ?)?" + _TIME.format(h="h2", m="m2") + ")?",
    re.IGNORECASE,
)  # fmt: skip
_BARE = re.compile(r"(?<![\d.:,/-])(?P<h>[01]?\d|2[0-3])[:](?P<m>[0-5]\d)(?![\d:]|[.,]\d)")
_DOTTED = re.compile(r"(?<![\d.:,/-])(?P<h>[01]\d|2[0-3]|\d)\.(?P<m>[0-5]\d)(?![\d:]| ?(?:%|kr|procent)|[.,]\d)")
_RANGE = re.compile(r"(?<=\d[.:]\d\d) ?[-–] ?(?=\d{1,2}[.:]\d\d(?!\d))")


def say_times(text: str) -> str:
    """The text with its times of day in words."""
    text = _CLOCK.sub(_on_the_clock, text)
    text = _RANGE.sub(" till ", text)
    for pattern in (_BARE, _DOTTED):
        text = pattern.sub(lambda match: _words(match["h"], match["m"]), text)
    return text


def _on_the_clock(match: re.Match[str]) -> str:
    clock = "Klockan" if match["clock"][0] == "K" else "klockan"
    words = f"{clock} {_words(match['h'], match['m'])}"
    return f"{words} till {_words(match['h2'], match['m2'])}" if match["h2"] else words


def _words(hour: str, minute: str | None) -> str:
    hours, minutes = cardinal(int(hour)), int(minute or 0)
    if not minutes:
        return hours
    return f"{hours} {'noll' if minutes < 10 else 'och'} {cardinal(minutes)}"
