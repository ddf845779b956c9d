"""How uvicorn serves the voice process: the settings that the media protocol needs."""

from __future__ import annotations

import logging

import uvicorn
from starlette.types import ASGIApp

from voice.media.gentle_socket import GentleSocket

MOST_MESSAGE_BYTES = 65_536
"""A larger one ends its call (1009). Asterisk sends 640; a browser a few thousand."""


class _RefusalsAreNoErrors(logging.Filter):
    """uvicorn takes a refused upgrade for a mistake of the application."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.msg != "ASGI callable returned without completing handshake."


_filter = _RefusalsAreNoErrors()


def server_config(app: ASGIApp, host: str, port: int) -> uvicorn.Config:
    """For `uvicorn.Server`. A line whose other end has died without a word is noticed by pings."""
    logging.getLogger("uvicorn.error").addFilter(_filter)
    return uvicorn.Config(
        app,
        host=host,
        port=port,
        ws=GentleSocket,
        ws_max_size=MOST_MESSAGE_BYTES,
        ws_per_message_deflate=False,  # Asterisk does not take it, and sound does not get smaller
        ws_ping_interval=20.0,
        ws_ping_timeout=20.0,
        log_config=None,
        # Its lines about an upgrade hold the query, that is the caller's number. They are INFO.
        log_level="warning",
        access_log=False,
        proxy_headers=False,  # we decide ourselves whose X-Forwarded-For to believe
        server_header=False,
        timeout_graceful_shutdown=3,
    )
