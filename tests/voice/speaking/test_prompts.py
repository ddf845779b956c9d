"""What is made ahead is what is said: nearly all of a call comes from prompts; none holds a client's words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from content.loader import load_library
from nlu.engine.engine import Engine
from tests.scripts.player import Player
from tests.scripts.script import read_script
from voice.speaking.prompts import fixed_texts
from voice.speaking.sentences import sentences
from voice.speaking.spoken_forms.spoken import spoken

SCRIPTS = Path(__file__).parents[2] / "scripts"


@pytest.mark.parametrize(
    "name", ["nodprovning_tangenter", "po_intake_tangenter", "klagomal_tangenter", "vad_betyder_ordet_telefon"]
)
async def test_a_call_is_heard_from_prompts_all_but_the_answers_read_back(name: str) -> None:
    player = Player(load_library(), Engine(mode="fallback"), read_script(SCRIPTS / f"{name}.txt"))
    await player.play()
    texts = [match[1] for line in player.transcript if (match := re.match(r" +Bot \[\w+\]: (.*)", line))]
    said = [sentence for text in texts for sentence in sentences(spoken(text))]
    fixed = {sentence for text in fixed_texts(load_library()) for sentence in sentences(spoken(text))}
    made = [sentence for sentence in said if sentence not in fixed]
    assert len(said) > 15
    assert len(made) < 0.1 * len(said), made


def test_no_placeholder_is_left() -> None:
    assert not any("{" in text or "}" in text for text in fixed_texts(load_library()))
