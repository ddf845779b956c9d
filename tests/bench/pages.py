"""`uv run python -m tests.bench.pages [--out DIR]`: pictures of every page, and what each page weighs and takes.

Starts a server of its own with a few invented cases. Without `--out` only the pictures that the README shows are taken
(into `bot/look/pictures`), and the tables are printed as Markdown; with it every page, at three widths, goes there.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.async_api import Browser, async_playwright
from sqlalchemy import update

from bot.store.engine import create_engine, database_url
from bot.store.intakes import intakes_table
from tests.bench.page_pictures import README_PICTURES, take, take_all
from tests.bench.page_times import table
from tests.e2e.browser import FLAGS, chromium
from tests.e2e.web_pages.people import hire
from tests.e2e.web_pages.shelf import Shelf, fill
from tests.e2e.web_pages.visit import Grounds, Keys
from tests.e2e.web_process import GENEROUS, WebProcess, clean_environment

WAITED_HOURS = (20, 3, 50, 76, 200, 100, 1, 26)
"""Of the cases on the shelf, in their order."""
PICTURES = Path(__file__).parents[2] / "bot" / "look" / "pictures"


@asynccontextmanager
async def demonstration() -> AsyncGenerator[Grounds]:
    """A server with people and cases, all invented."""
    with tempfile.TemporaryDirectory() as folder:
        server = WebProcess(Path(folder) / "data", **GENEROUS)
        try:
            await asyncio.to_thread(server.wait_until_ready)
            passwords = await hire(server.data)
            shelf = await fill(server.address, server.data)
            await _age(server.data, shelf)
            yield Grounds(server.address, shelf, passwords, Keys(server.address))
        finally:
            await asyncio.to_thread(server.stop)


async def _age(data: Path, shelf: Shelf) -> None:
    """Nobody's list is one of cases that came a minute ago."""
    engine = create_engine(database_url(data))
    async with engine.begin() as connection:
        for case, hours in zip(vars(shelf).values(), WAITED_HOURS, strict=True):
            came = datetime.now(UTC) - timedelta(hours=hours)
            await connection.execute(
                update(intakes_table).where(intakes_table.c.case_number == case).values(created_at=came)
            )
    await engine.dispose()


@asynccontextmanager
async def chrome() -> AsyncGenerator[Browser]:
    async with async_playwright() as playwright:
        environment: dict[str, str | float | bool] = {**clean_environment()}
        browser = await playwright.chromium.launch(executable_path=chromium(), args=FLAGS, env=environment)
        yield browser
        await browser.close()


async def run(out: Path | None, *, pictures_only: bool) -> None:
    async with demonstration() as grounds, chrome() as browser:
        for picture in README_PICTURES:
            print(await take(browser, grounds, picture, PICTURES))
        if out:
            await take_all(browser, grounds, out)
        if not pictures_only:
            load = os.getloadavg()[0]
            print(f"\nLoad average {load:.1f} before the measurement.\n")
            print(await table(browser, grounds))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, metavar="DIR", help="where pictures of every page go")
    parser.add_argument("--pictures-only", action="store_true", help="measure nothing")
    arguments = parser.parse_args()
    for folder in filter(None, (PICTURES, arguments.out)):
        folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(run(arguments.out, pictures_only=arguments.pictures_only))


if __name__ == "__main__":
    main()
