"""Staff, work left to do, and the counter that tells what changed. On both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

import pytest

from bot.store.database import Database
from bot.store.errors import Conflict
from bot.store.passwords import hash_password, password_matches
from bot.store.staff import Role
from bot.store.tokens import hash_token, new_token, token_matches
from tests.bot.store.stories import NOW


async def test_staff_are_added_found_and_shut_out(database: Database) -> None:
    async with database.unit_of_work() as uow:
        assert not await uow.staff.has_admin()
        await uow.staff.add("Anna@Example.org", role="admin", password_hash="h", now=NOW)
        await uow.staff.add("bo@example.org", role="ombud", office="soderort", password_hash="h", now=NOW)
        assert await uow.staff.has_admin()
    async with database.unit_of_work() as uow:
        assert [member.email for member in await uow.staff.all()] == ["anna@example.org", "bo@example.org"]
        assert await uow.staff.disable("ANNA@example.org", NOW)
        assert not await uow.staff.disable("anna@example.org", NOW)
        assert not await uow.staff.disable("nobody@example.org", NOW)
        assert not await uow.staff.has_admin()
        anna = await uow.staff.by_email("anna@EXAMPLE.org")
        assert anna is not None
        assert anna.disabled_at == NOW


async def test_an_address_is_one_person_and_a_role_is_one_of_four(database: Database) -> None:
    async with database.unit_of_work() as uow:
        await uow.staff.add("anna@example.org", role="lead", password_hash="h", now=NOW)
        with pytest.raises(Conflict):
            await uow.staff.add("ANNA@example.org", role="ombud", password_hash="h", now=NOW)
        with pytest.raises(ValueError, match="unknown role"):
            await uow.staff.add("c@example.org", role=cast("Role", "king"), password_hash="h", now=NOW)


def test_passwords_and_tokens_are_kept_only_as_hashes() -> None:
    hashed, token = hash_password("blå himmel 12"), new_token()
    assert "himmel" not in hashed
    assert password_matches("blå himmel 12", hashed)
    assert not password_matches("grå himmel 12", hashed)
    assert not password_matches("blå himmel 12", "no hash")
    assert token not in hash_token(token)
    assert token_matches(token, hash_token(token))
    assert not token_matches(new_token(), hash_token(token))


async def test_work_is_tried_again_later_until_it_is_done(database: Database) -> None:
    later = NOW + timedelta(minutes=5)
    async with database.unit_of_work() as uow:
        item = await uow.outbox.add("mail", {"case": "BJÖRK 47"}, NOW)
    async with database.unit_of_work() as uow:
        (due,) = await uow.outbox.due(NOW)
        assert (due.id, due.kind, due.payload, due.tries) == (item, "mail", {"case": "BJÖRK 47"}, 0)
        await uow.outbox.failed(item, later)
    async with database.unit_of_work() as uow:
        assert await uow.outbox.due(NOW) == []
        (again,) = await uow.outbox.due(later)
        assert again.tries == 1
        await uow.outbox.done(item, later)
        assert await uow.outbox.due(later) == []


async def test_the_counter_grows_with_each_change_of_its_topic(database: Database) -> None:
    async with database.unit_of_work() as uow:
        assert await uow.changes.counter("queue") == 0
        await uow.changes.bump("queue")
        await uow.changes.bump("queue")
    async with database.reading() as uow:
        assert await uow.changes.counter("queue") == 2
        assert await uow.changes.counter("content") == 0
