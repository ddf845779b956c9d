"""The telephone under `ombud serve`: its password, what the table says of it, and which models it fetches."""

from __future__ import annotations

import socket
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from bot.cli.media_password_file import ensure_media_password
from bot.cli.telephone import NAME, TITLE, Telephone, fetch_models, show, telephone, wanted_models
from bot.settings import load_settings
from bot.supervisor.board import Board, Row, State
from bot.supervisor.preflight import free_loopback_port
from tests.bot.cli.serving import served, wait_until
from tests.loopback import NO_TLS


def test_the_first_start_makes_a_password_for_its_owner_alone(tmp_path: Path) -> None:
    path = ensure_media_password(tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    made = path.read_text()
    assert len(made.strip()) >= 32
    assert ensure_media_password(tmp_path).read_text() == made, "the second start finds it"


def test_two_starts_at_once_agree_on_one_password(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        read = {path.read_text() for path in pool.map(lambda _: ensure_media_password(tmp_path), range(8))}
    assert len(read) == 1
    assert [path.name for path in (tmp_path / "keys").iterdir()] == ["media.password"]


def test_web_and_voice_know_the_same_password_and_address(tmp_path: Path) -> None:
    phone = telephone("0.0.0.0", free_loopback_port(), tmp_path, load_settings())
    assert isinstance(phone, Telephone)
    web = phone.for_web(load_settings())
    assert web["OMBUD_MEDIA_PASSWORD_FILE"] == str(tmp_path / "keys/media.password")
    assert web["OMBUD_VOICE_URL"] == f"http://127.0.0.1:{phone.port}"
    assert web["OMBUD_MEDIA_ADDRESS"] == f":{phone.port}"
    child = phone.child("0.0.0.0", {"OMBUD_UNDERSTANDING": "fallback"})
    assert getattr(child.command, "env")["OMBUD_MEDIA_PASSWORD_FILE"] == web["OMBUD_MEDIA_PASSWORD_FILE"]  # noqa: B009


def test_a_port_in_use_leaves_the_chat_without_a_telephone(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        told = telephone("127.0.0.1", other.getsockname()[1], tmp_path, load_settings())
    assert isinstance(told, str)
    assert "--media-port" in told


def _board(state: State = State.OK) -> Board:
    board = Board()
    board.put(NAME, Row(TITLE, state))
    return board


@pytest.mark.parametrize(
    ("parts", "state", "told"),
    [
        ({"hearing": "ok", "speaking": "ok", "calls": "ok"}, State.OK, "Tar samtal på port 8081"),
        ({"hearing": "degraded", "speaking": "ok"}, State.OK, "Hörseln läses in"),
        ({"hearing": "down", "speaking": "ok"}, State.DEGRADED, "bara med knappar"),
        ({"hearing": "ok", "speaking": "down"}, State.DEGRADED, "Rösten går inte"),
        ({"hearing": "ok", "speaking": "ok", "calls": "degraded"}, State.DEGRADED, "upptagna"),
    ],
)
def test_the_table_tells_how_the_telephone_is(parts: dict[str, str], state: State, told: str) -> None:
    board = _board()
    show(board, parts, port=8081, simple_voice=False)
    assert board.rows[NAME].state is state
    assert told in board.rows[NAME].meaning


def test_the_table_tells_of_a_simple_voice_and_leaves_a_dead_process_to_its_keeper() -> None:
    board = _board()
    show(board, {"hearing": "ok", "speaking": "ok"}, port=8081, simple_voice=True)
    assert "ombud models fetch" in board.rows[NAME].meaning
    board = _board(State.RESTARTING)
    show(board, {"hearing": "ok", "speaking": "ok"}, port=8081, simple_voice=True)
    assert board.rows[NAME].state is State.RESTARTING


def test_better_models_are_wanted_only_where_nothing_else_was_chosen(tmp_path: Path) -> None:
    assert wanted_models(tmp_path, load_settings()) == ["kb-whisper-base", "sv_SE-nst-medium"]
    chosen = load_settings(hearing_model="packaged", voice="embedded")
    assert wanted_models(tmp_path, chosen) == []


async def test_models_that_cannot_be_fetched_are_told_and_nothing_breaks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMBUD_OFFLINE", "1")  # the child refuses, as it does without a network
    board, heard = Board(), []
    await fetch_models(tmp_path, ["kb-whisper-base"], board, heard.append)
    row = board.rows["models"]
    assert row.state is State.DEGRADED
    assert "ombud models fetch" in row.meaning
    assert any("OMBUD_OFFLINE" in line for line in heard)


@pytest.mark.slow
def test_serve_brings_the_telephone_up_and_tells_the_truth_about_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMBUD_OFFLINE", "1")
    port = free_loopback_port()

    def voice(path: str) -> httpx.Response:
        return httpx.get(f"http://127.0.0.1:{port}{path}", trust_env=False)

    with served(tmp_path / "data", "--without", "rasa", "--media-port", str(port)) as serve:

        def parts() -> dict[str, str]:
            return httpx.get(f"{serve.address}/readyz", trust_env=False, verify=NO_TLS).json()["parts"]

        wait_until(lambda: parts()["hearing"] == "ok" and parts()["speaking"] == "ok")
        wait_until(lambda: "Tar samtal på port" in serve.log)
        assert voice("/healthz").status_code == 200
        assert voice("/calls/unknown/next").status_code == 401
        wait_until(lambda: "Rösten är den enkla inbyggda" in serve.log)
        password = (tmp_path / "data/keys/media.password").read_text().strip()
        assert password not in serve.log
