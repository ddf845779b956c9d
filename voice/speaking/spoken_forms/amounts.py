"""Money: "1 250 kr" -> "ett tusen två hundra femtio kronor"."""

from __future__ import annotations

import re

from voice.speaking.spoken_forms.number_words import MOST, cardinal, digit_words

_WHOLE = r"(?<![\d,.:/])(?P<minus>(?<!\w)[-−] ?)?(?P<n>\d{1,3}(?:[ .]\d{3})+|\d+)"
_KRONOR = re.compile(
    _WHOLE + r"(?:,(?P<ore>\d{1,2}))?(?: ?(?::-|,-)| ?(?:kronor|krona|kr|sek)\b)(?P<dot>\.(?=\s*$|\s+[A-ZÅÄÖ])|\.)?"
    r"(?P<per> ?/ ?(?:mån(?:ad)?|vecka|dag|år)\b)?",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(_WHOLE + r"(?P<part>,\d{1,3})? ?(?P<unit>tkr|mkr|mnkr)\b", re.IGNORECASE)
_EURO = re.compile(r"(?P<sign>[€$]) ?(?P<n>\d+)|(?P<n2>\d+) ?(?P<sign2>[€$])")
_CURRENCY = {"€": "euro", "$": "dollar"}
_PER = {"mån": "månad"}


def say_amounts(text: str) -> str:
    """The text with its sums in words. A number that nothing says is money is left alone."""
    text = _THOUSANDS.sub(_large, text)
    text = _KRONOR.sub(_kronor, text)
    return _EURO.sub(lambda m: f"{m['n'] or m['n2']} {_CURRENCY[m['sign'] or m['sign2']]}", text)


def _kronor(match: re.Match[str]) -> str:
    digits = re.sub(r"\D", "", match["n"])
    kronor, ore = int(digits), int((match["ore"] or "0").ljust(2, "0"))
    if kronor >= MOST:
        return f"{digit_words(digits)} kronor"
    parts = [f"{cardinal(kronor, utrum=True)} {'krona' if kronor == 1 else 'kronor'}"] if kronor or not ore else []
    if ore:
        parts.append(f"{cardinal(ore)} öre")
    words = ("minus " if match["minus"] else "") + " och ".join(parts)
    if match["per"]:
        span = match["per"].strip(" /").casefold()
        words += f" per {_PER.get(span, span)}"
    # After "kr" a full stop ends the sentence only where the next one begins.
    ends = match["dot"] and re.match(r"\s*$|\s+[A-ZÅÄÖ]", match.string[match.end() :])
    return words + ("." if ends else "")


def _large(match: re.Match[str]) -> str:
    unit = "tusen kronor" if match["unit"].casefold() == "tkr" else "miljoner kronor"
    return f"{'minus ' if match['minus'] else ''}{match['n']}{match['part'] or ''} {unit}"
