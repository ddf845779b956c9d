"""`ombud web`: the web process alone. `ombud serve` starts it as a child; a container runs it as a service."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.options import DEFAULT_DATA, Data


def web(
    host: Annotated[str, typer.Option("--host")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8080,
    data: Data = DEFAULT_DATA,
    without_migration: Annotated[bool, typer.Option("--without-migration", help="Databasen är redan aktuell.")] = False,
) -> None:
    """Kör bara chattens process."""
    from bot.cli.output import run

    run(_serve(host, port, data, migrate=not without_migration))


async def _serve(host: str, port: int, data: Data, *, migrate: bool) -> None:
    import asyncio
    import time

    import uvicorn

    from bot.channels.web.app import create_app
    from bot.channels.web.rate_limit import TokenBuckets
    from bot.cli.browser_line import browser_line
    from bot.cli.compose import conversation_parts, desk_parts, kept_sounds, real_clock
    from bot.cli.housekeeping import keep_house
    from bot.cli.options import STOCKHOLM
    from bot.cli.readiness import RealReadiness
    from bot.conversations.newest_library import NewestLibrary
    from bot.desk.web.rooms import DeskRooms
    from bot.desk.web.router import desk_router
    from bot.observability.logs import configure_logs
    from bot.settings import load_settings
    from content.calendar import days_off
    from content.loader import load_library

    settings = load_settings()
    configure_logs(settings.log_level, settings.log_format, process="web")
    async with conversation_parts(data, settings, migrate=migrate) as parts:
        readiness = RealReadiness(parts.database, parts.understander.rasa, settings.understanding, settings.voice_url)
        desk = desk_parts(parts.database)
        logins = TokenBuckets(per_minute=settings.logins_per_minute, burst=settings.logins_burst, clock=time.monotonic)
        rooms = DeskRooms(
            desk.accounts, desk.desk, logins, real_clock, STOCKHOLM, parts.database.cipher, data.resolve()
        )
        library = NewestLibrary(load_library, real_clock)  # pages, too, go on while a file is broken
        app = create_app(
            parts.conversations,
            readiness,
            settings,
            library=library,
            browser_line=browser_line(settings),
            routers=[desk_router(rooms)],
        )
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            log_config=None,
            access_log=False,
            proxy_headers=False,  # we decide ourselves whose X-Forwarded-For to believe
            server_header=False,
            timeout_graceful_shutdown=3,
        )
        aside = [
            asyncio.create_task(parts.understander.engine.warm(library())),
            asyncio.create_task(asyncio.to_thread(days_off, real_clock().year)),  # slow the first time
            asyncio.create_task(keep_house(parts.database, settings, real_clock, kept_sounds(data, parts.database))),
        ]
        try:
            await uvicorn.Server(config).serve()
        finally:
            for task in aside:
                task.cancel()
            await asyncio.gather(*aside, return_exceptions=True)
