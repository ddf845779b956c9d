"""What the desk does with a request that cannot be served as it stands: says so on a page, and loses nothing."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import quote

import structlog
from fastapi import Request
from fastapi.routing import APIRoute
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.responses import Response

from bot.desk.errors import LoginEnded, MovedOn, NotAllowed, UnknownCase
from bot.desk.web.addresses import login_path, safe_return
from bot.desk.web.case_actions import TAKE_BACK
from bot.desk.web.case_page import case_page
from bot.desk.web.cookie import token_of
from bot.desk.web.draft import Draft, Why
from bot.desk.web.kept import BY, Kept, keep
from bot.desk.web.login_pages import login_page
from bot.desk.web.render import go, page
from bot.desk.web.rooms import rooms
from bot.desk.web.visitor import LoginNeeded, StaleForm, Visitor, anybody, fields
from bot.observability.safe_trace import safe_trace
from bot.store.errors import Busy

_WHY = "Skriv varför."
_log = structlog.get_logger("desk")


class DeskRoute(APIRoute):
    """A route of the desk."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            try:
                return await handle(request)
            except (LoginNeeded, LoginEnded):
                return await _ask_to_log_in(request)
            except StaleForm as stale:
                return await _show_again(request, stale.who)
            except MovedOn as moved:
                return await _moved_on(request, moved)
            except UnknownCase:
                return await not_there(request)
            except (Busy, DBAPIError, PoolTimeout, ConnectionError) as error:
                if isinstance(error, IntegrityError | ProgrammingError | DataError):
                    raise  # a mistake of ours, which waiting does not mend
                return await _try_again_later(request, error)
            except NotAllowed:
                return page(request, "not_allowed.html", who=await anybody(request), status=403)

        return handled


async def _ask_to_log_in(request: Request) -> Response:
    if request.method in ("GET", "HEAD"):
        if token_of(request) is None and _came_from_elsewhere(request):
            # The cookie is not sent along with a link in a mail. One step on our own site, and it is.
            return page(request, "step_in.html", who=None, address=safe_return(_here(request)))
        return go(login_path(safe_return(_here(request))))
    kept = keep(request.url.path, await fields(request))
    return login_page(request, who=await anybody(request), kept=kept, said="ended", status=401)


async def _try_again_later(request: Request, error: Exception) -> Response:
    """The store does not answer: what was written stands on the page, ready to be sent again. Raises without words."""
    kept = keep(request.url.path, await fields(request)) if request.method == "POST" else None
    if kept is None or not kept.fields.get("text"):
        raise error
    _log.error("store unavailable", **safe_trace(error))
    sent = await fields(request)
    again = {**kept.fields, **{name: sent.get(name, "") for name in ("csrf", "version", BY)}}
    return page(
        request, "try_again.html", who=None, status=503, path=quote(kept.path), text=again.pop("text"), sent=again
    )


def _here(request: Request) -> str:
    return quote(request.url.path) + (f"?{request.url.query}" if request.url.query else "")


def _came_from_elsewhere(request: Request) -> bool:
    return request.headers.get("sec-fetch-site") in ("cross-site", "same-site")


async def _show_again(request: Request, who: Visitor) -> Response:
    """The form was of an earlier login: nothing is done, and what was written stands in its field again."""
    kept = keep(request.url.path, await fields(request))
    if kept is None:
        return page(request, "stale.html", who=who, status=403)
    if kept.by != who.person.id:
        return somebody_elses(request, who, kept, status=403)
    return await show_kept(request, who, kept, why="stale", status=403)


async def show_kept(request: Request, who: Visitor, kept: Kept, *, why: Why, status: int = 200) -> Response:
    """The case with the text that is not saved yet; if the case cannot be seen now, the text alone."""
    try:
        return await case_page(request, who, kept.case, draft=Draft.of(kept, why), status=status)
    except MovedOn as moved:
        return await _moved_on(request, moved, kept)
    except UnknownCase:
        return await not_there(request, kept)


async def _moved_on(request: Request, moved: MovedOn, kept: Kept | None = None) -> Response:
    """The person handed the case over to another office: where it is, and the way to undo it."""
    if kept is None and request.method == "POST":
        kept = keep(request.url.path, await fields(request))
    text = kept.fields.get("text", "") if kept else ""
    undoing = kept is not None and kept.action == TAKE_BACK and moved.can_take_back
    return page(
        request,
        "moved_on.html",
        who=await anybody(request),
        status=404,
        moved=moved,
        written=text if undoing else "",
        wrong=_WHY if undoing and not text.strip() else "",
        kept=kept if text and not undoing else None,
    )


def somebody_elses(request: Request, who: Visitor, kept: Kept, *, status: int = 200) -> Response:
    """What was written on another person's page is neither shown nor saved; it waits, sealed, for that person."""
    sealed = kept.sealed(rooms(request).cipher) if kept.by else ""
    return page(request, "somebody_elses.html", who=who, status=status, sealed=sealed)


async def not_there(
    request: Request, kept: Kept | None = None, *, sought: str = "", missing: str | None = None
) -> Response:
    """No such case, or not one for this person: the same page for both. `missing`: `word` or `digits` of a number."""
    if kept is None and request.method == "POST":
        kept = keep(request.url.path, await fields(request))
    who = await anybody(request)
    return page(request, "not_there.html", who=who, status=404, kept=kept, sought=sought, missing=missing)
