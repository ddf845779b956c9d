"""Who asks, and whether the form they sent is of this login."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, TypeAlias

from fastapi import Depends, Request

from bot.desk.accounts import Session
from bot.desk.person import Person
from bot.desk.web.cookie import token_of
from bot.desk.web.rooms import rooms

Fields: TypeAlias = Mapping[str, str]


class LoginNeeded(Exception):
    """Nobody is logged in here, or not the whole way."""


class StaleForm(Exception):
    """The form carries the mark of another login, or none: it was not filled in on a page of this login."""

    def __init__(self, who: Visitor) -> None:
        super().__init__()
        self.who = who


@dataclass(frozen=True)
class Visitor:
    """One who is logged in, perhaps with a step left (`session.needs`)."""

    token: str
    session: Session

    @property
    def person(self) -> Person:
        return self.session.person


async def anybody(request: Request) -> Visitor | None:
    """The one who asks, as far as they have come with logging in."""
    token = token_of(request)
    session = await rooms(request).accounts.who(token) if token else None
    return Visitor(token, session) if token and session else None


async def looking_on(request: Request) -> Visitor:
    """As `visitor`, for a page that asks by itself: it does not keep the login alive. Raises LoginNeeded."""
    token = token_of(request)
    session = await rooms(request).accounts.who(token, touch=False) if token else None
    if token is None or session is None or session.needs:
        raise LoginNeeded
    return Visitor(token, session)


async def visitor(request: Request) -> Visitor:
    """One who is logged in the whole way. Raises LoginNeeded."""
    who = await anybody(request)
    if who is None or who.session.needs:
        raise LoginNeeded
    return who


async def fields(request: Request) -> Fields:
    """The text fields of a form, one value each, with line ends as we store them."""
    form = await request.form()
    return {name: value.replace("\r\n", "\n") for name, value in form.items() if isinstance(value, str)}


def check_form(who: Visitor, sent: Fields) -> None:
    """Raises StaleForm unless the form comes from a page of this login."""
    if not hmac.compare_digest(sent.get("csrf", "").encode(), who.session.csrf.encode()):
        raise StaleForm(who)


async def own_fields(sent: Annotated[Fields, Depends(fields)], who: Annotated[Visitor, Depends(visitor)]) -> Fields:
    """The fields of a form of this login. Raises LoginNeeded and StaleForm."""
    check_form(who, sent)
    return sent


SomeVisitor: TypeAlias = Annotated[Visitor | None, Depends(anybody)]
LookingOn: TypeAlias = Annotated[Visitor, Depends(looking_on)]
LoggedIn: TypeAlias = Annotated[Visitor, Depends(visitor)]
AnyForm: TypeAlias = Annotated[Fields, Depends(fields)]
OwnForm: TypeAlias = Annotated[Fields, Depends(own_fields)]
