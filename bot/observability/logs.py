"""Logging for every process: one line per event on standard error, JSON or text, without personal data.

Two habits keep clients' words out: our own code logs fixed event names with codes and figures, and every error, also
one raised in a library, is written by `safe_trace` (type and place, never its message).
"""

from __future__ import annotations

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, Literal, TextIO

import structlog

from bot.observability.safe_trace import safe_trace

_MESSAGES_QUOTE_DATA = ("asyncio", "sqlalchemy", "aiosqlite", "asyncpg", "httpx", "httpcore", "multipart")
"""Libraries whose log messages may hold statements, parameters or errors' texts."""


class _LibraryFormatter(logging.Formatter):
    """Writes records of libraries through structlog's renderer, with errors reduced to type and place."""

    def __init__(self, render: Any) -> None:
        super().__init__()
        self._render = render

    def format(self, record: logging.LogRecord) -> str:
        quotes = record.name.partition(".")[0] in _MESSAGES_QUOTE_DATA
        event: MutableMapping[str, Any] = {
            "event": f"{record.name}: message withheld" if quotes else record.getMessage(),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        if record.exc_info and record.exc_info[1]:
            event.update(safe_trace(record.exc_info[1]))
        event = structlog.processors.TimeStamper(fmt="iso", utc=True)(None, "", event)
        return str(self._render(None, "", event))


def _without_messages(_: Any, __: str, event: Any) -> Any:
    """Replaces `exc_info` and exceptions given as values by their safe trace."""
    given = event.pop("exc_info", None)
    error = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event.update(safe_trace(error))
    for name, value in list(event.items()):
        if isinstance(value, BaseException):
            event[name] = type(value).__qualname__
    return event


def configure_logs(
    level: str = "info", form: Literal["json", "text"] = "json", *, process: str = "ombud", stream: TextIO | None = None
) -> None:
    """Sets up structlog and the standard library's logging for this process. Safe to call again."""
    out = stream or sys.stderr
    numeric = logging.getLevelNamesMapping()[level.upper()]
    render: Any = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_messages,
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(numeric),
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    structlog.contextvars.bind_contextvars(process=process)
    handler = logging.StreamHandler(out)
    handler.setFormatter(_LibraryFormatter(render))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(numeric, logging.INFO))
    for noisy in ("httpx", "httpcore", "alembic", "asyncio", "aiosqlite", "sqlalchemy"):
        logging.getLogger(noisy).setLevel(max(numeric, logging.WARNING))
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logger = logging.getLogger(name)
        logger.handlers[:] = []
        logger.propagate = name != "uvicorn.access"
        logger.setLevel(max(numeric, logging.WARNING))
