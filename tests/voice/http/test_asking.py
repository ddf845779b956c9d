"""What others ask the voice process over HTTP: its health, its ears and its mouth."""

from __future__ import annotations

import asyncio
import io
import wave
from collections.abc import AsyncIterator

import httpx
import numpy as np
import pytest
import pytest_asyncio

from tests.voice.media.exchange import calling
from tests.voice.media.server import PASSWORD, USER, EarsOfATest, PartsOfATest, Served, served
from voice.call.line import Line
from voice.http.readiness import VoiceParts
from voice.media.limits import MediaLimits


async def take(line: Line) -> None:
    async for _ in line.events():
        pass


@pytest_asyncio.fixture(scope="module")
async def server() -> AsyncIterator[Served]:
    async with served(take, MediaLimits(calls=1)) as running:
        yield running


@pytest.fixture
def voice(server: Served) -> Served:
    """The server, with every part as new."""
    vars(server.ears).update(vars(EarsOfATest()))
    server.parts.now = PartsOfATest().now
    return server


@pytest_asyncio.fixture
async def asked(voice: Served) -> AsyncIterator[httpx.AsyncClient]:
    """Asks with the right password."""
    async with httpx.AsyncClient(base_url=voice.web, auth=(USER, PASSWORD), trust_env=False) as client:
        yield client


def wav(seconds: float = 1.0, rate: int = 8_000, channels: int = 1) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(rate)
        tone = (np.sin(np.arange(int(seconds * rate)) / 5) * 9_000).astype("<i2")
        out.writeframes(np.repeat(tone, channels).tobytes())
    return file.getvalue()


def is_problem(answer: httpx.Response, status: int, name: str) -> None:
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["type"] == f"urn:ombudslinjen:{name}"
    assert body["status"] == status
    assert body["client_message"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/metrics"])
async def test_an_operator_needs_no_password(voice: Served, path: str) -> None:
    async with httpx.AsyncClient(base_url=voice.web, trust_env=False) as client:
        assert (await client.get(path)).status_code == 200


@pytest.mark.parametrize(("method", "path"), [("POST", "/hear"), ("POST", "/speak"), ("GET", "/calls/1/next")])
async def test_everything_else_does(voice: Served, method: str, path: str) -> None:
    async with httpx.AsyncClient(base_url=voice.web, trust_env=False) as client:
        for auth in (None, (USER, "wrong")):
            answer = await client.request(method, path, auth=auth)
            is_problem(answer, 401, "wrong-password")
            assert answer.headers["WWW-Authenticate"].startswith("Basic ")


async def test_it_tells_how_each_part_is(voice: Served, asked: httpx.AsyncClient) -> None:
    voice.parts.now = VoiceParts(hearing="down", speaking="degraded", database="ok", understanding="ok")
    answer = await asked.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "status": "degraded",
        "parts": {
            "calls": "ok", "hearing": "down", "speaking": "degraded", "database": "ok", "understanding": "ok"
        },
    }  # fmt: skip
    assert 'ombud_voice_part{part="speaking"} 0.5' in (await asked.get("/metrics")).text


async def test_without_the_database_it_is_down(voice: Served, asked: httpx.AsyncClient) -> None:
    voice.parts.now = VoiceParts(hearing="ok", speaking="ok", database="down", understanding="ok")
    answer = await asked.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "down")


async def test_it_tells_when_every_line_is_taken(voice: Served, asked: httpx.AsyncClient) -> None:
    async with calling(voice.socket, headers={"Authorization": asked.auth._auth_header}):  # ty: ignore[missing-attribute]
        assert (await asked.get("/readyz")).json()["parts"]["calls"] == "degraded"
        assert 'ombud_media_lines{kind="telephone"} 1.0' in (await asked.get("/metrics")).text


