"""From one text to an `Understanding`: classification, crisis net, values found in it, and its language."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, TypeVar

import structlog

from content.library import Library
from nlu.engine.client import RasaClient, Unavailable
from nlu.engine.intents import NOTHING_UNDERSTOOD, Classification
from nlu.understanding import Crisis, Extracted, Language, Understanding

if TYPE_CHECKING:
    from nlu.engine.fallback import FallbackClassifier

Mode: TypeAlias = Literal["auto", "rasa", "fallback"]
"""`auto`: Rasa if it answers, else the fallback at once. `rasa`/`fallback`: only that one, for tests and measuring."""

MAX_CHARACTERS = 5000
"""What is classified and read of a longer text: its first and last half of this. Danger is looked for in all of it."""
LONG = 2000
"""Characters from which the readers work in a thread: they take long enough for other clients to notice."""
CRISIS_CONFIDENCE = 0.9
"""Where the classifier alone raises the crisis level to "perhaps". Lower, it mistakes grief and idioms for danger: at
0.8 it alarmed on 18 of 221 such phrases that it had not seen, at 0.9 on 8."""

EngineName: TypeAlias = Literal["rasa", "fallback", "none"]
T = TypeVar("T")
_log = structlog.get_logger(__name__)


class Extract(Protocol):
    def __call__(self, text: str, *, today: date, library: Library) -> dict[str, Extracted]: ...


class Engine:
    """One per process. `rasa` is None where no server is expected. The three readers default to the real ones."""

    def __init__(
        self,
        rasa: RasaClient | None = None,
        *,
        mode: Mode = "auto",
        fallback: Callable[[], FallbackClassifier] | None = None,
        assess: Callable[[str], Crisis] | None = None,
        extract: Extract | None = None,
        guess: Callable[[str], Language] | None = None,
    ) -> None:
        self._rasa = rasa
        self._mode = mode
        self._fallback = fallback or _default_fallback
        self._assess = assess or _default_assess()
        self._extract = extract or _default_extract()
        self._guess = guess or _default_guess()

    @property
    def may_fall_back(self) -> bool:
        """Whether the fallback may answer; in mode `rasa` it may not, so that Rasa alone is measured."""
        return self._mode != "rasa"

    async def warm(self, library: Library | None = None) -> None:
        """Trains the fallback and loads the readers' rules (some seconds, in a thread), so that no client waits.

        Without a library everything but the extraction is warmed.
        """
        await asyncio.to_thread(self._warm_readers, library)
        if self._mode != "rasa":
            await asyncio.to_thread(self._fallback)

    def _warm_readers(self, library: Library | None) -> None:
        sample = "hej, jag bor i Farsta och fick ett brev i går"
        _safely("crisis", lambda: self._assess(sample), Crisis())
        _safely("language", lambda: self._guess(sample), "unknown")
        if library is not None:
            _safely("extract", lambda: self._extract(sample, today=date(2026, 1, 2), library=library), {})

    async def understand(self, text: str, *, today: date, library: Library) -> Understanding:
        """Never raises, whatever the text. `engine` is "none" only if mode is "rasa" and Rasa does not answer."""
        seen = _head_and_tail(text)
        crisis = await _read(text, "crisis", lambda: self._assess(text), Crisis())  # all of it, however long
        classified, engine = await self._classify(seen)
        if crisis.level == "none" and classified.intent == "crisis" and classified.confidence >= CRISIS_CONFIDENCE:
            crisis = replace(crisis, level="perhaps")
        nothing: dict[str, Extracted] = {}
        answers = await _read(seen, "extract", lambda: self._extract(seen, today=today, library=library), nothing)
        unknown: Language = "unknown"
        language = await _read(seen, "language", lambda: self._guess(seen), unknown)
        return Understanding(
            intent=classified.intent,
            sub_intent=classified.sub_intent,
            confidence=classified.confidence,
            ranking=classified.ranking,
            crisis=crisis,
            answers=answers,
            language=language,
            engine=engine,
        )

    async def classify(self, text: str) -> tuple[Classification, EngineName]:
        """Only the intent, and who found it. Never raises."""
        return await self._classify(_head_and_tail(text))

    async def _classify(self, text: str) -> tuple[Classification, EngineName]:
        if not text.strip():
            return NOTHING_UNDERSTOOD, "fallback" if self._mode != "rasa" else "rasa"
        if self._rasa is not None and self._mode != "fallback":
            try:
                return await self._rasa.parse(text), "rasa"
            except Unavailable as error:
                _log.info("rasa_unavailable", why=str(error))
        if self._mode == "rasa":
            return NOTHING_UNDERSTOOD, "none"
        classifier = await asyncio.to_thread(self._fallback)
        return _safely("fallback", lambda: classifier.parse(text), NOTHING_UNDERSTOOD), "fallback"


def _head_and_tail(text: str) -> str:
    if len(text) <= MAX_CHARACTERS:
        return text
    half = MAX_CHARACTERS // 2
    return text[:half] + "\n" + text[-half:]


async def _read(text: str, part: str, read: Callable[[], T], otherwise: T) -> T:
    if len(text) < LONG:
        return _safely(part, read, otherwise)
    return await asyncio.to_thread(lambda: _safely(part, read, otherwise))


def _safely(part: str, read: Callable[[], T], otherwise: T) -> T:
    # One reader that stumbles over a strange text must not cost the client the whole turn. No client words are logged.
    try:
        return read()
    except Exception as error:
        _log.exception("reader_failed", part=part, kind=type(error).__name__, exc_info=False)
        return otherwise


def _default_assess() -> Callable[[str], Crisis]:
    from nlu.crisis import assess

    return assess


def _default_extract() -> Extract:
    from nlu.extract import extract

    return extract


def _default_guess() -> Callable[[str], Language]:
    from nlu.language import guess

    return guess


def _default_fallback() -> FallbackClassifier:
    from nlu.engine.fallback import shared_fallback  # imports scikit-learn, which takes seconds

    return shared_fallback()
