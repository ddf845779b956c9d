"""What the voice's own process and we say to each other: frames of a small JSON head and raw sound. Standard library.

On the wire: two unsigned 32 bit big endian lengths, then the head (UTF-8 JSON object), then the sound.
"""

from __future__ import annotations

import json
import struct
from typing import Any

LENGTHS = struct.Struct(">II")
MOST_HEAD = 64 * 1024
MOST_SOUND = 64 * 1024 * 1024
"""Bytes: half an hour of speech. A longer frame is no frame of ours."""


class BrokenFrame(Exception):
    """The other side does not speak this protocol (any more)."""


def pack(head: dict[str, Any], sound: bytes = b"") -> bytes:
    """The frame as bytes."""
    raw = json.dumps(head, ensure_ascii=False).encode()
    return LENGTHS.pack(len(raw), len(sound)) + raw + sound


def lengths(raw: bytes) -> tuple[int, int]:
    """How many bytes of head and of sound follow. Raises BrokenFrame if that cannot be."""
    head, sound = LENGTHS.unpack(raw)
    if head > MOST_HEAD or sound > MOST_SOUND:
        raise BrokenFrame("a frame is too long")
    return head, sound


def unpack_head(raw: bytes) -> dict[str, Any]:
    """The head as it was packed. Raises BrokenFrame for anything else."""
    try:
        head = json.loads(raw)
    except ValueError:
        raise BrokenFrame("a frame's head is no JSON") from None
    if not isinstance(head, dict):
        raise BrokenFrame("a frame's head is no object")
    return head
