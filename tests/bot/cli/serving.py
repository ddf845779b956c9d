"""A real `ombud serve` for a test: started on a free port, watched, and certainly gone afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from bot.supervisor.preflight import free_loopback_port
from tests.loopback import answers


@dataclass
class Serve:
    """`log` is everything it and its children have printed so far."""

    process: subprocess.Popen[bytes]
    address: str
    log_file: Path

    @property
    def log(self) -> str:
        return self.log_file.read_text("utf-8", "replace")

    def children(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def answers(self) -> bool:
        return answers(self.address)


def gone(process: psutil.Process) -> bool:
    """It runs no more. That its new parent has not asked how it ended, which may take seconds, does not count."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def wait_until(true: Callable[[], bool], seconds: float = 90.0) -> None:
    """Looks again and again until it is true. Raises AssertionError when the time is over."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def command(data: Path, port: int, *options: str) -> list[str]:
    place = ["--port", str(port), "--data", str(data)]
    return [sys.executable, "-m", "bot.cli.main", "serve", *place, *options]


@contextmanager
def served(data: Path, *options: str) -> Generator[Serve]:
    """Serving and answering. Whatever is left of it at the end is killed."""
    port = free_loopback_port()
    log_file = data.with_name(data.name + ".log")
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            command(data, port, *options), stdout=log, stderr=subprocess.STDOUT, env={**os.environ, "COLUMNS": "120"}
        )
    serve = Serve(process, f"http://127.0.0.1:{port}", log_file)
    started: list[psutil.Process] = []
    try:
        wait_until(lambda: serve.answers() or process.poll() is not None)
        assert process.poll() is None, serve.log
        started = serve.children()
        yield serve
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        for child in started:
            if not gone(child):
                child.kill()