@pytest.mark.parametrize(("rate", "channels"), [(8_000, 1), (16_000, 1), (44_100, 2), (48_000, 1)])
async def test_a_recording_is_heard_whatever_its_rate(
    voice: Served, asked: httpx.AsyncClient, rate: int, channels: int
) -> None:
    answer = await asked.post("/hear", content=wav(1.5, rate, channels))
    assert answer.json() == {"words": "jag bor i farsta", "confidence": 0.457, "how": "free"}
    assert voice.ears.heard == [pytest.approx(1.5, abs=0.01)]


@pytest.mark.parametrize(
    "body", [b"", b"RIFF", b"hello", wav()[:30], wav(0.0), wav()[:20] + b"\x02" + wav()[21:], b"\xff" * 500]
)
async def test_what_is_no_recording_is_malformed(voice: Served, asked: httpx.AsyncClient, body: bytes) -> None:
    is_problem(await asked.post("/hear", content=body), 422, "malformed")
    assert voice.ears.heard == []


async def test_too_long_a_recording_is_too_large(voice: Served, asked: httpx.AsyncClient) -> None:
    is_problem(await asked.post("/hear", content=wav(30.1)), 413, "too-large")
    is_problem(await asked.post("/hear", content=bytes(7_000_000)), 413, "too-large")
    assert voice.ears.heard == []


async def test_without_a_model_it_says_when_to_come_back(voice: Served, asked: httpx.AsyncClient) -> None:
    voice.ears.is_ready = False
    answer = await asked.post("/hear", content=wav())
    is_problem(answer, 503, "not-ready")
    assert answer.headers["Retry-After"]


async def test_calls_come_before_those_who_ask(voice: Served, asked: httpx.AsyncClient) -> None:
    voice.ears.may_answer = asyncio.Event()
    waiting = [asyncio.create_task(asked.post("/hear", content=wav())) for _ in range(4)]
    async with asyncio.timeout(5):
        for _ in range(1_000):
            if len(voice.ears.heard) == 4:
                break
            await asyncio.sleep(0.005)
    is_problem(await asked.post("/hear", content=wav()), 503, "busy")
    voice.ears.may_answer.set()
    assert {answer.status_code for answer in await asyncio.gather(*waiting)} == {200}


async def test_a_text_is_spoken_as_a_recording_at_16_khz(asked: httpx.AsyncClient) -> None:
    normal = await asked.post("/speak", json={"text": "hej"})
    slow = await asked.post("/speak", json={"text": "hej", "tempo": "slow"})
    assert normal.headers["Content-Type"] == "audio/wav"
    with wave.open(io.BytesIO(normal.content)) as spoken, wave.open(io.BytesIO(slow.content)) as slowly:
        assert (spoken.getframerate(), spoken.getnchannels(), spoken.getsampwidth()) == (16_000, 1, 2)
        assert spoken.getnframes() == 3 * 320
        assert slowly.getnframes() == 6 * 320


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[]", b'{"text":""}', b'{"text":"  "}', b'{"text":7}', b'{"text":"a","tempo":"fast"}',
     b'{"text":"a","secret":1}', b'{"text":"' + b"a" * 2_001 + b'"}'],
)  # fmt: skip
async def test_what_cannot_be_spoken_is_malformed_and_never_quoted(asked: httpx.AsyncClient, body: bytes) -> None:
    answer = await asked.post("/speak", content=body)
    is_problem(answer, 422, "malformed")
    assert "secret" not in answer.text
    assert "aaa" not in answer.text


async def test_what_is_not_there_is_not_found(asked: httpx.AsyncClient) -> None:
    is_problem(await asked.get("/nothing"), 404, "http-404")
    is_problem(await asked.get("/speak"), 405, "http-405")


async def test_a_failure_says_nothing_of_what_was_asked(
    voice: Served, asked: httpx.AsyncClient, capsys: pytest.CaptureFixture[str]
) -> None:
    voice.ears.fails = True
    is_problem(await asked.post("/hear", content=wav()), 500, "internal")
    said = capsys.readouterr()
    assert "what somebody said" not in said.out + said.err
