"""Two processes for the whole suite: what needs one core and nothing else runs beside what waits for servers.

Half of the proofs compute in this process while the other core is idle; the other half starts servers and browsers
and waits for them. So a run of everything forks once, after collecting: the child runs `BESIDE`, the parent the rest.
The telephone is heard in real time, so `ALONE` begins when the child has ended: it has the machine to itself.

Nothing is left out and nothing is run twice. The child's reports are told here, file by file, as if they had been made
here; a test that the child never told of has failed. A run of a few files, with `-s`, `--pdb` or pytest-xdist is one
process as always.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
BESIDE = (
    "tests/bench/", "tests/bot/calls/", "tests/bot/channels/", "tests/bot/conversations/", "tests/bot/desk/",
    "tests/bot/dialogue/", "tests/bot/doctor/", "tests/bot/intakes/", "tests/bot/look/", "tests/bot/store/",
    "tests/content/", "tests/nlu/", "tests/scripts/", "tests/voice/call/test_whatever_happens", "tests/voice/hearing/",
    "tests/voice/models/", "tests/voice/sound/", "tests/voice/speaking/", "tests/voice/turn_taking/",
)  # fmt: skip
LATE = ("tests/deploy/",)
"""They want a trained Rasa, which on a fresh machine is trained meanwhile."""
ALONE = ("tests/e2e/phone/", "tests/e2e/ring/", "tests/voice/")
WORTH_IT = 500
"""Tests on either side from which two processes are quicker than one."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Runs everything in two processes if that is quicker; otherwise leaves it to pytest."""
    beside = [item for item in session.items if item.nodeid.startswith(BESIDE)]
    rest = [item for item in session.items if not item.nodeid.startswith(BESIDE)]
    if not _is_whole_run(session, beside, rest):
        return None
    session.items = sorted(rest, key=lambda item: (item.nodeid.startswith(ALONE), item.nodeid.startswith(LATE)))
    neighbour = Neighbour(session, beside)
    try:
        for item, following in _with_next(session.items):
            neighbour.tell(to_its_end=item.nodeid.startswith(ALONE))
            _run(session, item, following)
        neighbour.tell(to_its_end=True)
    finally:
        neighbour.stop()
    return True


def _is_whole_run(session: pytest.Session, beside: list[pytest.Item], rest: list[pytest.Item]) -> bool:
    option = session.config.option
    as_usual = option.collectonly or option.usepdb or option.capture == "no" or session.testsfailed
    if as_usual or session.config.pluginmanager.hasplugin("dsession") or hasattr(session.config, "workerinput"):
        return False
    if (os.cpu_count() or 1) == 1 or not len(beside) > WORTH_IT < len(rest):
        return False
    # A fork takes no other thread along, and whoever needs it would wait for ever.
    if others := [thread.name for thread in threading.enumerate() if thread is not threading.main_thread()]:
        warnings.warn(f"one process runs everything: collecting has begun threads {others}", stacklevel=1)
    return not others


def _run(session: pytest.Session, item: pytest.Item, following: pytest.Item | None) -> None:
    """As pytest's own loop does it."""
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
    if session.shouldfail:
        raise session.Failed(session.shouldfail)
    if session.shouldstop:
        raise session.Interrupted(session.shouldstop)


def _with_next(items: list[pytest.Item]) -> Iterator[tuple[pytest.Item, pytest.Item | None]]:
    return zip(items, [*items[1:], None], strict=True)


