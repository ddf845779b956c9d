"""A guarded process ends when it is told to, and when the one who started it is gone however it died."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.supervisor.process import Command, GuardedProcess, run_once
from tests.bot.supervisor.children import PARENT, SLEEPER, STUBBORN, alive, program

ROOT = Path(__file__).resolve().parents[3]


async def until(true: Callable[[], bool], seconds: float = 8.0) -> None:
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - what we wait for happens in another process
            await asyncio.sleep(0.02)


def _number_in(note: Path) -> int:
    return int(note.read_text())


async def started(source: str, note: Path, *, grace: float = 5.0) -> tuple[GuardedProcess, int]:
    lines: list[str] = []
    process = await GuardedProcess.start(program(source, note), lines.append, grace=grace)
    await until(lambda: "up" in lines)
    return process, _number_in(note)


async def test_what_a_command_prints_is_heard_and_its_exit_code_known() -> None:
    lines: list[str] = []
    code = await run_once(program("print('ett'); print('två'); raise SystemExit(3)"), lines.append)
    assert (lines, code) == (["ett", "två"], 3)


async def test_a_line_longer_than_the_limit_does_not_stop_the_listening() -> None:
    lines: list[str] = []
    await run_once(program("print('x' * 300_000); print('slut')"), lines.append)
    assert lines[-1] == "slut"


async def test_a_listener_that_fails_does_not_stop_the_child(tmp_path: Path) -> None:
    def deaf(_: str) -> None:
        raise OSError("nobody reads")

    talkative = program(
        "for _ in range(5000): print('x' * 100)\nopen(__import__('sys').argv[1], 'w')", tmp_path / "end"
    )
    assert await asyncio.wait_for(run_once(talkative, deaf), 20) == 0
    assert (tmp_path / "end").exists()


async def test_a_command_that_is_not_there_ends_with_127_and_says_so() -> None:
    lines: list[str] = []
    code = await run_once(Command(("/nowhere/at-all",)), lines.append)
    assert code == 127
    assert "at-all" in lines[0]


async def test_stopping_ends_the_command(tmp_path: Path) -> None:
    process, pid = await started(SLEEPER, tmp_path / "pid")
    await process.stop()
    assert not alive(pid)


async def test_a_command_that_does_not_listen_is_ended_the_hard_way(tmp_path: Path) -> None:
    process, pid = await started(STUBBORN, tmp_path / "pid", grace=0.2)
    await process.stop()
    assert not alive(pid)


async def test_what_the_command_started_itself_ends_too(tmp_path: Path) -> None:
    process, grandchild = await started(PARENT, tmp_path / "pid")
    await process.stop()
    await until(lambda: not alive(grandchild))


async def test_when_the_guard_is_killed_the_kernel_ends_the_command(tmp_path: Path) -> None:
    process, pid = await started(SLEEPER, tmp_path / "pid")
    os.kill(process.pid, signal.SIGKILL)
    await until(lambda: not alive(pid))
    await process.stop()


SUPERVISOR = """
import asyncio, sys
from bot.supervisor.process import Command, GuardedProcess
from tests.bot.supervisor.children import PARENT, SLEEPER, program

async def main():
    for source, note in ((SLEEPER, sys.argv[1]), (PARENT, sys.argv[2])):
        await GuardedProcess.start(program(source, note), lambda line: print(line, flush=True))
    await asyncio.sleep(60)

asyncio.run(main())
"""


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGTERM, signal.SIGABRT])
async def test_children_and_their_children_die_with_the_supervisor_however_it_dies(
    tmp_path: Path, blow: signal.Signals
) -> None:
    notes = [tmp_path / "child", tmp_path / "grandchild"]
    supervisor = await asyncio.create_subprocess_exec(
        sys.executable, "-c", textwrap.dedent(SUPERVISOR), *map(str, notes),
        cwd=ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert supervisor.stdout is not None
    assert [await supervisor.stdout.readline() for _ in notes] == [b"up\n", b"up\n"]
    pids = [int(note.read_text()) for note in notes]
    assert all(alive(pid) for pid in pids)
    supervisor.send_signal(blow)
    await supervisor.wait()
    await until(lambda: not any(alive(pid) for pid in pids))
