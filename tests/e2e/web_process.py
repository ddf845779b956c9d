"""The real web process, `ombud web`, run as a child with its own data folder."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from bot.supervisor.preflight import free_loopback_port
from tests.loopback import answers

READY_WITHIN = 120.0
GENEROUS = {
    "OMBUD_OPENS_PER_MINUTE": "100000", "OMBUD_OPENS_BURST": "100000", "OMBUD_TURNS_PER_MINUTE": "100000",
    "OMBUD_TURNS_BURST": "100000", "OMBUD_RESUMES_PER_MINUTE": "100000", "OMBUD_RESUMES_BURST": "100000",
    "OMBUD_LOGINS_PER_MINUTE": "100000", "OMBUD_LOGINS_BURST": "100000",
    "OMBUD_RINGS_PER_MINUTE": "100000", "OMBUD_RINGS_BURST": "100000",
}  # fmt: skip
"""Settings for proofs that ask faster than any client."""


def clean_environment(**settings: str) -> dict[str, str]:
    """This environment without any of our settings, then the given ones; nothing is fetched, Rasa is not asked."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("OMBUD_")}
    return {**inherited, "OMBUD_OFFLINE": "1", "OMBUD_UNDERSTANDING": "fallback", **settings}


class WebProcess:
    """One run of `ombud web`, on a free port unless one is given. All it writes goes to `log`."""

    def __init__(self, data: Path, port: int | None = None, /, **settings: str) -> None:
        self.data = data
        self.port = port or free_loopback_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.log = data.parent / f"{data.name}.log"
        argv = [sys.executable, "-m", "bot.cli.main", "web", "--port", str(self.port), "--data", str(data)]
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                argv, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=clean_environment(**settings)
            )

    def wait_until_ready(self) -> float:
        """Seconds until it answered. Raises AssertionError with its log if it did not."""
        return wait_for_answer(self.address, self.process, self.log)

    def stop(self) -> None:
        """Asks it to end, and waits."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def wait_for_answer(address: str, process: subprocess.Popen[bytes], log: Path) -> float:
    """Seconds until the process answers at the address."""
    begun = time.monotonic()
    while time.monotonic() - begun < READY_WITHIN:
        if process.poll() is not None:
            break
        if answers(address):
            return time.monotonic() - begun
        time.sleep(0.05)
    raise AssertionError(f"no answer; the log says:\n{log.read_text('utf-8', 'replace')[-4000:]}")
