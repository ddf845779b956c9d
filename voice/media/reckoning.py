"""How much of what was sent has been heard. Pure: the time is passed in, in seconds of any steady clock.

The far end plays a frame every 20 ms as long as it has one, so the own clock tells when it will be through. Marks that
it confirms put the reckoning right; an end that never confirms any is believed to keep time.
"""

from __future__ import annotations

from collections import OrderedDict

from voice.call.line import FRAME_MS

_FRAME = FRAME_MS / 1000
_LATE = 0.5
"""Seconds that a mark may come later than the clock says, before the clock is believed."""


class Reckoning:
    """The speech on its way through one line."""

    def __init__(self) -> None:
        self._sent = 0
        self._marks: OrderedDict[str, int] = OrderedDict()
        self._ends_at = 0.0
        self._confirms = False

    def sent(self, frames: int, mark: str, now: float) -> None:
        """So many frames went out, with a mark behind them."""
        self._sent += frames
        self._marks[mark] = self._sent
        self._ends_at = max(self._ends_at, now) + frames * _FRAME

    def confirmed(self, mark: str, now: float) -> bool:
        """Everything before the mark has been heard. False when no such mark waits (it was flushed, or invented)."""
        if mark not in self._marks:
            return False
        self._confirms = True
        while self._marks:
            name, position = self._marks.popitem(last=False)
            if name == mark:
                self._ends_at = now + (self._sent - position) * _FRAME
                break
        return True

    def flushed(self) -> None:
        """What was not heard is gone, with its marks."""
        self._marks.clear()
        self._ends_at = 0.0

    def unheard_ms(self, now: float) -> float:
        """How much has not been heard yet."""
        left = self._ends_at - now
        if left > 0:
            return left * 1000
        return float(FRAME_MS) if self._marks and self._confirms and left > -_LATE else 0.0

    def frames_waiting(self, now: float) -> int:
        """About how many frames wait at the far end."""
        return int(self.unheard_ms(now) // FRAME_MS)

    def all_heard(self, now: float) -> bool:
        """Whether nothing can be left. While a mark is not confirmed, the clock is believed only some time later."""
        return now >= self._ends_at + (_LATE if self._marks else 0.0)
