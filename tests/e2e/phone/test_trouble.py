"""When something breaks: strangers, rubbish on the socket, a voice process that is killed in the middle of a call."""

from __future__ import annotations

import asyncio
import base64
import tempfile
import time
from pathlib import Path

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.typing import Subprotocol

from tests.e2e.phone.drafts import drafts
from tests.e2e.phone.early import begins_early
from tests.e2e.phone.exchange import MEDIA_PASSWORD, running_exchange
from tests.e2e.phone.line import Line
from tests.e2e.phone.prompts import prompt
from tests.e2e.phone.sip_caller import SipCaller
from tests.e2e.phone.story import call
from tests.e2e.phone.test_whole_calls import KEYS
from tests.e2e.phone.voice_process import VoiceProcess

MEDIA = [Subprotocol("media")]
RUBBISH: list[str | bytes] = [
    "{",
    "[]",
    "null",
    '{"event":7}',
    b"\x00",
    b"\xff" * 70_001,
    '{"event":"DTMF_END"}',
    "å" * 200,
]


def login(password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"asterisk:{password}".encode()).decode()}


async def test_a_stranger_gets_no_socket(line: Line) -> None:
    for headers in ({}, login("guessed")):
        with pytest.raises(InvalidStatus) as refused:
            async with connect(
                f"ws://127.0.0.1:{line.voice.port}/media", subprotocols=MEDIA, additional_headers=headers
            ):
                pass
        assert refused.value.response.status_code == 401


async def test_rubbish_on_one_socket_does_not_touch_another_call(line: Line) -> None:
    async def rave() -> None:
        where = f"ws://127.0.0.1:{line.voice.port}/media?caller=%00&sipcallid=" + "x" * 500
        async with connect(where, subprotocols=MEDIA, additional_headers=login(MEDIA_PASSWORD)) as socket:
            try:
                for message in RUBBISH * 20:
                    await socket.send(message)
            except ConnectionClosed:
                pass

    async with call(line.exchange, line.voice) as person:
        await asyncio.gather(*(rave() for _ in range(5)))
        assert (await person.press("1"))["next_step"] == "menu"
        assert (await person.press("2"))["next_step"] == "danger"
        assert person.caller.ear.gaps(0.1) == []


@begins_early
async def test_killed_in_the_call_the_caller_hears_whom_to_call_and_the_draft_is_kept(line: Line) -> None:
    apology = prompt(line.prompts, "apology")[: 3 * 8000]
    with tempfile.TemporaryDirectory() as folder, running_exchange(line.prompts) as exchange:
        voice = VoiceProcess(Path(folder) / "data", exchange.voice_port)
        try:
            await asyncio.to_thread(voice.wait_until_answering)  # keys work before the ears do
            async with call(exchange, voice) as person:
                for step in ("consent", "menu", "danger", "need", "food_days", "children_count"):
                    await person.press(KEYS[step].removeprefix("keys:"))
                voice.kill()
                killed = time.time()
                await person.caller.listen_for(apology, after=killed)
                begun = person.caller.ear.first_sound(killed + 0.3)
                assert begun
                assert begun - killed < 4
            kept = await drafts(voice.data)
            assert [draft["children_count"] for draft in kept] == [1]
            assert "+46701234567" not in voice.log
            # It is still down: whoever calls now hears it at once.
            async with SipCaller(exchange.port) as caller:
                assert await caller.dial() == 200
                await caller.listen_for(apology, 15)
        finally:
            voice.stop()
