"""Rasa is prepared in the background; whatever goes wrong, the table says so and the fallback goes on answering."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.supervisor.board import Board, Row, State
from bot.supervisor.process import Command
from bot.supervisor.rasa_part import RasaPart
from tests.bot.supervisor.children import SLEEPER, alive, program
from tests.bot.supervisor.test_keeper import ended, no, yes
from tests.bot.supervisor.test_process import until


@dataclass
class FakePlan:
    """Counts what is run. `train_code` is the exit code of training; `sync_error` is raised instead of syncing."""

    note: Path
    is_synced: bool = False
    is_trained: bool = False
    train_code: int = 0
    sync_error: Exception | None = None
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
        return self.is_trained

    def train(self) -> Command:
        self.ran.append("train")
        return program(f"raise SystemExit({self.train_code})")

    def serve(self) -> Command:
        self.ran.append("serve")
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
    assert plan.ran == ["sync", "train", "serve"]
    assert [row.state for row in seen] == [State.STARTING, State.WORKING, State.WORKING, State.STARTING, State.OK]
    assert all("Reservtolkningen svarar" in row.meaning for row in seen[1:4])
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
