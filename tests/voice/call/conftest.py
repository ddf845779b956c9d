"""Begins early what takes its time."""

from __future__ import annotations

import pytest

from tests.voice.call.under_way import whole_call


@pytest.fixture(scope="session", autouse=True)
def the_whole_call_is_begun_ahead(request: pytest.FixtureRequest) -> None:
    if any(item.get_closest_marker("slow") and "test_whole_call" in item.nodeid for item in request.session.items):
        whole_call()
