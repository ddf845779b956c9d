"""`ombud voice`: the telephone's process. `ombud serve` starts it as a child; a container runs it as a service."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import DEFAULT_DATA, Data

if TYPE_CHECKING:
    from bot.settings import Settings
    from voice.http.server import Tls


def voice(
    host: Annotated[str, typer.Option("--host")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535)] = 8081,
    data: Data = DEFAULT_DATA,
    without_migration: Annotated[bool, typer.Option("--without-migration", help="Databasen är redan aktuell.")] = False,
) -> None:
    """Kör bara telefonens process."""
    from bot.cli.output import run

    run(_serve(host, port, data, migrate=not without_migration))


async def _serve(host: str, port: int, data: Path, *, migrate: bool) -> None:
    import asyncio

    from prometheus_client import CollectorRegistry

    from bot.cli.call_parts import call_rooms, keep_prompts
    from bot.cli.compose import kept_sounds, real_clock
    from bot.cli.housekeeping import keep_sounds
    from bot.cli.readiness import RealReadiness
    from bot.cli.voice_readiness import VoiceReadiness
    from bot.observability.logs import configure_logs
    from bot.secret_files import media_password
    from bot.settings import load_settings
    from bot.supervisor.preflight import CannotStart
    from content.calendar import days_off
    from voice.call.call import Call
    from voice.call.line import Line
    from voice.call.next_route import next_route
    from voice.http.app import create_voice_app
    from voice.http.credentials import Credentials
    from voice.http.server import CertificateError, serve_voice
    from voice.media.limits import MediaLimits
    from voice.media.tickets import TicketKeeper

    settings = load_settings()
    configure_logs(settings.log_level, settings.log_format, process="voice")
    password = media_password(settings)
    if password is None:
        raise CannotStart(
            "Telefonen behöver ett lösenord för växeln. Lägg det i en fil, och ange den i OMBUD_MEDIA_PASSWORD_FILE."
        )
    registry = CollectorRegistry(auto_describe=True)
    async with call_rooms(data, settings, migrate=migrate, registry=registry) as rooms:
        parts = rooms.conversations

        async def take(line: Line) -> None:
            await Call(line, rooms.calls).run()

        app = create_voice_app(
            take,
            rooms.hearing,
            rooms.speaker,
            VoiceReadiness(rooms, RealReadiness(parts.database, parts.understander.rasa, settings.understanding)),
            registry=registry,
            credentials=Credentials(settings.media_user, password),
            tickets=TicketKeeper(password),
            limits=MediaLimits(calls=settings.calls_at_most, browser_calls=max(1, settings.calls_at_most // 2)),
            routes=[next_route(rooms.calls.outcomes)],
            trusted_proxies=settings.proxy_networks,
        )
        aside = [
            asyncio.create_task(parts.understander.engine.warm(rooms.library())),
            asyncio.create_task(asyncio.to_thread(days_off, real_clock().year)),  # slow the first time
            asyncio.create_task(keep_prompts(rooms)),
            asyncio.create_task(keep_sounds(parts.database, kept_sounds(data, parts.database), real_clock)),
        ]
        try:
            await serve_voice(app, host, port, tls_of(settings))
        except CertificateError as error:
            raise CannotStart(f"Telefonens certifikat kan inte läsas ({error}).") from None
        finally:
            for task in aside:
                task.cancel()
            await asyncio.gather(*aside, return_exceptions=True)


def tls_of(settings: Settings) -> Tls | None:
    """The encrypted port as the settings describe it. Raises CannotStart when a part of it is missing."""
    from bot.supervisor.preflight import CannotStart
    from voice.http.server import Tls

    if settings.media_tls_port is None:
        if settings.media_tls_certificate_file or settings.media_tls_key_file:
            raise CannotStart("Certifikatet används inte. Ange också porten, i OMBUD_MEDIA_TLS_PORT.")
        return None
    if settings.media_tls_certificate_file is None or settings.media_tls_key_file is None:
        raise CannotStart(
            "OMBUD_MEDIA_TLS_PORT behöver ett certifikat. "
            "Ange OMBUD_MEDIA_TLS_CERTIFICATE_FILE och OMBUD_MEDIA_TLS_KEY_FILE."
        )
    return Tls(settings.media_tls_port, settings.media_tls_certificate_file, settings.media_tls_key_file)
