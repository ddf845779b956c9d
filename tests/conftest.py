"""What all rooms' tests share: real databases, and no setting of the one who runs them."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

if sys.dont_write_bytecode or sys.pycache_prefix:
    # Whoever wants no bytecode beside the sources gets none there; but each of the hundred processes that the proofs
    # start would compile all libraries anew, twice as much work as all that it does then.
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(__file__).resolve().parents[1] / ".cache" / "compiled")
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

import pytest
import pytest_asyncio
from hypothesis import HealthCheck, settings

from nlu.engine.client import RasaClient
from nlu.engine.engine import Engine
from tests.beside import pytest_runtestloop
from tests.bot.store.databases import *  # noqa: F403 - fixtures
from tests.nlu.rasa_server import prepare, preparing_ahead, serve_rasa

__all__ = ["pytest_runtestloop"]

# How fast a shared machine is today says nothing about the code.
settings.register_profile("no deadline", deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same examples at every run there, so that a change is judged by what it changed; everybody else searches anew.
settings.register_profile("ci", settings.get_profile("no deadline"), derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") == "true" else "no deadline")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell that runs us in the background lets nobody interrupt us, nor any process whose Ctrl-C is proved.
    signal.signal(signal.SIGINT, signal.default_int_handler)

for name in [name for name in os.environ if name.startswith("OMBUD_") and name != "OMBUD_OFFLINE"]:
    del os.environ[name]


@pytest.fixture(scope="session", autouse=True)
def rasa_is_prepared_ahead(request: pytest.FixtureRequest) -> Iterator[None]:
    """Training takes two minutes of one core: it runs beside the other tests, not before the first that needs it."""
    if not any(item.get_closest_marker("rasa") for item in request.session.items):
        yield
        return
    with preparing_ahead():
        yield


@pytest.fixture(scope="session")
def rasa_is_trained() -> None:
    """Rasa's environment and a model of today's phrases are there, for a test that starts a Rasa of its own."""
    prepare()


@pytest.fixture(scope="session")
def rasa_url() -> Iterator[str]:
    """A real Rasa with today's phrases, trained once and shared by all tests that ask for it."""
    with serve_rasa() as url:
        yield url


@pytest_asyncio.fixture(scope="session")
async def rasa_engine(rasa_url: str) -> AsyncIterator[Engine]:
    """The understanding on real Rasa alone: a silent server is a failure, not a fallback."""
    client = RasaClient(rasa_url, total_seconds=10)
    engine = Engine(client, mode="rasa")
    yield engine
    await client.close()
