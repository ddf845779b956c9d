"""What commands print: JSON lines for programs, plain text for people, problems on standard error."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Coroutine, Generator
from contextlib import contextmanager
from typing import Any, NoReturn, TypeVar

import typer

T = TypeVar("T")


def print_json(value: object) -> None:
    """One JSON object on one line, at once."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str) + "\n")
    sys.stdout.flush()


def fail(message: str, *, as_json: bool = False) -> NoReturn:
    """Tells what went wrong and ends with exit code 1."""
    if as_json:
        print_json({"error": message})
    else:
        typer.echo(message, err=True)
    raise typer.Exit(1)


@contextmanager
def told(*, as_json: bool = False) -> Generator[None]:
    """Turns the known problems of starting into a message and exit code 1."""
    from bot.settings import SettingsError
    from bot.store.errors import StoreError
    from bot.store.keys import KeyProblem
    from bot.supervisor.preflight import CannotStart
    from content.error import ContentError

    try:
        yield
    except (SettingsError, StoreError, KeyProblem, CannotStart, ContentError) as problem:
        fail(str(problem), as_json=as_json)


def run(work: Coroutine[Any, Any, T], *, as_json: bool = False) -> T:
    """Runs async work to its end, with the known problems told."""
    with told(as_json=as_json):
        return asyncio.run(work)
