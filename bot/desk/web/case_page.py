"""The page of one case: everything known, what was done, and what can be done now."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from starlette.responses import Response

from bot.desk.opened_case import OpenedCase
from bot.desk.web.addresses import case_of, letter_path
from bot.desk.web.before_contact import dialled
from bot.desk.web.case_actions import ACTIONS
from bot.desk.web.danger import free_dangers
from bot.desk.web.draft import Draft
from bot.desk.web.render import page
from bot.desk.web.rooms import rooms
from bot.desk.web.sheet import Sheet
from bot.desk.web.visitor import Visitor
from bot.desk.words import ATTEMPT_RESULTS, OUTCOMES, RESULTS_OF, WAYS

_NO_MORE_THAN = 600
"""Signs of own words that still stand in the notice of danger; longer ones are read further down."""


@dataclass(frozen=True)
class Jump:
    """A part of the page that one wants to get to at once."""

    href: str
    words: str


def jumps(case: OpenedCase, sheet: Sheet) -> list[Jump]:
    """The parts worth a jump; a digit key leads to each."""
    found = [Jump("#nu", "Gör nu")]
    titles = {"contact": "Kontakt", "words": "Klientens egna ord", "answers": "Svar"}
    found += [Jump(sheet.place(part), words) for part, words in titles.items() if sheet.place(part)]
    if case.letters:
        found.append(Jump("#brev", "Brev att skriva under"))
    if case.entries:
        found.append(Jump("#gjort", "Vad som är gjort"))
    if "note" in case.may:
        found.append(Jump("#anteckning-text", "Anteckning"))
    if "contact_attempt" in case.may:
        found.append(Jump("#kontakt-way", "Kontaktförsök"))
    return found


@dataclass(frozen=True)
class Told:
    """What is said at the top of the page after something was done or could not be done.

    With `leave`, there is nothing more to do here.
    """

    kind: str
    words: str
    leave: bool = False


async def case_page(
    request: Request,
    who: Visitor,
    case: str,
    *,
    draft: Draft | None = None,
    told: Told | None = None,
    done: str = "",
    status: int = 200,
) -> Response:
    """The case as it is now. Raises UnknownCase, also for one that this person may not see.

    `draft` is a form that was not saved; it stands on the page as it was written. `done` names what was done last.
    """
    desk, library = rooms(request).desk, request.app.state.library()
    opened = await desk.open_case(who.person, case_of(case))
    sheet = Sheet.of(opened.sections)
    who_and_how = sheet.who_and_how(opened.row.contact_safe, library)
    words = list(dict.fromkeys(row.text for row in sheet.rows("words")))
    return page(
        request,
        "case.html",
        who=who,
        status=status,
        case=opened,
        sheet=sheet,
        must=[*who_and_how, *sheet.needs],
        who_and_how=who_and_how,
        jumps=jumps(opened, sheet),
        contact=sheet.place("contact"),
        words=sheet.place("words"),
        words_now=words if sum(len(text) for text in words) <= _NO_MORE_THAN else (),
        next_step=next_step(opened),
        tried=was_tried(opened),
        reached=was_reached(opened),
        waits_for=waits_for(opened),
        danger=await free_dangers(request, who, but=opened.case),
        draft=draft,
        told=told or (Told("success", done_words(opened, done)) if done in ACTIONS else None),
        actions=ACTIONS,
        first_field={action: form.first_field for action, form in ACTIONS.items()},
        outcomes=OUTCOMES,
        ways=WAYS,
        results=ATTEMPT_RESULTS,
        ways_of={result: [way for way, ends in RESULTS_OF.items() if result in ends] for result in ATTEMPT_RESULTS},
        closed_offices=[
            office.name for office in desk.all_offices() if office not in opened.offices and office.id != opened.office
        ],
        dialled=dialled,
        letter_path=letter_path,
    )


def done_words(case: OpenedCase, action: str) -> str:
    """What was done, on the page of the case. A hand-over names the case and who has it now."""
    if action == "overlamna":
        to = case.claimed_by.shown if case.claimed_by else case.row.office_name
        return f"{case.case} är överlämnat till {to}."
    return ACTIONS[action].done


def was_tried(case: OpenedCase) -> bool:
    """Whether somebody has tried to reach the client since the case came."""
    return any(entry.kind == "contact_attempt" for entry in case.entries)


def was_reached(case: OpenedCase) -> bool:
    """Whether somebody has spoken with the client since the case came."""
    reached = ATTEMPT_RESULTS["reached"]
    return any(entry.kind == "contact_attempt" and reached in entry.words for entry in case.entries)


def waits_for(case: OpenedCase) -> str:
    """What was written when the case was set to wait, last time; empty when nothing was."""
    last = next((entry for entry in reversed(case.entries) if entry.kind == "set_status"), None)
    return (last.text or "") if last and case.status == "waiting" else ""


def next_step(case: OpenedCase) -> str:
    """What the box "Gör nu" is about.

    `erased`, `replaced`, `closed`, `free`, `left` (of one who has left), `mine`, `waiting` or `theirs`.
    """
    if case.erased_at is not None:
        return "erased"
    if case.status in ("closed", "replaced", "erased"):
        return case.status
    if case.claimed_by is None:
        return "free"
    if not case.mine:
        return "left" if case.row.holder_gone else "theirs"
    return "waiting" if case.status == "waiting" else "mine"
