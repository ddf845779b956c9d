"""A telephone line over a WebSocket: Asterisk's chan_websocket, or the browser phone that speaks the same."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator

from voice.call.line import FRAME_BYTES, FRAME_MS, CallInfo, LineEvent
from voice.media import protocol
from voice.media.clock import Clock, SteadyClock
from voice.media.frames import SILENT_FRAME, Frames, padded
from voice.media.inbox import Inbox
from voice.media.pace import Pace
from voice.media.reckoning import Reckoning
from voice.media.socket import NORMAL, TOO_MUCH, Socket

MOST_WAITING = 800
"""Frames that may wait at the far end. Asterisk holds 1000, warns at 900, and drops the rest without a word."""
_CHUNK_FRAMES = 50
"""One second: 32,000 bytes, well under the 64 KiB that end a call, and a mark for each."""
_BEAT = 0.1
"""Seconds between two looks at a line that nobody speaks on."""
_COMFORT_FRAMES = 25
_COMFORT_AHEAD = 0.25
_SOUND_MISSING = 0.3
"""Seconds without any sound from the caller until silence takes its place."""
_IDLE = 300.0
"""Seconds without any message until the line is given up."""


class WebSocketLine:
    """Implements `voice.call.line.Line`. `run` must be running for anything to come in.

    Speech goes out a second at a time, never more than the far end can hold. While nothing is spoken to a telephone,
    silence goes out, so that networks keep the call; it is thrown away the moment there is speech, so that nobody waits
    behind it. A telephone that sends no sound (it is muted, or saves on silence) is heard as silent, because
    turn-taking counts time in sound.
    """

    def __init__(self, socket: Socket, info: CallInfo, *, clock: Clock | None = None) -> None:
        self._socket = socket
        self._info = info
        self._clock = clock or SteadyClock()
        self._inbox = Inbox()
        self._frames = Frames()
        self._pace = Pace(self._clock.now())
        self._reckoning = Reckoning()
        self._names = itertools.count(1)
        self._sending = asyncio.Lock()
        self._speaking = asyncio.Lock()
        self._changed = asyncio.Event()
        self._flushes = 0
        self._full = False
        self._over = False
        self._just_heard_all = False
        self._comfort_until: float | None = None
        self._last_message = self._last_sound = self._clock.now()
        self.unknown = 0

    @property
    def info(self) -> CallInfo:
        return self._info

    @property
    def lost_frames(self) -> int:
        """Frames that the call did not fetch in time."""
        return self._inbox.lost

    @property
    def dropped_messages(self) -> int:
        """Messages that came faster than any telephone sends."""
        return self._pace.dropped

    def events(self) -> AsyncIterator[LineEvent]:
        return self._inbox.events()

    async def run(self) -> None:
        """Takes in what comes, until the socket closes. Never raises for what comes."""
        beat = asyncio.create_task(self._beats())
        try:
            while (message := await self._socket.receive()) is not None:
                if not self._take_in(message):
                    await self._socket.close(TOO_MUCH)
                    break
                if self._just_heard_all:
                    self._just_heard_all = False
                    await self._comfort(self._clock.now())
        finally:
            self._end()
            beat.cancel()
            await asyncio.gather(beat, return_exceptions=True)

    async def play(self, sound: bytes) -> None:
        begun = self._flushes
        left = memoryview(padded(sound))
        async with self._speaking:
            while len(left) and not self._over and begun == self._flushes:
                now = self._clock.now()
                room = 0 if self._full else MOST_WAITING - self._reckoning.frames_waiting(now)
                frames = min(_CHUNK_FRAMES, len(left) // FRAME_BYTES)
                if room < frames:
                    await self._wait_for_room(frames - room)
                    continue
                await self._send_speech(bytes(left[: frames * FRAME_BYTES]), frames, begun)
                left = left[frames * FRAME_BYTES :]

    async def flush(self) -> None:
        self._flushes += 1
        self._changed.set()
        async with self._sending:
            await self._flush()
        await self._comfort(self._clock.now())

    def unheard_ms(self) -> float:
        return 0.0 if self._over else self._reckoning.unheard_ms(self._clock.now())

    async def hang_up(self) -> None:
        self._flushes += 1
        self._changed.set()
        async with self._sending:
            await self._give(protocol.HANG_UP)
        await self.close()

    async def close(self, code: int = NORMAL) -> None:
        """Ends the line without a word to the exchange, which then goes on as when this process has died."""
        self._end()
        await self._socket.close(code)

    # What comes in

    def _take_in(self, message: str | bytes) -> bool:
        """False when the other end has gone mad."""
        now = self._last_message = self._clock.now()
        if not self._pace.allows(len(message), now):
            return not self._pace.mad
        if isinstance(message, bytes):
            for frame in self._frames.feed(message):
                self._last_sound = now
                self._inbox.sound(frame)
            return True
        match protocol.understand(message):
            case protocol.Key(key):
                if self._pace.allows_key(now):
                    self._inbox.key(key)
                return not self._pace.mad
            case protocol.MarkHeard(name):
                if self._reckoning.confirmed(name, now):
                    self._just_heard_all = not self._reckoning.unheard_ms(now)
                    self._changed.set()
            case protocol.Full():
                self._full = True
            case protocol.RoomAgain():
                self._full = False
                self._changed.set()
            case protocol.Unknown():
                self.unknown += 1
        return True

    def _end(self) -> None:
        self._over = True
        self._inbox.end()
        self._changed.set()

    # What goes out

    async def _wait_for_room(self, frames: int) -> None:
        """Until so many more frames have been heard by the clock, or something has changed."""
        self._changed.clear()
        if self._full and not self._reckoning.frames_waiting(self._clock.now()):
            self._full = False  # by the clock it has played everything: the MEDIA_XON was lost
            return
        sleep = asyncio.ensure_future(self._clock.sleep(frames * FRAME_MS / 1000))
        change = asyncio.ensure_future(self._changed.wait())
        try:
            await asyncio.wait({sleep, change}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleep.cancel()
            change.cancel()

    async def _send_speech(self, sound: bytes, frames: int, begun: int) -> None:
        async with self._sending:
            if begun != self._flushes or self._over:
                return
            if self._comfort_until is not None:
                await self._flush()
            name = f"m{next(self._names)}"
            for message in (protocol.SOUND_BEGINS, sound, protocol.SOUND_ENDS, protocol.mark(name)):
                await self._give(message)
            self._reckoning.sent(frames, name, self._clock.now())

    async def _flush(self) -> None:
        await self._give(protocol.FLUSH)
        self._reckoning.flushed()
        self._comfort_until = None
        self._full = False

    async def _give(self, message: str | bytes) -> None:
        if not self._over and not await self._socket.send(message):
            self._end()

    async def tell(self, message: str) -> None:
        """Sends a text of ours, in its turn. Asterisk ignores one of more than 128 bytes."""
        async with self._sending:
            await self._give(message)

    # While nobody speaks

    async def _beats(self) -> None:
        while not self._over:
            await self._clock.sleep(_BEAT)
            now = self._clock.now()
            if now - self._last_message > _IDLE:
                await self.hang_up()
                return
            if self._info.kind == "telephone":
                self._hear_silence(now)
            await self._comfort(now)

    def _hear_silence(self, now: float) -> None:
        if now - self._last_sound > _SOUND_MISSING:
            for _ in range(int((now - self._last_sound) / (FRAME_MS / 1000))):
                self._inbox.sound(SILENT_FRAME)
            self._last_sound = now

    async def _comfort(self, now: float) -> None:
        if self._info.kind != "telephone" or self._over:
            return
        if self._speaking.locked() or self._sending.locked() or self._full or not self._reckoning.all_heard(now):
            return
        if self._comfort_until is not None and self._comfort_until - now > _COMFORT_AHEAD:
            return
        async with self._sending:
            self._comfort_until = max(self._comfort_until or now, now) + _COMFORT_FRAMES * FRAME_MS / 1000
            await self._give(SILENT_FRAME * _COMFORT_FRAMES)
