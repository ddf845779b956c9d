"""How uvicorn serves the voice process: the settings that the media protocol needs."""

from __future__ import annotations

import asyncio
import logging
import ssl
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from voice.http.prompt_requests import PromptRequests
from voice.media.gentle_socket import GentleSocket

MOST_MESSAGE_BYTES = 65_536
"""A larger one ends its call (1009). Asterisk sends 640; a browser a few thousand."""


class CertificateError(Exception):
    """The certificate or its key cannot be read."""


@dataclass(frozen=True)
class Tls:
    """A second door, encrypted, for an exchange on another machine. Both files are PEM; `certificate` has its chain."""

    port: int
    certificate: Path
    key: Path


async def serve_voice(app: ASGIApp, host: str, port: int, tls: Tls | None = None) -> None:
    """Serves until a signal: plain on `port`, and with `tls` the same on its port. Raises CertificateError at once."""
    second = _Second(_encrypted(app, host, tls)) if tls else None
    aside = asyncio.create_task(second.serve()) if second else None
    try:
        await uvicorn.Server(server_config(app, host, port)).serve()
    finally:
        if second and aside:
            second.should_exit = True
            await aside


class _Second(uvicorn.Server):
    """Ends with the first, which alone listens to signals."""

    @contextmanager
    def capture_signals(self) -> Generator[None]:
        yield


def _encrypted(app: ASGIApp, host: str, tls: Tls) -> uvicorn.Config:
    config = server_config(app, host, tls.port)
    config.lifespan = "off"  # it is the first one's
    config.ssl_certfile, config.ssl_keyfile = tls.certificate, tls.key
    try:
        config.load()
    except (OSError, ssl.SSLError) as error:
        raise CertificateError(f"{tls.certificate} or {tls.key}: {type(error).__name__}") from None
    return config


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
        http=PromptRequests,
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
