"""The library that conversations run on: the newest one that is whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from content.error import ContentError
from content.library import Library

LOOKS_EVERY = timedelta(seconds=2)
_log = structlog.get_logger("library")


class NewestLibrary:
    """Looks for a changed library now and then. While a file is broken, clients go on with the last whole one.

    The first call raises ContentError when there is none at all.
    """

    def __init__(self, load: Callable[[], Library], clock: Callable[[], datetime]) -> None:
        self._load = load
        self._clock = clock
        self._library: Library | None = None
        self._looked_at = clock()
        self._told = ""

    def __call__(self) -> Library:
        now = self._clock()
        if self._library is None:
            self._library = self._load()
        elif abs(now - self._looked_at) >= LOOKS_EVERY:
            self._looked_at = now
            try:
                self._library = self._load()
                self._told = ""
            except ContentError as error:
                self._tell(str(error), self._library.version)
        return self._library

    def _tell(self, why: str, kept: str) -> None:
        """Once for each fault: the files are looked at every other second, and somebody is writing in them."""
        if why != self._told:
            self._told = why
            _log.error("broken content, going on with what was whole", kept=kept, why=why)
