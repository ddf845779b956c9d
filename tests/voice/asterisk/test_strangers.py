"""Who may call, and what somebody who may not is told: nothing."""

from __future__ import annotations

import pytest

from tests.e2e.phone.exchange import MEDIA_PASSWORD, OFFICE, OFFICE_PASSWORD, Exchange
from tests.e2e.phone.sip_caller import SipCaller
from tests.e2e.phone.sip_office import HOST, OfficePhone
from tests.voice.asterisk.stand_in import stand_in

STRANGER, SHUT_OUT = "127.0.0.3", "127.0.0.9"


async def test_a_stranger_cannot_call_whatever_the_name(exchange: Exchange) -> None:
    async with stand_in(exchange.voice_port, MEDIA_PASSWORD) as voice:
        for name in ("0701234567", OFFICE, "trunk", "nobody"):
            async with SipCaller(exchange.port, host=STRANGER, number=name) as caller:
                assert await caller.dial() == 401, "the answer would tell which names exist"
        assert voice.visits.empty()


async def test_a_wrong_password_is_refused_and_the_right_one_calls_the_line(exchange: Exchange) -> None:
    async with stand_in(exchange.voice_port, MEDIA_PASSWORD) as voice:
        async with SipCaller(exchange.port, to="100", host=HOST, number=OFFICE, password="guessed") as caller:
            assert await caller.dial() == 401
        async with SipCaller(exchange.port, to="100", host=HOST, number=OFFICE, password=OFFICE_PASSWORD) as caller:
            assert await caller.dial() == 200
            assert (await voice.visit()).query["sipcallid"] == caller.call_id


@pytest.mark.parametrize(("host", "to"), [(HOST, "0812345678"), (HOST, "112"), (HOST, "s"), ("127.0.0.1", "kontoret")])
async def test_there_is_no_way_through_us_to_the_world(exchange: Exchange, host: str, to: str) -> None:
    number, password = (OFFICE, OFFICE_PASSWORD) if host == HOST else ("0701234567", None)
    async with SipCaller(exchange.port, to=to, host=host, number=number, password=password) as caller:
        assert await caller.dial() == 404


async def test_who_is_not_on_the_list_may_not_even_ask(exchange: Exchange) -> None:
    async with SipCaller(exchange.port, host=SHUT_OUT) as caller:
        assert await caller.dial() == 403


async def test_nobody_registers_as_the_office_with_a_guessed_password(exchange: Exchange) -> None:
    async with OfficePhone(exchange.port, OFFICE, "guessed", host=STRANGER) as phone:
        assert phone.registered_status == 401


async def test_a_voice_process_gets_the_right_password_and_no_other_will_do(exchange: Exchange) -> None:
    async with stand_in(exchange.voice_port, "another") as voice, SipCaller(exchange.port) as caller:
        assert await caller.dial() == 200  # the apology answers
        assert voice.visits.empty()


def test_nothing_of_a_call_is_logged(exchange: Exchange) -> None:
    for told in ("0701234567", "Anna", MEDIA_PASSWORD, OFFICE_PASSWORD):
        assert told not in exchange.running.log
