"""All checks together, in the order an operator mends them."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Awaitable, Callable
from datetime import datetime
from pathlib import Path

from bot.doctor import machine, offices, operator, storage, telephone, understanding, words
from bot.doctor.finding import Finding, error
from bot.settings import Settings
from nlu.engine.address import RasaAddress


async def examine(
    data_dir: Path, settings: Settings, *, database_url: str, rasa_address: RasaAddress | None, now: datetime
) -> AsyncGenerator[Finding]:
    """Looks at every part, one after the other. A check that itself fails becomes an error of that part."""
    checks: list[tuple[str, Callable[[], Finding | Awaitable[Finding]]]] = [
        ("Python", machine.check_python),
        ("uv", machine.check_uv),
        ("Disk", lambda: machine.check_disk(data_dir)),
        ("Klocka", lambda: machine.check_clock(now)),
        ("Datamapp", lambda: storage.check_data_dir(data_dir)),
        ("Nyckel", lambda: storage.check_key(data_dir, settings)),
        ("Databas", lambda: storage.check_database(database_url)),
        ("Texter", words.check_content),
        ("Kontor", lambda: offices.check_offices(database_url)),
        ("Kommunen", lambda: operator.check_operator(settings)),
        ("Reservtolkning", understanding.check_fallback),
    ]
    if settings.rasa_url is None:
        checks += [
            ("Python för Rasa", understanding.check_rasa_python),
            ("Rasas program", lambda: understanding.check_rasa_environment(data_dir)),
            ("Rasas modell", lambda: understanding.check_model(data_dir)),
        ]
    checks.append(("Rasa", lambda: understanding.check_rasa_server(rasa_address)))
    checks += [
        ("Hörsel", lambda: telephone.check_hearing(data_dir, settings)),
        ("Röst", lambda: telephone.check_voice(data_dir, settings)),
        ("Telefonens lösenord", lambda: telephone.check_media_password(data_dir, settings)),
    ]
    for part, check in checks:
        yield await _found(part, check)


async def _found(part: str, check: Callable[[], Finding | Awaitable[Finding]]) -> Finding:
    try:
        found = check()
        return found if isinstance(found, Finding) else await found
    except ImportError as problem:
        return error(part, f"Ett paket saknas ({problem.name}).", "Kör: uv sync")
    except Exception as problem:
        name = type(problem).__name__
        return error(
            part, f"Jag kunde inte undersöka det här ({name}).", "Kontrollera filerna, och att du får läsa dem."
        )
