"""A desk on each database."""

from __future__ import annotations

import pytest

from bot.store.database import Database
from tests.bot.desk.stories import House


@pytest.fixture
def house(database: Database) -> House:
    return House(database)
