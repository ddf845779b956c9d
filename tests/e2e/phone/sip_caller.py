"""A telephone that calls: SIP, sound and keys over UDP on loopback, and everything it hears kept with its time."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from types import TracebackType
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from tests.e2e.phone import alaw
from tests.e2e.phone.ear import Ear
from tests.e2e.phone.rtp import Rtp
from tests.e2e.phone.sip_message import Message, answer, proof_of_password, request, sound_description


class SipCaller(asyncio.DatagramProtocol):
    """One call. Used as `async with`, which hangs up at the end if nobody has.

    `host` is the address it calls from (all of 127.0.0.0/8 is this machine), `number` who it says it is.
    """

    def __init__(
        self,
        exchange_port: int,
        *,
        to: str = "08123456",
        number: str = "0701234567",
        host: str = "127.0.0.1",
        password: str | None = None,
        headers: tuple[str, ...] = (),
    ) -> None:
        self.host, self.to, self.number = host, to, number
        self.password = password
        self.call_id = f"{uuid4().hex}@{host}"
        self.status: int | None = None
        self.ringing = False
        self.dialled_at = self.answered_at = self.ended_at = 0.0
        self.decided, self.ended = asyncio.Event(), asyncio.Event()
        self.hung_up_by_us = False
        self._exchange = ("127.0.0.1", exchange_port)
        self._more = list(headers)
        self._sequence = 1
        self._ours, self._theirs = uuid4().hex[:8], ""
        self._transport: asyncio.DatagramTransport | None = None
        self._rtp: Rtp | None = None
        self._invited = ""

    async def __aenter__(self) -> SipCaller:
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(self.host, 0))
        self._rtp = Rtp(self.host)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None):
        if self.status == 200 and not self.ended.is_set():
            await self.hang_up()
        self._rtp_now.close()
        assert self._transport
        self._transport.close()

    @property
    def ear(self) -> Ear:
        """What has been heard until now."""
        return Ear(self._rtp_now.arrived)

    async def dial(self, seconds: float = 10) -> int:
        """Calls, and gives the final status: 200 when somebody answered."""
        self.dialled_at = time.time()
        self._invite()
        await asyncio.wait_for(self.decided.wait(), seconds)
        assert self.status
        return self.status

    async def say(self, sound: NDArray[np.int16]) -> float:
        """Speaks (16 kHz) and returns the time when the last of it left us."""
        return await self._rtp_now.say(alaw.encoded(alaw.narrowed(sound)))

    async def press(self, keys: str) -> float:
        """Presses keys one by one as a quick finger does. Returns the time when the last was let go."""
        released = 0.0
        for key in keys:
            released = await self._rtp_now.press(key)
            await asyncio.sleep(0.06)
        return released

    async def listen(self, seconds: float = 0.1) -> None:
        """Returns when more sound has come, or the time is over."""
        await self._rtp_now.news(seconds)

    async def listen_until(self, true: Callable[[Ear], bool], seconds: float = 40) -> Ear:
        """Returns what has been heard when it is as it should be. Raises AssertionError when it never is."""
        end = time.monotonic() + seconds
        while not true(ear := self.ear):
            assert time.monotonic() < end, "it was not heard in time"
            assert not self.ended.is_set(), "the call was over before it was heard"
            await asyncio.sleep(0.3)
        return ear

    async def listen_for(self, sound: NDArray[np.int16], seconds: float = 40, *, after: float = 0.0) -> Ear:
        """The same for words (8 kHz) heard since that time. Looks only at what is new, since looking takes time."""
        overlap = len(sound) / alaw.RATE + 1.0
        looked = after

        def heard(ear: Ear) -> bool:
            nonlocal looked
            now, since = time.time(), looked
            looked = max(after, now - overlap)
            return ear.heard(sound, after=since)

        return await self.listen_until(heard, seconds)

    async def cancel(self) -> None:
        """Gives up before anybody has answered."""
        self._send("CANCEL", self._sequence, branch=self._invited)
        await asyncio.wait_for(self.decided.wait(), 5)

    async def hang_up(self) -> None:
        if not self.ended.is_set():
            self.hung_up_by_us = True
            self._sequence += 1
            self._send("BYE", self._sequence)
            await asyncio.wait_for(self.ended.wait(), 5)

    @property
    def _rtp_now(self) -> Rtp:
        assert self._rtp, "used outside `async with`"
        return self._rtp

    @property
    def _port(self) -> int:
        assert self._transport
        return self._transport.get_extra_info("sockname")[1]

    @property
    def _address(self) -> str:
        return f"sip:{self.to}@{self._exchange[0]}:{self._exchange[1]}"

    def _invite(self, *more: str) -> None:
        self._invited = f"z9hG4bK{uuid4().hex}"
        body = sound_description(self.host, self._rtp_now.port)
        self._send("INVITE", self._sequence, body, (*self._more, *more), branch=self._invited)

    def _send(
        self, method: str, sequence: int, body: str = "", more: tuple[str, ...] = (), *, branch: str | None = None
    ) -> None:
        assert self._transport
        tag = f";tag={self._theirs}" if self._theirs else ""
        headers = [
            f"Via: SIP/2.0/UDP {self.host}:{self._port};branch={branch or 'z9hG4bK' + uuid4().hex};rport",
            "Max-Forwards: 70",
            f'From: "Anna" <sip:{self.number}@{self.host}>;tag={self._ours}',
            f"To: <{self._address}>{tag}",
            f"Call-ID: {self.call_id}",
            f"CSeq: {sequence} {method}",
            f"Contact: <sip:{self.number}@{self.host}:{self._port}>",
            *more,
        ]
        self._transport.sendto(request(method, self._address, headers, body), self._exchange)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        now, message = time.time(), Message.read(data)
        if message.status is None:
            self._asked(message, now)
        elif message.method == "INVITE":
            self._answered(message, now)
        elif message.method == "BYE":
            self._over(now)

    def _answered(self, message: Message, now: float) -> None:
        assert message.status
        if message.status < 200:
            self.ringing = self.ringing or message.status == 180
            return
        self._theirs = message.to_tag
        self._send("ACK", self._sequence, branch=None if message.status == 200 else self._invited)
        if message.status == 401 and self.password is not None and not self.decided.is_set():
            proof = proof_of_password(message["www-authenticate"], self.number, self.password, "INVITE", self._address)
            self.password, self._theirs = None, ""
            self._sequence += 1
            self._invite(f"Authorization: {proof}")
            return
        if self.decided.is_set():
            return
        self.status = message.status
        if message.status == 200:
            self.answered_at = now
            host = re.search(r"c=IN IP4 (\S+)", message.body)
            self._rtp_now.start(host[1] if host else "127.0.0.1", message.sound_port)
        else:
            self._over(now)
        self.decided.set()

    def _asked(self, message: Message, now: float) -> None:
        assert self._transport
        self._transport.sendto(answer(message, 200, "OK"), self._exchange)
        if message.method == "BYE":
            self._over(now)

    def _over(self, now: float) -> None:
        if not self.ended.is_set():
            self.ended_at = now
            self.ended.set()
            if self._rtp:
                self._rtp.stop()
