"""A form of the case page that is shown again: what was written stands in it, and why it is not saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from bot.desk.web.kept import Kept

Why: TypeAlias = Literal["wrong", "unsafe", "changed", "refused", "stale", "logged_in_again"]
"""Why it is not saved: fields to put right, a way that is not safe, somebody changed the case meanwhile, what was asked
cannot be done now, the page was of an earlier login, or the person had been logged out."""


@dataclass(frozen=True)
class Draft:
    """`action` as in the address; `wrong` tells what to put right, by field."""

    action: str
    fields: Mapping[str, str]
    why: Why
    wrong: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: Kept, why: Why) -> Draft:
        return cls(kept.action, kept.fields, why)

    @property
    def has_text(self) -> bool:
        return bool(self.fields.get("text"))
