"""Numbers in Swedish words.

Hundreds and thousands are words of their own ("ett tusen två hundra femtio"): synthetic voices stress them right that
way, and it is how the phone texts write them.
"""

from __future__ import annotations

_SMALL = (
    "noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton",
    "fjorton", "femton", "sexton", "sjutton", "arton", "nitton",
)  # fmt: skip
_TENS = ("", "tio", "tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio")
_ORDINALS = (
    "nollte", "första", "andra", "tredje", "fjärde", "femte", "sjätte", "sjunde", "åttonde", "nionde", "tionde",
    "elfte", "tolfte", "trettonde", "fjortonde", "femtonde", "sextonde", "sjuttonde", "artonde", "nittonde",
)  # fmt: skip
_LARGE = ((10**9, "miljard", "miljarder"), (10**6, "miljon", "miljoner"))
MOST = 10**12
"""Numbers from here on have no words here."""


def cardinal(number: int, *, utrum: bool = False) -> str:
    """ "tjugoett", or "tjugoen" before an n-word (`utrum`). `number` is from 0 up to `MOST`, else ValueError."""
    if not 0 <= number < MOST:
        raise ValueError("only numbers from zero up to a thousand milliards have words")
    parts: list[str] = []
    for size, one, many in _LARGE:
        count, number = divmod(number, size)
        if count:
            parts.append(f"{_below_thousand(count, utrum=True)} {one if count == 1 else many}")
    thousands, number = divmod(number, 1000)
    if thousands:
        parts.append(f"{_below_thousand(thousands)} tusen")
    if number or not parts:
        parts.append(_below_thousand(number, utrum=utrum))
    return " ".join(parts)


def _below_thousand(number: int, *, utrum: bool = False) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [f"{_SMALL[hundreds]} hundra"] if hundreds else []
    if rest or not hundreds:
        parts.append(_below_hundred(rest, utrum=utrum))
    return " ".join(parts)


def _below_hundred(number: int, *, utrum: bool) -> str:
    ones = number if number < len(_SMALL) else number % 10
    one = "en" if utrum and ones == 1 else _SMALL[ones]
    if number < len(_SMALL):
        return one
    return _TENS[number // 10] + (one if ones else "")


def ordinal(number: int) -> str:
    """ "tredje", "tjugofemte". `number` is from 0 to 99, else ValueError."""
    if not 0 <= number < 100:
        raise ValueError("only numbers below a hundred have an order here")
    if number < len(_ORDINALS):
        return _ORDINALS[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (_ORDINALS[ones] if ones else "nde")


def year(number: int) -> str:
    """ "tjugo hundra tjugosex", "nitton hundra åttiofem", "två tusen fem"."""
    century, rest = divmod(number, 100)
    if not (11 <= century <= 19 or (century == 20 and rest >= 10)):
        return cardinal(number)
    return f"{_SMALL[century] if century < 20 else 'tjugo'} hundra" + (f" {cardinal(rest)}" if rest else "")


def digit_words(digits: str) -> str:
    """Each digit by itself: "noll sju noll". Anything else than 0-9 is left out."""
    return " ".join(_SMALL[int(digit)] for digit in digits if digit in "0123456789")


def in_groups(digits: str) -> str:
    """A long row of digits in groups of two and three, with a short pause between: "ett två tre, fyra fem"."""
    first = 3 if len(digits) % 2 else 2
    groups = [digits[:first], *(digits[at : at + 2] for at in range(first, len(digits), 2))]
    return ", ".join(digit_words(group) for group in groups)
