"""Encryption of single fields, and keyed look-up values for what must be found again.

A sealed field is: format byte, key id (4 bytes), nonce (12 bytes), AES-256-GCM ciphertext with tag. Table, column and
row id are authenticated with it, so a ciphertext copied to another place does not open there.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from collections.abc import Sequence
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
_FORMAT = b"\x01"
_KEY_ID_BYTES = 4
_NONCE_BYTES = 12


class CipherError(Exception):
    """A sealed field could not be opened."""


class WrongKey(CipherError):
    """The field was sealed with a key that is not among ours."""


class Tampered(CipherError):
    """The field was changed, or moved from another table, column or row."""


class FieldCipher:
    """Seals and opens fields. The first key seals; every key opens, so that keys can be changed one at a time."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        if not keys:
            raise ValueError("at least one key is needed")
        if any(len(key) != KEY_BYTES for key in keys):
            raise ValueError(f"a key has exactly {KEY_BYTES} bytes")
        # One purpose, one derived key: the look-up key can never open a field.
        self._openers = {_derive(key, "key id")[:_KEY_ID_BYTES]: AESGCM(_derive(key, "fields")) for key in keys}
        self._index_keys = [_derive(key, "blind index") for key in keys]
        self._sealing_id = _derive(keys[0], "key id")[:_KEY_ID_BYTES]

    def seal(self, plain: bytes, table: str, column: str, row_id: str) -> bytes:
        """The sealed form of `plain`, which opens only at that table, column and row."""
        nonce = os.urandom(_NONCE_BYTES)
        opener = self._openers[self._sealing_id]
        return _FORMAT + self._sealing_id + nonce + opener.encrypt(nonce, plain, _place(table, column, row_id))

    def open(self, sealed: bytes, table: str, column: str, row_id: str) -> bytes:
        """What was sealed. Raises WrongKey for an unknown key and Tampered for anything changed or moved."""
        head = len(_FORMAT) + _KEY_ID_BYTES
        if sealed[: len(_FORMAT)] != _FORMAT or len(sealed) < head + _NONCE_BYTES:
            raise Tampered(f"{table}.{column} is not a sealed field")
        opener = self._openers.get(sealed[len(_FORMAT) : head])
        if opener is None:
            raise WrongKey(f"{table}.{column} was sealed with another key")
        nonce, ciphertext = sealed[head : head + _NONCE_BYTES], sealed[head + _NONCE_BYTES :]
        try:
            return opener.decrypt(nonce, ciphertext, _place(table, column, row_id))
        except InvalidTag:
            raise Tampered(f"{table}.{column} was changed or moved") from None

    def seal_json(self, value: Any, table: str, column: str, row_id: str) -> bytes:
        """As `seal`, for anything that JSON can hold."""
        plain = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        # A lone surrogate can arrive in a JSON body; it must be kept, not crash the turn.
        return self.seal(plain.encode("utf-8", "surrogatepass"), table, column, row_id)

    def open_json(self, sealed: bytes, table: str, column: str, row_id: str) -> Any:
        """As `open`, for what `seal_json` sealed."""
        return json.loads(self.open(sealed, table, column, row_id).decode("utf-8", "surrogatepass"))

    def blind_index(self, value: str, purpose: str) -> str:
        """A keyed hash (hex) to store and find `value` by. The caller normalises; purposes never match each other."""
        return _index(self._index_keys[0], value, purpose)

    def blind_indexes(self, value: str, purpose: str) -> list[str]:
        """The index under every key, newest first: look up with all of them while keys are being changed."""
        return [_index(key, value, purpose) for key in self._index_keys]


def _derive(key: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=f"ombudslinjen {purpose}".encode()).derive(key)


def _place(table: str, column: str, row_id: str) -> bytes:
    return json.dumps([table, column, row_id]).encode()


def _index(key: bytes, value: str, purpose: str) -> str:
    message = json.dumps([purpose, value]).encode("utf-8", "surrogatepass")
    return hmac.new(key, message, hashlib.sha256).hexdigest()
