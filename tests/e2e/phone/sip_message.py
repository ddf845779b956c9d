"""SIP as far as a telephone on loopback needs it: requests, answers, a description of the sound, and a password."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from tests.e2e.phone.rtp import ALAW, KEYS


@dataclass(frozen=True)
class Message:
    """One datagram, read. `status` is None for a request."""

    first_line: str
    headers: tuple[tuple[str, str], ...]
    body: str

    @classmethod
    def read(cls, data: bytes) -> Message:
        head, _, body = data.decode("utf-8", "replace").partition("\r\n\r\n")
        first, *lines = head.split("\r\n")
        pairs = [line.split(":", 1) for line in lines if ":" in line]
        return cls(first, tuple((name.strip().lower(), value.strip()) for name, value in pairs), body)

    @property
    def status(self) -> int | None:
        return int(self.first_line.split()[1]) if self.first_line.startswith("SIP/2.0") else None

    @property
    def method(self) -> str:
        return self.first_line.split()[0] if self.status is None else self["cseq"].split()[1]

    def __getitem__(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")

    @property
    def to_tag(self) -> str:
        found = re.search(r";tag=([^;]+)", self["to"])
        return found[1] if found else ""

    @property
    def sound_port(self) -> int:
        """Where the other side wants its sound."""
        found = re.search(r"m=audio (\d+)", self.body)
        assert found, "no description of sound"
        return int(found[1])


def request(method: str, address: str, headers: list[str], body: str = "") -> bytes:
    return _joined(f"{method} {address} SIP/2.0", headers, body)


def answer(message: Message, status: int, reason: str, *, tag: str = "", contact: str = "", body: str = "") -> bytes:
    """An answer to a request, with the request's own headers of the dialogue."""
    kept = [f"{name.title()}: {value}" for name, value in message.headers if name in ("via", "from", "call-id", "cseq")]
    to = message["to"] + (f";tag={tag}" if tag and ";tag=" not in message["to"] else "")
    more = [f"Contact: <{contact}>"] if contact else []
    return _joined(f"SIP/2.0 {status} {reason}", [*kept, f"To: {to}", *more], body)


def _joined(first: str, headers: list[str], body: str) -> bytes:
    kind = ["Content-Type: application/sdp"] if body else []
    return "\r\n".join([first, *headers, *kind, f"Content-Length: {len(body)}", "", body]).encode()


def sound_description(host: str, port: int) -> str:
    """We send and take A-law at `host:port`, and keys as events."""
    lines = [
        "v=0", f"o=- 1 1 IN IP4 {host}", "s=-", f"c=IN IP4 {host}", "t=0 0", f"m=audio {port} RTP/AVP {ALAW} {KEYS}",
        f"a=rtpmap:{ALAW} PCMA/8000", f"a=rtpmap:{KEYS} telephone-event/8000", f"a=fmtp:{KEYS} 0-15", "a=ptime:20",
    ]  # fmt: skip
    return "\r\n".join([*lines, ""])


def proof_of_password(challenge: str, user: str, password: str, method: str, address: str) -> str:
    """The Authorization header's value for a digest challenge (RFC 2617, MD5 with qop=auth, as Asterisk asks)."""
    asked = dict(re.findall(r'(\w+)="?([^",]+)"?', challenge))

    def md5(text: str) -> str:
        return hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()

    once = "0a4f113b"
    secret = md5(f"{user}:{asked['realm']}:{password}")
    proof = md5(f"{secret}:{asked['nonce']}:00000001:{once}:auth:{md5(f'{method}:{address}')}")
    parts = {"username": user, "realm": asked["realm"], "nonce": asked["nonce"], "uri": address, "response": proof}
    told = ", ".join(f'{name}="{value}"' for name, value in parts.items())
    opaque = f', opaque="{asked["opaque"]}"' if "opaque" in asked else ""
    return f'Digest {told}, algorithm=MD5, qop=auth, nc=00000001, cnonce="{once}"{opaque}'
