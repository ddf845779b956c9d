"""Logging in and out."""

from __future__ import annotations

from math import ceil
from typing import Any

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from bot.channels.web.address import address_of
from bot.desk.errors import LockedOut, WeakPassword, WrongCode, WrongLogin
from bot.desk.web.addresses import LOGIN, QUEUE, login_path, safe_return
from bot.desk.web.cookie import forget, remember, token_of
from bot.desk.web.desk_route import DeskRoute, show_kept, somebody_elses
from bot.desk.web.kept import Kept, unpack
from bot.desk.web.login_pages import login_page
from bot.desk.web.password_words import WEAK, locked_words
from bot.desk.web.render import go
from bot.desk.web.rooms import rooms
from bot.desk.web.visitor import AnyForm, Fields, LoginNeeded, SomeVisitor, Visitor, check_form
from bot.look.same_origin import same_origin

GET_STARTED = "/desk/kom-igang"
router = APIRouter(prefix="/desk", route_class=DeskRoute)
_ours = [Depends(same_origin)]


@router.get("/logga-in")
async def log_in_page(request: Request, who: SomeVisitor, till: str = "", ute: str = "") -> Response:
    if who and not who.session.needs:
        return go(safe_return(till))
    return login_page(request, who=who, till=till, said="out" if ute else "ended" if till else "")


@router.post("/logga-in", dependencies=_ours)
async def log_in(request: Request, sent: AnyForm) -> Response:
    accounts, email = rooms(request).accounts, sent.get("email", "").strip()

    def again(error: str, status: int) -> Response:
        return _once_more(request, None, sent, error=error, email=email, status=status)

    if wait := rooms(request).logins.take(address_of(request)):
        request.app.state.metrics.refused.labels("logins").inc()
        refused = again(f"Det kommer för många försök härifrån. Vänta {_seconds(wait)} och försök igen.", 429)
        refused.headers["Retry-After"] = str(ceil(wait))
        return refused
    try:
        logged_in = await accounts.log_in(email, sent.get("password", ""))
    except LockedOut as locked:
        return again(locked_words(rooms(request).moments(), locked.until), 429)
    except WrongLogin:
        return again("E-posten eller lösenordet stämmer inte. Försök igen.", 422)
    if old := token_of(request):
        await accounts.log_out(old)
    session = await accounts.who(logged_in.token)
    if session is None:
        raise LoginNeeded
    response = await _onwards(request, Visitor(logged_in.token, session), sent)
    remember(request, response, logged_in.token)
    return response


@router.post("/logga-in/kod", dependencies=_ours)
async def give_code(request: Request, who: SomeVisitor, sent: AnyForm) -> Response:
    if who is None or "code" not in who.session.needs:
        return _once_more(request, who, sent, said="ended")
    check_form(who, sent)

    def again(error: str, status: int) -> Response:
        return _once_more(request, who, sent, error=error, status=status)

    try:
        await rooms(request).accounts.give_code(who.token, sent.get("code", "").replace(" ", ""))
    except LockedOut as locked:
        return again(locked_words(rooms(request).moments(), locked.until), 429)
    except WrongCode:
        return again("Koden stämmer inte. Vänta på nästa kod i appen och skriv den.", 422)
    return await _onwards(request, await _now(request, who), sent)


@router.post("/logga-in/losenord", dependencies=_ours)
async def own_password(request: Request, who: SomeVisitor, sent: AnyForm) -> Response:
    if who is None or "new_password" not in who.session.needs:
        return _once_more(request, who, sent, said="ended")
    check_form(who, sent)

    def again(error: str, status: int = 422) -> Response:
        return _once_more(request, who, sent, error=error, status=status)

    if sent.get("new", "") != sent.get("again", ""):
        return again("De två nya lösenorden är inte lika. Skriv dem igen.")
    try:
        # The one-time password was given a moment ago; nobody types it twice.
        await rooms(request).accounts.change_password(who.token, None, sent.get("new", ""))
    except WrongLogin:  # it has been changed already, in another window
        return again("Lösenordet är redan bytt. Logga ut och logga in med det nya.")
    except LockedOut as locked:
        return again(locked_words(rooms(request).moments(), locked.until), 429)
    except WeakPassword as weak:
        return again(WEAK[weak.why])
    return await _onwards(request, await _now(request, who), sent, first=who.person.role == "admin")


@router.post("/logga-ut", dependencies=_ours)
async def log_out(request: Request, who: SomeVisitor, sent: AnyForm) -> Response:
    if who is not None:
        check_form(who, sent)
        await rooms(request).accounts.log_out(who.token)
    kept = _kept(request, sent)
    response = login_page(request, who=None, kept=kept, said="out") if kept else go(f"{LOGIN}?ute=1")
    forget(response)
    return response


async def _now(request: Request, who: Visitor) -> Visitor:
    """The same login, as it is after a step. Raises LoginNeeded if it has ended meanwhile."""
    session = await rooms(request).accounts.who(who.token)
    if session is None:
        raise LoginNeeded
    return Visitor(who.token, session)


async def _onwards(request: Request, who: Visitor, sent: Fields, *, first: bool = False) -> Response:
    """The next step; after the last one the text that was kept, the page that was asked for, or the queue."""
    kept, till = _kept(request, sent), sent.get("till", "")
    if who.session.needs:
        return login_page(request, who=who, till=till, kept=kept) if kept else go(login_path(safe_return(till)))
    if kept and kept.by != who.person.id:
        return somebody_elses(request, who, kept)
    if kept:
        return await show_kept(request, who, kept, why="logged_in_again")
    target = safe_return(till)
    return go(GET_STARTED if first and target == QUEUE else target)


def _once_more(request: Request, who: Visitor | None, sent: Fields, **told: Any) -> Response:
    """The step once more, with all that travels through it."""
    return login_page(request, who=who, till=sent.get("till", ""), kept=_kept(request, sent), **told)


def _kept(request: Request, sent: Fields) -> Kept | None:
    return unpack(sent, rooms(request).cipher)


def _seconds(wait: float) -> str:
    return f"{ceil(wait)} sekunder" if wait > 1 else "en sekund"
