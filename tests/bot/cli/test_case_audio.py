"""`ombud intakes audio`: kept sound is taken out by name, noted, and gone when the client's words are."""

from __future__ import annotations

import asyncio
import json
import wave
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.account import account_name
from bot.cli.compose import kept_sounds, opened_store
from bot.cli.housekeeping import keep_house_once
from bot.cli.main import app
from bot.settings import load_settings
from bot.store.kept_sounds import BYTES_A_SECOND
from tests.bot.cli.test_intakes import case

__all__ = ["case"]
SECOND = b"\x10\x00\x20\x00" * (BYTES_A_SECOND // 4)


def audio(folder: Path, name: str, out: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["intakes", "audio", name, "--out", str(out), "--data", str(folder), *more])


def keep(folder: Path, name: str, *, calls: int = 1, ago: timedelta = timedelta(0)) -> None:
    async def work() -> None:
        async with opened_store(folder, load_settings()) as database:
            async with database.reading() as uow:
                intake = await uow.intakes.by_case(name)
            assert intake
            for number in range(calls):
                began = datetime.now(UTC) - ago + timedelta(minutes=number)
                file = kept_sounds(folder, database).begin(intake.conversation_id, began, began + timedelta(days=5))
                file.write(SECOND)
                file.write(SECOND)
                file.close()

    asyncio.run(work())


def trail(folder: Path, name: str) -> list[tuple[str, str]]:
    async def work() -> list[tuple[str, str]]:
        async with opened_store(folder, load_settings()) as database, database.reading() as uow:
            return [(entry.actor, entry.action) for entry in await uow.audit.of_case(name)]

    return asyncio.run(work())


def test_the_calls_of_a_case_come_as_one_file_and_who_took_it_is_noted(case: str, tmp_path: Path) -> None:
    keep(tmp_path, case, calls=2)
    out = tmp_path / "call.wav"
    told = audio(tmp_path, case, out, "--json")
    assert json.loads(told.stdout) == {"case": case, "calls": 2, "seconds": 4, "file": str(out)}
    with wave.open(str(out)) as wav:
        assert (wav.getnchannels(), wav.getframerate(), wav.getsampwidth()) == (2, 16_000, 2)
        assert wav.readframes(wav.getnframes()) == SECOND * 2 + bytes(BYTES_A_SECOND) + SECOND * 2
    assert out.stat().st_mode & 0o077 == 0
    assert trail(tmp_path, case) == [(account_name(), "took_audio")]


@pytest.mark.parametrize("name", ["INGET 99", None])
def test_where_nothing_is_kept_nothing_is_written_or_noted(case: str, name: str | None, tmp_path: Path) -> None:
    result = audio(tmp_path, name or case, tmp_path / "call.wav")
    assert result.exit_code == 1
    assert not (tmp_path / "call.wav").exists()
    assert trail(tmp_path, case) == []


def test_a_file_that_is_there_is_not_written_over(case: str, tmp_path: Path) -> None:
    keep(tmp_path, case)
    out = tmp_path / "call.wav"
    out.write_text("mine")
    assert audio(tmp_path, case, out).exit_code == 1
    assert out.read_text() == "mine"


def test_sound_that_was_changed_is_told_and_leaves_no_half_file(case: str, tmp_path: Path) -> None:
    keep(tmp_path, case)
    (path,) = (tmp_path / "voice" / "kept").rglob("*.sound")
    path.write_bytes(path.read_bytes()[:-1] + b"\0")
    result = audio(tmp_path, case, tmp_path / "call.wav")
    assert (result.exit_code, "går inte att öppna" in result.stderr) == (1, True)
    assert not (tmp_path / "call.wav").exists()


def test_erasing_a_case_erases_its_sound(case: str, tmp_path: Path) -> None:
    keep(tmp_path, case)
    result = CliRunner().invoke(app, ["intakes", "erase", case, "--yes", "--data", str(tmp_path)])
    assert result.exit_code == 0
    assert not list((tmp_path / "voice" / "kept").rglob("*"))


def test_retention_removes_it_on_its_day_and_tells_how_many(case: str, tmp_path: Path) -> None:
    keep(tmp_path, case, ago=timedelta(days=6))
    for dry, left in ((["--dry-run"], 1), ([], 0)):
        told = CliRunner().invoke(app, ["retention", "run", "--json", "--data", str(tmp_path), *dry])
        assert json.loads(told.stdout)["sounds"] == 1
        assert len(list((tmp_path / "voice" / "kept").rglob("*.sound"))) == left


async def test_housekeeping_removes_it_too(tmp_path: Path) -> None:
    settings, now = load_settings(), datetime.now(UTC)
    async with opened_store(tmp_path, settings) as database:
        sounds = kept_sounds(tmp_path, database)
        sounds.begin("c1", now, now).close()
        await keep_house_once(database, settings, now, sounds)
        assert sounds.conversations() == []
