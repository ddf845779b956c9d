"""Sound as whole frames, whatever sizes it arrives or is made in. Pure."""

from __future__ import annotations

from voice.call.line import FRAME_BYTES

SILENT_FRAME = bytes(FRAME_BYTES)


class Frames:
    """Cuts a stream of bytes into frames of 20 ms. What does not fill one waits for the next bytes."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, sound: bytes) -> list[bytes]:
        """The frames that are whole now, in order, each of FRAME_BYTES."""
        if not self._rest and len(sound) == FRAME_BYTES:  # nearly always
            return [sound]
        held = self._rest + sound
        whole = len(held) - len(held) % FRAME_BYTES
        self._rest = held[whole:]
        return [held[at : at + FRAME_BYTES] for at in range(0, whole, FRAME_BYTES)]


def padded(sound: bytes) -> bytes:
    """The sound with silence after it, to the end of its last frame."""
    return sound + bytes(-len(sound) % FRAME_BYTES)
