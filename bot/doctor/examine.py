"""All checks together, in the order an operator mends them."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from datetime import datetime
from pathlib import Path

from bot.doctor import machine, storage, understanding, words
from bot.doctor.finding import Finding, error
from bot.settings import Settings
from nlu.engine.address import RasaAddress


async def examine(
    data_dir: Path, settings: Settings, *, database_url: str, rasa_address: RasaAddress | None, now: datetime
) -> AsyncGenerator[Finding]:
    """Looks at every part, one after the other. A check that itself fails is a finding too, never a crash."""
    yield machine.check_python()
    yield machine.check_uv()
    yield machine.check_disk(data_dir)
    yield machine.check_clock(now)
    yield storage.check_data_dir(data_dir)
    yield storage.check_key(data_dir, settings)
    yield await storage.check_database(database_url)
    yield words.check_content()
    try:
        yield await understanding.check_fallback()
        if settings.rasa_url is None:
            yield understanding.check_rasa_python()
            yield understanding.check_rasa_environment(data_dir)
            yield understanding.check_model(data_dir)
        yield await understanding.check_rasa_server(rasa_address)
    except ImportError as problem:
        yield error("Förståelse", f"Ett paket saknas ({problem.name}).", "Kör: uv sync")
