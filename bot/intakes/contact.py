"""How a client can be reached: by what was given, or, on a call, by the number the call comes from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.intakes.answers import Answers, value_of

CALLABLE = frozenset({"phone"})
"""Channels where "here, where we talk now" can be called back, if the number is known. A web page cannot be."""

_E164 = re.compile(r"\+[1-9]\d{5,14}")
_BY_NUMBER = ("phone", "sms")


@dataclass(frozen=True)
class Contact:
    """`value` is a number (E.164) or an address; `from_caller` tells that the client never said it."""

    value: str
    from_caller: bool = False


def contact_of(answers: Answers, *, channel: str, caller: str | None = None) -> Contact | None:
    """The way to reach the client, or None. `caller` is the number of the call, E.164; anything else is not a number.

    The caller's number counts only for a client who chose to be reached here or by telephone, and gave no other number
    and did not refuse to.
    """
    given = value_of(answers, "contact_value")
    if isinstance(given, str) and given.strip():
        return Contact(given.strip())
    if not caller or not _E164.fullmatch(caller):
        return None
    way = value_of(answers, "contact_way")
    # Who tried to say another number wanted that one, also when it was not understood.
    refused = answers.get("contact_value", {}).get("move") in ("skip", "not_understood")
    chosen = (way == "this_channel" and channel in CALLABLE) or (way in _BY_NUMBER and not refused)
    return Contact(caller, from_caller=True) if chosen else None
