"""A telephone of the office: registers with a password, rings when it is called, and is picked up or not."""

from __future__ import annotations

import asyncio
from types import TracebackType
from uuid import uuid4

import numpy as np
from numpy.typing import NDArray

from tests.e2e.phone.alaw import narrowed
from tests.e2e.phone.ear import Ear
from tests.e2e.phone.rtp import Rtp
from tests.e2e.phone.sip_caller import SipCaller
from tests.e2e.phone.sip_message import Message, answer, proof_of_password, request, sound_description
from tests.voice.sound import joined, silence

HOST = "127.0.0.2"
"""Its own address, so that the exchange does not take it for the line to the world, which is known by its address."""


class OfficePhone(asyncio.DatagramProtocol):
    """Used as `async with`; registered when that begins. It takes one call at a time."""

    def __init__(self, exchange_port: int, user: str, password: str, *, host: str = HOST) -> None:
        self.user, self.host = user, host
        self.ringing, self.stopped, self.ended = asyncio.Event(), asyncio.Event(), asyncio.Event()
        """It rings now; it rang and the caller has gone; an answered call is over."""
        self.registered_status = 0
        self._password = password
        self._exchange = ("127.0.0.1", exchange_port)
        self._transport: asyncio.DatagramTransport | None = None
        self._rtp: Rtp | None = None
        self._decided = asyncio.Event()
        self._call: Message | None = None
        self._tag = uuid4().hex[:8]
        self._call_id = f"{uuid4().hex}@{host}"

    async def __aenter__(self) -> OfficePhone:
        loop = asyncio.get_running_loop()
        self._transport, _ = await loop.create_datagram_endpoint(lambda: self, local_addr=(self.host, 0))
        self._rtp = Rtp(self.host)
        self._register(1)
        await asyncio.wait_for(self._decided.wait(), 5)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None):
        assert self._transport
        assert self._rtp
        self._rtp.close()
        self._transport.close()

    @property
    def ear(self) -> Ear:
        assert self._rtp
        return Ear(self._rtp.arrived)

    @property
    def who_calls(self) -> str:
        """The From header of the call that rings."""
        assert self._call
        return self._call["from"]

    def pick_up(self) -> None:
        """Answers the call that rings."""
        assert self._call
        assert self._rtp
        self._rtp.start("127.0.0.1", self._call.sound_port)
        contact, body = f"sip:{self.user}@{self.host}:{self._port}", sound_description(self.host, self._rtp.port)
        self._reply(answer(self._call, 200, "OK", tag=self._tag, contact=contact, body=body))

    async def hears(self, caller: SipCaller, words: NDArray[np.int16]) -> None:
        """The caller says it until it is heard whole here: what is said while the two are being joined may be lost."""
        for _ in range(10):
            await caller.say(joined(words, silence(500)))
            if self.ear.heard(narrowed(words)):
                return
        raise AssertionError("the office did not hear the caller")

    def decline(self) -> None:
        """Busy."""
        assert self._call
        self._reply(answer(self._call, 486, "Busy Here", tag=self._tag))

    def send_on(self, to: str) -> None:
        """Asks for the call to go somewhere else."""
        assert self._call
        self._reply(answer(self._call, 302, "Moved Temporarily", tag=self._tag, contact=to))

    async def hang_up(self) -> None:
        """Ends the call that was answered."""
        assert self._call
        headers = [
            f"Via: SIP/2.0/UDP {self.host}:{self._port};branch=z9hG4bK{uuid4().hex};rport",
            "Max-Forwards: 70",
            f"From: {self._call['to']};tag={self._tag}",
            f"To: {self._call['from']}",
            f"Call-ID: {self._call['call-id']}",
            "CSeq: 1 BYE",
        ]
        contact = self._call["contact"].split("<", 1)[1].split(">", 1)[0]
        self._reply(request("BYE", contact, headers))
        await asyncio.wait_for(self.ended.wait(), 5)

    @property
    def _port(self) -> int:
        assert self._transport
        return self._transport.get_extra_info("sockname")[1]

    @property
    def _registrar(self) -> str:
        return f"sip:{self._exchange[0]}:{self._exchange[1]}"

    def _reply(self, message: bytes) -> None:
        assert self._transport
        self._transport.sendto(message, self._exchange)

    def _register(self, sequence: int, *more: str) -> None:
        who = f"<sip:{self.user}@{self._exchange[0]}>"
        headers = [
            f"Via: SIP/2.0/UDP {self.host}:{self._port};branch=z9hG4bK{uuid4().hex};rport",
            "Max-Forwards: 70",
            f"From: {who};tag={self._tag}",
            f"To: {who}",
            f"Call-ID: {self._call_id}",
            f"CSeq: {sequence} REGISTER",
            f"Contact: <sip:{self.user}@{self.host}:{self._port}>",
            "Expires: 300",
            *more,
        ]
        self._reply(request("REGISTER", self._registrar, headers))

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        message = Message.read(data)
        if message.method == "REGISTER":
            self._registered(message)
        elif message.method == "BYE":
            if message.status is None:
                self._reply(answer(message, 200, "OK"))
            self.ended.set()
        elif message.status is None:
            self._asked(message)

    def _registered(self, message: Message) -> None:
        if message.status == 401 and message["cseq"].startswith("1 "):
            challenge = message["www-authenticate"]
            proof = proof_of_password(challenge, self.user, self._password, "REGISTER", self._registrar)
            self._register(2, f"Authorization: {proof}")
            return
        self.registered_status = message.status or 0
        self._decided.set()

    def _asked(self, message: Message) -> None:
        if message.method == "INVITE":
            self._call = message
            self._reply(answer(message, 180, "Ringing", tag=self._tag))
            self.ringing.set()
        elif message.method == "CANCEL" and self._call:
            self._reply(answer(message, 200, "OK"))
            self._reply(answer(self._call, 487, "Request Terminated", tag=self._tag))
            self.stopped.set()
        elif message.method == "OPTIONS":
            self._reply(answer(message, 200, "OK", tag=self._tag))
