"""Wrong passwords are not held against anybody for ever: an hour without any, and the counting begins anew."""

from __future__ import annotations

import pytest

from bot.desk.errors import LockedOut, LoginError, WrongLogin
from tests.bot.desk.stories import PASSWORD, House


async def guess(house: House, email: str) -> type[LoginError]:
    with pytest.raises(LoginError) as refused:
        await house.accounts.log_in(email, "fel lösenord här")
    return type(refused.value)


@pytest.mark.parametrize("email", ["anna@example.org", "ingen@example.org"])
async def test_an_hour_after_the_lock_there_are_five_tries_again(house: House, email: str) -> None:
    await house.hire("Anna")
    for _ in range(2):
        assert [await guess(house, email) for _ in range(5)] == [*[WrongLogin] * 4, LockedOut]
        house.clock.pass_by(minutes=61)


@pytest.mark.parametrize("email", ["anna@example.org", "ingen@example.org"])
async def test_one_guess_now_and_then_shuts_nobody_out(house: House, email: str) -> None:
    await house.hire("Anna")
    for _ in range(20):
        assert await guess(house, email) is WrongLogin
        house.clock.pass_by(hours=1)


@pytest.mark.parametrize("email", ["anna@example.org", "ingen@example.org"])
async def test_within_the_hour_the_next_wrong_one_shuts_out_for_longer(house: House, email: str) -> None:
    await house.hire("Anna")
    for _ in range(5):
        await guess(house, email)
    house.clock.pass_by(minutes=30)
    assert await guess(house, email) is LockedOut
    house.clock.pass_by(seconds=90)
    assert await guess(house, email) is LockedOut  # still: it was two minutes this time


async def test_the_right_one_is_let_in_as_soon_as_the_lock_is_over(house: House) -> None:
    anna = await house.hire("Anna")
    for _ in range(5):
        await guess(house, anna.email)
    house.clock.pass_by(seconds=61)
    assert (await house.accounts.log_in(anna.email, PASSWORD)).token
