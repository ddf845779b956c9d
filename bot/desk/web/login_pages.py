"""The page on the way in: mail and password, then a code, then a password of one's own, as far as one has come."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from bot.desk.web.kept import Kept
from bot.desk.web.render import page
from bot.desk.web.rooms import rooms
from bot.desk.web.visitor import Visitor


def login_page(
    request: Request,
    *,
    who: Visitor | None,
    till: str = "",
    kept: Kept | None = None,
    error: str = "",
    email: str = "",
    said: str = "",
    status: int = 200,
) -> Response:
    """The step that is next for this person. `till` and `kept` travel on to the next step.

    `said` is `out` after logging out and `ended` when a page was asked for that needs a login.
    """
    needs = who.session.needs if who else frozenset()
    template = "code.html" if "code" in needs else "new_password.html" if needs else "login.html"
    return page(
        request,
        template,
        who=who if needs else None,
        status=status,
        till=till,
        kept=kept,
        sealed=kept.sealed(rooms(request).cipher) if kept else "",
        error=error,
        email=email,
        said=said,
        old_label="",
    )
