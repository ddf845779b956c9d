"""Keeping the sound of a call whose caller agreed to it: both sides, from the yes on, written while the call goes on.

The call never waits for the disk. What cannot be written is given up, told in the log, and the call goes on without.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

import numpy as np
import structlog

from voice.call.line import FRAME_BYTES
from voice.call.mouth import Mouth

log = structlog.get_logger()

_PIECE_FRAMES = 100
"""Two seconds: what is lost if the process dies."""
_PIECES_WAITING = 15
"""Half a minute that a slow disk may lag behind; about 2 MB of a call."""
_CLOSING_AT_MOST = 5.0
_DRIFT_BYTES = 10 * FRAME_BYTES
"""Our side runs on smoothly as long as the clock agrees about so much."""


class TakesSound(Protocol):
    """What a call needs of a kept file. May raise OSError; `close` never raises."""

    def write(self, sound: bytes) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True)
class Keeping:
    """Where sound may be kept: for so many days, if the caller agrees.

    `begin` makes a file for the conversation with this id, and may raise OSError. It takes two channels, the caller's
    and ours. `apart` runs what waits for the disk, outside of the loop, one after the other.
    """

    days: int
    begin: Callable[[str], TakesSound]
    apart: Callable[[Callable[[], Any]], Awaitable[Any]]


class CallSound:
    """The sound of one call. Nothing is held before `follow` says that the caller has agreed."""

    def __init__(self, keeping: Keeping | None, mouth: Mouth, call: str) -> None:
        self._keeping = keeping
        self._mouth = mouth
        self._call = call
        self._conversation: str | None = None
        self._theirs, self._ours = bytearray(), bytearray()
        self._heard: tuple[bytes, int] | None = None
        self._pieces: asyncio.Queue[tuple[str, bytes] | None] = asyncio.Queue()
        self._writing: asyncio.Task[None] | None = None
        self._given_up = False

    def follow(self, conversation: str | None, *, keep: bool) -> None:
        """From the next frame on the sound belongs to this conversation and is kept, or is not."""
        wanted = conversation if keep and self._keeping else None
        if wanted != self._conversation:
            self._hand_over()
            self._conversation = None if self._given_up else wanted

    def hear(self, frame: bytes) -> None:
        """What the caller says now; what the caller hears now is asked of the mouth."""
        if self._conversation is None:
            return
        self._theirs += frame
        self._ours += self._our_frame()
        if len(self._theirs) >= _PIECE_FRAMES * FRAME_BYTES:
            self._hand_over()

    async def close(self) -> None:
        """Writes the rest. Never raises, and waits a bounded time."""
        self.follow(None, keep=False)
        if self._writing is None:
            return
        self._pieces.put_nowait(None)
        _, waiting = await asyncio.wait([self._writing], timeout=_CLOSING_AT_MOST)
        if waiting:
            self._too_slow(self._writing)

    def _our_frame(self) -> bytes:
        """The frame that follows the last one, unless the clock says that something else is heard."""
        now = self._mouth.heard_now()
        if now is None:
            self._heard = None
            return bytes(FRAME_BYTES)
        sound, at = now
        last, expected = self._heard if self._heard and self._heard[0] is sound else (sound, 0)
        if abs(expected - at) < _DRIFT_BYTES:
            at = expected
        self._heard = (last, at + FRAME_BYTES)
        return sound[at : at + FRAME_BYTES].ljust(FRAME_BYTES, b"\0")

    def _hand_over(self) -> None:
        if self._conversation is None or not self._theirs:
            return
        sides = [np.frombuffer(bytes(side), dtype="<i2") for side in (self._theirs, self._ours)]
        piece = (self._conversation, np.column_stack(sides).tobytes())
        self._theirs.clear()
        self._ours.clear()
        if self._writing is None and self._keeping:
            self._writing = asyncio.create_task(self._write(self._keeping))
        elif self._writing and self._pieces.qsize() >= _PIECES_WAITING:
            self._too_slow(self._writing)
            return
        self._pieces.put_nowait(piece)

    async def _write(self, keeping: Keeping) -> None:
        """Until there is no more, or it cannot be done."""
        file: TakesSound | None = None
        of: str | None = None
        try:
            while (piece := await self._pieces.get()) is not None:
                if file is None or piece[0] != of:
                    if file is not None:
                        await keeping.apart(file.close)
                    of, file = piece[0], await keeping.apart(partial(keeping.begin, piece[0]))
                await keeping.apart(partial(file.write, piece[1]))
        except Exception as problem:
            self._give_up(type(problem).__name__)
        finally:
            if file is not None:
                with contextlib.suppress(Exception):
                    await keeping.apart(file.close)

    def _too_slow(self, writing: asyncio.Task[None]) -> None:
        writing.cancel()
        self._give_up("too slow")

    def _give_up(self, problem: str) -> None:
        """What was written stays; nothing more of this call is kept."""
        if not self._given_up:
            log.error("sound_not_kept", call=self._call, problem=problem)
        self._given_up, self._conversation = True, None
        self._theirs.clear()
        self._ours.clear()
