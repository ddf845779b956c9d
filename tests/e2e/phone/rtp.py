"""One telephone's sound on the network: packets of 20 ms both ways, and keys as RFC 4733 events.

Arrivals are stamped by the kernel, and a thread of its own sends, so that a busy test process does not look like a slow
or broken line. All times are seconds of `time.time()`.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import struct
import threading
import time
from collections import deque
from dataclasses import dataclass

from tests.e2e.phone.alaw import PACKET_SAMPLES, SILENCE, loudness

ALAW, KEYS = 8, 101
KEY_MS = 100
SPACING = 0.02
_SO_TIMESTAMPNS = 35
_SIGNS = "0123456789*#"


@dataclass(frozen=True)
class Packet:
    """20 ms that arrived. `stamp` counts samples in the stream `source`; `at` is when the kernel had it."""

    at: float
    source: int
    number: int
    stamp: int
    sound: bytes
    loudness: float


class Rtp:
    """The sound of one call. `arrived` grows while it is open; what is put into `say` is sent at its pace."""

    def __init__(self, host: str) -> None:
        self.arrived: list[Packet] = []
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 20)
        self._socket.setblocking(False)
        self._socket.bind((host, 0))
        self.port: int = self._socket.getsockname()[1]
        self._remote: tuple[str, int] | None = None
        self._loop = asyncio.get_running_loop()
        self._lock = threading.Lock()
        """Guards what both the thread and the test touch: what is to be sent, and who waits for it."""
        self._queue = bytearray()
        self._waiting: deque[asyncio.Future[float]] = deque()
        self._keys: deque[tuple[int, asyncio.Future[float]]] = deque()
        self._key_began: int | None = None
        self._number, self._stamp = 1, 0
        self._last_sound_sent = 0.0
        self._sending: threading.Thread | None = None
        self._stopped = threading.Event()
        self._news = asyncio.Event()
        self._loop.add_reader(self._socket, self._receive)

    def start(self, host: str, port: int) -> None:
        """Begins to send, silence while there is nothing else. A second start only changes where to."""
        self._remote = (host, port)
        if self._sending is None:
            self._sending = threading.Thread(target=self._send_on, daemon=True, name="a telephone's sound")
            self._sending.start()

    async def say(self, codes: bytes) -> float:
        """Sends this sound and returns when its last packet is sent, with the time that it was."""
        sent: asyncio.Future[float] = self._loop.create_future()
        with self._lock:
            self._queue += codes + SILENCE[: -len(codes) % PACKET_SAMPLES]
            self._waiting.append(sent)
        return await sent

    async def press(self, key: str) -> float:
        """One key, held for 100 ms. Returns the time when it was let go.

        As in a real telephone its packets take the place of sound. Sent beside the sound they could be overtaken by it
        on a busy machine, and the exchange would take one key for two.
        """
        released: asyncio.Future[float] = self._loop.create_future()
        with self._lock:
            self._keys.append((_SIGNS.index(key), released))
        return await released

    async def news(self, seconds: float) -> None:
        """Returns when another packet has arrived, or the time is over."""
        self._news.clear()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._news.wait(), seconds)

    def stop(self) -> None:
        """Sends nothing more; whoever waits for what was to be said waits no longer."""
        self._stopped.set()
        with self._lock:
            left = [*self._waiting, *(released for _, released in self._keys)]
            self._waiting.clear()
            self._keys.clear()
        for waiting in left:
            _tell(waiting, time.time())

    def close(self) -> None:
        self.stop()
        if self._sending:
            self._sending.join(1)
        if self._socket.fileno() >= 0:
            self._loop.remove_reader(self._socket)
            self._socket.close()
        self._news.set()

    def _send_on(self) -> None:
        due = time.monotonic()
        while not self._stopped.wait(max(0.0, due - time.monotonic())):
            with self._lock:
                if self._keys:
                    self._send_key()
                else:
                    self._send_sound()
                self._stamp += PACKET_SAMPLES
            due += SPACING

    def _send_sound(self) -> None:
        sound = bytes(self._queue[:PACKET_SAMPLES])
        del self._queue[:PACKET_SAMPLES]
        self._send(ALAW, sound or SILENCE, self._stamp)
        if sound:
            self._last_sound_sent = time.time()
        if not self._queue:
            while self._waiting:
                self._loop.call_soon_threadsafe(_tell, self._waiting.popleft(), self._last_sound_sent)

    def _send_key(self) -> None:
        event, released = self._keys[0]
        self._key_began = self._stamp if self._key_began is None else self._key_began
        held = self._stamp + PACKET_SAMPLES - self._key_began
        if held < KEY_MS * 8:
            first = self._key_began == self._stamp
            self._send(KEYS, struct.pack(">BBH", event, 10, held), self._key_began, first=first)
            return
        for _ in range(3):  # thrice, since one may be lost
            self._send(KEYS, struct.pack(">BBH", event, 0x80 | 10, held), self._key_began)
        self._keys.popleft()
        self._key_began = None
        self._loop.call_soon_threadsafe(_tell, released, time.time())

    def _send(self, kind: int, payload: bytes, stamp: int, *, first: bool = False) -> None:
        if self._remote is None or self._socket.fileno() < 0:
            return
        head = struct.pack(">BBHII", 0x80, kind | first << 7, self._number & 0xFFFF, stamp & 0xFFFFFFFF, 0x5151)
        self._number += 1
        with contextlib.suppress(OSError):
            self._socket.sendto(head + payload, self._remote)

    def _receive(self) -> None:
        with contextlib.suppress(BlockingIOError, OSError):
            while True:
                data, extra, _, _ = self._socket.recvmsg(2048, 64)
                if len(data) <= 12 or data[1] & 0x7F != ALAW:
                    continue
                number, stamp, source = struct.unpack(">HII", data[2:12])
                self.arrived.append(Packet(_kernel_time(extra), source, number, stamp, data[12:], loudness(data[12:])))
                self._news.set()


def _tell(waiting: asyncio.Future[float], at: float) -> None:
    if not waiting.done():
        waiting.set_result(at)


def _kernel_time(extra: list[tuple[int, int, bytes]]) -> float:
    for level, kind, value in extra:
        if (level, kind) == (socket.SOL_SOCKET, _SO_TIMESTAMPNS):
            seconds, nanoseconds = struct.unpack("@qq", value[:16])
            return seconds + nanoseconds / 1e9
    return time.time()
