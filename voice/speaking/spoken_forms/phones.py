"""Phone numbers, digit by digit in groups: "08-508 40 700" -> "noll åtta, fem noll åtta, fyra noll, sju noll noll".

Short numbers that everybody knows have a way of their own: 112 is "ett ett två", 1177 "elva, sjuttiosju".
"""

from __future__ import annotations

import re

import phonenumbers

from voice.speaking.spoken_forms.counted import is_counted
from voice.speaking.spoken_forms.number_words import digit_words, in_groups

KNOWN = {
    "112": "ett ett två",
    "1177": "elva, sjuttiosju",
    "11313": "ett ett tre, ett tre",
    "11414": "ett ett fyra, ett fyra",
    "116000": "ett ett sex, noll noll noll",
    "116111": "ett ett sex, ett ett ett",
    "90101": "nittio, ett, noll ett",
    "90390": "nittio, tre, nittio",
}
"""As `content/helplines.yml` says them."""

_KNOWN = re.compile(r"(?<![\w+,.:/-])(?:112|1177|11[34] ?1[34]|116 ?(?:000|111)|90 ?101|90 ?390)(?![\w]|[,.:/-]\d)")
_INTERNATIONAL = re.compile(r"(?<![\w+])(?:\+|00(?=[1-9]))[1-9](?:[ -]?\d){6,13}(?!\d)")
_NATIONAL = re.compile(r"(?<![\w+,.:/-])0(?:[ -/]?\d){6,11}(?![\d]|[,.:/-]\d)")
_LONGEST_GROUP = 4


def say_phones(text: str) -> str:
    """The text with its phone numbers in words."""
    text = _INTERNATIONAL.sub(lambda match: _international(match.group()), text)
    text = _NATIONAL.sub(lambda match: _national(match.group()), text)
    return _KNOWN.sub(_known, text)


def _known(match: re.Match[str]) -> str:
    if is_counted(match.string[match.end() :]):
        return match.group()
    digits = re.sub(r"\D", "", match.group())
    return KNOWN.get(digits, match.group())


def _international(written: str) -> str:
    digits = re.sub(r"\D", "", written)
    number = f"+{digits.removeprefix('00')}"
    if number.startswith("+46"):
        return _national("0" + re.sub(r"^(?:\+|00)[ -]?4[ -]?6[ 0-]*", "", written))
    if (parsed := _parsed(number)) is None:
        return f"plus {in_groups(number[1:])}"
    groups = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return f"plus {_groups(groups)}"


def _national(written: str) -> str:
    """In the groups that it was written in, else in those that people here write it in."""
    if re.search(r"\d[ -/]\d", written) or (parsed := _parsed(written)) is None:
        return _groups(written)
    return _groups(phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.NATIONAL))


def _parsed(number: str) -> phonenumbers.PhoneNumber | None:
    try:
        return phonenumbers.parse(number, "SE")
    except phonenumbers.NumberParseException:
        return None


def _groups(written: str) -> str:
    groups = re.findall(r"\d+", written)
    return ", ".join(digit_words(group) if len(group) <= _LONGEST_GROUP else in_groups(group) for group in groups)
