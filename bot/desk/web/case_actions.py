"""What a form of the case page does: reads its fields, and asks the desk to do it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.desk.cases import LONGEST_TEXT, Desk
from bot.desk.errors import Incomplete, NobodyWorksThere, UnsafeBecause
from bot.desk.opened_case import Action
from bot.desk.person import Person
from bot.desk.web.visitor import Fields


class Missing(Exception):
    """Fields that must be put right: what to do, by field."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__()
        self.wrong = wrong


@dataclass(frozen=True)
class Form:
    """`allowed` is what `OpenedCase.may` calls it; `done` is said when it is done.

    `first_field` is the id of the field that a link to the form points to: browsers open what it is folded into.
    """

    allowed: Action
    do: Callable[[Desk, Person, str, Fields], Awaitable[None]]
    done: str
    first_field: str = ""


def _version(sent: Fields) -> int:
    """The version of the case that the person saw. One that cannot be read is older than all."""
    try:
        return int(sent.get("version", ""))
    except ValueError:
        return -1


def _needed(sent: Fields, **words: str) -> list[str]:
    """The values of the named fields. Raises Missing with the words of those that are empty."""
    wrong = {name: told for name, told in words.items() if not sent.get(name, "").strip()}
    if wrong:
        raise Missing(wrong)
    return [sent[name].strip() for name in words]


async def _claim(desk: Desk, person: Person, case: str, sent: Fields) -> None:
    await desk.claim(person, case)


async def _release(desk: Desk, person: Person, case: str, sent: Fields) -> None:
    await desk.release(person, case, _version(sent), sent.get("text", "").strip())


async def _note(desk: Desk, person: Person, case: str, sent: Fields) -> None:
    (text,) = _needed(sent, text="Skriv något först.")
    await desk.note(person, case, text)


async def _contact_attempt(desk: Desk, person: Person, case: str, sent: Fields) -> None:
    way, result = _needed(sent, way="Välj hur du försökte.", result="Välj hur det gick.")
    text, confirmed = sent.get("text", "").strip(), bool(sent.get("confirmed"))
    await desk.contact_attempt(person, case, way=way, result=result, text=text, confirmed=confirmed)


async def _set_status(desk: Desk, person: Person, case: str, sent: Fields) -> None:
    (status,) = _needed(sent, status="Välj läge.")
    await desk.set_status(person, case, _version(sent), status, sent.get("text", "").strip())


async def _hand_over(desk: Desk, person: Person, case: str, sent: Fields) -> None:
    to, why = _needed(sent, to="Välj vem som ska få ärendet.", text="Skriv varför.")
    kind, _, target = to.partition(":")
    if kind == "kontor":
        await desk.hand_over(person, case, _version(sent), to_office=target, why=why)
    else:
        await desk.hand_over(person, case, _version(sent), to_person=target, why=why)


async def _take_back(desk: Desk, person: Person, case: str, sent: Fields) -> None:
    (why,) = _needed(sent, text="Skriv varför.")
    await desk.take_back(person, case, why)


async def _close(desk: Desk, person: Person, case: str, sent: Fields) -> None:
    (outcome,) = _needed(sent, outcome="Välj hur det slutade.")
    await desk.close(person, case, _version(sent), outcome=outcome, text=sent.get("text", "").strip())


async def _reopen(desk: Desk, person: Person, case: str, sent: Fields) -> None:
    (why,) = _needed(sent, text="Skriv varför ärendet öppnas igen.")
    await desk.reopen(person, case, _version(sent), why)


TAKE_BACK = "ta-tillbaka"
ACTIONS: Mapping[str, Form] = {
    "ta": Form("claim", _claim, "Ärendet är ditt nu."),
    "slapp": Form("release", _release, "Du har släppt ärendet. Andra kan ta det nu.", "slapp-text"),
    "anteckning": Form("note", _note, "Anteckningen är sparad.", "anteckning-text"),
    "kontakt": Form("contact_attempt", _contact_attempt, "Kontaktförsöket är sparat.", "kontakt-way"),
    "lage": Form("set_status", _set_status, "Läget är ändrat.", "lage-knapp"),
    "overlamna": Form("hand_over", _hand_over, "Ärendet är överlämnat.", "overlamna-to"),
    TAKE_BACK: Form("take_back", _take_back, "Ärendet är ditt igen.", "ta-tillbaka-text"),
    "avsluta": Form("close", _close, "Ärendet är avslutat.", "avsluta-outcome"),
    "oppna": Form("reopen", _reopen, "Ärendet är öppet igen.", "oppna-text"),
}
"""By the last part of the address."""

UNSAFE: Mapping[UnsafeBecause, str] = {
    "trace": "Andra kan se eller höra det.",
    "missed_call": "Ett missat samtal syns i telefonen.",
    "someone_else": "Någon annan vet nu att ni söker klienten.",
}
"""Why a contact attempt is not safe."""

_WRONG = {
    "text": "Skriv något först.",
    "why": "Skriv varför.",
    "way": "Välj hur du försökte.",
    "result": "Välj ett svar som passar sättet.",
    "status": "Välj läge.",
    "outcome": "Välj hur det slutade.",
    "to": "Det går inte att lämna ärendet dit. Välj någon annan.",
}


def put_right(refused: Incomplete, sent: Fields) -> dict[str, str]:
    """What to do about a field that the desk did not take, by the name of the field on the page."""
    if isinstance(refused, NobodyWorksThere):
        return {"to": f"Ingen arbetar på {refused.office_name}. Där skulle ingen se ärendet. Välj någon annan."}
    name = "text" if refused.field == "why" else refused.field
    if name == "text" and len(sent.get("text", "")) > LONGEST_TEXT:
        return {name: f"Texten är för lång. Högst {LONGEST_TEXT} tecken får plats."}
    return {name: _WRONG[refused.field]}
