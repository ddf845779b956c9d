"""`ombud models fetch|status` at a hub of the test's own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.main import app
from tests.voice.models.hub import Hub, serving

FILES = {"model.bin": b"x" * 4000, "config.json": b"{}", "tokenizer.json": b"{ }", "vocabulary.json": b"[]"}
VOICE = "sv/sv_SE/nst/medium/sv_SE-nst-medium.onnx"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Hub]:
    with serving(Hub({**FILES, VOICE: b"voice", f"{VOICE}.json": b"{}"})) as running:
        monkeypatch.setenv("OMBUD_MODEL_HUB", running.url)
        monkeypatch.delenv("OMBUD_OFFLINE", raising=False)
        yield running


def ombud(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["models", *arguments, "--data", str(data)])


def states(data: Path) -> dict[str, tuple[str, str | None]]:
    rows = map(json.loads, ombud(data, "status", "--json").stdout.splitlines())
    return {row["model"]: (row["status"], row["file"]) for row in rows}


def test_the_best_models_are_fetched_and_are_then_the_ones_in_use(hub: Hub, tmp_path: Path) -> None:
    assert states(tmp_path)["hearing"] == ("ok", "whisper-base")
    result = ombud(tmp_path, "fetch", "--json")
    assert result.exit_code == 0
    told = [json.loads(line) for line in result.stdout.splitlines()]
    assert [row["model"] for row in told if row.get("status") == "ok"] == ["kb-whisper-base", "sv_SE-nst-medium"]
    assert any(row.get("percent") == 100 for row in told)
    found = states(tmp_path)
    assert found["hearing"] == ("ok", "kb-whisper-base")
    assert found["speaking"] == ("ok", "sv_SE-nst-medium.onnx")


def test_people_are_told_how_far_it_has_come(hub: Hub, tmp_path: Path) -> None:
    shown = ombud(tmp_path, "fetch", "kb-whisper-base").stdout
    assert "100 %" in shown
    assert "kontrollsumman stämmer" in shown


def test_offline_is_one_clear_sentence_and_nothing_is_asked(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OMBUD_OFFLINE", "1")
    result = ombud(tmp_path, "fetch")
    assert result.exit_code == 1
    assert "OMBUD_OFFLINE" in result.stderr
    assert hub.asked == []


def test_no_network_is_told_and_breaks_nothing(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMBUD_MODEL_HUB", "http://127.0.0.1:9")
    result = ombud(tmp_path, "fetch")
    assert result.exit_code == 1
    assert "Jag når inte 127.0.0.1" in result.stderr
    assert states(tmp_path)["hearing"] == ("ok", "whisper-base")


def test_a_lying_server_is_told(hub: Hub, tmp_path: Path) -> None:
    hub.lies["model.bin"] = b"y" * 4000
    result = ombud(tmp_path, "fetch", "kb-whisper-base", "--json")
    assert result.exit_code == 1
    assert "inte den fil" in json.loads(result.stdout.splitlines()[-1])["error"]


def test_an_unknown_name_lists_the_known_ones(tmp_path: Path) -> None:
    result = ombud(tmp_path, "fetch", "whisper-enormous")
    assert result.exit_code == 1
    assert "kb-whisper-base" in result.stderr
