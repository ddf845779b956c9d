"""Where the keys come from, and what happens when they are gone or wrong."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot.store.database import open_database
from bot.store.keys import DEFAULT_KEY_FILE, KeyProblem, MissingKey, load_keys, new_key
from tests.bot.store.stories import conversation


def test_the_first_start_makes_a_key_that_only_the_owner_can_read(tmp_path: Path) -> None:
    keys = load_keys(tmp_path, environ={}, may_create=True)
    file = tmp_path / DEFAULT_KEY_FILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["field.key"]
    assert load_keys(tmp_path, environ={}, may_create=False) == keys


def test_processes_that_start_together_get_the_same_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: load_keys(tmp_path, environ={}, may_create=True), range(16)))
    assert len(set(found)) == 1


def test_the_environment_comes_first_and_may_hold_several_keys(tmp_path: Path) -> None:
    first, second = new_key(), new_key()
    keys = load_keys(tmp_path, environ={"OMBUD_KEY": f"{first},{second}"}, may_create=True)
    assert len(keys) == 2
    assert not (tmp_path / DEFAULT_KEY_FILE).exists()


def test_a_named_key_file_is_used_and_never_made(tmp_path: Path) -> None:
    named = tmp_path / "elsewhere.key"
    with pytest.raises(MissingKey, match=r"elsewhere\.key"):
        load_keys(tmp_path, environ={"OMBUD_KEY_FILE": str(named)}, may_create=True)
    named.write_text(f"{new_key()}\n{new_key()}\n")
    assert len(load_keys(tmp_path, environ={"OMBUD_KEY_FILE": str(named)}, may_create=False)) == 2


@pytest.mark.parametrize("text", ["hej", "åäö", "AAAA", "A" * 43, f"{'A' * 43}= {'B' * 8}"])
def test_a_malformed_key_is_told_without_showing_it(text: str, tmp_path: Path) -> None:
    with pytest.raises(KeyProblem, match="Nyckel") as told:
        load_keys(tmp_path, environ={"OMBUD_KEY": text}, may_create=False)
    assert text not in str(told.value)


async def test_data_without_its_key_is_not_given_a_new_one(migrated_url: str, tmp_path: Path) -> None:
    await (await open_database(migrated_url, tmp_path, environ={})).close()
    (tmp_path / DEFAULT_KEY_FILE).unlink()
    with pytest.raises(MissingKey, match="säkerhetskopia"):
        await open_database(migrated_url, tmp_path, environ={})
    assert not (tmp_path / DEFAULT_KEY_FILE).exists()


async def test_data_with_another_key_is_refused_at_start(migrated_url: str, tmp_path: Path) -> None:
    await (await open_database(migrated_url, tmp_path, environ={})).close()
    with pytest.raises(KeyProblem, match="Inget har ändrats"):
        await open_database(migrated_url, tmp_path, environ={"OMBUD_KEY": new_key()})


async def test_a_new_first_key_still_reads_and_finds_what_is_old(migrated_url: str, tmp_path: Path) -> None:
    old = new_key()
    database = await open_database(migrated_url, tmp_path, environ={"OMBUD_KEY": old})
    mine = conversation(channel="phone")
    async with database.unit_of_work() as uow:
        await uow.conversations.create(mine, channel_key="+46700000000")
    await database.close()

    database = await open_database(migrated_url, tmp_path, environ={"OMBUD_KEY": f"{new_key()} {old}"})
    async with database.reading() as uow:
        found = await uow.conversations.open_for_channel_key("phone", "+46700000000")
    await database.close()
    assert found is not None
    assert found.state == mine.state
