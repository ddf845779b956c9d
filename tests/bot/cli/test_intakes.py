"""`ombud intakes`: the list tells codes and waiting, an opened case tells everything, the JSON is the contract's."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest
from typer.testing import CliRunner, Result

from bot.cli.account import account_name
from bot.cli.compose import opened_store
from bot.cli.main import app
from bot.intakes.intake import OwnWords, draft_intake
from bot.intakes.submit import submit
from bot.settings import load_settings
from bot.store.audit import AuditEntry
from content.loader import load_library
from tests.bot.intakes.stories import TODAY, answers
from tests.bot.store.stories import conversation

CANARY = "kanariefagel"


@pytest.fixture
def case(tmp_path: Path) -> str:
    """One intake in the store, sent two hours ago; the client's words hold an escape sequence."""

    async def work() -> str:
        library = load_library()
        said = answers(need=["food"], food_days="gone", contact_safe="no", more=f"{CANARY} \x1b[31m[bold]")
        draft = draft_intake(
            "nodprovning", said, channel="web", library=library, today=TODAY, own_words=[OwnWords("menu", CANARY)]
        )
        async with opened_store(tmp_path, load_settings()) as database, database.unit_of_work() as uow:
            mine = await uow.conversations.create(conversation())
            came = datetime.now(UTC) - timedelta(hours=2, minutes=5)
            return await submit(uow, mine.id, 0, draft, words=library.case_words, now=came, rng=Random(1))

    return asyncio.run(work())


def intakes(folder: Path, *arguments: str) -> Result:
    result = CliRunner().invoke(app, ["intakes", *arguments, "--data", str(folder)])
    assert result.exit_code == 0, result.output
    return result


def test_the_list_tells_urgency_and_waiting_but_not_a_word_of_the_clients(case: str, tmp_path: Path) -> None:
    (line,) = intakes(tmp_path, "list").stdout.splitlines()
    assert line.startswith("1 samma dag")
    assert case in line
    assert "väntat 2 timmar" in line
    assert CANARY not in line


def test_an_opened_case_tells_everything_and_no_escape_sequence_gets_out(case: str, tmp_path: Path) -> None:
    read = intakes(tmp_path, "show", case.lower()).stdout
    assert "Trygg kontakt: NEJ" in read
    assert "Maten räcker: den är slut  (med egna ord i chatten: ”gone”)" in read
    assert f"I början: {CANARY}" in read
    assert f"{CANARY}  [31m[bold]" in read
    assert "\x1b" not in read


def test_the_json_is_exactly_the_contracts(case: str, tmp_path: Path) -> None:
    shown = json.loads(intakes(tmp_path, "show", case, "--json").stdout)
    wanted = {"case", "kind", "status", "priority", "rules", "office", "hard_dates", "contact_safe", "channel"}
    assert wanted | {"created_at", "answers"} <= set(shown)
    assert set(shown["answers"]["need"]) == {"value", "raw", "how", "channel", "at"}
    assert shown["letters"] == ["nodbistand"], "what the client can sign"


def _trail(folder: Path) -> list[tuple[str, str, str, str | None]]:
    async def work() -> list[AuditEntry]:
        async with opened_store(folder, load_settings()) as database, database.reading() as uow:
            return await uow.audit.newest()

    return [(entry.actor_kind, entry.actor, entry.action, entry.case_number) for entry in asyncio.run(work())]


def test_who_opens_or_takes_out_a_case_is_noted(case: str, tmp_path: Path) -> None:
    me = account_name()
    intakes(tmp_path, "list")
    assert _trail(tmp_path) == [], "the list tells no words"
    intakes(tmp_path, "show", case)
    intakes(tmp_path, "export")
    assert _trail(tmp_path) == [("cli", me, "exported", case), ("cli", me, "read", case)]


def test_a_case_that_does_not_exist_was_read_by_nobody(case: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["intakes", "show", "INGET 99", "--data", str(tmp_path)])
    assert result.exit_code != 0
    assert _trail(tmp_path) == []


def test_the_account_has_a_name_even_where_the_system_knows_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.getuid", lambda: 987_654)
    assert account_name() == "uid 987654"


def test_what_a_client_told_is_erased_when_they_ask_an_ombud(case: str, tmp_path: Path) -> None:
    unsure = CliRunner().invoke(app, ["intakes", "erase", case, "--data", str(tmp_path)])
    assert (unsure.exit_code, CANARY in intakes(tmp_path, "show", case).stdout) == (1, True)
    told = intakes(tmp_path, "erase", case, "--yes").stdout
    assert case in told
    assert CANARY not in intakes(tmp_path, "show", case).stdout
    assert CANARY not in intakes(tmp_path, "export").stdout

    async def newest() -> list[AuditEntry]:
        async with opened_store(tmp_path, load_settings()) as database, database.reading() as uow:
            return list(await uow.audit.of_case(case))

    (entry,) = [entry for entry in asyncio.run(newest()) if entry.action == "erased_by_staff"]
    assert (entry.actor_kind, entry.actor) == ("cli", account_name())


def test_a_case_to_erase_is_never_guessed(case: str, tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["intakes", "erase", f"{case}1", "--yes", "--data", str(tmp_path)])
    assert result.exit_code == 1
    assert CANARY in intakes(tmp_path, "show", case).stdout
