"""How fast messages may come on one line. Pure: the time is passed in, in seconds.

A telephone sends 50 messages and 32 kB a second. A stalled network may deliver many at once; nothing sends ten times
as many for long but a mad or a bad client. Each key may be a whole turn of the conversation, so keys have a pace of
their own: a telephone that dials by itself sends ten a second.
"""

from __future__ import annotations

_MESSAGES = (200.0, 2_000.0)  # a second, at once
_BYTES = (128_000.0, 2_000_000.0)
_KEYS = (12.0, 60.0)
_MAD_AFTER = 2_000


class Pace:
    """Allows what a telephone needs and counts what it does not."""

    def __init__(self, now: float) -> None:
        self._at = now
        self._messages = _MESSAGES[1]
        self._bytes = _BYTES[1]
        self._keys_at = now
        self._keys = _KEYS[1]
        self.dropped = 0

    @property
    def mad(self) -> bool:
        """Whether so much was dropped that the line should end."""
        return self.dropped >= _MAD_AFTER

    def allows(self, size: int, now: float) -> bool:
        """Whether a message of so many bytes may be looked at now. Otherwise it is counted as dropped."""
        passed = max(0.0, now - self._at)
        self._at = now
        self._messages = min(_MESSAGES[1], self._messages + passed * _MESSAGES[0])
        self._bytes = min(_BYTES[1], self._bytes + passed * _BYTES[0])
        if self._messages < 1 or self._bytes < size:
            self.dropped += 1
            return False
        self._messages -= 1
        self._bytes -= size
        return True

    def allows_key(self, now: float) -> bool:
        """Whether a message that was allowed may be a key. Otherwise it is counted as dropped."""
        self._keys = min(_KEYS[1], self._keys + max(0.0, now - self._keys_at) * _KEYS[0])
        self._keys_at = now
        if self._keys < 1:
            self.dropped += 1
            return False
        self._keys -= 1
        return True
