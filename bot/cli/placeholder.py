"""`ombud telegram` until it is made: a process that lives, answers for itself, and does nothing.

The compose file has its place already, so that the house stands as it will stand. It tells plainly that its part is
off, holds no secret and talks to nobody.
"""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import DEFAULT_DATA, Data

Host = Annotated[str, typer.Option("--host")]
Port = Annotated[int, typer.Option("--port", min=1, max=65535)]


def telegram(host: Host = "127.0.0.1", port: Port = 8082, data: Data = DEFAULT_DATA) -> None:
    """Telegrams process. Den tar inga meddelanden än."""
    del data  # taken as every command takes it; there is nothing to keep yet
    typer.echo("Telegram kommer i en senare version. Den här processen tar inga meddelanden.")
    _serve(host, port, {"telegram": "off"})


def _serve(host: str, port: int, parts: dict[str, str]) -> None:
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import JSONResponse
    from starlette.routing import Route

    async def healthz(_: Request) -> JSONResponse:
        return JSONResponse({"status": "ok"})

    async def readyz(_: Request) -> JSONResponse:
        return JSONResponse({"status": "ok", "parts": parts})

    app = Starlette(routes=[Route("/healthz", healthz), Route("/readyz", readyz)])
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False, server_header=False)
