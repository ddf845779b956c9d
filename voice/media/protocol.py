"""What Asterisk's chan_websocket says and is told, in its JSON form, as values. Pure.

A browser phone speaks the same. Nothing that arrives is trusted: whatever is not understood is `Unknown`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

SUBPROTOCOL = "media"
FORMAT = "slin16"
MAX_COMMAND_BYTES = 128
"""Asterisk ignores a longer text message."""

_KEYS = frozenset("0123456789*#")
_LONGEST = 4096


@dataclass(frozen=True)
class MediaStart:
    """The first message of a call: the sound begins. `format` is `slin16` for 16 kHz, signed 16 bit."""

    format: str


@dataclass(frozen=True)
class Key:
    """A key was released."""

    key: str


@dataclass(frozen=True)
class Full:
    """MEDIA_XOFF: the queue is nearly full; what does not fit is thrown away without a word."""


@dataclass(frozen=True)
class RoomAgain:
    """MEDIA_XON."""


@dataclass(frozen=True)
class MarkHeard:
    """Everything before the mark has been played."""

    mark: str


@dataclass(frozen=True)
class Other:
    """A message that exists and needs nothing of us (STATUS, QUEUE_DRAINED, MEDIA_BUFFERING_COMPLETED, ERROR)."""

    event: str


@dataclass(frozen=True)
class Unknown:
    """Not a message of this protocol."""


Told: TypeAlias = MediaStart | Key | Full | RoomAgain | MarkHeard | Other | Unknown

_NOTED = frozenset({"STATUS", "QUEUE_DRAINED", "MEDIA_BUFFERING_COMPLETED", "ERROR"})


def understand(text: str) -> Told:
    """The message as a value. Never raises, whatever the text is."""
    if len(text) > _LONGEST:
        return Unknown()
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        return Unknown()
    if not isinstance(said, Mapping):
        return Unknown()
    match said.get("event"):
        case "MEDIA_START":
            return MediaStart(_text(said, "format"))
        case "DTMF_END":
            key = _text(said, "digit")
            return Key(key) if key in _KEYS else Unknown()
        case "MEDIA_XOFF":
            return Full()
        case "MEDIA_XON":
            return RoomAgain()
        case "MEDIA_MARK_PROCESSED":
            return MarkHeard(_text(said, "correlation_id"))
        case str(event) if event in _NOTED:
            return Other(event)
        case _:
            return Unknown()


def _text(said: Mapping[str, object], name: str) -> str:
    value = said.get(name)
    return value if isinstance(value, str) else ""


def _command(name: str, **fields: str) -> str:
    text = json.dumps({"command": name, **fields}, separators=(",", ":"))
    assert len(text.encode()) <= MAX_COMMAND_BYTES, "Asterisk would ignore it"
    return text


SOUND_BEGINS = _command("START_MEDIA_BUFFERING")
SOUND_ENDS = _command("STOP_MEDIA_BUFFERING")
FLUSH = _command("FLUSH_MEDIA")
HANG_UP = _command("HANGUP")


def mark(name: str) -> str:
    """Asks to be told (`MarkHeard`) when everything before has been played. `name` is short: see MAX_COMMAND_BYTES."""
    return _command("MARK_MEDIA", correlation_id=name)
