"""`ombud bench [--json] [--without-rasa] [--without-calls]`: measures the bars and prints one row each."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import AsyncGenerator
from contextlib import nullcontext

from nlu.engine.client import RasaClient
from nlu.engine.engine import Engine
from tests.bench import calls
from tests.bench.chat_turns import choices, postgres_store, sqlite_store, texts
from tests.bench.measure import HEADER, Figure
from tests.nlu.rasa_server import serve_rasa


async def measure(rasa_url: str | None) -> AsyncGenerator[Figure]:
    """Each figure as soon as it is there. Bars: DESIGN section 8."""
    fallback = Engine(mode="fallback")
    await fallback.warm()
    async with sqlite_store() as database:
        yield await choices(database, fallback, "SQLite", 10)
        yield await texts(database, fallback, "fallback, SQLite", None)
        if rasa_url:
            client = RasaClient(rasa_url)
            yield await texts(database, Engine(client, mode="rasa"), "Rasa, SQLite", 80)
            await client.close()
    async with postgres_store() as database:
        yield await choices(database, fallback, "PostgreSQL", 15)


async def report(rasa_url: str | None, *, as_json: bool) -> None:
    if not as_json:
        print(HEADER)
    async for figure in measure(rasa_url):
        print(figure.as_json() if as_json else figure.as_row(), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--without-rasa", action="store_true", help="do not train and start a Rasa for the measurement")
    parser.add_argument("--without-calls", action="store_true", help="leave out the telephone, which takes ten minutes")
    arguments = parser.parse_args()
    with nullcontext() if arguments.without_rasa else serve_rasa() as rasa_url:
        asyncio.run(report(rasa_url, as_json=arguments.json))
    if not arguments.without_calls:
        with calls.real_line() as line:
            asyncio.run(calls.report(line, calls.CALLERS, calls.ROUNDS, as_json=arguments.json))


main()
