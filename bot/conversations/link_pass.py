"""A short pass in a link, so that a document can be fetched by pressing the link, without the conversation's token.

It opens one document of one conversation for one to two hours, and only until the conversation goes on under another
token. Who reads the database cannot make one: it is keyed as the look-ups are.
"""

from __future__ import annotations

import hmac
from datetime import datetime

from bot.store.conversations import StoredConversation
from bot.store.crypto import FieldCipher

_HOUR = 3600
_PURPOSE = "document-link"


def new_pass(cipher: FieldCipher, conversation_id: str, token_hash: str, path: str, now: datetime) -> str:
    """A pass for the document at `path` (as in a turn's link), until the end of the next hour.

    Whole hours: the same turn asked for again has the same links.
    """
    until = (int(now.timestamp()) // _HOUR + 2) * _HOUR
    return f"{until}.{_signed(cipher, conversation_id, token_hash, path, until)}"


def opens(cipher: FieldCipher, given: str, stored: StoredConversation, path: str, now: datetime) -> bool:
    """Whether the pass is one of ours for this document and has not run out."""
    said, _, signature = given.partition(".")
    if not (said.isascii() and said.isdigit() and len(said) <= 12) or int(said) <= now.timestamp():
        return False
    wanted = _signed(cipher, stored.id, stored.token_hash, path, int(said))
    return hmac.compare_digest(signature.encode(), wanted.encode())


def _signed(cipher: FieldCipher, conversation_id: str, token_hash: str, path: str, until: int) -> str:
    return cipher.blind_index(f"{conversation_id} {token_hash} {until} {path}", _PURPOSE)
