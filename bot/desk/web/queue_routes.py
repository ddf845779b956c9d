"""The list of cases, and whether it has changed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import get_args
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.responses import JSONResponse, Response

from bot.desk.cases import MOST_ROWS, Desk, Whose
from bot.desk.person import Person
from bot.desk.queue_row import QueueCounts
from bot.desk.staffing import UnstaffedOffice
from bot.desk.web.addresses import QUEUE, case_of
from bot.desk.web.case_actions import ACTIONS
from bot.desk.web.danger import free_dangers
from bot.desk.web.desk_route import DeskRoute
from bot.desk.web.render import go, page
from bot.desk.web.rooms import rooms
from bot.desk.web.visitor import LoggedIn, LookingOn, Visitor

router = APIRouter(prefix="/desk", route_class=DeskRoute)
_WHOSE: dict[str, Whose] = dict(zip(("alla", "mina", "lediga"), get_args(Whose), strict=True))


@dataclass(frozen=True)
class Filters:
    """Which cases are asked for, as it stands in the address. `office` None means all that one may see."""

    whose: Whose = "all"
    closed: bool = False
    office: str | None = None

    @property
    def href(self) -> str:
        shown = next(word for word, whose in _WHOSE.items() if whose == self.whose)
        asked = {
            "visa": "" if self.whose == "all" else shown,
            "avslutade": "1" if self.closed else "",
            "kontor": self.office or "",
        }
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{QUEUE}?{query}" if query else QUEUE


@dataclass(frozen=True)
class Tab:
    label: str
    href: str
    count: int | None
    here: bool


@dataclass(frozen=True)
class Empty:
    """What an empty list says, and where to go from there."""

    title: str
    text: str
    link: str = ""
    link_words: str = ""


@router.get("")
async def queue_page(
    request: Request,
    who: LoggedIn,
    visa: str = "",
    avslutade: str = "",
    kontor: str = "",
    klart: str = "",
    arende: str = "",
    till: str = "",
) -> Response:
    desk = rooms(request).desk
    if not who.person.sees_cases:
        return page(request, "no_cases.html", who=who, here="queue")
    filters = Filters(_WHOSE.get(visa, "all"), avslutade == "1", kontor or None)
    rows = await desk.queue(who.person, office=filters.office, whose=filters.whose, closed=filters.closed)
    counts = await desk.counts(who.person, office=filters.office)
    offices = await desk.seen_offices(who.person)
    return page(
        request,
        "queue.html",
        who=who,
        here="queue",
        title=_title(who.person, filters, {office.id: office.name for office in offices}),
        filters=filters,
        tabs=_tabs(filters, counts),
        rows=rows,
        cut=len(rows) >= MOST_ROWS,
        danger=await free_dangers(request, who),
        unstaffed=await _unread(request, who),
        empty=_empty(filters, counts),
        offices=offices if len(offices) > 1 else (),
        change=counts.change,
        done=ACTIONS[klart].done if klart in ACTIONS else "",
        moved=_moved(desk, arende, till) if klart == "overlamna" else None,
    )


@router.get("/")
async def without_slash() -> Response:
    return go(QUEUE)


@router.get("/andrat")
async def changed(request: Request, who: LookingOn) -> Response:
    """Numbers for the page that is open, of all that the person may see.

    How many are free, how many of those are in danger now, and one that is another after any change.
    """
    counts = await rooms(request).desk.counts(who.person) if who.person.sees_cases else QueueCounts(0, 0, 0, 0)
    told = {"change": counts.change, "free": counts.free, "danger": counts.danger}
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


@router.get("/fara")
async def danger_now(request: Request, who: LookingOn, utom: str = "") -> Response:
    """The piece of a page that tells of danger, save of the case that the page shows."""
    return page(request, "_danger.html", who=who, danger=await free_dangers(request, who, but=case_of(utom)))


@dataclass(frozen=True)
class Moved:
    """A case that has just been handed over to another office."""

    case: str
    to: str


def _moved(desk: Desk, case: str, office: str) -> Moved | None:
    """As the address tells it; None for anything but a case number and an office of ours."""
    to = next((known.name for known in desk.all_offices() if known.id == office), None)
    return Moved(case, to) if to and desk.find(case).number == case else None


async def _unread(request: Request, who: Visitor) -> list[UnstaffedOffice]:
    """The offices that nobody works at and where clients wait: all of them for those who can do something about it."""
    found = [office for office in await rooms(request).desk.unstaffed() if office.waiting]
    return [office for office in found if who.person.steers or await rooms(request).desk.may_see(who.person, office.id)]


def _title(person: Person, filters: Filters, names: dict[str, str]) -> str:
    office = filters.office or person.office
    place = names.get(office or "", "") if not person.sees_all or filters.office else "alla kontor"
    return f"{'Avslutade ärenden' if filters.closed else 'Ärenden'}, {place}" if place else "Ärenden"


def _tabs(filters: Filters, counts: QueueCounts) -> list[Tab]:
    waiting = replace(filters, closed=False)
    labels: tuple[tuple[str, Whose, int], ...] = (
        ("Alla", "all", counts.all),
        ("Lediga", "free", counts.free),
        ("Mina", "mine", counts.mine),
    )
    tabs = [
        Tab(label, replace(waiting, whose=whose).href, count, not filters.closed and filters.whose == whose)
        for label, whose, count in labels
    ]
    done = replace(filters, closed=True, whose="all")
    return [*tabs, Tab("Avslutade", done.href, None, filters.closed)]


def _empty(filters: Filters, counts: QueueCounts) -> Empty:
    everything = replace(filters, whose="all", closed=False).href
    if filters.closed:
        return Empty("Inget är avslutat", "Ärenden som du avslutar hamnar här.", everything, "Till alla ärenden")
    if filters.whose == "mine":
        text = "Du har inga ärenden just nu. Ta ett ledigt ärende om du har tid."
        free = replace(filters, whose="free", closed=False).href
        return Empty("Du har inga ärenden", text, *((free, "Till lediga ärenden") if counts.free else ()))
    if filters.whose == "free" and counts.all:
        return Empty("Inga lediga ärenden", "Alla ärenden har ett ombud.", everything, "Till alla ärenden")
    return Empty("Inget väntar", "Inga klienter väntar. Nya ärenden kommer hit av sig själva.")
