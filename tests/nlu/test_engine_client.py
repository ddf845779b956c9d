"""Rasa may be absent, starting, frozen, broken or slow: the client always says so at once, or answers."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Callable

import pytest

from nlu.engine.breaker import Breaker
from nlu.engine.client import AT_ONCE, MAX_CHARACTERS, RasaClient, Unavailable
from tests.nlu.misbehaving_server import misbehaving_server


def patient(url: str, clock: Callable[[], float] = time.monotonic) -> RasaClient:
    """A client that waits long: for tests about something else than time, on a machine busy with others."""
    return RasaClient(url, clock=clock, total_seconds=30.0, connect_seconds=30.0)


class Clock:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


async def test_a_good_answer_becomes_contract_intent_and_sub_intent() -> None:
    async with misbehaving_server() as server, patient(server.url) as client:
        understood = await client.parse("kostar det något")
        assert (understood.intent, understood.sub_intent) == ("help", "faq/cost")
        assert understood.ranking[0] == ("help", pytest.approx(0.9))
        assert await client.ready()


@pytest.mark.parametrize(
    "mood",
    ["garbage", "empty", "wrong_shape", "a_list", "odd_numbers", "not_a_number", "error", "starting", "hang_up"],
)
async def test_every_kind_of_nonsense_is_unavailable(mood: str) -> None:
    async with misbehaving_server() as server, patient(server.url) as client:
        server.mood = mood
        with pytest.raises(Unavailable):
            await client.parse("hej")
        assert not await client.ready()


async def test_a_frozen_server_is_given_up_on() -> None:
    async with misbehaving_server() as server, RasaClient(server.url, total_seconds=0.05) as client:
        server.mood = "silent"
        with pytest.raises(Unavailable):
            await client.parse("hej")
        assert not await client.ready()


async def test_no_server_at_all() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        async with RasaClient(f"http://127.0.0.1:{unused.getsockname()[1]}") as client:
            with pytest.raises(Unavailable):
                await client.parse("hej")
            assert not await client.ready()


async def test_after_three_failures_rasa_is_left_alone_for_fifteen_seconds() -> None:
    clock = Clock()
    async with misbehaving_server() as server, patient(server.url, clock) as client:
        server.mood = "error"
        for _ in range(3):
            with pytest.raises(Unavailable):
                await client.parse("hej")
        server.mood = "good"
        asked = server.requests

        clock.now += 14.9
        with pytest.raises(Unavailable):
            await client.parse("hej")
        assert server.requests == asked, "nobody was sent to a server known to be dead"

        clock.now += 0.2
        assert (await client.parse("hej")).intent == "help"
        assert (await client.parse("hej")).intent == "help"


async def test_no_more_than_eight_texts_are_sent_at_once_and_the_rest_get_their_turn() -> None:
    async with misbehaving_server() as server, patient(server.url) as client:
        server.hold = asyncio.Event()
        server.full_at = AT_ONCE
        asked = [asyncio.create_task(client.parse(f"text {n}")) for n in range(30)]
        await server.full.wait()
        server.hold.set()
        answers = await asyncio.gather(*asked)
        assert server.most_at_once == AT_ONCE
        assert {answer.intent for answer in answers} == {"help"}


async def test_a_queue_of_ours_does_not_count_against_rasa() -> None:
    async with misbehaving_server() as server, RasaClient(server.url, total_seconds=0.05) as client:
        server.hold = asyncio.Event()
        await asyncio.gather(*(client._turns.acquire() for _ in range(AT_ONCE)))
        for _ in range(4):
            with pytest.raises(Unavailable, match="too many"):
                await client.parse("hej")
        assert client._breaker.allows()


@pytest.mark.parametrize("text", ["", "   ", "\x00\x07", "\ud800 trasigt", "å" * 100_000, "🙃" * 5000, "</script>"])
async def test_what_is_sent_is_never_empty_never_long_and_always_encodable(text: str) -> None:
    async with misbehaving_server() as server, patient(server.url) as client:
        await client.parse(text)
        assert 0 < len(server.texts[-1]) <= MAX_CHARACTERS


async def test_the_message_of_a_failure_holds_no_client_words() -> None:
    async with misbehaving_server() as server, patient(server.url) as client:
        for mood in ("garbage", "error", "hang_up"):
            server.mood = mood
            with pytest.raises(Unavailable) as failure:
                await client.parse("hemligheten")
            assert "hemligheten" not in str(failure.value)


def test_the_breaker_lets_one_trial_through_and_closes_again_when_it_goes_well() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(3):
        assert breaker.allows()
        breaker.failed()
    assert breaker.is_open
    assert not breaker.allows()
    clock.now += 15.0
    assert breaker.allows(), "the trial"
    assert not breaker.allows(), "only one until it has reported back"
    breaker.succeeded()
    assert breaker.allows()
    assert not breaker.is_open


def test_a_failed_trial_opens_the_breaker_for_another_fifteen_seconds() -> None:
    clock = Clock()
    breaker = Breaker(clock)
    for _ in range(3):
        breaker.failed()
    clock.now += 15.0
    assert breaker.allows()
    breaker.failed()
    clock.now += 14.0
    assert not breaker.allows()
    clock.now += 1.0
    assert breaker.allows()
