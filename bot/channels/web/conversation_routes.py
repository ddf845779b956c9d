"""The chat API: begin a conversation, take a turn, see the waiting turn, and go on elsewhere with a code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Body, Depends, Header, Path, Query, Request
from fastapi.security import HTTPBearer
from pydantic import BaseModel, ConfigDict, StringConstraints
from starlette.responses import Response

from bot.channels.web import allowance, problem
from bot.channels.web.downloads import addressed, as_download
from bot.channels.web.openapi import problems
from bot.conversations.input_line import InputLine
from bot.conversations.port import ChannelName, Conversations, Opened
from bot.dialogue.handing_letters import LAST_DAY
from bot.dialogue.turn import Turn

PREFIX = "/api/v1"
router = APIRouter(prefix=PREFIX, tags=["conversations"])

ID_PATTERN = r"^[A-Za-z0-9_-]{8,64}$"
_bearer = HTTPBearer(auto_error=False, description="The token that was given when the conversation was opened.")


class OpenBody(BaseModel):
    """Where the conversation takes place."""

    model_config = ConfigDict(extra="forbid")
    channel: ChannelName


class ResumeBody(BaseModel):
    """The code that the client was given, and the channel that the conversation goes on in."""

    model_config = ConfigDict(extra="forbid")
    code: Annotated[str, StringConstraints(min_length=1, max_length=100)]
    channel: ChannelName = "web"


class OpenedBody(BaseModel):
    """A conversation and the token that opens it. The token is shown only here."""

    id: str
    token: str
    turn: Turn


class TurnBody(BaseModel):
    turn: Turn


class ResumeCodeBody(BaseModel):
    """A single-use code and when it stops working."""

    code: str
    expires_at: datetime


def conversations_of(request: Request) -> Conversations:
    return request.app.state.conversations


def _with_links(service: Conversations, conversation_id: str, token: str, turn: Turn) -> Turn:
    """Its links can be pressed as they are: each brings a pass for its document."""

    def address(path: str) -> str:
        link_pass = service.link_pass(conversation_id, token, path)
        return f"{PREFIX}/conversations/{conversation_id}/{path}?{urlencode({'pass': link_pass})}"

    return addressed(turn, address)


def _opened(service: Conversations, opened: Opened) -> OpenedBody:
    turn = _with_links(service, opened.id, opened.token, opened.turn)
    return OpenedBody(id=opened.id, token=opened.token, turn=turn)


def _refuse(wait: float) -> None:
    if wait:
        raise problem.too_many(wait)


def _open_allowed(request: Request) -> None:
    _refuse(allowance.open_one(request))


def _resume_allowed(request: Request) -> None:
    _refuse(allowance.try_code(request))


def _token(request: Request, given: Annotated[Any, Depends(_bearer)]) -> str:
    if given is None or not given.credentials or len(given.credentials) > 500:
        raise problem.unauthorized()
    return given.credentials


def _conversation_id(
    request: Request,
    conversation_id: Annotated[str, Path(alias="id", description="The id of the conversation.")],
    token: Annotated[str, Depends(_token)],
) -> str:
    """The id, once the token is there and the conversation has not been asked too often."""
    if not re.fullmatch(ID_PATTERN, conversation_id):
        raise problem.not_found()
    _refuse(allowance.take_turn(request, conversation_id, token))
    return conversation_id


@dataclass(frozen=True)
class _Fetches:
    """Who fetches a document: the one with the token, or the one who pressed its link."""

    id: str
    token: str = ""
    link_pass: str = ""


def _fetching(
    request: Request,
    conversation_id: Annotated[str, Path(alias="id", description="The id of the conversation.")],
    given: Annotated[Any, Depends(_bearer)],
    link_pass: Annotated[
        str, Query(alias="pass", max_length=200, description="In a turn's link, instead of the token.")
    ] = "",
) -> _Fetches:
    token = "" if link_pass else _token(request, given)
    return _Fetches(_conversation_id(request, conversation_id, link_pass or token), token, link_pass)


Fetching = Annotated[_Fetches, Depends(_fetching)]
Service = Annotated[Conversations, Depends(conversations_of)]
Token = Annotated[str, Depends(_token)]
ConversationId = Annotated[str, Depends(_conversation_id)]
IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="The same key gives the same turn, once: send it again when an answer was lost.",
        min_length=1,
        max_length=200,
        pattern=r"^[!-~]+$",
    ),
]
_NAMED = (401, 404, 410, 422, 429, 503)


@router.post(
    "/conversations",
    status_code=201,
    operation_id="open",
    dependencies=[Depends(_open_allowed)],
    responses=problems(413, 422, 429, 503),
)
async def open_conversation(request: Request, service: Service, body: OpenBody) -> OpenedBody:
    """Begins a conversation and says the opening."""
    form = "phone" if body.channel == "phone" else "chat"
    opened = await service.open(body.channel, form=form)
    request.app.state.metrics.opened.labels(body.channel, "new").inc()
    return _opened(service, opened)


@router.post("/conversations/{id}/turns", operation_id="take", responses=problems(*_NAMED, 413))
async def take_turn(
    request: Request,
    conversation_id: ConversationId,
    token: Token,
    service: Service,
    line: Annotated[InputLine, Body()],
    idempotency_key: IdempotencyKey = None,
) -> TurnBody:
    """Takes what the client said or chose, and answers. An unknown or stale choice gets the same question again."""
    turn = await service.take(conversation_id, token, line, idempotency_key=idempotency_key)
    request.app.state.metrics.turns.labels(line.kind).inc()
    return TurnBody(turn=_with_links(service, conversation_id, token, turn))


@router.get("/conversations/{id}", operation_id="current", responses=problems(*_NAMED))
async def current_turn(conversation_id: ConversationId, token: Token, service: Service) -> TurnBody:
    """The turn that waits for the client."""
    turn = await service.current(conversation_id, token)
    return TurnBody(turn=_with_links(service, conversation_id, token, turn))


@router.get(
    "/conversations/{id}/letters/{name}",
    operation_id="letter",
    response_class=Response,
    responses=problems(*_NAMED),
)
async def fetch_letter(
    by: Fetching,
    service: Service,
    name: Annotated[str, Path(description="As in a turn's link: `appeal.pdf`.", max_length=100)],
) -> Response:
    """A letter to sign, PDF or text, as a turn's links name it: made now from the answers as they are."""
    return as_download(await service.document(by.id, f"letters/{name}", token=by.token, link_pass=by.link_pass))


