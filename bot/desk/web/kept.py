"""What an ombud had written when the login had ended: it travels through the login page and is not lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from bot.desk.web.addresses import case_of

PREFIX = "kept_"
_ACTION = re.compile(r"/desk/arenden/(?P<case>[^/?#]{1,180})/(?P<action>[a-z]{1,20})")
_FIELDS = frozenset({"text", "way", "result", "confirmed", "status", "to", "outcome"})
_LONGEST = 20_000


@dataclass(frozen=True)
class Kept:
    """A form of a case page that was sent but not saved. `case` as it stands in the address."""

    path: str
    case: str
    action: str
    fields: Mapping[str, str]

    @property
    def number(self) -> str:
        return case_of(self.case)

    @property
    def hidden(self) -> dict[str, str]:
        """The names and values of the hidden fields that carry it."""
        return {f"{PREFIX}path": self.path, **{PREFIX + name: value for name, value in self.fields.items()}}


def keep(path: str, fields: Mapping[str, str]) -> Kept | None:
    """What can be carried of a form sent to `path`; None for anything but an action on a case."""
    match = _ACTION.fullmatch(path)
    if match is None:
        return None
    known = {name: value[:_LONGEST] for name, value in fields.items() if name in _FIELDS and value}
    return Kept(path, unquote(match["case"]), match["action"], known)


def unpack(fields: Mapping[str, str]) -> Kept | None:
    """The form that the hidden fields of a login form carry, if they carry one."""
    path = fields.get(f"{PREFIX}path", "")
    return keep(path, {name.removeprefix(PREFIX): v for name, v in fields.items() if name.startswith(PREFIX)})
