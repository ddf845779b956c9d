"""How an ombud reads the codes of a case: plain Swedish for priority, status, channel, and how an answer came."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from bot.intakes.intake import CALLBACK
from bot.intakes.printable import printable
from content.library import Library

PRIORITY = {0: "fara nu", 1: "samma dag", 2: "barn eller hem", 3: "snart", 4: "kan vänta"}
STATUS = {
    "new": "nytt",
    "open": "ett ombud har det",
    "waiting": "väntar på svar",
    "closed": "avslutat",
    "replaced": "klienten har skickat ett nytt ärende",
    "erased": "klienten har tagit bort sina svar",
}
CHANNEL = {"web": "webben", "phone": "telefon", "terminal": "terminalen", "telegram": "Telegram"}
_GIVEN_ON = {"chat": "i chatten", "phone": "i telefon"}
_HOW = {
    "words": "med egna ord",
    "button": "knapp",
    "key": "tangent",
    "speech": "tal",
    "derived": "följer av andra svar",
}
_SIGN = {"words": "egna ord", "button": "knapp", "key": "tangent", "speech": "tal", "derived": "följer av annat"}
UNDERSTOOD_NOTHING = "not_understood"
WHY_NO_VALUE = {
    "dont_know": "vet inte",
    "skip": "vill inte svara",
    UNDERSTOOD_NOTHING: "vi förstod inte svaret",
    "": "inget svar",
}
NOT_ASKED = "Inte frågat"


def priority_in_words(level: int) -> str:
    """ "1 samma dag"."""
    return f"{level} {PRIORITY.get(level, '')}".rstrip()


def kind_in_words(kind: str, about: str | None, library: Library) -> str:
    """ "akut hjälp (nodprovning)"; a call-back item tells which questions were under way, if that is known."""
    if kind == CALLBACK:
        flow = library.flows.get(about or "")
        return f"ring upp, samtalet bröts{f' ({flow.title})' if flow else ''}"
    flow = library.flows.get(kind)
    return f"{flow.title} ({kind})" if flow else kind


def waited_in_words(since: datetime, now: datetime) -> str:
    """Whole minutes below an hour, hours below two days, else days."""
    waited = max(now - since, timedelta())
    minutes = int(waited.total_seconds() // 60)
    if minutes < 1:
        return "mindre än en minut"
    if minutes < 60:
        return f"{minutes} minut{'er' if minutes > 1 else ''}"
    if minutes < 48 * 60:
        hours = minutes // 60
        return f"{hours} timm{'ar' if hours > 1 else 'e'}"
    return f"{minutes // (24 * 60)} dagar"


def days_left_in_words(day: date, today: date) -> str:
    """ "i dag", "om 3 dagar", "har passerat"."""
    left = (day - today).days
    if left < 0:
        return "har passerat"
    return ("i dag", "i morgon")[left] if left < 2 else f"om {left} dagar"


def how_it_came(answer: Mapping[str, Any], shown: str = "", *, quote: bool = True) -> str:
    """ "tal i telefon, säkerhet 0,62: ”jag bor i tensta”". The client's own words stand in quotation marks.

    They are left out when the value as `shown` says the same, and without `quote`.
    """
    how, raw = str(answer.get("how") or ""), printable(str(answer.get("raw") or ""))
    if how == "derived":
        return _HOW[how] if answer.get("value") is not None else ""
    told = " ".join(filter(None, [_HOW.get(how, how), raw if how == "key" else ""]))
    told = f"{told} {_GIVEN_ON.get(str(answer.get('channel')), '')}".strip()
    if (confidence := answer.get("confidence")) is not None:
        told += f", säkerhet {float(confidence):.2f}".replace(".", ",")
    if answer.get("uncertain"):
        told += ", osäkert"
    return f"{told}: ”{raw}”" if quote and raw and raw != shown and how in ("words", "speech") else told


def sign_of(answer: Mapping[str, Any]) -> str:
    """How it came in a word or two: "knapp", "tal, osäkert"."""
    if answer.get("value") is None and answer.get("how") == "derived":
        return ""
    sign = _SIGN.get(str(answer.get("how") or ""), "")
    return f"{sign}, osäkert" if sign and answer.get("uncertain") else sign


def why_no_value(answer: Mapping[str, Any]) -> str:
    """The reason why an answer has no value, as `WHY_NO_VALUE` names it."""
    if answer.get("value") is not None:
        return ""
    move = str(answer.get("move") or "")
    if move == "skip" and answer.get("how") == "derived":
        return UNDERSTOOD_NOTHING  # how questions that we gave up were stored at first
    return move if move in WHY_NO_VALUE else ""


def safe_contact_in_words(safe: bool | None) -> str:
    """Whether a message may be left, so that it cannot be misread."""
    if safe is None:
        return "VET INTE. Lämna inget meddelande."
    return "JA. Det är säkert att lämna meddelande." if safe else "NEJ. Lämna inget meddelande."
