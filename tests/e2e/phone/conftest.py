"""One real line for all proofs: Asterisk, `ombud voice` on SQLite, a telephone that calls, and one at the office."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.e2e.phone.early import Begun, Stories
from tests.e2e.phone.exchange import running_exchange
from tests.e2e.phone.line import Line
from tests.e2e.phone.prompts import make_prompts
from tests.e2e.phone.voice_process import VoiceProcess


@pytest.fixture(scope="session")
def prompts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the exchange says by itself, made once."""
    return make_prompts(tmp_path_factory.mktemp("prompts"))


@pytest.fixture(scope="session")
def line(prompts: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Line]:
    """The line that proofs share which leave it as it was."""
    with running_exchange(prompts) as exchange:
        program, hours = "tests.e2e.phone.voice_with_open_office", {"OMBUD_OFFICE_HOURS": "mon-sun 00:00-23:59"}
        data = tmp_path_factory.mktemp("phone") / "data"
        voice = VoiceProcess(data, exchange.voice_port, program=program, **hours)
        try:
            voice.wait_until_ready()
            yield Line(exchange, voice, prompts)
        finally:
            voice.stop()


@pytest_asyncio.fixture(scope="session")
async def begun(line: Line, request: pytest.FixtureRequest) -> AsyncIterator[Begun]:
    """Begins every story of this session that is marked so."""
    stories = Stories(line, [getattr(item, "function", None) for item in request.session.items])
    yield stories.wait_for
    await stories.stop()
