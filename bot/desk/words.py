"""The choices an ombud has, and how the desk tells what was done. Staff read this; clients never do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from bot.desk.errors import UnsafeBecause

OUTCOMES: dict[str, str] = {
    "got_ombud": "Klienten har fått ett personligt ombud",
    "helped": "Klienten har fått den hjälp som behövdes",
    "referred": "Klienten har fått veta vart den kan vända sig",
    "declined": "Klienten vill inte ha hjälp",
    "no_contact": "Vi fick inte kontakt",
    "not_for_us": "Inget för personligt ombud",
    "duplicate": "Samma ärende finns redan",
    "other": "Annat",
}
"""How a case can end. The ids are stored."""

WAYS: dict[str, str] = {
    "call": "Ringde",
    "sms": "Skickade sms",
    "mail": "Skickade e-post",
    "letter": "Skickade brev",
    "visit": "Åkte hem till klienten",
    "meeting": "Träffade klienten på annat ställe",
}
"""How an ombud can try to reach a client."""

LEAVES_A_TRACE = frozenset({"sms", "mail", "letter", "visit"})
"""Ways that somebody else at home may notice. A call does too when it is missed, see `unsafe_because`."""

ATTEMPT_RESULTS: dict[str, str] = {
    "reached": "Fick kontakt",
    "no_answer": "Inget svar",
    "left_message": "Lämnade meddelande",
    "someone_else": "Någon annan svarade",
    "wrong_details": "Fel nummer eller adress",
    "sent": "Skickat, väntar på svar",
    "no_show": "Klienten kom inte",
}
MESSAGE_LEFT = "left_message"
_ANSWERED = ("reached", "no_answer", "left_message", "someone_else", "wrong_details")
_SENT = ("sent", "reached", "no_answer", "someone_else", "wrong_details")
RESULTS_OF: dict[str, tuple[str, ...]] = {
    "call": _ANSWERED,
    "sms": _SENT,
    "mail": _SENT,
    "letter": _SENT,
    "visit": _ANSWERED,
    "meeting": ("reached", "no_show"),
}
"""How each way can end."""

WORKING_STATES: dict[str, str] = {"open": "Arbetar med ärendet", "waiting": "Väntar på någon"}
"""What `set_status` can be told."""


def unsafe_because(way: str, result: str) -> UnsafeBecause | None:
    """Why this can harm a client whose messages others see; None for what nobody else notices.

    A call that nobody took stays in the telephone, and one that somebody else took has told them of us.
    """
    if result == "someone_else":
        return "someone_else"
    if way == "call" and result == "no_answer":
        return "missed_call"
    return "trace" if way in LEAVES_A_TRACE or result == MESSAGE_LEFT else None


Naming = Callable[[str], str]
"""A staff id or an office id, to what a reader calls it."""


def entry_in_words(kind: str, codes: Mapping[str, Any], *, person: Naming, office: Naming) -> str:
    """One thing that was done, in one or two short sentences."""
    if kind == "release":
        return f"Släppte ärendet, som {person(codes['from'])} hade." if "from" in codes else "Släppte ärendet."
    if kind == "claim":
        return f"Tog över ärendet, som {person(codes['from'])} hade." if "from" in codes else "Tog ärendet."
    if kind == "take_back":
        return f"Tog tillbaka ärendet från {office(codes['from_office'])}."
    if kind == "set_status":
        return f"{WORKING_STATES.get(codes['status'], codes['status'])}."
    if kind == "hand_over":
        return f"Lämnade över till {person(codes['to']) if 'to' in codes else office(codes['to_office'])}."
    if kind == "close":
        return f"Avslutade. {OUTCOMES.get(codes['outcome'], codes['outcome'])}."
    if kind == "contact_attempt":
        warned = " Det var kanske inte tryggt." if codes.get("confirmed") else ""
        way, result = codes["way"], codes["result"]
        return f"{WAYS.get(way, way)}. {ATTEMPT_RESULTS.get(result, result)}.{warned}"
    return {"reopen": "Öppnade ärendet igen.", "note": "Skrev en anteckning."}.get(kind, kind)


_DONE = {
    "read": "läste",
    "exported": "tog ut en kopia av alla ärenden",
    "letter": "tog fram ett brev att skriva under",
    "took_audio": "tog ut ljudet från samtalet",
    "claim": "tog ärendet",
    "release": "släppte ärendet",
    "note": "skrev en anteckning",
    "contact_attempt": "skrev upp ett kontaktförsök",
    "set_status": "ändrade läget",
    "hand_over": "lämnade över ärendet",
    "take_back": "tog tillbaka ärendet",
    "close": "avslutade ärendet",
    "reopen": "öppnade ärendet igen",
    "erased_by_client": "tog bort sina svar",
    "erased_by_staff": "tog bort klientens svar, på klientens begäran",
}


def audit_in_words(action: str, codes: Mapping[str, Any]) -> str:
    """What somebody did, to follow a name: "läste", "fick inte läsa"."""
    if action != "refused":
        return _DONE.get(action, action)
    tried, why = codes.get("action"), codes.get("why")
    if why == "not_seen":
        return "försökte öppna ärendet men fick inte"
    if why == "moved_on":
        return "försökte öppna ärendet, som då hade lämnats över"
    return "ville ta ärendet, men någon hann före" if tried == "claim" and why == "taken" else "fick inte ändra"
