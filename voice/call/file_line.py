"""A line without a telephone: the caller's turns come from files and keys, at the pace of real speech."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass

from bot.dialogue.listening import Keys
from voice.call.line import FRAME_BYTES, FRAME_MS, RATE, CallInfo, HungUp, KeyPressed, LineEvent, SoundHeard

_SILENT_FRAME = bytes(FRAME_BYTES)
_BREATH = 0.3
"""Seconds between the end of our words and the caller's: nobody answers in the same moment."""
_BETWEEN_KEYS = 0.15
_ENTRY = re.compile(r"[0-9]*(#|\*[09]?)")
_BYTES_A_SECOND = RATE * 2


@dataclass(frozen=True)
class SpokenTurn:
    """Words of the caller: 16 kHz mono signed 16 bit."""

    sound: bytes


@dataclass(frozen=True)
class KeyTurn:
    """Keys of the caller. Where keys act at once each waits for its question; an entry is pressed as one."""

    keys: str


class FileLine:
    """Implements `voice.call.line.Line`. `waits` tells it that the call waits for the caller's next turn.

    When no turn is left and the call waits, the caller hangs up. `heard` is all that the caller heard, on one track.
    """

    def __init__(self, turns: Sequence[SpokenTurn | KeyTurn], clock: Callable[[], float], call: str = "file") -> None:
        self._turns = deque(turns)
        self._keys: Keys = "at_once"
        self._clock = clock
        self._info = CallInfo(call, kind="file")
        self._may_go_on = asyncio.Event()
        self._began = clock()
        self._until = self._began
        self._played: list[tuple[float, bytes]] = []
        self._over = False

    @property
    def info(self) -> CallInfo:
        return self._info

    @property
    def seconds(self) -> float:
        """Since the call began."""
        return self._clock() - self._began

    def waits(self, keys: Keys) -> None:
        """All has been said. `keys`: how keys are taken at the question that waits."""
        self._keys = keys
        self._may_go_on.set()

    async def events(self) -> AsyncIterator[LineEvent]:
        due = ready_at = self._clock()
        speech, pressing, waiting = b"", "", False
        while not self._over:
            due += FRAME_MS / 1000
            await asyncio.sleep(max(0.0, due - self._clock()))
            yield SoundHeard(speech[:FRAME_BYTES].ljust(FRAME_BYTES, b"\0"))
            speech = speech[FRAME_BYTES:]
            now = self._clock()
            if self._may_go_on.is_set() and not waiting:
                self._may_go_on.clear()
                waiting, ready_at = True, now + _BREATH
            if speech or now < ready_at:
                continue
            if pressing:
                yield KeyPressed(pressing[0])
                pressing, ready_at = pressing[1:], now + _BETWEEN_KEYS
            elif waiting:
                waiting = False
                match self._next():
                    case SpokenTurn(sound):
                        speech = sound
                    case KeyTurn(keys):
                        pressing = keys
                    case None:
                        break
        yield HungUp()

    def _next(self) -> SpokenTurn | KeyTurn | None:
        """The caller's next turn; of keys, as many as the question takes at once."""
        turn = self._turns.popleft() if self._turns else None
        if not isinstance(turn, KeyTurn):
            return turn
        count = 1
        if self._keys == "entry":
            whole = _ENTRY.match(turn.keys)
            count = whole.end() if whole else len(turn.keys)
        if turn.keys[count:]:
            self._turns.appendleft(KeyTurn(turn.keys[count:]))
        return KeyTurn(turn.keys[:count])

    async def play(self, sound: bytes) -> None:
        begins = max(self._clock(), self._until)
        self._until = begins + len(sound) / _BYTES_A_SECOND
        self._played.append((begins, sound))

    async def flush(self) -> None:
        now = self._clock()
        begun = [(begins, sound) for begins, sound in self._played if begins < now]
        self._played = [(begins, sound[: round((now - begins) * RATE) * 2]) for begins, sound in begun]
        self._until = min(self._until, now)

    def unheard_ms(self) -> float:
        return max(0.0, self._until - self._clock()) * 1000

    async def hang_up(self) -> None:
        self._over = True

    def heard(self, since: float = 0.0, until: float | None = None) -> bytes:
        """What the caller heard between two moments, in seconds since the call began; silence where there was none."""
        end = self.seconds if until is None else until
        track = bytearray(max(0, round((end - since) * RATE)) * 2)
        for begins, sound in self._played:
            at = round((begins - self._began - since) * RATE) * 2
            part = sound[max(0, -at) : max(0, len(track) - at)]
            track[max(0, at) : max(0, at) + len(part)] = part
        return bytes(track)
