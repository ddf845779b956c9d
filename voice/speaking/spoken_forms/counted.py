"""Which counted things are n-words ("en dag") and which t-words ("ett barn"), as far as we know the word."""

from __future__ import annotations

import re

_UTRUM = (
    "krona|kronor|dag|dagar|dagen|vecka|veckor|timme|timmar|minut|minuter|sekund|sekunder|månad|månader|gång|gånger|"
    "person|personer|människa|människor|fråga|frågor|knapp|knappar|sida|sidor|meter|liter|procent|natt|nätter|"
    "räkning|räkningar|skuld|skulder|kopia|kopior|son|söner|dotter|döttrar|vän|vänner|plats|platser|miljon|miljoner"
)
_NEUTRUM = (
    "år|barn|brev|hus|rum|svar|ärende|ärenden|nummer|kilo|gram|ombud|beslut|papper|samtal|öre|öron|ställe|ställen|"
    "möte|möten|recept|kvitto|kvitton|hundra|tusen|dygn|kvartal|halvår|syskon|djur|val|ord|tal|steg"
)
_UTRUM_WORD = re.compile(rf"\w*(?:{_UTRUM})\Z")
_COUNTED_WORD = re.compile(rf"\w*(?:{_UTRUM}|{_NEUTRUM})\Z")
_NEXT_WORD = re.compile(r" ?([^\W\d_]+)")


def is_utrum(after: str) -> bool:
    """Whether the text after a number begins with an n-word, also one that ends in a known one ("arbetsdag")."""
    word = _next_word(after)
    return bool(_UTRUM_WORD.match(word)) and not word.endswith("ombud")


def is_counted(after: str) -> bool:
    """Whether the text after a number begins with something that is counted."""
    return bool(_COUNTED_WORD.match(_next_word(after)))


def _next_word(after: str) -> str:
    found = _NEXT_WORD.match(after)
    return found[1].casefold() if found else ""
