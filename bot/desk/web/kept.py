"""What an ombud had written when the login had ended: it travels through the login page, sealed, and is not lost."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from bot.desk.web.addresses import case_of
from bot.desk.web.case_actions import ACTIONS
from bot.store.crypto import CipherError, FieldCipher

KEPT = "kept"
"""The hidden field that carries it."""
BY = "by"
"""The hidden field of a case's form that says on whose page it was filled in."""
_ACTION = re.compile(r"/desk/arenden/(?P<case>[^/?#]{1,180})/(?P<action>[a-z]{1,20}(-[a-z]{1,20})?)")
_FIELDS = frozenset({"text", "way", "result", "confirmed", "status", "to", "outcome"})
_LONGEST = 20_000
_PLACE = ("desk", "kept", "form")


@dataclass(frozen=True)
class Kept:
    """A form of a case page that was sent but not saved. `case` as it stands in the address, `by` a person's id."""

    path: str
    case: str
    action: str
    fields: Mapping[str, str]
    by: str

    @property
    def number(self) -> str:
        return case_of(self.case)

    @property
    def text(self) -> str:
        """What was written; empty for a form without such a field."""
        return self.fields.get("text", "")

    def sealed(self, cipher: FieldCipher) -> str:
        """So that nobody reads it in the page that carries it, nor changes whose it is."""
        told = {"path": self.path, "fields": dict(self.fields), "by": self.by}
        return base64.b64encode(cipher.seal_json(told, *_PLACE)).decode("ascii")


def keep(path: str, fields: Mapping[str, str]) -> Kept | None:
    """What can be carried of a form sent to `path`; None for anything but an action on a case."""
    match = _ACTION.fullmatch(path)
    if match is None or match["action"] not in ACTIONS:
        return None
    known = {name: value[:_LONGEST] for name, value in fields.items() if name in _FIELDS and value}
    return Kept(path, unquote(match["case"]), match["action"], known, fields.get(BY, ""))


def unpack(fields: Mapping[str, str], cipher: FieldCipher) -> Kept | None:
    """The form that the hidden field of a login form carries, if it carries one that we sealed."""
    try:
        told = cipher.open_json(base64.b64decode(fields.get(KEPT, ""), validate=True), *_PLACE)
    except (CipherError, binascii.Error, ValueError):
        return None
    return keep(told["path"], {**told["fields"], BY: told["by"]})
