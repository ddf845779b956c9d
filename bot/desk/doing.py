"""What ombuds do with a case: each takes a visit, refuses or does the whole of it, and writes it down."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from bot.desk.case_door import Visit
from bot.desk.errors import Field, Incomplete, NobodyWorksThere, NotAllowed, Taken, UnknownCase, UnsafeContact
from bot.desk.opened_case import Action
from bot.desk.permissions import may_get
from bot.desk.words import OUTCOMES, RESULTS_OF, WAYS, WORKING_STATES, unsafe_because

LONGEST_TEXT = 10_000
_NOBODYS: dict[str, Any] = {"status": "new", "claimed_by": None, "claimed_at": None}


async def claim(at: Visit) -> None:
    """One statement decides who gets it, whoever looked first. A case of one who has left is taken over."""
    holder = at.head.claimed_by
    left = holder if holder is not None and at.names.works_at(holder, at.head.office) is None else None
    if left is not None:
        at.must_be_allowed("claim")
    if holder != at.person.id and await at.uow.case_heads.claim(at.head, at.person.id, at.now, instead_of=left):
        await at.entered("claim", {"from": left} if left else {}, "")
        return
    now = await at.uow.case_heads.of(at.head.case_number)
    assert now is not None
    if not at.names.staffing.may_see(at.person, now.office):  # handed over after the look; who has it there is theirs
        raise UnknownCase
    if now.office != at.head.office or now.status not in ("open", "waiting"):
        raise await at.changed_meanwhile()
    if now.claimed_by == at.person.id:
        await at.written_down("claim", repeated=True)
        return
    assert now.claimed_by is not None
    raise Taken(at.names.holder(now.claimed_by, now.office), now.claimed_at or at.now)


async def release(at: Visit, version: int, why: str) -> None:
    holder = at.head.claimed_by
    others = {"from": holder} if holder is not None and holder != at.person.id else {}
    why = _text(why, "why", needed=bool(others))
    await _change(at, version, "release", others, why, **_NOBODYS)


async def note(at: Visit, text: str) -> None:
    at.must_be_allowed("note")
    await _add(at, "note", {}, _text(text, "text", needed=True))


async def contact_attempt(at: Visit, way: str, result: str, text: str, confirmed: bool) -> None:
    at.must_be_allowed("contact_attempt")
    _one_of(WAYS, way, "way")
    _one_of(RESULTS_OF[way], result, "result")
    text = _text(text, "text")
    because = unsafe_because(way, result)
    unsafe = because is not None and at.head.contact_safe is not True
    if because is not None and unsafe and not confirmed:
        raise UnsafeContact(at.head.contact_safe, because)
    codes = {"way": way, "result": result, **({"confirmed": True} if unsafe else {})}
    await _add(at, "contact_attempt", codes, text)


async def set_status(at: Visit, version: int, status: str, text: str) -> None:
    _one_of(WORKING_STATES, status, "status")
    await _change(at, version, "set_status", {"status": status}, _text(text, "text"), status=status)


async def hand_to_office(at: Visit, version: int, office: str, why: str) -> None:
    why, codes = _text(why, "why", needed=True), {"to_office": office}
    if await _done_before(at, version, "hand_over", codes, why):
        return
    await _must_be_as_seen(at, version, "hand_over")
    if office == at.head.office or at.library.areas.office(office) is None:
        raise Incomplete("to")
    if not at.names.staffing.takes_cases(office):
        raise NobodyWorksThere(at.names.office(office))
    await at.uow.case_heads.change(at.head, office=office, **_NOBODYS)
    await at.entered("hand_over", {**codes, "from_office": at.head.office}, why)


async def take_back(at: Visit, why: str) -> None:
    """The case goes back to the office it came from, and is the person's own."""
    why, kind = _text(why, "why", needed=True), "take_back"
    if at.head.claimed_by == at.person.id and await at.once_more(kind, {}, why):
        return
    moved = await at.moved_on()
    if moved is None:
        raise NotAllowed
    if not moved.can_take_back:
        raise moved
    sent = await at.uow.case_entries.newest(at.head.id, ("hand_over",))
    assert sent is not None  # it is what was moved
    office = str(sent.codes.get("from_office") or at.person.office)
    await at.uow.case_heads.change(at.head, office=office, status="open", claimed_by=at.person.id, claimed_at=at.now)
    await at.entered(kind, {"from_office": at.head.office}, why)


async def hand_to_person(at: Visit, version: int, staff_id: str, why: str) -> None:
    why, codes = _text(why, "why", needed=True), {"to": staff_id}
    if await _done_before(at, version, "hand_over", codes, why):
        return
    await _must_be_as_seen(at, version, "hand_over")
    if staff_id not in {person.id for person in may_get(at.person, at.head, at.names)}:
        raise Incomplete("to")
    status = "open" if at.head.status == "new" else at.head.status
    await at.uow.case_heads.change(at.head, status=status, claimed_by=staff_id, claimed_at=at.now)
    await at.entered("hand_over", codes, why)


async def close(at: Visit, version: int, outcome: str, text: str) -> None:
    _one_of(OUTCOMES, outcome, "outcome")
    ending = {"status": "closed", "outcome": outcome, "closed_at": at.now}
    await _change(at, version, "close", {"outcome": outcome}, _text(text, "text"), **ending)


async def reopen(at: Visit, version: int, why: str) -> None:
    why = _text(why, "why", needed=True)
    held = {"claimed_by": at.person.id, "claimed_at": at.now}
    await _change(at, version, "reopen", {}, why, status="open", closed_at=None, outcome=None, **held)


async def _change(at: Visit, version: int, action: Action, codes: Mapping[str, Any], text: str, **values: Any) -> None:
    if await _done_before(at, version, action, codes, text):
        return
    await _must_be_as_seen(at, version, action)
    await at.uow.case_heads.change(at.head, **values)
    await at.entered(action, codes, text)


async def _done_before(at: Visit, version: int, action: Action, codes: Mapping[str, Any], text: str) -> bool:
    """The same button pressed twice: the second time nothing is left to do."""
    return at.head.version == version + 1 and await at.once_more(action, codes, text)


async def _must_be_as_seen(at: Visit, version: int, action: Action) -> None:
    if at.head.version != version:
        raise await at.changed_meanwhile()
    at.must_be_allowed(action)


async def _add(at: Visit, action: Action, codes: Mapping[str, Any], text: str) -> None:
    if not await at.once_more(action, codes, text):
        await at.entered(action, codes, text)


def _text(text: str, field: Field, *, needed: bool = False) -> str:
    text = text.strip()
    if len(text) > LONGEST_TEXT or (needed and not text):
        raise Incomplete(field)
    return text


def _one_of(choices: Collection[str], chosen: str, field: Field) -> None:
    if chosen not in choices:
        raise Incomplete(field)
