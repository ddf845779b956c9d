"""Swedish number words to integers: "tolvtusen", "tjugo fem", "trettiförsta", "en och en halv"."""

from __future__ import annotations

import re
from functools import lru_cache

_UNITS = {
    "noll": 0, "nolla": 0, "en": 1, "ett": 1, "et": 1, "två": 2, "tva": 2, "tu": 2, "tre": 3, "fyra": 4, "fyr": 4,
    "fem": 5,
    "sex": 6, "sju": 7, "åtta": 8, "atta": 8, "nio": 9, "nie": 9, "tio": 10, "tie": 10, "elva": 11, "tolv": 12,
    "tretton": 13, "fjorton": 14, "femton": 15, "sexton": 16, "sjutton": 17, "arton": 18, "aderton": 18,
    "nitton": 19,
}  # fmt: skip
_TENS = {
    "tjugo": 20, "tjugi": 20, "tjuge": 20, "trettio": 30, "tretti": 30, "fyrtio": 40, "fyrti": 40, "förtio": 40,
    "femtio": 50, "femti": 50, "sextio": 60, "sexti": 60, "sjuttio": 70, "sjutti": 70, "åttio": 80, "åtti": 80,
    "nittio": 90, "nitti": 90,
}  # fmt: skip
_SCALES = {
    "hundra": 100,
    "hundre": 100,
    "hudra": 100,
    "tusen": 1000,
    "usen": 1000,
    "miljon": 1_000_000,
    "miljoner": 1_000_000,
}
_ORDINAL_UNITS = {
    "första": 1, "förste": 1, "forsta": 1, "andra": 2, "andre": 2, "tredje": 3, "fjärde": 4, "femte": 5, "sjätte": 6,
    "sjunde": 7, "åttonde": 8, "nionde": 9, "tionde": 10, "elfte": 11, "tolfte": 12, "trettonde": 13, "fjortonde": 14,
    "femtonde": 15, "sextonde": 16, "sjuttonde": 17, "artonde": 18, "nittonde": 19, "tjugonde": 20, "trettionde": 30,
}  # fmt: skip
_DIGIT_NAMES = {
    "nolla": 0, "nollan": 0, "etta": 1, "ettan": 1, "tvåa": 2, "tvåan": 2, "trea": 3, "trean": 3, "fyra": 4,
    "fyran": 4, "femma": 5, "femman": 5, "sexa": 6, "sexan": 6, "sjua": 7, "sjuan": 7, "åtta": 8, "åttan": 8,
    "nia": 9, "nian": 9, "tia": 10, "tian": 10,
}  # fmt: skip

_CARDINAL_PARTS = _UNITS | _TENS | _SCALES
_PART = re.compile("|".join(sorted(_CARDINAL_PARTS, key=len, reverse=True)))


def digit_name(word: str) -> int | None:
    """0-10 for the name of a key or an alternative: "ettan", "trea", "nolla"."""
    return _DIGIT_NAMES.get(word)


@lru_cache(maxsize=4096)
def _parts(word: str) -> tuple[int, ...] | None:
    """The number parts a written-together word consists of, or None when it holds anything else."""
    found: list[int] = []
    position = 0
    while position < len(word):
        match = _PART.match(word, position)
        if not match:
            return None
        found.append(_CARDINAL_PARTS[match.group()])
        position = match.end()
    return tuple(found)


def _combine(parts: list[int]) -> int | None:
    """Add up parts such as (5, 100, 20, 5); None when they do not form one number ("sju, femtio")."""
    total, group, last = 0, 0, 10**9
    for part in parts:
        if part in (1000, 1_000_000):
            total, group, last = total + (group or 1) * part, 0, 1000
        elif part == 100:
            if group > 99:
                return None
            group, last = (group or 1) * 100, 100
        else:
            fits = last > part and (last >= 100 or (last >= 20 and part < 10))
            if group and not fits:
                return None
            group, last = group + part, part
    return total + group


def cardinal(word: str) -> int | None:
    """The number one word stands for ("tvåhundrafemtio", "17"), or None."""
    if word.isascii() and word.isdigit():
        return int(word) if len(word) <= 12 else None
    if len(word) > 60:
        return None
    parts = _parts(word)
    return _combine(list(parts)) if parts else None


def ordinal(word: str) -> int | None:
    """The place one word stands for ("tjugofemte", "3:e", "trettiförsta"), or None."""
    if match := re.fullmatch(r"(\d{1,2})[:.]?(?:e|a|de|te|nde)", word):
        return int(match.group(1))
    if word in _ORDINAL_UNITS:
        return _ORDINAL_UNITS[word]
    for tens, value in _TENS.items():
        if word.startswith(tens) and (rest := _ORDINAL_UNITS.get(word[len(tens) :])) and rest < 10:
            return value + rest
    return None


def read_cardinal(tokens: list[str], start: int) -> tuple[int, int] | None:
    """The longest number that begins at `start`, as (number, index after it). "två hundra femtio" is one number."""
    best: tuple[int, int] | None = None
    parts: list[int] = []
    for index in range(start, min(start + 8, len(tokens))):
        more = _parts(tokens[index])
        if more is None:
            break
        parts.extend(more)
        if (value := _combine(parts)) is None:
            break
        best = (value, index + 1)
    return best


_TOKEN = re.compile(r"[^\W_]+(?::[^\W_]+)?|\s+|.", re.DOTALL)


def words_to_digits(text: str) -> str:
    """A normalised text with every number word as digits and every ordinal as "25:e".

    "en" and "ett" stay words (they are mostly articles) unless they begin a longer number ("ett tusen").
    """
    pieces = _TOKEN.findall(text)
    out: list[str] = []
    index = 0
    while index < len(pieces):
        number, after = (None, index) if pieces[index].isspace() else _read_spoken(pieces, index)
        if number is not None:
            out.append(number)
            index = after
        else:
            out.append(pieces[index])
            index += 1
    return "".join(out)


def _read_spoken(pieces: list[str], start: int) -> tuple[str | None, int]:
    """The number whose words begin at pieces[start], spaces between them allowed."""
    if (place := ordinal(pieces[start])) is not None:
        return f"{place}:e", start + 1
    parts: list[int] = []
    best: tuple[str | None, int] = (None, start)
    index = start
    while index < len(pieces) and len(parts) < 16:
        piece = pieces[index]
        if piece.isspace():
            index += 1
            continue
        if parts and parts[-1] >= 20 and parts[-1] < 100 and (place := ordinal(piece)) and place < 10:
            total = _combine([*parts[:-1], parts[-1], place])
            return (f"{total}:e", index + 1) if total is not None else best
        more = _parts(piece)
        if more is None:
            break
        parts.extend(more)
        value = _combine(parts)
        if value is None:
            break
        best = (str(value), index + 1)
        index += 1
    if best[0] is not None and best[1] == start + 1 and pieces[start] in ("en", "ett"):
        return None, start
    return best
