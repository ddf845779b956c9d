"""One real exchange for all proofs of the dialplan."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.e2e.phone.alaw import narrowed
from tests.e2e.phone.exchange import Exchange, running_exchange
from tests.voice.sound import spoken


@pytest.fixture(scope="session")
def apology() -> NDArray[np.int16]:
    """What a caller hears when the voice process is away, 8 kHz."""
    words = spoken("Förlåt. Något är fel hos oss.", telephone=False)
    return narrowed(words)


@pytest.fixture(scope="session")
def exchange(apology: NDArray[np.int16]) -> Iterator[Exchange]:
    with running_exchange(apology) as exchange:
        yield exchange
