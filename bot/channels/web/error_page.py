"""An error as a page: what happened in plain words, what to do next, and the numbers to call."""

from __future__ import annotations

import structlog
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web import problem
from bot.channels.web.info.frame import client_page
from bot.look.compression import is_below
from bot.observability.safe_trace import safe_trace

_log = structlog.get_logger("web")
_PROGRAMS = ("/api", "/healthz", "/readyz", "/metrics", "/openapi.json")
_STAFF = "/desk"
_KEPT_HEADERS = frozenset({"retry-after", "allow"})
_WORDS = {
    401: ("error_closed_title", "error_closed"),
    403: ("error_refused_title", "error_refused"),
    404: ("error_missing_title", "error_missing"),
    405: ("error_missing_title", "error_missing"),
    410: ("error_closed_title", "error_closed"),
    413: ("error_long_title", "error_long"),
    429: ("error_fast_title", "error_fast"),
    500: ("error_broken_title", "error_broken"),
    503: ("error_waiting_title", "error_waiting"),
}
"""The words of a status in `content/web.yml`: heading, and what to do."""
_OTHER = ("error_unread_title", "error_unread")


def wants_page(request: Request) -> bool:
    """Whether somebody looks at the answer: a browser that opens a page, not a program and not a script of ours."""
    path = request.url.path
    return "text/html" in request.headers.get("accept", "") and not any(is_below(path, top) for top in _PROGRAMS)


def error_page(request: Request, answer: problem.Problem) -> Response:
    """The page of a problem, with its status. If not even our words can be read, it says the problem's own sentence."""
    staff = is_below(request.url.path, _STAFF)
    title, text = _WORDS.get(answer.status, _OTHER)
    try:
        if staff:
            response = request.app.state.pages.response(
                "look/error_staff.html", status=answer.status, code=answer.status
            )
        else:
            response = client_page(request, "look/error.html", status=answer.status, title=title, text=text)
    except Exception as error:  # a page about an error must not be one more
        _log.error("error page failed", **safe_trace(error))
        response = Response(answer.client_message, answer.status, media_type="text/plain; charset=utf-8")
    for name, value in (answer.headers or {}).items():
        if name.lower() in _KEPT_HEADERS:
            response.headers[name] = value
    return response
