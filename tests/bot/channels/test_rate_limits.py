"""Nobody can use up the service for others, and nobody is stopped in an ordinary conversation."""

from __future__ import annotations

from ipaddress import ip_network

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.channels.web.address import client_address
from bot.channels.web.app import Limits, create_app
from bot.channels.web.rate_limit import TokenBuckets
from bot.settings import Settings
from tests.bot.channels.fake_conversations import ID, TOKEN, FakeConversations, FakeReadiness

TURNS = f"/api/v1/conversations/{ID}/turns"


class Clock:
    """Shows what the test says."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_allowed_and_then_the_steady_rate() -> None:
    clock = Clock()
    buckets = TokenBuckets(per_minute=60, burst=3, clock=clock)
    assert [buckets.take("a") for _ in range(4)] == [0, 0, 0, 1]
    assert buckets.take("b") == 0
    clock.now = 1.0
    assert buckets.take("a") == 0
    assert buckets.take("a") == 1


@given(st.lists(st.tuples(st.floats(0, 30), st.sampled_from("abc")), max_size=150))
def test_no_key_ever_gets_more_than_its_burst_and_rate(asks: list[tuple[float, str]]) -> None:
    clock = Clock()
    buckets = TokenBuckets(per_minute=6, burst=4, clock=clock)
    given_out = dict.fromkeys("abc", 0)
    for pause, key in asks:
        clock.now += pause
        given_out[key] += buckets.take(key) == 0
    assert all(count <= 4 + clock.now * 0.1 + 1e-6 for count in given_out.values())


def test_memory_stays_bounded_and_the_oldest_is_forgotten() -> None:
    buckets = TokenBuckets(per_minute=1, burst=1, clock=Clock(), keys=2)
    assert [buckets.take(key) for key in "abcb"][:3] == [0, 0, 0]
    assert buckets.take("b") > 0
    assert buckets.take("a") == 0


def test_an_address_is_forgotten_after_a_short_while() -> None:
    clock = Clock()
    buckets = TokenBuckets(per_minute=60, burst=3, clock=clock)
    for key in "aba":
        buckets.take(key)
    assert (len(buckets), buckets.remembers_for) == (2, 3.0)
    clock.now = 3.0
    buckets.take("c")
    assert len(buckets) == 1


def test_addresses_are_remembered_for_minutes_at_most() -> None:
    limits = Limits.from_settings(Settings())
    for buckets in (limits.opens, limits.turns, limits.resumes, limits.misses):
        assert isinstance(buckets, TokenBuckets)
        assert buckets.remembers_for <= 10 * 60


@given(st.lists(st.tuples(st.floats(0, 30), st.sampled_from("abc")), max_size=150))
def test_forgetting_gives_nobody_more(asks: list[tuple[float, str]]) -> None:
    clock = Clock()
    forgetting, keeping = (TokenBuckets(per_minute=6, burst=2, clock=clock) for _ in range(2))
    keeping.remembers_for = float("inf")
    for pause, key in asks:
        clock.now += pause
        assert forgetting.take(key) == pytest.approx(keeping.take(key), abs=1e-6)


@pytest.mark.parametrize(
    ("peer", "forwarded", "seen"),
    [
        ("203.0.113.5", ["198.51.100.7"], "203.0.113.5"),  # a stranger's header is not believed
        ("10.0.0.2", ["198.51.100.7"], "198.51.100.7"),
        ("10.0.0.2", ["1.1.1.1, 198.51.100.7, 10.0.0.3"], "198.51.100.7"),  # only from the right
        ("10.0.0.2", ["1.1.1.1", "198.51.100.7"], "198.51.100.7"),
        ("10.0.0.2", ["not an address"], "10.0.0.2"),
        ("10.0.0.2", [], "10.0.0.2"),
        ("::ffff:10.0.0.2", ["198.51.100.7"], "198.51.100.7"),
        ("2001:db8:1:2:3::4", [], "2001:db8:1:2::/64"),
        ("unknown", [], "unknown"),
        ("10.0.0.2", ["198.51.100.7:4711"], "198.51.100.7"),  # some proxies name the port too
        ("10.0.0.2", ["1.1.1.1:80, 198.51.100.7:4711, 10.0.0.3:80"], "198.51.100.7"),
        ("10.0.0.2", ["[2001:db8:1:2:3::4]:4711"], "2001:db8:1:2::/64"),
        ("10.0.0.2", ["[2001:db8:1:2:3::4]"], "2001:db8:1:2::/64"),
        ("10.0.0.2", ["2001:db8:1:2:3::4"], "2001:db8:1:2::/64"),
        ("10.0.0.2", ["198.51.100.7:x"], "10.0.0.2"),
        ("10.0.0.2", ["[]:80"], "10.0.0.2"),
    ],
)
def test_the_address_is_the_peer_unless_a_trusted_proxy_names_another(
    peer: str, forwarded: list[str], seen: str
) -> None:
    assert client_address(peer, forwarded, [ip_network("10.0.0.0/8")]) == seen


async def test_opening_taking_and_guessing_have_their_own_limits() -> None:
    clock = Clock()
    settings = Settings(
        opens_per_minute=60, opens_burst=2, turns_per_minute=60, turns_burst=3, resumes_per_minute=6, resumes_burst=1
    )
    app = create_app(FakeConversations(), FakeReadiness(), settings, limits=Limits.from_settings(settings, clock))
    bearer = {"Authorization": f"Bearer {TOKEN}"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://ombud.test") as client:

        async def opens() -> httpx.Response:
            return await client.post("/api/v1/conversations", json={"channel": "web"})

        async def takes(token: str = TOKEN) -> httpx.Response:
            return await client.post(TURNS, json={"choice": "yes"}, headers={"Authorization": f"Bearer {token}"})

        async def guesses() -> httpx.Response:
            return await client.post("/api/v1/resume", json={"code": "1"})

        assert [(await opens()).status_code for _ in range(3)] == [201, 201, 429]
        assert [(await takes("stranger")).status_code for _ in range(4)] == [401, 401, 401, 429]
        assert [(await takes()).status_code for _ in range(4)] == [200, 200, 200, 429]
        assert [(await guesses()).status_code for _ in range(2)] == [404, 429]
        refused = await guesses()
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.headers["retry-after"] == "10"
        clock.now = 10.0
        assert (await opens()).status_code == 201
        assert (await takes()).status_code == 200
        assert (await guesses()).status_code == 404
        assert (await client.get("/healthz", headers=bearer)).status_code == 200


async def test_misses_are_counted_by_address_and_never_hold_against_the_right_token() -> None:
    settings = Settings(turns_per_minute=60, turns_burst=5)
    app = create_app(FakeConversations(), FakeReadiness(), settings, limits=Limits.from_settings(settings, Clock()))
    transport = httpx.ASGITransport(app, client=("203.0.113.5", 1))
    elsewhere = httpx.ASGITransport(app, client=("203.0.113.6", 1))

    async def asks(client: httpx.AsyncClient, token: str, conversation: str = ID) -> int:
        path = f"/api/v1/conversations/{conversation}"
        return (await client.get(path, headers={"Authorization": f"Bearer {token}"})).status_code

    async with httpx.AsyncClient(transport=transport, base_url="http://ombud.test") as client:
        assert [await asks(client, f"guess {n}") for n in range(3)] == [401] * 3
        assert [await asks(client, f"guess {n}", f"no-such-id-{n}") for n in range(2)] == [404] * 2
        assert [await asks(client, "guess"), await asks(client, "guess", "no-such-id")] == [429, 429]
        assert await asks(client, TOKEN) == 200
    async with httpx.AsyncClient(transport=elsewhere, base_url="http://ombud.test") as client:
        assert await asks(client, "guess") == 401


async def test_two_hundred_clients_behind_one_address_can_begin_at_once() -> None:
    app = create_app(FakeConversations(), FakeReadiness(), Settings())
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://ombud.test") as client:
        begun = [await client.post("/api/v1/conversations", json={"channel": "web"}) for _ in range(200)]
    assert {answer.status_code for answer in begun} == {201}
