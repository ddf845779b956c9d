"""What the exchange asks when a call has left us: ring the office, hang up, or try once more."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from voice.call.outcomes import CallOutcomes


def next_route(outcomes: CallOutcomes) -> Route:
    """`GET /calls/{call}/next`, where the call is named by its own id or by the exchange's.

    Answers `office`, `end` or `again` as plain text, and 404 for a call that we know nothing of: it broke off here.
    """

    async def answer(request: Request) -> Response:
        known = outcomes.next(request.path_params["call"])
        return PlainTextResponse(known.value) if known else PlainTextResponse("", 404)

    return Route("/calls/{call}/next", answer)
