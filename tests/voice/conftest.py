"""What the rooms of the voice share in tests: one real recogniser for the whole session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from voice.hearing.hearing import WhisperHearing, load_hearing
from voice.hearing.models import hearing_model
from voice.hearing.recogniser import Recogniser

DATA = Path(__file__).parents[2] / ".cache" / "voice"
"""Kept between runs, like the tests' sound: the packaged model is put together once."""


@pytest.fixture(scope="session")
def model_folder() -> Path:
    """The packaged hearing model, ready to load."""
    return hearing_model("packaged", DATA).folder


@pytest.fixture(scope="session")
def hearing(model_folder: Path) -> Iterator[WhisperHearing]:
    """The real hearing, loaded and warm: about two seconds, once."""
    loaded = load_hearing(model_folder)
    yield loaded
    loaded.close()


@pytest.fixture(scope="session")
def recogniser(hearing: WhisperHearing) -> Recogniser:
    return hearing.recogniser
