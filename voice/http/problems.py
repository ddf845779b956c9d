"""Errors of the voice process as RFC 9457 problem+json, in the chat API's shape. They never quote what was sent."""

from __future__ import annotations

from starlette.responses import Response

from bot.channels.web.problem import FieldError, Problem
from voice.http.credentials import CHALLENGE

_LATER = "Telefonen kan inte svara just nu. Försök igen om en stund."
_WRONG = "Något gick fel. Det är inte ditt fel. Försök igen om en stund."


def _later(seconds: float) -> dict[str, str]:
    """Who is too fast has to connect again, too."""
    return {"Retry-After": str(max(1, round(seconds))), "Connection": "close"}


def stranger(challenge: str = CHALLENGE) -> Response:
    return Problem(
        401, "wrong-password", "Unauthorized", "The user or the password is missing or wrong, or the ticket is used.",
        "Det gick inte att ringa. Öppna sidan igen och försök en gång till.", {"WWW-Authenticate": challenge},
    ).response()  # fmt: skip


def too_many_strangers(retry_after: float) -> Response:
    return Problem(
        429, "too-many", "Too Many Requests", "Too many wrong passwords from this address; see Retry-After.",
        "Det gick lite fort. Vänta en liten stund och försök igen.", _later(retry_after),
    ).response()  # fmt: skip


def too_many_questions(retry_after: float) -> Response:
    return Problem(
        429, "too-many", "Too Many Requests", "Too many requests from this address; see Retry-After.",
        "Det gick lite fort. Vänta en liten stund och försök igen.", _later(retry_after),
    ).response()  # fmt: skip


def wrong_subprotocol() -> Response:
    return Problem(
        400, "wrong-subprotocol", "Bad Request", "This socket speaks the subprotocol `media` and no other.", _WRONG
    ).response()


def full() -> Response:
    return Problem(
        503, "line-full", "Service Unavailable", "All lines are taken; see Retry-After.",
        "Alla linjer är upptagna. Försök igen om en stund.", {"Retry-After": "30"},
    ).response()  # fmt: skip


def busy() -> Response:
    return Problem(
        503, "busy", "Service Unavailable", "Too many such requests at once; see Retry-After.", _LATER,
        {"Retry-After": "1"},
    ).response()  # fmt: skip


def not_ready() -> Response:
    return Problem(
        503, "not-ready", "Service Unavailable", "The model is not loaded; see `/readyz`.", _LATER,
        {"Retry-After": "10"},
    ).response()  # fmt: skip


def too_large() -> Response:
    return Problem(
        413, "too-large", "Content Too Large", "The request body is larger than this server takes.",
        "Det var för långt för mig. Försök med något kortare.",
    ).response()  # fmt: skip


def malformed(where: str, why: str) -> Response:
    return Problem(
        422, "malformed", "Unprocessable Content", "The request is malformed; see `errors`.", _WRONG,
        None, (FieldError(where=where, why=why),),
    ).response()  # fmt: skip


def internal() -> Response:
    return Problem(
        500, "internal", "Internal Server Error", "The server failed; its log says where.", _WRONG
    ).response()


def other(status: int, title: str) -> Response:
    return Problem(status, f"http-{status}", title, title, _WRONG).response()