class Neighbour:
    """The other process. Its reports come through a pipe, one a line, in the order of its tests."""

    def __init__(self, session: pytest.Session, items: list[pytest.Item]) -> None:
        self._config = session.config
        self._session = session
        self._waiting = {item.nodeid: item for item in items}
        self._told: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        self._file: list[pytest.TestReport] = []
        self._ended = False
        session.config._tmp_path_factory.getbasetemp()  # ty: ignore[missing-attribute] - one folder for both
        sys.stdout.flush()
        sys.stderr.flush()
        reading, writing = os.pipe()
        self._pid = os.fork()
        if not self._pid:
            os.close(reading)
            _live_as_neighbour(session, items, writing)
        os.close(writing)
        threading.Thread(target=self._listen, args=(reading,), daemon=True).start()

    def tell(self, *, to_its_end: bool) -> None:
        """Makes the reports of every file that it has done known here; `to_its_end`: of all files."""
        while not self._ended:
            try:
                told = self._told.get(block=to_its_end)
            except Empty:
                return
            if told is None:
                self._tell_file()
                self._tell_of_the_missing(os.waitpid(self._pid, 0)[1])
                self._ended = True
                return
            report = self._read(told)
            if self._file and report.fspath != self._file[-1].fspath:
                self._tell_file()
            self._file.append(report)
            if self._session.shouldfail:
                raise self._session.Failed(self._session.shouldfail)

    def stop(self) -> None:
        """Asks it to end, and waits, if it has not ended."""
        if not self._ended:
            os.kill(self._pid, signal.SIGTERM)
            os.waitpid(self._pid, 0)
            self._ended = True

    def _listen(self, reading: int) -> None:
        with os.fdopen(reading, encoding="utf-8") as lines:
            for line in lines:
                self._told.put(json.loads(line))
        self._told.put(None)

    def _read(self, told: dict[str, Any]) -> pytest.TestReport:
        report = self._config.hook.pytest_report_from_serializable(config=self._config, data=told)
        report.location = tuple(report.location)  # JSON knows no tuples
        if isinstance(report.longrepr, list):  # where and why it was skipped
            report.longrepr = tuple(report.longrepr)
        return report

    def _tell_file(self) -> None:
        hook = self._config.hook
        for report in self._file:
            if report.when == "setup":
                hook.pytest_runtest_logstart(nodeid=report.nodeid, location=report.location)
            hook.pytest_runtest_logreport(report=report)
            if report.when == "teardown":
                self._waiting.pop(report.nodeid, None)
                hook.pytest_runtest_logfinish(nodeid=report.nodeid, location=report.location)
        self._file.clear()

    def _tell_of_the_missing(self, status: int) -> None:
        for item in self._waiting.values():
            why = f"the process that was to run this test ended before ({status=})"
            report = pytest.TestReport(item.nodeid, item.location, {}, "failed", why, "call")
            self._config.hook.pytest_runtest_logreport(report=report)


class _Teller:
    """Sends what happens in the child to the parent."""

    def __init__(self, config: pytest.Config, writing: int) -> None:
        self._config = config
        self._pipe = os.fdopen(writing, "w", encoding="utf-8", buffering=1)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        data = self._config.hook.pytest_report_to_serializable(config=self._config, report=report)
        self._pipe.write(json.dumps(data, default=str) + "\n")


def _live_as_neighbour(session: pytest.Session, items: list[pytest.Item], writing: int) -> None:
    """Runs these tests and ends the process; the terminal is the parent's."""
    try:
        signal.signal(signal.SIGTERM, signal.default_int_handler)  # asked to end it still puts away what it has begun
        manager = session.config.pluginmanager
        capture: Any = manager.getplugin("capturemanager")
        capture.stop_global_capturing()  # the files that it writes to are the parent's
        capture.start_global_capturing()
        terminal: Any = manager.getplugin("terminalreporter")
        terminal._tw._file = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 - as long as the process
        manager.register(_Teller(session.config, writing))
        session.items = items
        parent = os.getppid()
        for item, following in _with_next(items):
            if os.getppid() != parent:  # nobody listens any more
                break
            _run(session, item, following)
    except (KeyboardInterrupt, pytest.Session.Failed, pytest.Session.Interrupted):
        pass
    finally:
        try:
            session._setupstate.teardown_exact(None)
        finally:
            os._exit(0)
