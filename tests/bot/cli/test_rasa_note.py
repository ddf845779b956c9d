"""Other commands ask the Rasa of a running `ombud serve`; a note that was left behind sends nobody's words anywhere."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path

import psutil
import pytest

from bot.cli.compose import rasa_address
from bot.cli.rasa_note import RASA_ADDRESS_FILE, noted, read_note
from bot.settings import Settings
from nlu.engine.address import RasaAddress

LISTENER = """
import socket
with socket.socket() as s:
    s.bind(("127.0.0.1", 0)); s.listen(); print(s.getsockname()[1], flush=True); input()
"""


@pytest.fixture
def child_port() -> Generator[int]:
    """A port that a child of ours listens on, as Rasa is a child of the supervisor."""
    with subprocess.Popen([sys.executable, "-c", LISTENER], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout is not None
        yield int(child.stdout.readline())
        child.kill()


def test_the_note_of_a_running_serve_is_believed_and_only_its_owner_reads_it(tmp_path: Path, child_port: int) -> None:
    address = RasaAddress(f"http://127.0.0.1:{child_port}", "hemlig")
    with noted(tmp_path, address):
        assert (tmp_path / RASA_ADDRESS_FILE).stat().st_mode & 0o077 == 0
        assert read_note(tmp_path) == address
        assert rasa_address(tmp_path, Settings()) == address
    assert not (tmp_path / RASA_ADDRESS_FILE).exists()
    assert read_note(tmp_path) is None


def test_a_stranger_who_listens_at_a_noted_port_is_not_asked(tmp_path: Path) -> None:
    with socket.socket() as stranger:  # our own socket is no child's
        stranger.bind(("127.0.0.1", 0))
        stranger.listen()
        with noted(tmp_path, RasaAddress(f"http://127.0.0.1:{stranger.getsockname()[1]}", "hemlig")):
            assert read_note(tmp_path) is None


@pytest.mark.parametrize("change", [{"pid": 2**22 - 1}, {"born": 1.0}, {"pid": "x"}, {"address": "nonsense"}])
def test_a_note_whose_writer_is_gone_is_not_believed(
    tmp_path: Path, child_port: int, change: dict[str, object]
) -> None:
    note = tmp_path / RASA_ADDRESS_FILE
    note.parent.mkdir()
    good = {"address": f"http://127.0.0.1:{child_port}", "pid": os.getpid(), "born": psutil.Process().create_time()}
    note.write_text(json.dumps(good))
    assert read_note(tmp_path) is not None
    note.write_text(json.dumps({**good, **change}))
    assert read_note(tmp_path) is None


def test_the_configured_server_comes_first_with_its_token(tmp_path: Path) -> None:
    address = rasa_address(tmp_path, Settings(rasa_url="http://rasa.kommun.test:5005/?token=hemlig"))
    assert address == RasaAddress("http://rasa.kommun.test:5005", "hemlig")
