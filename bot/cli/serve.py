"""`ombud serve`: everything on embedded defaults, supervised."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import DEFAULT_DATA, AsJson, Data

PARTS = ("rasa", "voice", "telegram")


def serve(
    host: Annotated[str, typer.Option("--host", help="Adressen att lyssna på.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Porten för chatten.")] = 8080,
    media_port: Annotated[int, typer.Option("--media-port", min=1, max=65535, help="Porten för telefonen.")] = 8081,
    data: Data = DEFAULT_DATA,
    without: Annotated[str, typer.Option("--without", metavar="rasa,voice,telegram", help="Delar att låta bli.")] = "",
    as_json: AsJson = False,
) -> None:
    """Starta allt. Stoppa med Ctrl-C."""
    left_out = {part.strip() for part in without.split(",") if part.strip()}
    if unknown := left_out - set(PARTS):
        names = ", ".join(sorted(unknown))
        raise typer.BadParameter(f"{names} är ingen del. Välj bland {', '.join(PARTS)}.", param_hint="--without")

    from bot.cli.output import run
    from bot.cli.serving import serve_all

    run(serve_all(host, port, media_port, data, left_out, as_json=as_json), as_json=as_json)
