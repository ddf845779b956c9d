"""Talks to the Rasa server over HTTP and gives up early, because a client of ours is waiting."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

import httpx

from nlu.engine.address import RasaAddress
from nlu.engine.breaker import Breaker
from nlu.engine.intents import Classification, classification

MAX_CHARACTERS = 500
"""Rasa takes seconds over a long text, and an intent shows itself in the first sentences."""
CONNECT_SECONDS = 0.3
TOTAL_SECONDS = 1.0
AT_ONCE = 8
SWAP_SECONDS = 60.0


class Unavailable(Exception):
    """Rasa is absent, starting, frozen, busy or answers nonsense: use the fallback. The message has no client words."""


class RasaClient:
    """One per process. `address` may be a line for `RasaAddress.parse`; a connection is opened at the first call."""

    def __init__(
        self,
        address: RasaAddress | str,
        *,
        clock: Callable[[], float] = time.monotonic,
        transport: httpx.AsyncBaseTransport | None = None,
        total_seconds: float = TOTAL_SECONDS,
        connect_seconds: float = CONNECT_SECONDS,
    ) -> None:
        self._total = total_seconds
        self._clock = clock
        self._breaker = Breaker(clock)
        self._turns = asyncio.Semaphore(AT_ONCE)
        where = RasaAddress.parse(address) if isinstance(address, str) else address
        # trust_env=False: client words never leave by a proxy that some environment variable names.
        self._http = httpx.AsyncClient(
            base_url=where.base,
            params={"token": where.token} if where.token else None,
            timeout=httpx.Timeout(total_seconds, connect=connect_seconds),
            limits=httpx.Limits(max_connections=AT_ONCE + 2, max_keepalive_connections=AT_ONCE),
            transport=transport,
            trust_env=False,
        )

    async def __aenter__(self) -> RasaClient:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def close(self) -> None:
        await self._http.aclose()

    async def parse(self, text: str) -> Classification:
        """The classification of `text` (its first 500 characters) within a second. Raises Unavailable otherwise."""
        if not self._breaker.allows():
            raise Unavailable("Rasa has failed repeatedly and is left alone for a moment")
        started = self._clock()
        try:
            await asyncio.wait_for(self._turns.acquire(), self._total)
        except TimeoutError:
            # The queue is ours: that says nothing about Rasa's health, so the breaker is not told.
            raise Unavailable("too many texts wait for Rasa") from None
        try:
            left = max(0.05, self._total - (self._clock() - started))
            async with asyncio.timeout(left):
                answer = await self._http.post("/model/parse", json={"text": _sendable(text)})
            understood = _read(answer)
        except Unavailable:
            self._breaker.failed()
            raise
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError) as error:
            self._breaker.failed()
            raise Unavailable(f"no answer from Rasa ({type(error).__name__})") from None
        finally:
            self._turns.release()
        self._breaker.succeeded()
        return understood

    async def ready(self) -> bool:
        """Whether a server with a loaded model answers. Does not count for the breaker, never raises."""
        try:
            async with asyncio.timeout(self._total):
                answer = await self._http.get("/status")
                return answer.status_code == 200 and bool(answer.json().get("model_file"))
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError, OSError, ValueError, AttributeError):
            return False

    async def swap_model(self, model: Path) -> bool:
        """Makes the server load another model (an absolute path). False if it does not; then the old one stays."""
        try:
            answer = await self._http.put("/model", json={"model_file": str(model)}, timeout=SWAP_SECONDS)
        except (httpx.HTTPError, httpx.InvalidURL, OSError):
            return False
        return answer.status_code == 204


def _sendable(text: str) -> str:
    # A lone surrogate cannot be encoded; Rasa answers 500 to an empty text.
    return text[:MAX_CHARACTERS].encode("utf-8", "replace").decode("utf-8").strip() or "?"


def _read(answer: httpx.Response) -> Classification:
    if answer.status_code != 200:
        raise Unavailable(f"Rasa answered {answer.status_code}")
    try:
        ranking = answer.json()["intent_ranking"]
        scores = [(str(entry["name"]), float(entry["confidence"])) for entry in ranking]
    except (ValueError, KeyError, TypeError):
        raise Unavailable("Rasa's answer could not be read") from None
    if not scores or not all(0.0 <= score <= 1.0 for _, score in scores):
        raise Unavailable("Rasa's answer holds no usable ranking")
    return classification(scores)
