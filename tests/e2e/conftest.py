"""A real web process that all proofs share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.browser import browser, misdeeds, new_context, page
from tests.e2e.web_process import GENEROUS, WebProcess

__all__ = ["browser", "misdeeds", "new_context", "page"]


@pytest.fixture(scope="session")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebProcess]:
    """`ombud web` on SQLite with the fallback understanding, without rate limits that a proof could hit.

    Its pages show the way to a browser phone, behind whose socket there is nobody.
    """
    phone = {"OMBUD_MEDIA_ADDRESS": "/media", "OMBUD_MEDIA_PASSWORD": "nobody", "OMBUD_PHONE_NUMBER": "08-123 45 67"}
    process = WebProcess(tmp_path_factory.mktemp("shared-web") / "data", **GENEROUS, **phone)
    try:
        process.wait_until_ready()
        yield process
    finally:
        process.stop()


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """An empty data folder of this proof's own."""
    return tmp_path / "data"
