"""A real Rasa server for tests: prepared and trained once into `.cache/rasa`, served on a free port.

Used as a session fixture by `tests/conftest.py`:

    @pytest.fixture(scope="session")
    def rasa_url():
        with serve_rasa() as url:
            yield url
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from bot.supervisor.preflight import free_loopback_port
from nlu.engine import rasa_env
from nlu.engine.address import RasaAddress
from nlu.engine.train import train
from tests.loopback import answers

DATA = Path(__file__).resolve().parents[2] / ".cache"
START_SECONDS = 120.0


@contextmanager
def serve_rasa(data_dir: Path = DATA) -> Generator[str]:
    """The address, with its token, of a served model of today's phrases; the server ends with the block.

    Raises TrainingFailed or PythonMissing when it cannot be prepared: a missing Rasa is a failure, not a skip.
    """
    prepare(data_dir)
    port = free_loopback_port()
    address = RasaAddress(f"http://127.0.0.1:{port}", secrets.token_urlsafe(32))
    assert address.token
    command = rasa_env.serve_command(data_dir, port, token=address.token)
    log = data_dir / "rasa" / f"serve-{port}.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command.argv, env=dict(command.env), cwd=command.cwd, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            _wait_until_ready(address, server, log)
            yield address.secret_line
        finally:
            server.terminate()
            try:
                server.wait(timeout=1)  # it would wait for all who may ask once more, and nobody does
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
            log.unlink(missing_ok=True)


@contextmanager
def preparing_ahead() -> Generator[None]:
    """Fetch and train in a process of its own meanwhile; who needs the model then waits for what is left of it."""
    # Quiet: what goes wrong is told when a test asks for the server and prepares it itself.
    quiet = subprocess.DEVNULL
    command = [sys.executable, "-m", "tests.nlu.rasa_server"]
    process = subprocess.Popen(command, cwd=DATA.parent, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        yield
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
        process.wait()


def prepare(data_dir: Path = DATA) -> None:
    """Fetches and trains unless that is done. Raises as `serve_rasa`."""
    folder = data_dir / "rasa"
    folder.mkdir(parents=True, exist_ok=True)
    # Several test processes may start at once (pytest-xdist): one trains, the others wait for it.
    with (folder / "prepare.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if rasa_env.is_synced(data_dir) and rasa_env.model_path(data_dir).exists():
            return
        trained = asyncio.run(train(data_dir, lambda stage, detail: print(f"rasa {stage}: {detail}")))
        assert trained.accepted, f"the model of these phrases does not pass the gate: {trained}"


def _wait_until_ready(address: RasaAddress, server: subprocess.Popen[bytes], log: Path) -> None:
    give_up = time.monotonic() + START_SECONDS
    while time.monotonic() < give_up:
        if server.poll() is not None:
            raise RuntimeError("Rasa ended at start:\n" + log.read_text(errors="replace")[-2000:])
        if answers(address.secret_status_url, ""):
            return
        time.sleep(0.1)
    raise RuntimeError("Rasa did not start in time:\n" + log.read_text(errors="replace")[-2000:])


if __name__ == "__main__":
    prepare(DATA)
