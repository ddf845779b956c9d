"""`ombud serve` for real, without Rasa: first start, a conversation, deaths and restarts, and a clean end."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from bot.supervisor.preflight import free_loopback_port
from tests.bot.cli.serving import Serve, command, gone, served, wait_until

CANARY = "kanariefagel-54"
pytestmark = pytest.mark.slow


def web_process(serve: Serve) -> psutil.Process:
    return next(p for p in serve.children() if "web" in p.cmdline() and "guard.py" not in " ".join(p.cmdline()))


def post(serve: Serve, path: str, body: dict[str, Any], token: str = "") -> httpx.Response:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return httpx.post(f"{serve.address}/api/v1/{path}", json=body, headers=headers, timeout=30.0, trust_env=False)


def test_from_first_start_to_last_word(tmp_path: Path) -> None:
    data = tmp_path / "data"
    with served(data, "--without", "rasa,voice") as serve:
        # The first start tells the admin's password once, and the table says what runs.
        assert re.search(r"admin@localhost med lösenordet (\w{5}-){3}\w{5}\n", serve.log)
        assert f"Logga in här: {serve.address}/desk\n" in serve.log
        wait_until(lambda: "Svaren sparas krypterade" in serve.log)
        ready = httpx.get(f"{serve.address}/readyz", trust_env=False).json()
        assert ready["parts"]["database"] == "ok"
        assert ready["parts"]["hearing"] == "off"

        # A client talks; the words are not in the log.
        opened = post(serve, "conversations", {"channel": "web"}).json()
        turns = f"conversations/{opened['id']}/turns"
        assert post(serve, turns, {"choice": "yes"}, opened["token"]).json()["turn"]["expects"]["key"] == "menu"
        waiting = post(serve, turns, {"text": f"jag har ingen mat {CANARY}"}, opened["token"]).json()["turn"]

        # The web process is killed in the middle; it comes back and the conversation waits where it was.
        before = web_process(serve)
        before.send_signal(signal.SIGKILL)
        wait_until(lambda: gone(before) and serve.answers())
        headers = {"Authorization": f"Bearer {opened['token']}"}
        again = httpx.get(f"{serve.address}/api/v1/conversations/{opened['id']}", headers=headers, trust_env=False)
        assert again.json()["turn"] == waiting
        wait_until(lambda: "startar om" in serve.log)

        # Ctrl-C stops everything, cleanly and soon.
        children = serve.children()
        serve.process.send_signal(signal.SIGINT)
        assert serve.process.wait(timeout=10) == 0
        assert all(gone(child) for child in children)
        assert "Jag stänger av." in serve.log
        assert CANARY not in serve.log
        assert opened["token"] not in serve.log

    # The second start makes no second admin; and killed outright, it takes its children along.
    with served(data, "--without", "rasa,voice") as serve:
        assert "lösenordet" not in serve.log
        children = serve.children()
        os.kill(serve.process.pid, signal.SIGKILL)
        serve.process.wait()
        wait_until(lambda: all(gone(child) for child in children), 15)
    assert all(CANARY.encode() not in path.read_bytes() for path in data.rglob("*") if path.is_file())


def test_with_json_every_line_on_standard_output_is_json_and_the_password_is_told_beside_it(tmp_path: Path) -> None:
    argv = command(tmp_path / "data", free_loopback_port(), "--without", "rasa,voice", "--json")
    with (tmp_path / "err").open("wb") as err, subprocess.Popen(argv, stdout=subprocess.PIPE, stderr=err) as process:
        assert process.stdout is not None
        lines: list[Any] = []
        for line in process.stdout:
            lines.append(json.loads(line))
            if lines[-1]["parts"]["web"]["state"] == "ok" and process.poll() is None:
                process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 0
    assert lines
    told = (tmp_path / "err").read_text("utf-8")
    assert "lösenordet" in told
    assert "Jag stänger av." in told


def test_a_port_in_use_and_a_folder_that_is_a_file_are_told_and_end_with_1(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        taken = subprocess.run(command(tmp_path / "data", port), capture_output=True, text=True, timeout=60)
    assert taken.returncode == 1
    assert f"Port {port} används redan" in taken.stderr
    broken = subprocess.run(command(tmp_path / "file", port), capture_output=True, text=True, timeout=60)
    assert broken.returncode == 1
    assert "--data" in broken.stderr
