"""What `ombud serve` starts, and how each part is told about."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console

from bot.cli.compose import migrate_store, opened_store
from bot.cli.output import print_json
from bot.cli.rasa_note import noted
from bot.cli.rasa_plan import RealRasaPlan
from bot.cli.telephone import NAME as VOICE
from bot.cli.telephone import TITLE as VOICE_TITLE
from bot.cli.telephone import Telephone, fetch_models, show, telephone, wanted_models
from bot.secret_files import rasa_line
from bot.settings import Settings, load_settings
from bot.supervisor.board import Row, State
from bot.supervisor.first_start import ADMIN, ensure_admin
from bot.supervisor.keeper import Child
from bot.supervisor.preflight import free_loopback_port, require_data_dir, require_free_port
from bot.supervisor.probe import answers, ready_parts
from bot.supervisor.process import Command
from bot.supervisor.rasa_part import NAME as RASA
from bot.supervisor.rasa_part import RasaPart
from bot.supervisor.supervisor import Supervisor
from nlu.engine.address import RasaAddress

_LATER = "Kommer i en senare version"


async def serve_all(
    host: str, port: int, media_port: int, data: Path, without: Collection[str], *, as_json: bool = False
) -> None:
    """Checks, migrates, makes the first admin, and supervises until a signal. Raises CannotStart before that."""
    settings = load_settings()
    require_data_dir(data)
    require_free_port(host, port)
    address = f"http://{_shown(host)}:{port}"
    console = Console(stderr=as_json)  # then standard output holds JSON lines only
    migrated = await migrate_store(data, settings)
    if migrated.changed:
        console.print(f"Databasen är uppdaterad till version {migrated.after}.", highlight=False, soft_wrap=True)
    async with opened_store(data, settings, migrate=False) as database:
        password = await ensure_admin(database, datetime.now(UTC))
    if password:
        console.print(
            f"Första starten. Logga in som {ADMIN} med lösenordet {password}", highlight=False, soft_wrap=True
        )
        console.print("Lösenordet visas bara den här gången. Skriv upp det.", highlight=False, soft_wrap=True)

        console.print(f"Logga in här: {address}/desk", highlight=False, soft_wrap=True)

    supervisor = Supervisor(console, show=print_json if as_json else None)
    configured = rasa_line(settings)
    rasa = RasaAddress.parse(configured) if configured else None
    plan: RealRasaPlan | None = None
    if rasa is None and "rasa" not in without and settings.understanding != "fallback":
        plan = RealRasaPlan(data, free_loopback_port(), settings.offline)
        rasa = RasaAddress(f"http://127.0.0.1:{plan.port}", plan.token)
    phone = "Avstängd. Chatten fungerar" if "voice" in without else telephone(host, media_port, data, settings)
    shared = _understanding_environment(rasa)
    told = phone.for_web(settings) if isinstance(phone, Telephone) else {}
    supervisor.keep(_web(host, port, data, address, {**shared, **told}), "Chatt och API")
    supervisor.board.put("database", Row("Databas", State.STARTING))
    _understanding(supervisor, plan, rasa)
    _voice(supervisor, phone, host, data, settings, shared)
    supervisor.off("telegram", "Telegram", _LATER)
    supervisor.add(lambda: _watch(supervisor, address, outside_rasa=plan is None))
    with noted(data, rasa if plan else None):
        await supervisor.run()


def _shown(host: str) -> str:
    reachable = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104
    return f"[{reachable}]" if ":" in reachable and not reachable.startswith("[") else reachable


def _understanding_environment(rasa: RasaAddress | None) -> dict[str, str]:
    """What every process that talks with clients is told."""
    line = rasa.secret_line if rasa else ""
    own = {"OMBUD_RASA_URL": line, "OMBUD_RASA_TOKEN_FILE": "", "PYTHONUNBUFFERED": "1"}  # the line holds the token
    if rasa is None:
        own["OMBUD_UNDERSTANDING"] = "fallback"
    return own


def _web(host: str, port: int, data: Path, address: str, own: Mapping[str, str]) -> Child:
    argv = (sys.executable, "-m", "bot.cli.main", "web", "--without-migration")
    argv += ("--host", host, "--port", str(port), "--data", str(data))
    return Child(
        "web",
        Command(argv, {**os.environ, **own}),
        answers(f"{address}/healthz"),
        ok=f"Svarar på {address}. Ombud: {address}/desk. Programmerare: {address}/openapi.json",
        starting="Chatten startar",
        gone="Ingen klient får svar just nu",
    )


def _voice(
    supervisor: Supervisor, phone: Telephone | str, host: str, data: Path, settings: Settings, shared: Mapping[str, str]
) -> None:
    """The telephone and its models, or why there is none."""
    if isinstance(phone, str):
        supervisor.off(VOICE, VOICE_TITLE, phone)
        return
    supervisor.keep(phone.child(host, shared), VOICE_TITLE)
    supervisor.add(lambda: _watch_voice(supervisor, phone, data, settings))
    wanted = [] if settings.offline else wanted_models(data, settings)
    if wanted:
        supervisor.add(lambda: _fetch(supervisor, data, wanted))


async def _watch_voice(supervisor: Supervisor, phone: Telephone, data: Path, settings: Settings) -> None:
    from voice.models.fetch import fetched_voices

    simple = settings.voice == "embedded" or (settings.voice == "auto" and not fetched_voices(data))
    while True:
        show(supervisor.board, await ready_parts(f"{phone.url}/readyz"), port=phone.port, simple_voice=simple)
        await asyncio.sleep(1.0)


async def _fetch(supervisor: Supervisor, data: Path, wanted: list[str]) -> None:
    await fetch_models(data, wanted, supervisor.board, supervisor.listener("mod."))
    await asyncio.Event().wait()  # a job that ends would end everything


def _understanding(supervisor: Supervisor, plan: RealRasaPlan | None, rasa: RasaAddress | None) -> None:
    title = "Förstå fri text (Rasa)"
    if rasa is None:
        supervisor.off(RASA, title, "Avstängd. Reservtolkningen svarar, och alla knappar fungerar")
        return
    supervisor.board.put(RASA, Row(title, State.STARTING, "Reservtolkningen svarar så länge"))
    if plan is not None:
        ready = answers(rasa.secret_status_url)
        supervisor.add(RasaPart(plan, supervisor.board, ready, supervisor.listener(RASA)).run)


async def _watch(supervisor: Supervisor, address: str, *, outside_rasa: bool) -> None:
    while True:
        await _look(supervisor, address, outside_rasa=outside_rasa)
        starting = supervisor.board.rows["database"].state is State.STARTING
        await asyncio.sleep(0.3 if starting else 3.0)


async def _look(supervisor: Supervisor, address: str, *, outside_rasa: bool) -> None:
    """Carries what the web process knows into the table."""
    parts = await ready_parts(f"{address}/readyz")
    board = supervisor.board
    match parts.get("database"):
        case "ok":
            board.set("database", State.OK, "Svaren sparas krypterade")
        case "down":
            board.set("database", State.DEGRADED, "Går inte att nå. Inga svar kan sparas. Kör: ombud doctor")
        case _:
            board.set("database", State.STARTING)
    if outside_rasa and board.rows[RASA].state is not State.OFF:
        ok = parts.get("understanding") == "ok"
        fallback = "Rasa svarar inte. Reservtolkningen svarar så länge"
        board.set(RASA, State.OK if ok else State.DEGRADED, "Er egen Rasa svarar" if ok else fallback)
