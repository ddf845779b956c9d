"""Before anything starts: a port in use or a folder that cannot be written to is told precisely."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from bot.supervisor.preflight import CannotStart, free_loopback_port, require_data_dir, require_free_port


def test_a_free_port_is_free() -> None:
    require_free_port("127.0.0.1", free_loopback_port())


def test_a_port_in_use_is_named_with_what_to_do() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CannotStart, match=f"Port {port} används redan.*--port"):
            require_free_port("127.0.0.1", port)


def test_an_address_of_another_machine_is_told() -> None:
    with pytest.raises(CannotStart, match="--host"):
        require_free_port("192.0.2.1", 8080)


def test_the_data_folder_is_made_for_us_alone(tmp_path: Path) -> None:
    require_data_dir(tmp_path / "a" / "data")
    assert (tmp_path / "a" / "data").stat().st_mode & 0o077 == 0


def test_a_data_folder_that_cannot_be_is_told_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotStart, match=r"file.*--data"):
        require_data_dir(tmp_path / "file")
