"""How much the socket takes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MediaLimits:
    """`calls` at once, of which at most `browser_calls` from browsers, so that telephones always have room.

    `of_one_address`: browsers' calls from one address, so that nobody alone takes them from everybody.

    `start_seconds`: from the upgrade to MEDIA_START. `after_seconds`: how long a call may tidy up (the last words may
    still go to the dialogue) once its line is gone.
    """

    calls: int = 20
    browser_calls: int = 10
    of_one_address: int = 5
    start_seconds: float = 5.0
    after_seconds: float = 30.0
