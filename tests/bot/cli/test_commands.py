"""Every command says what it does, prints one JSON object a line when asked, and ends with the right code."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner, Result

from bot.cli.main import app
from bot.store.keys import new_key

runner = CliRunner()


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ombud(*arguments: str, given: str | None = None) -> Result:
    return runner.invoke(app, arguments, input=given)


def rows(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def all_commands() -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = []
    for name, command in getattr(typer.main.get_command(app), "commands", {}).items():
        below = getattr(command, "commands", None)
        found += [(name, inner) for inner in below] if below else [(name,)]
    return found


PROCESSES = [("web",), ("voice",), ("telegram",)]
"""They run until they are stopped and print nothing that a program would read."""


@pytest.mark.parametrize("command", all_commands(), ids=" ".join)
def test_every_command_explains_itself_and_takes_a_data_folder(command: tuple[str, ...]) -> None:
    result = ombud(*command, "--help")
    assert result.exit_code == 0
    assert "--data" in result.stdout
    assert command in PROCESSES or "--json" in result.stdout


def test_the_list_of_commands_holds_only_what_is_there() -> None:
    told = ombud("--help").stdout
    names = "serve talk phone content nlu staff intakes models db retention doctor bench"
    for name in names.split():
        assert name in told
    for later in ("report", "demo", "keys"):
        assert f"  {later} " not in told


@pytest.mark.parametrize(
    "arguments",
    [
        ("no-such-command",),
        ("nlu", "answer", "nothing", "text"),
        ("nlu", "answer", "date", "i går", "--today", "igår"),
        ("serve", "--without", "allt"),
        ("serve", "--port", "99999"),
        ("staff", "add", "ingen adress", "--role", "ombud"),
        ("staff", "add", "a@b.se", "--role", "chef"),
    ],
    ids=" ".join,
)
def test_wrong_use_ends_with_2(arguments: tuple[str, ...]) -> None:
    assert ombud(*arguments).exit_code == 2


def test_help_answers_at_once() -> None:
    began = time.perf_counter()
    done = subprocess.run([sys.executable, "-m", "bot.cli.main", "--help"], capture_output=True, check=True)
    source = "import sys, bot.cli.main; print({'fastapi', 'sqlalchemy', 'sklearn'} & set(sys.modules))"
    heavy = subprocess.run([sys.executable, "-c", source], capture_output=True, check=True, text=True)
    assert b"serve" in done.stdout
    assert heavy.stdout.strip() == "set()"
    assert time.perf_counter() - began < 20


def test_staff_is_added_listed_and_disabled() -> None:
    assert ombud("db", "migrate").exit_code == 0
    added = rows(ombud("staff", "add", "Lena@Kommun.se", "--role", "ombud", "--json"))[0]
    assert (added["email"], added["role"]) == ("lena@kommun.se", "ombud")
    assert len(added["password"]) > 15
    given = "ett långt lösenord\n"
    secret = rows(ombud("staff", "add", "chef@kommun.se", "--role", "lead", "--password-stdin", "--json", given=given))
    assert "password" not in secret[0]
    listed = rows(ombud("staff", "list", "--json"))
    assert [(m["email"], m["active"]) for m in listed] == [("chef@kommun.se", True), ("lena@kommun.se", True)]
    assert ombud("staff", "disable", "lena@kommun.se").exit_code == 0
    assert [m["active"] for m in rows(ombud("staff", "list", "--json"))] == [True, False]


def test_staff_mistakes_are_told_and_end_with_1() -> None:
    assert ombud("db", "migrate").exit_code == 0
    assert ombud("staff", "add", "a@b.se", "--role", "ombud").exit_code == 0
    assert "finns redan" in ombud("staff", "add", "A@b.se", "--role", "ombud").stderr
    assert ombud("staff", "disable", "nobody@b.se").exit_code == 1
    assert "för kort" in ombud("staff", "add", "c@b.se", "--role", "ombud", "--password-stdin", given="kort\n").stderr
    assert "finns inte" in ombud("staff", "add", "c@b.se", "--role", "ombud", "--office", "atlantis").stderr


def test_the_database_is_migrated_once() -> None:
    first = rows(ombud("db", "migrate", "--json"))[0]
    again = rows(ombud("db", "migrate", "--json"))[0]
    assert (first["before"], first["changed"], again["changed"]) == (None, True, False)


def test_an_empty_queue_is_empty_and_an_unknown_case_is_told() -> None:
    assert rows(ombud("intakes", "list", "--json")) == []
    assert rows(ombud("intakes", "export", "--json")) == []
    assert "Inga ärenden" in ombud("intakes", "list").stdout
    missing = ombud("intakes", "show", "BJÖRK 47", "--json")
    assert missing.exit_code == 1
    assert "BJÖRK 47" in json.loads(missing.stdout)["error"]


def test_retention_leaves_a_receipt_and_a_dry_run_touches_nothing() -> None:
    dry = rows(ombud("retention", "run", "--dry-run", "--json"))[0]
    wet = rows(ombud("retention", "run", "--json"))[0]
    assert (dry["dry_run"], wet["dry_run"]) == (True, False)
    assert dry["drafts"] == wet["drafts"] == 0


def test_retention_tells_people_every_count_it_tells_programs() -> None:
    counts = [name for name in rows(ombud("retention", "run", "--json"))[0] if name not in ("at", "dry_run")]
    would, did = ombud("retention", "run", "--dry-run").stdout, ombud("retention", "run").stdout
    assert (would.splitlines()[0], did.splitlines()[0]) == ("Skulle ta bort:", "Tog bort:")
    assert len(did.splitlines()) == 1 + len(counts)
    for words in ("samtal utan klientens ja", "tomma ärenden som klienten har raderat", "gamla larm"):
        assert words in did


def test_models_tell_honestly_what_there_is() -> None:
    found = {row["model"]: row for row in rows(ombud("models", "status", "--json"))}
    states = {name: row["status"] for name, row in found.items()}
    assert states == {"understanding": "missing", "fallback": "ok", "hearing": "ok", "speaking": "ok"}
    assert "ombud models fetch" in found["hearing"]["meaning"], "the packaged model is not the best one"


def test_an_answer_is_read_and_printed_as_the_contract_says() -> None:
    assert rows(ombud("nlu", "answer", "date", "i måndags", "--today", "2026-11-22", "--expect", "past")) == [
        {"value": "2026-11-16", "move": None, "uncertain": False, "latest": None}
    ]
    assert rows(ombud("nlu", "answer", "amount", "vet inte", "--json"))[0]["move"] == "dont_know"
    assert rows(ombud("nlu", "answer", "area", "jag bor i Tensta"))[0]["value"] is not None


def test_options_of_an_answer_come_from_a_file(elsewhere: Path) -> None:
    file = elsewhere / "options.json"
    file.write_text('[{"id": "food", "label": "Mat", "synonyms": ["käk"]}, {"id": "power", "label": "El"}]')
    answer = rows(ombud("nlu", "answer", "choice", "käk", "--options", str(file)))[0]
    assert answer["value"] == "food"
    assert ombud("nlu", "answer", "choice", "mat", "--options", "none.json").exit_code == 2


def test_a_text_is_parsed_as_the_contract_says() -> None:
    parsed = rows(ombud("nlu", "parse", "jag vill prata med en människa", "--json"))[0]
    assert parsed["intent"] == "human"
    assert parsed["engine"] == "fallback"
    assert parsed["crisis"] == "none"
    assert set(parsed["ranking"][0]) == {"intent", "confidence"}
    assert rows(ombud("nlu", "parse", "jag vill dö i kväll", "--json"))[0]["crisis"] == "certain"


def test_a_file_of_examples_is_measured_and_a_broken_one_told(elsewhere: Path) -> None:
    file = elsewhere / "examples.jsonl"
    file.write_text(
        '{"text": "jag vill prata med en människa", "intent": "human"}\n{"text": "hej", "intent": "greet"}\n'
    )
    report = rows(ombud("nlu", "test", str(file), "--engine", "fallback", "--json"))[0]
    assert report["n"] == 2
    wanted = {"n", "accuracy", "macro_f1", "crisis_recall", "crisis_takeover_recall", "false_alarm_rate"}
    assert wanted | {"per_intent", "confusions"} <= set(report)
    file.write_text('{"text": "hej"}\n')
    assert "examples.jsonl:1:" in ombud("nlu", "test", str(file)).stderr
    assert ombud("nlu", "test", "none.jsonl").exit_code == 1


def test_rasa_without_a_model_is_told_with_what_to_do() -> None:
    result = ombud("nlu", "parse", "hej", "--engine", "rasa")
    assert result.exit_code == 1
    assert "ombud nlu train" in result.stderr


def test_the_doctor_looks_at_every_part_and_says_how_to_mend(elsewhere: Path) -> None:
    found = {row["part"]: row for row in map(json.loads, ombud("doctor", "--json").stdout.splitlines())}
    assert {
        "Python",
        "uv",
        "Disk",
        "Klocka",
        "Datamapp",
        "Nyckel",
        "Databas",
        "Texter",
        "Reservtolkning",
        "Rasa",
    } <= set(found)
    assert all(row["mend"] for row in found.values() if row["level"] != "ok")
    assert found["Rasa"]["level"] == "warning"


def test_the_doctor_finds_a_key_that_others_can_read(elsewhere: Path) -> None:
    ombud("db", "migrate")
    ombud("intakes", "list")
    key = elsewhere / "data" / "keys" / "field.key"
    assert key.exists()
    key.chmod(0o644)
    result = ombud("doctor", "--json")
    broken = [row for row in map(json.loads, result.stdout.splitlines()) if row["part"] == "Nyckel"]
    assert (result.exit_code, broken[0]["level"]) == (1, "error")
    assert "chmod 600" in broken[0]["mend"]


def test_the_doctor_finds_a_database_that_is_no_database(elsewhere: Path) -> None:
    (elsewhere / "data").mkdir()
    (elsewhere / "data" / "ombud.db").write_bytes(b"not a database at all" * 100)
    result = ombud("doctor", "--json")
    found = {row["part"]: row for row in map(json.loads, result.stdout.splitlines())}
    assert (result.exit_code, found["Databas"]["level"]) == (1, "error")
    assert "säkerhetskopia" in found["Databas"]["mend"]
    assert "Rasa" in found, "the other parts are looked at too"


def test_a_check_that_itself_fails_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise PermissionError

    monkeypatch.setattr("bot.doctor.storage.check_data_dir", broken)
    result = ombud("doctor", "--json")
    found = {row["part"]: row for row in map(json.loads, result.stdout.splitlines())}
    assert (result.exit_code, found["Datamapp"]["level"]) == (1, "error")
    assert "PermissionError" in found["Datamapp"]["meaning"]


def test_the_key_of_the_settings_is_the_one_used(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ombud_key", new_key())
    assert ombud("intakes", "list").exit_code == 0
    assert not (elsewhere / "data" / "keys").exists(), "no other key was made"
    monkeypatch.setenv("ombud_key", new_key())
    assert ombud("intakes", "list").exit_code == 1


def test_wrong_settings_and_folders_are_told_and_end_with_1(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (elsewhere / "file").write_text("")
    assert "--data" in ombud("db", "migrate", "--data", "file").stderr
    monkeypatch.setenv("OMBUD_DRAFT_DAYS", "x")
    result = ombud("intakes", "list")
    assert result.exit_code == 1
    assert "OMBUD_DRAFT_DAYS" in result.stderr
