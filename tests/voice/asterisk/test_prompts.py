"""What the exchange says by itself: made by the command that its image runs, of the content's own words."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from content.loader import load_library
from tests.e2e.phone.prompts import make_prompts, prompt
from voice.asterisk.prompts import PROMPTS, words


def test_the_apology_tells_where_a_human_is() -> None:
    said = words(load_library(), PROMPTS["apology"])
    assert "elva, sjuttiosju" in said
    assert "ett ett två" in said
    assert "{" not in said


def test_the_prompts_are_speech_of_a_length_that_one_listens_to(tmp_path: Path) -> None:
    folder = make_prompts(tmp_path / "prompts")
    assert {path.stem for path in folder.iterdir()} == set(PROMPTS)
    for name in PROMPTS:
        sound = prompt(folder, name).astype(np.float64)
        assert 4 < len(sound) / 8000 < 25
        assert 1000 < np.sqrt(np.mean(sound**2)) < 8000
        assert np.abs(sound).max() < 32_767
