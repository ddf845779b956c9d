"""`ombud bench [--json] [--rasa URL]`: measures the bars that can be measured now and prints one row each."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import AsyncGenerator

from nlu.engine.engine import Engine
from tests.bench.chat_turns import choices, postgres_store, sqlite_store, texts
from tests.bench.measure import HEADER, Figure


async def measure(rasa_url: str | None) -> AsyncGenerator[Figure]:
    """Each figure as soon as it is there. Bars: DESIGN section 8."""
    fallback = Engine(rasa_url=None, mode="fallback")
    async with sqlite_store() as database:
        yield await choices(database, fallback, "SQLite", 10)
        yield await texts(database, fallback, "fallback, SQLite", None)
        if rasa_url:
            rasa = Engine(rasa_url=rasa_url, mode="rasa")
            yield await texts(database, rasa, "Rasa, SQLite", 80)
            await rasa.close()
    async with postgres_store() as database:
        yield await choices(database, fallback, "PostgreSQL", 15)
    await fallback.close()


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--rasa", metavar="URL", help="a running Rasa server, such as http://127.0.0.1:5005")
    arguments = parser.parse_args()
    if not arguments.json:
        print(HEADER)
    async for figure in measure(arguments.rasa):
        print(figure.as_json() if arguments.json else figure.as_row(), flush=True)


asyncio.run(main())
