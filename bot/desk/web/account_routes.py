"""One's own account: password and second factor. And how an admin gets going."""

from __future__ import annotations

from dataclasses import dataclass
from shlex import quote

import segno
from fastapi import APIRouter, Depends, Request
from markupsafe import Markup
from starlette.responses import Response

from bot.desk.errors import LockedOut, WeakPassword, WrongCode, WrongLogin
from bot.desk.web.addresses import ACCOUNT
from bot.desk.web.desk_route import DeskRoute
from bot.desk.web.password_words import WEAK, locked_words
from bot.desk.web.render import go, page
from bot.desk.web.rooms import rooms
from bot.desk.web.visitor import LoggedIn, OwnForm
from bot.look.same_origin import same_origin

router = APIRouter(prefix="/desk", route_class=DeskRoute)
_ours = [Depends(same_origin)]
_TOLD = {
    "losenord": "Lösenordet är bytt. Du är utloggad på alla andra datorer.",
    "pa": "Koden är på. Nästa gång du loggar in behöver du telefonen.",
    "av": "Koden är av.",
}
_ROLES = {"ombud": "ombud", "editor": "redaktör", "lead": "samordnare", "admin": "administratör"}
_NOT_THAT_ONE = "Lösenordet stämmer inte. Försök igen."


@dataclass(frozen=True)
class ShownEnrolment:
    """A second factor that is being set up, as the page shows it."""

    secret: str
    uri: str

    @property
    def groups(self) -> str:
        """The secret in groups of four, to type."""
        return " ".join(self.secret[i : i + 4] for i in range(0, len(self.secret), 4))

    @property
    def picture(self) -> Markup:
        """The QR code as SVG without styles: dark on white, also when the page is dark."""
        code = segno.make(self.uri, error="m", micro=False)
        return Markup(  # noqa: S704 - made of squares, no part of the text stands in it
            code.svg_inline(scale=6, border=3, dark="#000", light="#fff", svgclass="desk-qr", omitsize=True)
        )


async def _account(
    request: Request,
    who: LoggedIn,
    *,
    told: str = "",
    error: str = "",
    error_at: str = "",
    enrolment: ShownEnrolment | None = None,
    status: int = 200,
) -> Response:
    office = next((o.name for o in rooms(request).desk.all_offices() if o.id == who.person.office), None)
    return page(
        request,
        "account.html",
        who=who,
        here="account",
        status=status,
        told=told,
        error=error,
        error_at=error_at,
        enrolment=enrolment,
        role_words=_ROLES[who.person.role],
        office_words=office or ("alla kontor" if who.person.sees_all else "inget kontor"),
        old_label="Ditt lösenord nu",
    )


@router.get("/konto")
async def account(request: Request, who: LoggedIn, klart: str = "") -> Response:
    return await _account(request, who, told=_TOLD.get(klart, ""))


@router.post("/konto/losenord", dependencies=_ours)
async def change_password(request: Request, who: LoggedIn, sent: OwnForm) -> Response:
    if sent.get("new", "") != sent.get("again", ""):
        words = "De två nya lösenorden är inte lika. Skriv dem igen."
        return await _account(request, who, error=words, error_at="password", status=422)
    try:
        await rooms(request).accounts.change_password(who.token, sent.get("old", ""), sent.get("new", ""))
    except WrongLogin:
        return await _account(request, who, error=_NOT_THAT_ONE, error_at="password", status=422)
    except WeakPassword as weak:
        return await _account(request, who, error=WEAK[weak.why], error_at="password", status=422)
    except LockedOut as locked:
        words = locked_words(rooms(request).moments(), locked.until)
        return await _account(request, who, error=words, error_at="password", status=429)
    return go(f"{ACCOUNT}?klart=losenord#besked")


@router.post("/konto/kod", dependencies=_ours)
async def begin_code(request: Request, who: LoggedIn, sent: OwnForm) -> Response:
    try:
        begun = await rooms(request).accounts.begin_totp(who.token)
    except WrongLogin:  # it is on already
        return go(ACCOUNT)
    return await _account(request, who, enrolment=ShownEnrolment(begun.secret, begun.uri))


@router.post("/konto/kod/klar", dependencies=_ours)
async def confirm_code(request: Request, who: LoggedIn, sent: OwnForm) -> Response:
    try:
        await rooms(request).accounts.confirm_totp(who.token, sent.get("code", "").replace(" ", ""))
    except WrongCode:
        # The page that was sent knows the secret; it is only shown again. The code is checked against our own.
        shown = ShownEnrolment(sent.get("secret", "")[:200], sent.get("uri", "")[:500])
        if not shown.uri.startswith("otpauth://"):
            return go(ACCOUNT)
        words = "Koden stämmer inte. Vänta på nästa kod i appen och skriv den."
        return await _account(request, who, error=words, error_at="code", enrolment=shown, status=422)
    return go(f"{ACCOUNT}?klart=pa#besked")


@router.post("/konto/kod/av", dependencies=_ours)
async def remove_code(request: Request, who: LoggedIn, sent: OwnForm) -> Response:
    try:
        await rooms(request).accounts.remove_totp(who.token, sent.get("password", ""))
    except WrongLogin:
        return await _account(request, who, error=_NOT_THAT_ONE, error_at="remove", status=422)
    except LockedOut as locked:
        words = locked_words(rooms(request).moments(), locked.until)
        return await _account(request, who, error=words, error_at="remove", status=429)
    return go(f"{ACCOUNT}?klart=av#besked")


@router.get("/kom-igang")
async def get_started(request: Request, who: LoggedIn) -> Response:
    if who.person.role != "admin":
        return go("/desk")
    desk, data = rooms(request).desk, rooms(request).data
    unread = {office.id: office for office in await desk.unstaffed()}
    offices = desk.all_offices()
    return page(
        request,
        "get_started.html",
        who=who,
        offices=offices,
        unread=unread,
        # The one that needs somebody most, for the example.
        first=next(iter(unread), offices[0].id),
        data=quote(str(data)) if data else "",
    )
