"""Every golden conversation in this folder, on the fallback and on real Rasa."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.loader import load_library
from nlu.engine.engine import Engine
from tests.scripts.player import Player
from tests.scripts.script import Script, read_script

SCRIPTS = [read_script(path) for path in sorted(Path(__file__).parent.glob("*.txt"))]


def _on(engine: str) -> list[Script]:
    return [script for script in SCRIPTS if engine in script.engines]


@pytest.mark.parametrize("script", _on("fallback"), ids=lambda s: s.name)
async def test_on_the_fallback(script: Script) -> None:
    await Player(load_library(), Engine(mode="fallback"), script).play()


@pytest.mark.rasa
@pytest.mark.parametrize("script", _on("rasa"), ids=lambda s: s.name)
async def test_on_rasa(script: Script, rasa_engine: Engine) -> None:
    await Player(load_library(), rasa_engine, script).play()


def test_there_are_enough_stories() -> None:
    assert len(SCRIPTS) >= 45
