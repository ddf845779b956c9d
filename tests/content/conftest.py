from __future__ import annotations

from pathlib import Path

import pytest

from content.library import Library
from content.loader import load_library
from tests.content.small_content import SmallContent


@pytest.fixture
def small(tmp_path: Path) -> SmallContent:
    return SmallContent(tmp_path)


@pytest.fixture(scope="session")
def library() -> Library:
    """The content that the package carries."""
    return load_library()
