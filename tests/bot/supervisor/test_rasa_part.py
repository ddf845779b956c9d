"""Rasa is prepared in the background; whatever goes wrong, the table says so and the fallback goes on answering."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.supervisor import rasa_part
from bot.supervisor.backoff import Backoff
from bot.supervisor.board import Board, Row, State
from bot.supervisor.process import Command
from bot.supervisor.rasa_part import CannotPrepare, RasaPart
from tests.bot.supervisor.children import SLEEPER, alive, program
from tests.bot.supervisor.test_keeper import ended, no, yes
from tests.bot.supervisor.test_process import until


@dataclass
class FakePlan:
    """Counts what is run. `train_code` is the exit code of training; the errors are raised by what they are named for.

    `older` says that a model of older phrases is there.
    """

    note: Path
    is_synced: bool = False
    is_trained: bool = False
    train_code: int = 0
    older: bool = False
    sync_error: Exception | None = None
    trained_error: Exception | None = None
    accept_error: Exception | None = None
    serve_errors: list[Exception] = field(default_factory=list)
    ran: list[str] = field(default_factory=list)

    def synced(self) -> bool:
        return self.is_synced

    def sync(self) -> Command:
        self.ran.append("sync")
        if self.sync_error:
            raise self.sync_error
        return program("print('hämtar')")

    def mark_synced(self) -> None:
        self.is_synced = True

    def trained(self) -> bool:
        if self.trained_error:
            raise self.trained_error
        return self.is_trained

    def servable(self) -> bool:
        return self.older or self.is_trained

    def test(self) -> Command:
        self.ran.append("test")
        return program("pass")

    def accept(self) -> None:
        if self.accept_error:
            raise self.accept_error
        self.is_trained = True

    def train(self) -> Command:
        self.ran.append("train")
        return program(f"raise SystemExit({self.train_code})")

    def serve(self) -> Command:
        self.ran.append("serve")
        if self.serve_errors:
            raise self.serve_errors.pop()
        return program(SLEEPER, self.note)


def board_with_history() -> tuple[Board, list[Row]]:
    seen: list[Row] = []
    board = Board(lambda: seen.append(board.rows["rasa"]))
    board.put("rasa", Row("Rasa", State.STARTING))
    return board, seen


async def running(plan: FakePlan, board: Board, until_true: Callable[[], bool]) -> asyncio.Task[None]:
    part = RasaPart(plan, board, yes, lambda _: None, jitter=lambda: 1.0)
    task = asyncio.create_task(part.run())
    await until(until_true)
    return task


async def test_a_fresh_machine_fetches_trains_and_serves_and_tells_each_step(tmp_path: Path) -> None:
    plan = FakePlan(tmp_path / "pid")
    board, seen = board_with_history()
    task = await running(plan, board, lambda: board.rows["rasa"].state is State.OK and plan.note.exists())
    assert plan.ran == ["sync", "train", "test", "serve"]
    assert [row.state for row in seen] == [
        State.STARTING, *[State.WORKING] * 3, State.STARTING, State.OK,
    ]  # fmt: skip
    assert all("Reservtolkningen svarar" in row.meaning for row in seen[1:5])
    await until(lambda: bool(plan.note.read_text()))
    pid = int(plan.note.read_text())
    await ended(task)
    assert not alive(pid)


async def test_what_is_there_already_is_not_done_again(tmp_path: Path) -> None:
    plan = FakePlan(tmp_path / "pid", is_synced=True, is_trained=True)
    board, _ = board_with_history()
    await ended(await running(plan, board, lambda: board.rows["rasa"].state is State.OK))
    assert plan.ran == ["serve"]


async def test_a_failed_preparation_is_told_and_tried_again_with_growing_waits(tmp_path: Path) -> None:
    plan = FakePlan(tmp_path / "pid", is_synced=True, train_code=1)
    board, seen = board_with_history()
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            plan.train_code = 0

    part = RasaPart(plan, board, yes, lambda _: None, sleep=sleep, jitter=lambda: 1.0)
    task = asyncio.create_task(part.run())
    await until(lambda: board.rows["rasa"].state is State.OK)
    await ended(task)
    assert waits == [20, 40, 80]
    failed = next(row for row in seen if row.state is State.DEGRADED)
    assert failed.meaning == ("Träningen av Rasa misslyckades. Reservtolkningen svarar så länge. Nytt försök om 20 s.")


async def test_a_model_that_is_not_good_enough_leaves_the_older_one_in_use(tmp_path: Path) -> None:
    refused = CannotPrepare("Rasas nya modell är för dålig.")
    plan = FakePlan(tmp_path / "pid", is_synced=True, older=True, accept_error=refused)
    board, _ = board_with_history()
    heard: list[str] = []
    task = asyncio.create_task(RasaPart(plan, board, yes, heard.append).run())
    await until(lambda: board.rows["rasa"].state is State.OK)
    await ended(task)
    assert plan.ran == ["train", "test", "serve"]
    assert "Rasas nya modell är för dålig. Den förra modellen används." in heard


async def test_files_that_cannot_be_used_degrade_rasa_and_are_tried_again(tmp_path: Path) -> None:
    disk_full = OSError(28, "disk full")
    plan = FakePlan(tmp_path / "pid", is_synced=True, trained_error=disk_full, accept_error=disk_full)
    board, seen = board_with_history()

    async def sleep(_: float) -> None:
        if plan.trained_error:
            plan.trained_error = None
        else:
            plan.accept_error = None

    task = asyncio.create_task(RasaPart(plan, board, yes, lambda _: None, sleep=sleep).run())
    await until(lambda: board.rows["rasa"].state is State.OK)
    await ended(task)
    degraded = [row.meaning for row in seen if row.state is State.DEGRADED]
    assert len(degraded) == 2
    assert all(meaning.startswith("Rasas filer går inte att använda (OSError).") for meaning in degraded)


async def test_each_start_asks_which_model_to_serve_now_and_a_missing_one_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = FakePlan(tmp_path / "pid", is_synced=True, is_trained=True, serve_errors=[FileNotFoundError()])
    board, seen = board_with_history()
    monkeypatch.setattr(rasa_part, "Backoff", lambda jitter, **_: Backoff(lambda: 0.0, first=0.01, cap=0.01))
    task = asyncio.create_task(RasaPart(plan, board, yes, lambda _: None).run())
    await until(lambda: board.rows["rasa"].state is State.OK and plan.note.exists() and bool(plan.note.read_text()))
    os.kill(int(plan.note.read_text()), signal.SIGKILL)
    await until(lambda: plan.ran == ["serve"] * 3)
    await ended(task)
    assert any("gick inte att starta (FileNotFoundError)" in row.meaning for row in seen)


async def test_a_missing_python_is_told_in_words(tmp_path: Path) -> None:
    plan = FakePlan(tmp_path / "pid", sync_error=RuntimeError("Python 3.10 finns inte här."))
    board, _ = board_with_history()
    waiting = asyncio.Event()

    async def sleep(_: float) -> None:
        waiting.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(RasaPart(plan, board, no, lambda _: None, sleep=sleep).run())
    await asyncio.wait_for(waiting.wait(), 5)
    assert board.rows["rasa"].state is State.DEGRADED
    assert "Python 3.10 finns inte här." in board.rows["rasa"].meaning
    await ended(task)


async def test_a_served_rasa_is_no_longer_listened_to_because_it_may_quote_a_client(tmp_path: Path) -> None:
    heard: list[str] = []
    go = tmp_path / "go"
    talkative = program(
        """
        import os, sys, time
        print("läser in", flush=True)
        while not os.path.exists(sys.argv[1]): time.sleep(0.01)
        print("klientens ord", flush=True)
        open(sys.argv[1] + ".done", "w").close()
        time.sleep(60)
        """,
        go,
    )

    class TalkativePlan(FakePlan):
        def serve(self) -> Command:
            return talkative

    plan = TalkativePlan(tmp_path / "pid", is_synced=True, is_trained=True)
    board, _ = board_with_history()

    async def ready() -> bool:
        return "läser in" in heard

    task = asyncio.create_task(RasaPart(plan, board, ready, heard.append).run())
    await until(lambda: board.rows["rasa"].state is State.OK)
    go.touch()
    await until((tmp_path / "go.done").exists)
    await asyncio.sleep(0)
    await ended(task)
    assert heard == ["läser in"]