@router.get(
    f"/conversations/{{id}}/{LAST_DAY}", operation_id="last_day", response_class=Response, responses=problems(*_NAMED)
)
async def fetch_last_day(by: Fetching, service: Service) -> Response:
    """The last day to object, for a calendar, as a turn's links name it."""
    return as_download(await service.document(by.id, LAST_DAY, token=by.token, link_pass=by.link_pass))


@router.post("/conversations/{id}/resume-code", operation_id="resume_code", responses=problems(*_NAMED, 413))
async def make_resume_code(conversation_id: ConversationId, token: Token, service: Service) -> ResumeCodeBody:
    """A short-lived, single-use code with which the client goes on on another channel."""
    made = await service.resume_code(conversation_id, token)
    return ResumeCodeBody(code=made.code, expires_at=made.expires_at)


@router.post(
    "/resume",
    operation_id="resume",
    dependencies=[Depends(_resume_allowed)],
    responses=problems(404, 413, 422, 429, 503),
)
async def resume(request: Request, service: Service, body: ResumeBody) -> OpenedBody:
    """Goes on with a conversation on this channel. A wrong code gives 404 and reveals nothing."""
    opened = await service.resume(body.code, body.channel)
    request.app.state.metrics.opened.labels(body.channel, "resumed").inc()
    return _opened(service, opened)
