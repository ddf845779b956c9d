"""The OpenAPI description: errors as problem+json instead of FastAPI's own error form."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI

from bot.channels.web.problem import MEDIA_TYPE, ProblemBody

_MEANING = {
    401: "No token, or the token of another conversation.",
    404: "Unknown.",
    405: "The method is not allowed here.",
    410: "Expired or erased.",
    413: "Larger than this server takes.",
    422: "Malformed.",
    429: "Too many requests; wait as long as Retry-After says.",
    500: "The server failed.",
    503: "The database cannot be used now. Wait as long as Retry-After says, then send it again.",
}
_REFERENCE = {"$ref": "#/components/schemas/Problem"}
_RETRY_AFTER = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that can answer with these problems."""
    return {status: _response(status) for status in sorted(statuses)}


def _response(status: int) -> dict[str, Any]:
    response: dict[str, Any] = {"description": _MEANING[status], "content": {MEDIA_TYPE: {"schema": _REFERENCE}}}
    if status in (429, 503):
        response["headers"] = _RETRY_AFTER
    return response


def describe(app: FastAPI) -> None:
    """Makes `/openapi.json` say what the application really answers."""
    generate = app.openapi

    def openapi() -> dict[str, Any]:
        if app.openapi_schema:
            return app.openapi_schema
        schema = generate()
        schemas = schema.setdefault("components", {}).setdefault("schemas", {})
        for unused in ("HTTPValidationError", "ValidationError"):
            schemas.pop(unused, None)
        own = ProblemBody.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas |= own.pop("$defs", {})
        schemas["Problem"] = own
        for path in schema["paths"].values():
            for operation in path.values():
                operation["responses"].setdefault("500", _response(500))
        app.openapi_schema = schema
        return schema

    app.openapi = openapi  # type: ignore[method-assign]
