"""The addresses of a case: the page, and what is done there."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from bot.desk.errors import ChangedMeanwhile, Incomplete, NotAllowed, Taken, UnsafeContact
from bot.desk.web.addresses import QUEUE, case_of, case_path
from bot.desk.web.case_actions import ACTIONS, UNSAFE, Missing, put_right
from bot.desk.web.case_page import Told, case_page
from bot.desk.web.desk_route import DeskRoute, not_there
from bot.desk.web.draft import Draft, Why
from bot.desk.web.kept import keep
from bot.desk.web.render import go
from bot.desk.web.rooms import rooms
from bot.desk.web.visitor import Fields, LoggedIn, OwnForm
from bot.look.same_origin import same_origin

router = APIRouter(prefix="/desk", route_class=DeskRoute)


@router.get("/arenden/{case}")
async def show_case(request: Request, who: LoggedIn, case: str, klart: str = "", gissat: str = "") -> Response:
    spelt = f"Vi hittade {case_of(case)}. Du stavade lite annorlunda. Är det rätt ärende?"
    guess = Told("warning", spelt) if gissat else None
    return await case_page(request, who, case, told=guess, done=klart)


@router.get("/hitta")
async def find_case(request: Request, who: LoggedIn, nummer: str = "") -> Response:
    """The case that a person names, however they spell it."""
    found = rooms(request).desk.find(nummer)
    if found.number is None:
        return await not_there(request, sought=nummer[:60], missing=found.missing)
    return go(f"{case_path(found.number)}{'?gissat=1' if found.guessed else ''}")


@router.get("/arenden/{case}/brev/{name}")
async def show_letter(request: Request, who: LoggedIn, case: str, name: str) -> Response:
    """A letter of the case: the PDF opens in the browser to be printed, the text is saved."""
    letter_id, _, form = name.rpartition(".")
    if form not in ("pdf", "txt"):
        raise HTTPException(404)
    file = await rooms(request).desk.letter(who.person, case_of(case), letter_id, form)
    way = "inline" if form == "pdf" else "attachment"
    headers = {"Content-Disposition": f'{way}; filename="{file.name}"', "Cache-Control": "no-store"}
    return Response(file.content, media_type=file.media_type, headers=headers)


@router.post("/arenden/{case}/{action}", dependencies=[Depends(same_origin)])
async def act(request: Request, who: LoggedIn, sent: OwnForm, case: str, action: str) -> Response:
    if action not in ACTIONS:
        raise HTTPException(404)
    number = case_of(case)

    async def again(why: Why, status: int, told: Told | None = None, wrong: dict[str, str] | None = None) -> Response:
        draft = _draft(request, sent, why, wrong or {})
        return await case_page(request, who, number, draft=draft, told=told, status=status)

    moments = rooms(request).moments()
    try:
        await ACTIONS[action].do(rooms(request).desk, who.person, number, sent)
    except Missing as missing:
        return await again("wrong", 422, wrong=dict(missing.wrong))
    except Incomplete as incomplete:
        return await again("wrong", 422, wrong=put_right(incomplete, sent))
    except UnsafeContact as unsafe:
        words = f"{UNSAFE[unsafe.because]} Kryssa i rutan om det ändå blev så."
        return await again("unsafe", 422, wrong={"confirmed": words})
    except Taken as taken:
        words = f"{taken.by} har ärendet. {taken.by} tog det {moments.when(taken.at)} ({moments.ago(taken.at)})."
        return await case_page(request, who, number, told=Told("warning", words, leave=True), status=409)
    except ChangedMeanwhile as changed:
        words = f"{changed.by} ändrade ärendet {moments.when(changed.at)}. Du ser det nya här."
        return await again("changed", 409, told=Told("warning", words))
    except NotAllowed:
        return await again("refused", 403, told=Told("warning", "Det går inte i det läge ärendet har nu."))
    return go(_next_address(number, action, sent))


def _draft(request: Request, sent: Fields, why: Why, wrong: dict[str, str]) -> Draft | None:
    kept = keep(request.url.path, sent)
    return Draft(kept.action, kept.fields, why, wrong) if kept else None


def _next_address(number: str, action: str, sent: Fields) -> str:
    """Back to the case, which says what was done; to the queue when the case has left for another office."""
    kind, _, target = sent.get("to", "").partition(":")
    if action == "overlamna" and kind == "kontor":
        return f"{QUEUE}?{urlencode({'klart': action, 'arende': number, 'till': target})}#besked"
    return f"{case_path(number)}?klart={action}#besked"
