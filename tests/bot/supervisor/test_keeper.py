"""A child that dies is told about and started again after the backoff; the board says what is true."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path

from bot.supervisor.backoff import Backoff
from bot.supervisor.board import Board, Row, State
from bot.supervisor.keeper import Child, Keeper
from tests.bot.supervisor.children import SLEEPER, alive, program
from tests.bot.supervisor.test_process import until


async def yes() -> bool:
    return True


async def no() -> bool:
    return False


def board_with(name: str) -> tuple[Board, list[State]]:
    seen: list[State] = []
    board = Board(lambda: seen.append(board.rows[name].state))
    board.put(name, Row(name, State.STARTING))
    return board, seen


async def ended(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def test_a_dead_child_is_started_again_after_growing_waits() -> None:
    board, seen = board_with("web")
    waits: list[float] = []
    enough = asyncio.Event()

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            enough.set()
            await asyncio.Event().wait()

    child = Child("web", program("raise SystemExit(1)"), no, gone="Ingen svarar")
    keeper = Keeper(child, board, Backoff(lambda: 1.0, first=1, cap=8), lambda _: None, clock=lambda: 0.0, sleep=sleep)
    task = asyncio.create_task(keeper.run())
    await asyncio.wait_for(enough.wait(), 10)
    assert waits == [1, 2, 4]
    assert keeper.starts == 3
    assert board.rows["web"] == Row("web", State.RESTARTING, "slutade (kod 1), startar om 4 s senare. Ingen svarar.")
    assert State.OK not in seen
    await ended(task)


async def test_a_child_that_answers_is_ok_and_is_stopped_with_its_keeper(tmp_path: Path) -> None:
    board, _ = board_with("web")
    note = tmp_path / "pid"
    child = Child("web", program(SLEEPER, note), yes, ok="Svarar")
    task = asyncio.create_task(Keeper(child, board, Backoff(lambda: 1.0), lambda _: None).run())
    await until(lambda: board.rows["web"].state is State.OK and note.exists() and bool(note.read_text()))
    pid = int(note.read_text())
    await ended(task)
    assert not alive(pid)


def test_the_board_tells_of_changes_only() -> None:
    told: list[int] = []
    board = Board(lambda: told.append(1))
    board.put("web", Row("Chatt", State.STARTING))
    board.put("web", Row("Chatt", State.STARTING))
    board.set("web", State.OK, "Svarar")
    assert len(told) == 2
    assert board.rows["web"] == Row("Chatt", State.OK, "Svarar")
