from __future__ import annotations

import pytest

from content.library import Library
from content.loader import load_library


@pytest.fixture(scope="session")
def library() -> Library:
    """The content that the package carries."""
    return load_library()
