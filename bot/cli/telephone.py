"""The telephone as `ombud serve` runs it: the voice process, and better models fetched beside it."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.cli.media_password_file import ensure_media_password
from bot.secret_files import media_password
from bot.settings import Settings
from bot.supervisor.board import Board, Row, State
from bot.supervisor.keeper import Child
from bot.supervisor.preflight import CannotStart, require_free_port
from bot.supervisor.probe import answers
from bot.supervisor.process import Command, Listener, run_once

NAME, TITLE = "voice", "Telefon"
MODELS, MODELS_TITLE = "models", "Modeller för telefonen"
_KEYS_ONLY = "Den som ringer kan trycka på knappar så länge"
_SIMPLE_VOICE = "Rösten är den enkla inbyggda. En bättre hämtas med: ombud models fetch"


@dataclass(frozen=True)
class Telephone:
    """Where the voice process answers, and what the others must know to reach it."""

    host: str
    port: int
    data: Path
    environment: Mapping[str, str]

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def for_web(self, settings: Settings) -> dict[str, str]:
        """What the web process is told, so that `/ring` works and `/readyz` knows."""
        return {
            **self.environment,
            "OMBUD_VOICE_URL": self.url,
            "OMBUD_MEDIA_ADDRESS": settings.media_address or f":{self.port}",
        }

    def child(self, listening_host: str, environment: Mapping[str, str]) -> Child:
        """The voice process. `environment` is what every process of ours gets."""
        argv = (sys.executable, "-m", "bot.cli.main", "voice", "--without-migration")
        argv += ("--host", listening_host, "--port", str(self.port), "--data", str(self.data))
        return Child(
            NAME,
            Command(argv, {**os.environ, **environment, **self.environment}),
            answers(f"{self.url}/healthz"),
            ok=f"Tar samtal på port {self.port}. Hörseln läses in. {_KEYS_ONLY}",
            starting="Telefonen startar",
            gone="Inga samtal kan tas just nu",
        )


def telephone(host: str, port: int, data: Path, settings: Settings) -> Telephone | str:
    """The telephone of this start, or why there can be none (in Swedish)."""
    try:
        require_free_port(host, port)
    except CannotStart:
        return f"Port {port} används redan. Välj en annan med --media-port"
    environment = {"OMBUD_MEDIA_PASSWORD_FILE": ""}
    if (password := media_password(settings)) is None:
        environment["OMBUD_MEDIA_PASSWORD_FILE"] = str(ensure_media_password(data).resolve())
    else:
        environment["OMBUD_MEDIA_PASSWORD"] = password
    reachable = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, host)  # noqa: S104
    shown = f"[{reachable}]" if ":" in reachable and not reachable.startswith("[") else reachable
    return Telephone(shown, port, data, environment)


def show(board: Board, parts: Mapping[str, str], *, port: int, simple_voice: bool) -> None:
    """Carries what the voice process tells of itself into the table. `parts` is empty when it does not answer."""
    if board.rows[NAME].state not in (State.OK, State.DEGRADED) or not parts:
        return
    takes = f"Tar samtal på port {port}"
    match parts:
        case {"speaking": "down"}:
            board.set(
                NAME, State.DEGRADED, "Rösten går inte att starta. Den som ringer hör bara en ton. Kör: ombud doctor"
            )
        case {"hearing": "down"}:
            board.set(
                NAME, State.DEGRADED, f"{takes}, bara med knappar. Hörseln går inte att läsa in. Kör: ombud doctor"
            )
        case {"hearing": "degraded"}:
            board.set(NAME, State.OK, f"{takes}. Hörseln läses in. {_KEYS_ONLY}")
        case {"calls": "degraded"}:
            board.set(NAME, State.DEGRADED, f"{takes}. Alla linjer är upptagna just nu")
        case _:
            board.set(NAME, State.OK, f"{takes}. {_SIMPLE_VOICE}" if simple_voice else takes)


def wanted_models(data: Path, settings: Settings) -> list[str]:
    """The models that a first start fetches, as far as they are not there and nothing else was chosen."""
    from voice.hearing.models import fetched
    from voice.models.catalogue import DEFAULT, fetchable
    from voice.models.fetch import fetched_voices

    there = {
        "hearing": settings.hearing_model != "auto" or bool(fetched(data)),
        "speaking": settings.voice != "auto" or bool(fetched_voices(data)),
    }
    return [name for name in DEFAULT if not there[fetchable(name).kind]]


async def fetch_models(data: Path, wanted: list[str], board: Board, listen: Listener) -> None:
    """Fetches them one after the other, once; what is there works meanwhile. Never ends the supervisor."""
    board.put(MODELS, Row(MODELS_TITLE, State.WORKING, f"Hämtas: {', '.join(wanted)}. De medföljande används så länge"))
    failed = []
    for name in wanted:
        command = Command((sys.executable, "-m", "bot.cli.main", "models", "fetch", name, "--data", str(data)))
        try:
            code = await run_once(command, listen)
        except OSError:
            code = 1
        if code:
            failed.append(name)
    if failed:
        meaning = f"{', '.join(failed)} gick inte att hämta. De medföljande används. Försök igen: ombud models fetch"
        board.set(MODELS, State.DEGRADED, meaning)
    else:
        board.set(MODELS, State.OK, "Bättre modeller är hämtade. De används från nästa start")
