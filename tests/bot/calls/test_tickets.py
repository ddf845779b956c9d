"""A ticket opens the line once, for a minute, and only if the web process wrote it."""

from __future__ import annotations

import base64
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from bot.calls.tickets import LIFETIME_SECONDS, Ticket, TicketOffice, read_ticket, ticket_key, write_ticket
from voice.media.tickets import TicketKeeper


class Clock:
    def __init__(self) -> None:
        self.now = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now


def numbers() -> Iterator[bytes]:
    return (number.to_bytes(16, "big") for number in range(10_000))


def door(password: str = "secret") -> tuple[TicketOffice, TicketKeeper, Clock]:
    clock, nonces = Clock(), numbers()
    return TicketOffice(password, clock=clock, nonce=lambda _: next(nonces)), TicketKeeper(password, clock=clock), clock


def test_it_opens_once() -> None:
    office, keeper, _ = door()
    ticket = office.ticket()
    assert keeper.redeem(ticket)
    assert not keeper.redeem(ticket)
    assert keeper.redeem(office.ticket())


def test_it_opens_for_a_minute() -> None:
    office, keeper, clock = door()
    early, late = office.ticket(), office.ticket()
    clock.now += LIFETIME_SECONDS - 1
    assert keeper.redeem(early)
    clock.now += 10
    assert not keeper.redeem(late)


def test_a_used_one_stays_used_until_it_would_open_nothing_and_is_then_forgotten() -> None:
    office, keeper, clock = door()
    ticket = office.ticket()
    assert keeper.redeem(ticket)
    for _ in range(LIFETIME_SECONDS + 20):
        clock.now += 1
        assert not keeper.redeem(ticket)
    assert len(keeper) == 0


def test_many_used_ones_take_no_more_room_than_a_minute_of_them() -> None:
    office, keeper, clock = door()
    for _ in range(1_000):
        assert keeper.redeem(office.ticket())
        clock.now += 1
    assert len(keeper) <= LIFETIME_SECONDS + 6


def test_one_that_lasts_longer_than_any_of_ours_is_not_taken() -> None:
    _, keeper, clock = door()
    assert not keeper.redeem(write_ticket(ticket_key("secret"), Ticket(int(clock.now) + 3_600, bytes(16))))


def test_another_password_writes_other_tickets_and_no_key_gives_the_password_away() -> None:
    office, _, clock = door("another")
    assert not TicketKeeper("secret", clock=clock).redeem(office.ticket())
    assert b"secret" not in ticket_key("secret")


def test_it_can_stand_in_an_address() -> None:
    office, _, _ = door()
    assert set(office.ticket()) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")


@given(st.text() | st.binary().map(lambda raw: base64.urlsafe_b64encode(raw).decode()))
def test_nothing_else_opens(text: str) -> None:
    _, keeper, _ = door()
    assert not keeper.redeem(text)


@given(st.integers(0, 56), st.integers(1, 255))
def test_no_byte_of_it_can_be_changed(at: int, by: int) -> None:
    key = ticket_key("secret")
    raw = bytearray(base64.urlsafe_b64decode(write_ticket(key, Ticket(1_800_000_000, bytes(16))) + "=="))
    at %= len(raw)
    raw[at] ^= by
    assert read_ticket(key, base64.urlsafe_b64encode(raw).decode().rstrip("=")) is None
