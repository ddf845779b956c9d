"""A conversation in the terminal: for programs a line in and a Turn out, for people something to read and answer."""

from __future__ import annotations

import io
import json
import logging
import signal
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
import structlog
from typer.testing import CliRunner, Result

from bot.channels.terminal.reading import Reading
from bot.cli.main import app
from bot.conversations.input_line import InputLine
from bot.dialogue.turn import Expects, OptionView, Turn

CANARY = "kanariefagel-53"


@pytest.fixture(autouse=True)
def log_settings_of_the_test_run() -> Generator[None]:
    """The command sets up logging for its process, which here is ours: put it back."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


def talk(data: Path, lines: str, *options: str) -> Result:
    arguments = ["talk", "--data", str(data), "--understanding", "fallback", *options]
    return CliRunner().invoke(app, arguments, input=lines)


def turns(data: Path, *lines: dict[str, Any] | str, options: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    given = "".join(f"{line if isinstance(line, str) else json.dumps(line)}\n" for line in lines)
    done = talk(data, given, "--json", *options)
    assert done.exit_code == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_the_first_turn_comes_before_any_input_and_each_line_gets_one_answer(tmp_path: Path) -> None:
    got = turns(tmp_path, {"choice": "yes"}, {"move": "repeat"}, {"text": "jag har ingen mat"})
    assert len(got) == 4
    assert [turn["expects"]["key"] for turn in got[:3]] == ["consent", "menu", "menu"]
    assert set(got[0]) == {"messages", "expects", "moves", "links", "flow", "case", "done", "held_back"}


def test_a_bad_line_gets_an_error_without_its_words_and_the_conversation_goes_on(tmp_path: Path) -> None:
    got = turns(tmp_path, CANARY, {"text": "a", "choice": "b"}, {CANARY: 1}, "", {"choice": "yes"})
    assert [set(line) for line in got[1:4]] == [{"error"}] * 3
    assert got[4]["expects"]["key"] == "menu"
    assert CANARY not in json.dumps(got)


def test_on_the_phone_keys_are_keys(tmp_path: Path) -> None:
    got = turns(tmp_path, {"digits": "1"}, options=("--channel", "phone"))
    assert "tryck" in got[0]["messages"][-1]["text"]
    assert got[1]["expects"]["key"] == "menu"


def test_a_person_reads_numbered_options_and_answers_by_number_label_or_key(tmp_path: Path) -> None:
    by_number = talk(tmp_path, "1\n")
    by_label = talk(tmp_path, "ja\n")
    by_key = talk(tmp_path, "1\n", "--channel", "phone")
    assert by_number.exit_code == by_label.exit_code == by_key.exit_code == 0
    assert "  1. Ja\n" in by_number.stdout
    assert "Hej då." in by_number.stdout
    for said in (by_number.stdout, by_label.stdout, by_key.stdout):
        assert "hjälp" in said.split("frågor?")[-1].casefold()


def test_words_are_sent_as_words_and_only_numbers_as_choices() -> None:
    waiting = Turn(
        messages=(),
        expects=Expects(
            type="yes_no",
            key="consent",
            options=(OptionView(id="yes", label="Ja", digit="1"), OptionView(id="no", label="Nej", digit="2")),
            required=True,
        ),
    )
    reading = Reading(io.StringIO("2\nNej\nja\n3\n"), io.StringIO(), "chat")
    read = [reading.read(waiting) for _ in range(4)]
    assert read == [InputLine(choice="no"), InputLine(text="Nej"), InputLine(text="ja"), InputLine(text="3")]


def test_ctrl_c_at_the_prompt_ends_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot.cli.main", "talk", "--json", "--data", str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 130  # though standard input is still open
        assert process.stderr is not None
        assert process.stderr.read() == b""


def test_strange_input_never_breaks_it_and_leaves_no_word_behind(tmp_path: Path) -> None:
    lines: list[dict[str, Any]] = [
        {"choice": "yes"},
        {"text": ""},
        {"text": "x" * 100_000},
        {"text": "🙂"},
        {"text": "\x00\x07"},
    ]
    lines += [{"text": f"<b>{CANARY}</b>"}, {"choice": CANARY}, {"digits": "9999"}, {"silence": True}, {"move": "what"}]
    given = "".join(json.dumps(line) + "\n" for line in lines)
    done = talk(tmp_path, given, "--json")
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == len(lines) + 1
    assert CANARY not in done.stderr
    assert all(CANARY.encode() not in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


def test_the_day_can_be_set(tmp_path: Path) -> None:
    assert talk(tmp_path, "", "--today", "2026-03-01").exit_code == 0
    assert talk(tmp_path, "", "--today", "mars").exit_code == 2


def test_as_a_process_of_its_own_it_answers_before_any_input_and_ends_politely(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bot.cli.main", "talk", "--json", "--data", str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["expects"]["key"] == "consent"
        process.stdin.write('{"choice": "yes"}\n')
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["expects"]["key"] == "menu"
        process.stdin.close()
        assert process.wait(timeout=60) == 0
