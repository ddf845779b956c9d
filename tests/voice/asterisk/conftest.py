"""One real exchange for all proofs of the dialplan. What it says by itself is short here: nobody waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.e2e.phone.alaw import narrowed
from tests.e2e.phone.exchange import Exchange, running_exchange
from tests.e2e.phone.prompts import write_prompt
from tests.voice.sound import spoken


@pytest.fixture(scope="session")
def apology() -> NDArray[np.int16]:
    """What a caller hears when the voice process is away, 8 kHz."""
    return narrowed(spoken("Förlåt. Något är fel hos oss.", telephone=False))


@pytest.fixture(scope="session")
def exchange(apology: NDArray[np.int16], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Exchange]:
    prompts: Path = tmp_path_factory.mktemp("prompts")
    write_prompt(prompts, "apology", apology)
    with running_exchange(prompts) as exchange:
        yield exchange
