"""Puts the commands together. Each command imports what it needs when it runs."""

from __future__ import annotations

import io
import sys

import typer

from bot.cli import (
    bench,
    content,
    database,
    doctor,
    intakes,
    models,
    nlu,
    phone,
    placeholder,
    retention,
    serve,
    staff,
    talk,
    voice,
    web,
)
from bot.observability.safe_trace import safe_trace

app = typer.Typer(
    name="ombud",
    help="Ombudslinjen: ett samtal på enkel svenska som blir ett ärende hos ett personligt ombud.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("serve")(serve.serve)
app.command("talk")(talk.talk)
app.command("phone", cls=phone.InOrder)(phone.phone)
app.add_typer(content.app, name="content")
app.add_typer(nlu.app, name="nlu")
app.add_typer(staff.app, name="staff")
app.add_typer(intakes.app, name="intakes")
app.add_typer(models.app, name="models")
app.add_typer(database.app, name="db")
app.add_typer(retention.app, name="retention")
app.command("doctor")(doctor.doctor)
app.command("bench", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(bench.bench)
app.command("web", hidden=True)(web.web)
app.command("voice", hidden=True)(voice.voice)
app.command("telegram", hidden=True)(placeholder.telegram)


def main() -> None:
    """The entry point `ombud`. Exit codes: 0 ok, 1 failed, 2 wrong use."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        app()
    except BrokenPipeError:
        sys.stderr.close()
        raise SystemExit(1) from None
    except Exception as error:
        # Not Python's own traceback: an error's message may quote what a client said.
        trace = safe_trace(error)
        causes = " <- ".join([trace["error"], *trace["causes"]])
        places = "".join(f"\n  {place}" for place in trace["at"])
        print(f"Något gick fel i programmet: {causes}{places}", file=sys.stderr)
        raise SystemExit(1) from None


if __name__ == "__main__":
    main()
