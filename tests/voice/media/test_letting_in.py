"""Who may come onto the line, and how those are answered who may not."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from ipaddress import ip_network

import pytest
from websockets.exceptions import InvalidStatus

from bot.calls.tickets import TicketOffice
from tests.voice.media.exchange import basic, calling
from tests.voice.media.server import PASSWORD, USER, served
from voice.call.line import CallInfo, Line
from voice.media.limits import MediaLimits

RIGHT = basic(USER, PASSWORD)


async def listen(line: Line) -> None:
    async for _ in line.events():
        pass


async def refusal(address: str, headers: dict[str, str] | None = None, subprotocol: str = "media") -> InvalidStatus:
    with pytest.raises(InvalidStatus) as refused:
        async with calling(address, headers=headers, subprotocol=subprotocol):
            pass
    return refused.value


@pytest.mark.parametrize(
    "headers",
    [
        {},
        basic(USER, "wrong"),
        basic("somebody", PASSWORD),
        basic(USER, ""),
        {"Authorization": "Basic"},
        {"Authorization": "Basic %%%"},
        {"Authorization": RIGHT["Authorization"].replace("Basic", "Bearer")},
    ],
)
async def test_a_stranger_is_refused_before_the_handshake(headers: dict[str, str]) -> None:
    async with served(listen) as voice:
        answer = (await refusal(voice.socket, headers)).response
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"].startswith("Basic ")
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert voice.figure("ombud_media_refused_total", why="password") == 1


async def test_who_guesses_too_often_is_slowed_down_and_the_exchange_is_not() -> None:
    async with served(listen) as voice:
        answers = [(await refusal(voice.socket, basic(USER, str(n)))).response for n in range(25)]
        assert {a.status_code for a in answers[:20]} == {401}
        assert {a.status_code for a in answers[20:]} == {429}
        assert int(answers[-1].headers["Retry-After"]) > 0
        async with calling(voice.socket, headers=RIGHT):
            pass


async def test_who_does_not_speak_our_protocol_is_told_so() -> None:
    async with served(listen) as voice:
        answer = (await refusal(voice.socket, RIGHT, "audio.example")).response
        assert answer.status_code == 400
        assert b"`media`" in answer.body


async def test_no_sound_is_compressed_and_the_subprotocol_is_chosen() -> None:
    async with served(listen) as voice, calling(voice.socket, headers=RIGHT) as caller:
        assert caller.subprotocol == "media"
        assert caller.extensions == ""


async def test_no_log_holds_the_callers_number_or_name(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level("DEBUG")
    async with served(listen) as voice:
        address = f"{voice.socket}?caller=0701740605&name=Bosse"
        async with calling(address, headers=RIGHT):
            pass
        await refusal(address, basic(USER, "wrong"))
        await refusal(address, RIGHT, "audio.example")
    captured = capsys.readouterr()
    ours = "".join(record.getMessage() for record in caplog.records if not record.name.startswith("websockets.client"))
    for told in ("701740605", "Bosse"):
        assert told not in ours + captured.out + captured.err


async def test_a_ticket_lets_one_browser_in_once() -> None:
    infos: list[CallInfo] = []

    async def take(line: Line) -> None:
        infos.append(line.info)
        await listen(line)

    async with served(take) as voice:
        address = f"{voice.socket}?ticket={TicketOffice(PASSWORD).ticket()}&caller=0701740605&name=Bo"
        async with calling(address):
            pass
        assert (await refusal(address)).response.status_code == 401
        assert (await refusal(f"{voice.socket}?ticket=")).response.status_code == 401
    [info] = infos
    assert (info.kind, info.caller, info.name) == ("browser", None, None)


async def test_a_ticket_is_not_used_up_by_a_line_that_is_full() -> None:
    async with served(listen, MediaLimits(calls=3, browser_calls=1)) as voice:
        office = TicketOffice(PASSWORD)
        waiting = f"{voice.socket}?ticket={office.ticket()}"
        async with calling(f"{voice.socket}?ticket={office.ticket()}"):
            async with calling(waiting, start=False) as too_many:  # a browser's script cannot read a 503
                await asyncio.wait_for(too_many.closed.wait(), 5)
                assert too_many.close_code == 1013
            async with calling(voice.socket, headers=RIGHT):  # telephones have places that browsers cannot take
                pass
        await voice.until_lines("browser")
        async with calling(waiting):
            pass


async def test_who_shows_a_false_ticket_does_not_learn_that_the_line_is_full() -> None:
    async with served(listen, MediaLimits(calls=1)) as voice, calling(voice.socket, headers=RIGHT):
        assert (await refusal(f"{voice.socket}?ticket=AAAA")).response.status_code == 401
        used = f"{voice.socket}?ticket={TicketOffice('another').ticket()}"
        assert (await refusal(used)).response.status_code == 401


async def test_one_address_does_not_take_all_the_lines_of_browsers() -> None:
    proxy = (ip_network("127.0.0.0/8"),)
    async with served(listen, MediaLimits(browser_calls=3, of_one_address=2), trusted_proxies=proxy) as voice:
        office = TicketOffice(PASSWORD)

        def behind(address: str, ticket: str | None = None) -> tuple[str, dict[str, str]]:
            return f"{voice.socket}?ticket={ticket or office.ticket()}", {"X-Forwarded-For": address}

        async with AsyncExitStack() as calls:
            for _ in range(2):
                address, headers = behind("192.0.2.1")
                await calls.enter_async_context(calling(address, headers=headers))
            waiting = office.ticket()
            address, headers = behind("192.0.2.1", waiting)
            async with calling(address, headers=headers, start=False) as too_many:
                await asyncio.wait_for(too_many.closed.wait(), 5)
                assert too_many.close_code == 1013
            address, headers = behind("192.0.2.2")
            async with calling(address, headers=headers) as neighbour:
                await neighbour.press("1")
                assert not neighbour.closed.is_set()
        await voice.until_lines("browser")
        address, headers = behind("192.0.2.1", waiting)
        async with calling(address, headers=headers):  # its ticket was not used up, and its places came back
            pass


async def test_when_all_lines_are_taken_the_exchange_hears_it_at_once_and_a_place_comes_back() -> None:
    async with served(listen, MediaLimits(calls=2)) as voice, calling(voice.socket, headers=RIGHT):
        async with calling(voice.socket, headers=RIGHT):
            answer = (await refusal(voice.socket, RIGHT)).response
            assert answer.status_code == 503
            assert answer.headers["Retry-After"]
        await voice.until_lines("telephone", 1)
        async with calling(voice.socket, headers=RIGHT):
            pass


@pytest.mark.parametrize("form", ["ulaw", "slin", ""])
async def test_sound_of_another_form_is_not_taken(form: str) -> None:
    async with served(listen) as voice, calling(voice.socket, headers=RIGHT, start=False) as caller:
        await caller.start(form)
        await asyncio.wait_for(caller.closed.wait(), 5)
        assert caller.close_code == 1003


async def test_a_line_that_never_starts_is_closed() -> None:
    async with (
        served(listen, MediaLimits(start_seconds=0.1)) as voice,
        calling(voice.socket, headers=RIGHT, start=False) as caller,
    ):
        for junk in (b"\0" * 640, "hello", "{"):
            await caller.send(junk)
        await asyncio.wait_for(caller.closed.wait(), 5)
        assert caller.close_code == 1003
        await voice.until_lines("telephone")


async def test_junk_before_the_start_does_not_hinder_it() -> None:
    taken = asyncio.Event()

    async def take(line: Line) -> None:
        taken.set()
        await listen(line)

    async with served(take) as voice, calling(voice.socket, headers=RIGHT, start=False) as caller:
        for junk in (b"\0" * 640, "hello", '{"event":"DTMF_END","digit":"1"}', "{"):
            await caller.send(junk)
        await caller.start()
        await asyncio.wait_for(taken.wait(), 5)
