"""The page of one case: everything known, what was done, and what can be done now."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import Request
from starlette.responses import Response

from bot.desk.opened_case import OpenedCase
from bot.desk.web.addresses import case_of
from bot.desk.web.case_actions import ACTIONS
from bot.desk.web.draft import Draft
from bot.desk.web.render import page
from bot.desk.web.rooms import rooms
from bot.desk.web.visitor import Visitor
from bot.desk.words import ATTEMPT_RESULTS, OUTCOMES, WAYS
from bot.intakes.case_sheet import Section

_SHOWN_APART = {"Kontakt": "contact", "Klientens egna ord": "words", "Datum": "dates"}
_REASONS = "Varför ärendet har den här prioriteten"


@dataclass(frozen=True)
class Sheet:
    """The sections of a case sheet, sorted by how the page draws them. `head` by the label of the row."""

    head: dict[str, str]
    reasons: Section | None
    sections: tuple[tuple[str, Section], ...]
    """Each with how it is drawn: `dates`, `contact`, `words` or `plain`."""

    @property
    def kind(self) -> str:
        """What the case is about, without the code that the terminal shows."""
        return self.head["Ärende"].split(" (")[0]

    def place(self, title: str) -> str:
        """Where on the page the section stands, as a link; empty if it is not there."""
        return next(
            (f"#{drawn}-{at}" for at, (drawn, section) in enumerate(self.sections, 1) if section.title == title), ""
        )

    @property
    def dates(self) -> Section | None:
        return next((section for drawn, section in self.sections if drawn == "dates"), None)

    @classmethod
    def of(cls, sections: tuple[Section, ...]) -> Sheet:
        first, *rest = sections
        return cls(
            head={row.label: row.text for row in first.rows},
            reasons=next((section for section in rest if section.title == _REASONS), None),
            sections=tuple((_SHOWN_APART.get(s.title, "plain"), s) for s in rest if s.title != _REASONS),
        )


@dataclass(frozen=True)
class Jump:
    """A part of the page that one wants to get to at once."""

    href: str
    words: str


def jumps(case: OpenedCase, sheet: Sheet) -> list[Jump]:
    """The parts worth a jump, in the order of the page; a digit key leads to each."""
    found = [Jump("#nu", "Gör nu")]
    found += [
        Jump(sheet.place(title), title) for title in ("Kontakt", "Klientens egna ord", "Svar") if sheet.place(title)
    ]
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
    status: int = 200,
) -> Response:
    """The case as it is now. Raises UnknownCase, also for one that this person may not see.

    `draft` is a form that was not saved; it stands on the page as it was written.
    """
    desk = rooms(request).desk
    opened = await desk.open_case(who.person, case_of(case))
    sheet = Sheet.of(opened.sections)
    return page(
        request,
        "case.html",
        who=who,
        status=status,
        case=opened,
        sheet=sheet,
        jumps=jumps(opened, sheet),
        contact=sheet.place("Kontakt"),
        next_step=next_step(opened),
        tried=was_tried(opened),
        draft=draft,
        told=told,
        actions=ACTIONS,
        first_field={action: form.first_field for action, form in ACTIONS.items()},
        outcomes=OUTCOMES,
        ways=WAYS,
        results=ATTEMPT_RESULTS,
        offices=[office for office in desk.all_offices() if office.id != opened.office],
    )


def was_tried(case: OpenedCase) -> bool:
    """Whether somebody has tried to reach the client since the case came."""
    return any(entry.kind == "contact_attempt" for entry in case.entries)


def next_step(case: OpenedCase) -> str:
    """What the box "Gör nu" is about: `erased`, `replaced`, `closed`, `free`, `mine`, `waiting` or `theirs`."""
    if case.erased_at is not None:
        return "erased"
    if case.status in ("closed", "replaced", "erased"):
        return case.status
    if case.claimed_by is None:
        return "free"
    if not case.mine:
        return "theirs"
    return "waiting" if case.status == "waiting" else "mine"
