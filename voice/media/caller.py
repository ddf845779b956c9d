"""Who calls, from the query of the socket's address. Pure. None of it proves anything: anybody can claim a number."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from urllib.parse import unquote

import phonenumbers

from voice.call.line import CallInfo

_LONGEST = 100
_REGION = "SE"


def caller_info(query: Mapping[str, str], call: str) -> CallInfo:
    """A telephone call. `query` is decoded once; the exchange's dialplan may have encoded a value once more."""
    return CallInfo(
        id=call,
        caller=dialable(_field(query, "caller")),
        name=_field(query, "name"),
        dialled=_field(query, "dnis"),
        sip_call_id=_field(query, "sipcallid"),
        kind="telephone",
        back=_field(query, "back") == "1",
    )


def browser_info(call: str) -> CallInfo:
    """A call from the browser phone, of whom nothing is known. What its address claims is not looked at."""
    return CallInfo(id=call, kind="browser")


def dialable(number: str | None) -> str | None:
    """E.164, or None for a number that is withheld, short, internal or none at all."""
    if not number or not any(letter.isdigit() for letter in number):
        return None
    try:
        parsed = phonenumbers.parse(number, _REGION)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed) or any(letter.isalpha() for letter in number):
        return None
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _field(query: Mapping[str, str], name: str) -> str | None:
    value = query.get(name, "")[: _LONGEST * 4]
    if "%" in value:
        value = unquote(value, errors="replace")
    kept = "".join(letter for letter in value if unicodedata.category(letter)[0] != "C")
    return kept.strip()[:_LONGEST] or None
