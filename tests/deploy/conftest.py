"""One house for all proofs: the services that every client needs, started once with secrets of their own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.deploy import database
from tests.deploy.compose_file import services
from tests.deploy.house import House, Running
from tests.deploy.how_to import make_secrets


@pytest.fixture(scope="session")
def house(postgres_server: str) -> Iterator[House]:
    """An empty house with secrets, made as the guide tells. `postgres_server` has put its programs in order."""
    folder = Path(tempfile.mkdtemp(prefix="house"))  # short: the name of a socket may not be long
    make_secrets(folder)
    house = House(folder)
    try:
        yield house
    finally:
        house.close()


@pytest.fixture(scope="session")
def postgres(house: House) -> Running:
    """The healthy database, empty but for our role and its database."""
    return database.start(house)


@pytest.fixture(scope="session")
def migrated(house: House, postgres: Running) -> str:
    """What the migration said."""
    done = house.run(services()["migrate"])
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def web(house: House, migrated: str) -> Running:
    """The healthy web process on that database."""
    return house.wait_until_healthy(house.start(services()["web"]))
