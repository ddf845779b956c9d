"""Tickets for the browser phone: the web process writes them, the voice process lets one caller in for each.

Both know the media password, so both derive the same key from it and need no word between them. A ticket names nobody.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import struct
import time
from collections.abc import Callable
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

LIFETIME_SECONDS = 60

_KEY_BYTES = 32
_NONCE_BYTES = 16
_HEAD = struct.Struct(">BQ")  # format, expiry as Unix seconds
_FORMAT = 1
_MAC_BYTES = hashlib.sha256().digest_size
_TICKET_BYTES = _HEAD.size + _NONCE_BYTES + _MAC_BYTES


@dataclass(frozen=True)
class Ticket:
    """What a ticket says: until when (Unix seconds) it opens, and the number that makes it the only one."""

    expires_at: int
    nonce: bytes


def ticket_key(media_password: str) -> bytes:
    """The key that tickets are signed with. It opens nothing else, and does not give the password away."""
    derive = HKDF(SHA256(), _KEY_BYTES, salt=None, info=b"ombudslinjen media ticket")
    return derive.derive(media_password.encode())


def write_ticket(key: bytes, ticket: Ticket) -> str:
    """The signed form, safe in an address."""
    said = _HEAD.pack(_FORMAT, ticket.expires_at) + ticket.nonce
    return base64.urlsafe_b64encode(said + _mac(key, said)).decode().rstrip("=")


def read_ticket(key: bytes, text: str) -> Ticket | None:
    """What the ticket says, or None when it was not signed with this key. Whether it still opens is not asked here."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(raw) != _TICKET_BYTES:
        return None
    said, mac = raw[:-_MAC_BYTES], raw[-_MAC_BYTES:]
    if not hmac.compare_digest(mac, _mac(key, said)):
        return None
    form, expires_at = _HEAD.unpack_from(said)
    return Ticket(expires_at, said[_HEAD.size :]) if form == _FORMAT else None


class TicketOffice:
    """Writes tickets that open the line once within `LIFETIME_SECONDS`."""

    def __init__(
        self,
        media_password: str,
        *,
        clock: Callable[[], float] = time.time,
        nonce: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        self._key = ticket_key(media_password)
        self._clock = clock
        self._nonce = nonce

    def ticket(self) -> str:
        """A new ticket, for the `ticket` field of the media socket's address."""
        return write_ticket(self._key, Ticket(int(self._clock()) + LIFETIME_SECONDS, self._nonce(_NONCE_BYTES)))


def _mac(key: bytes, said: bytes) -> bytes:
    return hmac.new(key, said, hashlib.sha256).digest()
