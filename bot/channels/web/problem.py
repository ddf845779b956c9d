"""Errors as RFC 9457 problem+json: `title` and `detail` for operators, `client_message` in plain Swedish for a client.

A problem never quotes what was sent, so that no client's word can reach a log or another screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from bot.channels.web.unavailable import RETRY_AFTER

MEDIA_TYPE = "application/problem+json"


class FieldError(BaseModel):
    """One thing wrong with the request: where (`body.text`) and why."""

    where: str
    why: str


class ProblemBody(BaseModel):
    """The JSON form of every error (RFC 9457), with two extensions: `client_message` and `errors`."""

    type: str = Field(description="Stable name of the kind of problem.", examples=["urn:ombudslinjen:wrong-token"])
    title: str
    status: int
    detail: str
    client_message: str = Field(description="Plain Swedish, fit to be shown to a client.")
    errors: list[FieldError] | None = Field(default=None, description="What was malformed, never what was sent.")


@dataclass(eq=False)
class Problem(Exception):
    """An error to answer with. Raise it anywhere below the application."""

    status: int
    name: str
    title: str
    detail: str
    client_message: str
    headers: Mapping[str, str] | None = None
    errors: tuple[FieldError, ...] = ()

    def response(self) -> JSONResponse:
        body = ProblemBody(
            type=f"urn:ombudslinjen:{self.name}",
            title=self.title,
            status=self.status,
            detail=self.detail,
            client_message=self.client_message,
            errors=list(self.errors) or None,
        )
        return JSONResponse(
            body.model_dump(exclude_none=True), self.status, dict(self.headers or {}), media_type=MEDIA_TYPE
        )


_TRY_AGAIN = "Något gick fel. Det är inte ditt fel. Försök igen om en stund."


def unauthorized() -> Problem:
    return Problem(
        401, "wrong-token", "Unauthorized", "The bearer token is missing or does not open this conversation.",
        "Jag kan inte öppna samtalet. Börja ett nytt samtal, eller använd din kod.",
        {"WWW-Authenticate": 'Bearer realm="conversation"'},
    )  # fmt: skip


def not_found(detail: str = "No such conversation.") -> Problem:
    return Problem(404, "not-found", "Not Found", detail, "Jag hittar inte det här. Börja ett nytt samtal.")


def wrong_code() -> Problem:
    return Problem(
        404, "wrong-code", "Not Found", "This code opens nothing.",
        "Koden fungerar inte. Den kan vara använd eller för gammal. Hämta en ny kod där du började.",
    )  # fmt: skip


def method_not_allowed(headers: Mapping[str, str] | None) -> Problem:
    return Problem(
        405, "method-not-allowed", "Method Not Allowed", "This address does not take this method.", _TRY_AGAIN, headers
    )


def expired() -> Problem:
    return Problem(
        410, "expired", "Gone", "The conversation has expired or was erased.",
        "Det har gått för lång tid. Samtalet är stängt. Börja gärna ett nytt.",
    )  # fmt: skip


def too_large() -> Problem:
    return Problem(
        413, "too-large", "Content Too Large", "The request body is larger than this server takes.",
        "Texten är för lång för mig. Skriv en kortare text.",
    )  # fmt: skip


def malformed(errors: tuple[FieldError, ...]) -> Problem:
    return Problem(
        422, "malformed", "Unprocessable Content", "The request is malformed; see `errors`.",
        "Jag förstod inte det som kom fram. Försök igen.", None, errors,
    )  # fmt: skip


def too_many(retry_after: float) -> Problem:
    return Problem(
        429, "too-many", "Too Many Requests", "Too many requests; see the Retry-After header.",
        "Det gick lite fort. Vänta en liten stund och försök igen.", {"Retry-After": str(max(1, round(retry_after)))},
    )  # fmt: skip


def internal() -> Problem:
    return Problem(500, "internal", "Internal Server Error", "The server failed; its log says where.", _TRY_AGAIN)


def unavailable() -> Problem:
    return Problem(
        503, "unavailable", "Service Unavailable", "The database cannot be used now; see the Retry-After header.",
        "Jag kan inte spara just nu. Vänta en liten stund och försök igen.", {"Retry-After": f"{RETRY_AFTER:.0f}"},
    )  # fmt: skip


def other(status: int, title: str, headers: Mapping[str, str] | None) -> Problem:
    return Problem(status, f"http-{status}", title, title, _TRY_AGAIN, headers)
