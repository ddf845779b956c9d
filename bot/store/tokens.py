"""Bearer tokens: the client holds the token, we keep only its hash."""

from __future__ import annotations

import hashlib
import hmac
import secrets


def new_token() -> str:
    """256 random bits, safe in a URL and a header."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """SHA-256 (hex). A plain hash is enough: the token is random and long, so there is nothing to guess."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def token_matches(token: str, token_hash: str) -> bool:
    """Compared in constant time."""
    return hmac.compare_digest(hash_token(token), token_hash)
