"""HTTP basic auth: one user, the exchange, and others on the internal network that use hearing and speaking."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac

CHALLENGE = 'Basic realm="ombudslinjen", charset="UTF-8"'


class Credentials:
    """What the exchange must show. Comparing takes the same time whatever is shown."""

    def __init__(self, user: str, password: str) -> None:
        if not password:
            raise ValueError("the media socket needs a password")
        self._wanted = _digest(f"{user}:{password}".encode())

    def match(self, authorization: str | None) -> bool:
        """Whether an `Authorization` header holds them."""
        scheme, _, shown = (authorization or "").partition(" ")
        try:
            given = base64.b64decode(shown.strip(), validate=True)
        except (binascii.Error, ValueError):
            given = b""
        return hmac.compare_digest(_digest(given), self._wanted) and scheme.lower() == "basic"


def _digest(text: bytes) -> bytes:
    return hashlib.sha256(text).digest()
