"""The choices an ombud has, and how the desk tells what was done. Staff read this; clients never do."""

from __future__ import annotations

OUTCOMES: dict[str, str] = {
    "got_ombud": "Klienten har fått ett personligt ombud",
    "helped": "Klienten har fått den hjälp som behövdes",
    "referred": "Klienten har fått hjälp att vända sig någon annanstans",
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
    "visit": "Besökte",
    "meeting": "Träffade klienten på annat ställe",
}
"""How an ombud can try to reach a client."""

LEAVES_A_TRACE = frozenset({"sms", "mail", "letter", "visit"})
"""Ways that somebody else at home may notice."""

ATTEMPT_RESULTS: dict[str, str] = {
    "reached": "Fick kontakt",
    "no_answer": "Inget svar",
    "left_message": "Lämnade meddelande",
    "someone_else": "Någon annan svarade",
    "wrong_details": "Fel nummer eller adress",
    "sent": "Skickat, väntar på svar",
}
MESSAGE_LEFT = "left_message"

WORKING_STATES: dict[str, str] = {"open": "Arbetar med ärendet", "waiting": "Väntar på någon"}
"""What `set_status` can be told."""
