"""All parts together: the table is printed when something changes, and one stop ends everything."""

from __future__ import annotations

import asyncio
import io
import os
import signal
from pathlib import Path

import pytest
from rich.console import Console

from bot.supervisor.board import State
from bot.supervisor.keeper import Child
from bot.supervisor.supervisor import Supervisor
from tests.bot.supervisor.children import SLEEPER, alive, program
from tests.bot.supervisor.test_keeper import yes
from tests.bot.supervisor.test_process import until


def console() -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    return Console(file=out, width=100), out


async def test_the_table_shows_what_runs_and_what_is_off_and_a_stop_ends_all_children(tmp_path: Path) -> None:
    shown, out = console()
    supervisor = Supervisor(shown)
    notes = [tmp_path / "one", tmp_path / "two"]
    for note in notes:
        supervisor.keep(Child(note.name, program(SLEEPER, note), yes, ok="Svarar"), f"Del {note.name}")
    supervisor.off("voice", "Telefon", "Kommer i en senare version")
    running = asyncio.create_task(supervisor.run())
    await until(lambda: "Svarar" in out.getvalue() and all(note.exists() and note.read_text() for note in notes))
    pids = [int(note.read_text()) for note in notes]
    supervisor.stop()
    await asyncio.wait_for(running, 10)
    assert not any(alive(pid) for pid in pids)
    table = out.getvalue()
    assert "Ombudslinjen just nu" in table
    assert "Kommer i en senare version" in table
    assert "one  | up" in table


async def test_a_child_killed_from_outside_comes_back_and_the_others_notice_nothing(tmp_path: Path) -> None:
    shown, _ = console()
    supervisor = Supervisor(shown)
    note, other = tmp_path / "web", tmp_path / "other"
    supervisor.keep(Child("web", program(SLEEPER, note), yes), "Chatt")
    supervisor.keep(Child("other", program(SLEEPER, other), yes), "Annat")
    running = asyncio.create_task(supervisor.run())
    await until(lambda: all(n.exists() and n.read_text() for n in (note, other)))
    first, untouched = int(note.read_text()), int(other.read_text())

    os.kill(first, signal.SIGKILL)
    await until(lambda: note.read_text() not in ("", str(first)))
    assert alive(untouched)
    await until(lambda: supervisor.board.rows["web"].state is State.OK)
    supervisor.stop()
    await asyncio.wait_for(running, 10)


async def test_changes_can_be_shown_as_plain_data() -> None:
    shown, out = console()
    data: list[object] = []
    supervisor = Supervisor(shown, show=data.append)
    supervisor.off("voice", "Telefon", "Senare")
    running = asyncio.create_task(supervisor.run())
    await until(lambda: bool(data))
    supervisor.stop()
    await running
    assert data == [{"parts": {"voice": {"state": "off", "meaning": "Senare"}}}]
    assert "Telefon" not in out.getvalue()


async def test_a_job_that_fails_ends_everything_and_is_not_swallowed() -> None:
    supervisor = Supervisor(console()[0])

    async def fails() -> None:
        raise RuntimeError("broken")

    supervisor.add(fails)
    with pytest.raises(RuntimeError, match="broken"):
        await asyncio.wait_for(supervisor.run(), 5)
