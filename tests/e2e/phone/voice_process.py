"""The real voice process, `ombud voice`, as a child with a data folder; and what it tells of its calls' turns."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
import wave
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from numpy.typing import NDArray

from tests.e2e.phone.alaw import narrowed
from tests.e2e.phone.exchange import MEDIA_PASSWORD
from tests.e2e.web_process import clean_environment, wait_for_answer
from tests.loopback import NO_TLS

USER = "asterisk"
PROMPTS = Path(__file__).parents[3] / ".cache" / "voice" / "prompts"
"""Shared by all voice processes of the tests: the same sentences in the same voice, made once in a minute of a core."""


class VoiceProcess:
    """One run of `ombud voice` on the port where an exchange looks for it. All it writes goes to `log_file`."""

    def __init__(
        self, data: Path, port: int, own_prompts: bool = False, /, *, program: str = "bot.cli.main", **settings: str
    ) -> None:
        self.data, self.port = data, port
        self.address = f"http://127.0.0.1:{port}"
        self._records: list[dict[str, Any]] = []
        self._read = 0
        self.log_file = data.with_name(f"{data.name}-voice-{port}.log")
        if not own_prompts:
            _lend_prompts(data)
        argv = [sys.executable, "-m", program, "voice", "--port", str(port), "--data", str(data)]
        environment = clean_environment(OMBUD_MEDIA_PASSWORD=MEDIA_PASSWORD, **settings)
        with self.log_file.open("ab") as out:
            self.process = subprocess.Popen(argv, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environment)

    def wait_until_answering(self) -> float:
        """Seconds until it answered at all; hearing may still load."""
        return wait_for_answer(self.address, self.process, self.log_file)

    def wait_until_ready(self) -> None:
        """Returns when it hears and speaks, too."""
        self.wait_until_answering()
        end = time.monotonic() + 60
        while (parts := self.parts()).get("hearing") != "ok" or parts.get("speaking") != "ok":
            assert time.monotonic() < end, f"not ready: {parts}"
            time.sleep(0.1)

    def parts(self) -> dict[str, str]:
        return self.ask("GET", "/readyz").json()["parts"]

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        login = (USER, MEDIA_PASSWORD)
        return httpx.request(
            method, f"{self.address}{path}", auth=login, timeout=20, trust_env=False, verify=NO_TLS, **options
        )

    def sound_of(self, text: str, tempo: str = "normal") -> NDArray[np.int16]:
        """How it says this, 8 kHz."""
        answer = self.ask("POST", "/speak", json={"text": text, "tempo": tempo})
        answer.raise_for_status()
        with wave.open(io.BytesIO(answer.content), "rb") as file:
            return narrowed(np.frombuffer(file.readframes(file.getnframes()), np.int16))

    @property
    def log(self) -> str:
        return self.log_file.read_text("utf-8", "replace")

    def records(self, call: str | None = None) -> list[dict[str, Any]]:
        """The turns that it has told of, oldest first: of one call, or of all."""
        with self.log_file.open("rb") as log:
            log.seek(self._read)
            new = log.read()
        whole = new[: new.rfind(b"\n") + 1]
        self._read += len(whole)
        self._records += [json.loads(line) for line in whole.splitlines() if b'"call_turn"' in line]
        return [record for record in self._records if call in (None, record["call"])]

    def kill(self) -> None:
        """As a machine without memory does it."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def _lend_prompts(data: Path) -> None:
    PROMPTS.mkdir(parents=True, exist_ok=True)
    own = data / "voice" / "prompts"
    own.parent.mkdir(parents=True, exist_ok=True)
    if not own.exists():
        own.symlink_to(PROMPTS, target_is_directory=True)
