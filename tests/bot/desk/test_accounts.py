"""Logging in: quick for the right person, slow for a guesser, and over when it should be."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pyotp
import pytest

from bot.desk.accounts import UNKNOWN_LOGINS, Accounts
from bot.desk.errors import LockedOut, LoginEnded, WeakPassword, WrongCode, WrongLogin
from bot.store.passwords import ARGON2
from tests.bot.desk.stories import BY_COMMAND, PASSWORD, House

NEW = "ett nytt långt lösenord"


def code_at(secret: str, moment: datetime) -> str:
    return pyotp.TOTP(secret).at(moment)


async def enrolled(house: House, token: str) -> str:
    """Turn the second factor on; returns its secret."""
    enrolment = await house.accounts.begin_totp(token)
    await house.accounts.confirm_totp(token, code_at(enrolment.secret, house.clock()))
    return enrolment.secret


async def fail(house: House, email: str, times: int) -> None:
    for _ in range(times):
        with pytest.raises(WrongLogin):
            await house.accounts.log_in(email, "fel")


async def test_the_right_password_is_the_way_in(house: House) -> None:
    anna = await house.hire("Anna")
    begun = await house.accounts.log_in(" ANNA@example.org ", PASSWORD)
    assert (begun.person, begun.needs) == (anna, frozenset())
    session = await house.accounts.who(begun.token)
    assert session is not None
    assert (session.person, session.needs, session.totp_on) == (anna, frozenset(), False)
    other = await house.accounts.who(await house.log_in(anna))
    assert other is not None
    assert session.csrf != other.csrf
    assert begun.token not in session.csrf
    assert await house.accounts.who("no such token") is None


async def test_with_the_real_hashing_too(house: House) -> None:
    await house.people.add("x@example.org", "ombud", by=BY_COMMAND, office=None, name=None, password=PASSWORD)
    real = Accounts(house.database, house.clock, hasher=ARGON2)
    async with house.database.unit_of_work() as uow:
        member = await uow.staff.by_email("x@example.org")
        assert member is not None
        await uow.staff.set_password(member.id, ARGON2.hash(PASSWORD))
    assert (await real.log_in("x@example.org", PASSWORD)).needs == frozenset()
    with pytest.raises(WrongLogin):
        await real.log_in("x@example.org", PASSWORD + "!")


async def test_an_address_that_nobody_has_costs_as_much_and_tells_as_little(house: House) -> None:
    anna = await house.hire("Anna")
    answers: dict[str, list[object]] = {}
    for email in (anna.email, "nobody@example.org"):
        house.passwords.compared.clear()
        answers[email] = []
        for _ in range(7):
            try:
                await house.accounts.log_in(email, "fel")
            except (WrongLogin, LockedOut) as error:
                answers[email].append((type(error), getattr(error, "until", None)))
        assert len(house.passwords.compared) == 5
    assert answers[anna.email] == answers["nobody@example.org"]
    async with house.database.reading() as uow:
        assert await uow.changes.counter(UNKNOWN_LOGINS) == 5
    assert not [who for who, _ in await house.trail() if who == "nobody"]


async def test_five_wrong_passwords_shut_out_for_a_minute_and_then_twice_as_long(house: House) -> None:
    anna = await house.hire("Anna")
    await fail(house, anna.email, 4)
    for minutes in (1, 2, 4, 8, 15, 15):
        with pytest.raises(LockedOut) as locked:
            await house.accounts.log_in(anna.email, "fel")
        assert locked.value.until == house.clock() + timedelta(minutes=minutes)
        with pytest.raises(LockedOut):
            await house.accounts.log_in(anna.email, PASSWORD)
        house.clock.pass_by(minutes=minutes)
    await house.log_in(anna)
    await fail(house, anna.email, 4)  # the counting began anew
    assert ("anna", "locked_out") in await house.trail()


async def test_guesses_sent_all_at_once_are_shut_out_as_well(house: House) -> None:
    anna = await house.hire("Anna")
    guesses = ["fel"] * 30
    results = await asyncio.gather(
        *(house.accounts.log_in(anna.email, guess) for guess in guesses), return_exceptions=True
    )
    assert sum(isinstance(result, WrongLogin) for result in results) == 4
    assert sum(isinstance(result, LockedOut) for result in results) == 26


@pytest.mark.parametrize("email", ["", "a\0b@example.org", "\ud800@example.org", "å" * 10_000])
async def test_odd_addresses_and_passwords_are_only_wrong(house: House, email: str) -> None:
    for password in ("", "a" * 1_000_000, "\ud800"):
        with pytest.raises(WrongLogin):
            await house.accounts.log_in(email, password)
    real = Accounts(house.database, house.clock)
    anna = await house.hire("Anna")
    with pytest.raises(WrongLogin):
        await real.log_in(anna.email, "\ud800")


async def test_who_is_shut_out_is_out_at_once(house: House) -> None:
    anna = await house.hire("Anna")
    token = await house.log_in(anna)
    await house.people.disable(anna.email, by=BY_COMMAND)
    assert await house.accounts.who(token) is None
    with pytest.raises(WrongLogin):
        await house.accounts.log_in(anna.email, PASSWORD)


async def test_a_login_left_alone_ends_and_one_in_use_lasts_a_working_day(house: House) -> None:
    anna = await house.hire("Anna")
    idle, used = await house.log_in(anna), await house.log_in(anna)
    for _ in range(12):
        house.clock.pass_by(minutes=59)
        assert await house.accounts.who(used) is not None
    assert await house.accounts.who(idle) is None
    house.clock.pass_by(minutes=13)  # 12 hours and a minute in all
    assert await house.accounts.who(used) is None


async def test_being_seen_is_stored_once_a_minute_at_most(house: House) -> None:
    anna = await house.hire("Anna")
    token, began = await house.log_in(anna), house.clock()
    for seconds, seen in ((30, 0), (40, 70), (10, 70)):
        house.clock.pass_by(seconds=seconds)
        await house.accounts.who(token)
        async with house.database.reading() as uow:
            session = await uow.staff_sessions.of(token)
        assert session is not None
        assert session.seen_at == began + timedelta(seconds=seen)


async def test_logging_out_ends_this_login_only(house: House) -> None:
    anna = await house.hire("Anna")
    here, there = await house.log_in(anna), await house.log_in(anna)
    await house.accounts.log_out(here)
    await house.accounts.log_out(here)
    assert await house.accounts.who(here) is None
    assert await house.accounts.who(there) is not None


async def test_a_one_time_password_must_be_changed(house: House) -> None:
    added = await house.people.add("ny@example.org", "ombud", by=BY_COMMAND, office="soderort", name=None)
    assert added.one_time_password is not None
    begun = await house.accounts.log_in("ny@example.org", added.one_time_password)
    assert begun.needs == {"new_password"}
    with pytest.raises(LoginEnded):
        await house.accounts.begin_totp(begun.token)
    await house.accounts.change_password(begun.token, added.one_time_password, NEW)
    session = await house.accounts.who(begun.token)
    assert session is not None
    assert session.needs == frozenset()
    assert (await house.accounts.log_in("ny@example.org", NEW)).needs == frozenset()


async def test_a_one_time_password_that_was_just_given_is_not_asked_for_again(house: House) -> None:
    added = await house.people.add("ny@example.org", "ombud", by=BY_COMMAND, office="soderort", name=None)
    assert added.one_time_password is not None
    token = (await house.accounts.log_in("ny@example.org", added.one_time_password)).token
    with pytest.raises(WeakPassword) as refused:
        await house.accounts.change_password(token, None, added.one_time_password)
    assert refused.value.why == "same"
    await house.accounts.change_password(token, None, NEW)
    session = await house.accounts.who(token)
    assert session is not None
    assert session.needs == frozenset()
    with pytest.raises(WrongLogin):  # from now on the old one is asked for
        await house.accounts.change_password(token, None, "ännu ett långt lösenord")
    assert (await house.accounts.log_in("ny@example.org", NEW)).needs == frozenset()


async def test_a_page_that_asks_by_itself_does_not_keep_a_login_alive(house: House) -> None:
    token = await house.log_in(await house.hire("Anna"))
    for _ in range(59):
        house.clock.pass_by(minutes=1)
        assert await house.accounts.who(token, touch=False) is not None
    house.clock.pass_by(minutes=1)
    assert await house.accounts.who(token, touch=False) is None


async def test_changing_the_password_ends_the_other_logins(house: House) -> None:
    anna = await house.hire("Anna")
    here, there = await house.log_in(anna), await house.log_in(anna)
    await house.accounts.change_password(here, PASSWORD, NEW)
    assert await house.accounts.who(here) is not None
    assert await house.accounts.who(there) is None
    with pytest.raises(WrongLogin):
        await house.accounts.change_password(here, PASSWORD, "ännu ett långt lösenord")


@pytest.mark.parametrize(
    ("new", "why"),
    [("kort", "short"), ("a" * 201, "long"), ("anna@example.org", "mail"), ("xxANNA@example.orgxx", "mail"),
     (PASSWORD, "same"), ("passwordpassword", "common")],
)  # fmt: skip
async def test_a_weak_password_is_refused_with_the_reason(house: House, new: str, why: str) -> None:
    token = await house.log_in(await house.hire("Anna"))
    with pytest.raises(WeakPassword) as refused:
        await house.accounts.change_password(token, PASSWORD, new)
    assert refused.value.why == why


async def test_guessing_the_old_password_at_the_change_shuts_out_too(house: House) -> None:
    token = await house.log_in(await house.hire("Anna"))
    for _ in range(4):
        with pytest.raises(WrongLogin):
            await house.accounts.change_password(token, "fel", NEW)
    with pytest.raises(LockedOut):
        await house.accounts.change_password(token, "fel", NEW)
    with pytest.raises(LockedOut):
        await house.accounts.change_password(token, PASSWORD, NEW)


async def test_with_a_second_factor_the_password_is_half_the_way(house: House) -> None:
    anna = await house.hire("Anna")
    first = await house.log_in(anna)
    secret = await enrolled(house, first)
    kept = await house.accounts.who(first)
    assert kept is not None
    assert (kept.totp_on, kept.needs) == (True, frozenset())
    house.clock.pass_by(minutes=1)
    begun = await house.accounts.log_in(anna.email, PASSWORD)
    assert begun.needs == {"code"}
    for half in (
        house.accounts.change_password(begun.token, PASSWORD, NEW),
        house.accounts.remove_totp(begun.token, PASSWORD),
        house.accounts.begin_totp(begun.token),
    ):
        with pytest.raises(LoginEnded):
            await half
    code = code_at(secret, house.clock())
    await house.accounts.give_code(begun.token, f"{code[:3]} {code[3:]}")
    session = await house.accounts.who(begun.token)
    assert session is not None
    assert session.needs == frozenset()


async def test_a_code_works_once_and_only_near_its_time(house: House) -> None:
    anna = await house.hire("Anna")
    secret = await enrolled(house, await house.log_in(anna))
    house.clock.pass_by(minutes=5)
    late, early = house.clock() - timedelta(seconds=30), house.clock() + timedelta(seconds=30)
    one, other = await house.log_in(anna), await house.log_in(anna)
    for wrong in (late - timedelta(seconds=30), early + timedelta(seconds=30)):
        with pytest.raises(WrongCode):
            await house.accounts.give_code(one, code_at(secret, wrong))
    await house.accounts.give_code(one, code_at(secret, late))
    with pytest.raises(WrongCode):
        await house.accounts.give_code(other, code_at(secret, late))
    await house.accounts.give_code(other, code_at(secret, early))
    third = await house.log_in(anna)
    with pytest.raises(WrongCode):  # older than one that was used
        await house.accounts.give_code(third, code_at(secret, house.clock()))


async def test_one_code_sent_twice_at_once_works_once(house: House) -> None:
    anna = await house.hire("Anna")
    secret = await enrolled(house, await house.log_in(anna))
    house.clock.pass_by(minutes=5)
    tokens = [await house.log_in(anna) for _ in range(4)]
    code = code_at(secret, house.clock())
    results = await asyncio.gather(*(house.accounts.give_code(token, code) for token in tokens), return_exceptions=True)
    assert results.count(None) == 1


async def test_wrong_codes_shut_out_and_a_new_password_in_between_does_not_help(house: House) -> None:
    anna = await house.hire("Anna")
    await enrolled(house, await house.log_in(anna))
    token = await house.log_in(anna)
    for _ in range(4):
        with pytest.raises(WrongCode):
            await house.accounts.give_code(token, "abcdef")
        token = await house.log_in(anna)
    with pytest.raises(LockedOut):
        await house.accounts.give_code(token, "åäö 12")
    with pytest.raises(LockedOut):
        await house.accounts.log_in(anna.email, PASSWORD)


async def test_a_login_does_not_wait_long_for_its_code(house: House) -> None:
    anna = await house.hire("Anna")
    secret = await enrolled(house, await house.log_in(anna))
    house.clock.pass_by(minutes=1)
    token = await house.log_in(anna)
    house.clock.pass_by(minutes=10)
    assert await house.accounts.who(token) is None
    with pytest.raises(LoginEnded):
        await house.accounts.give_code(token, code_at(secret, house.clock()))


async def test_setting_up_the_second_factor_needs_its_first_code(house: House) -> None:
    anna = await house.hire("Anna")
    here, there = await house.log_in(anna), await house.log_in(anna)
    with pytest.raises(LoginEnded):
        await house.accounts.confirm_totp(here, "123456")
    enrolment = await house.accounts.begin_totp(here)
    assert "Ombudslinjen" in enrolment.uri
    with pytest.raises(WrongCode):
        await house.accounts.confirm_totp(here, "abcdef")
    assert (await house.accounts.log_in(anna.email, PASSWORD)).needs == frozenset()
    await house.accounts.confirm_totp(here, code_at(enrolment.secret, house.clock()))
    assert await house.accounts.who(there) is None
    with pytest.raises(WrongLogin):
        await house.accounts.begin_totp(here)
    with pytest.raises(WrongLogin):
        await house.accounts.remove_totp(here, "fel")
    await house.accounts.remove_totp(here, PASSWORD)
    assert (await house.accounts.log_in(anna.email, PASSWORD)).needs == frozenset()


async def test_help_for_one_who_cannot_log_in(house: House) -> None:
    anna = await house.hire("Anna")
    token = await house.log_in(anna)
    await enrolled(house, token)
    await fail(house, anna.email, 4)
    with pytest.raises(LockedOut):
        await house.accounts.log_in(anna.email, "fel")
    password = await house.people.new_password(anna.email, by=BY_COMMAND)
    assert await house.accounts.who(token) is None
    assert await house.people.totp_off(anna.email, by=BY_COMMAND)
    assert not await house.people.totp_off(anna.email, by=BY_COMMAND)
    assert (await house.accounts.log_in(anna.email, password)).needs == {"new_password"}


async def test_a_change_of_office_counts_at_once(house: House) -> None:
    anna = await house.hire("Anna")
    token = await house.log_in(anna)
    await house.people.change(anna.email, by=BY_COMMAND, office="vasterort")
    session = await house.accounts.who(token)
    assert session is not None
    assert (session.person.office, session.person.name) == ("vasterort", "Anna")
