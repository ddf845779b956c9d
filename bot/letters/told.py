"""What a client told, as a letter needs it: one small shape for a conversation's answers and an intake's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from content.condition import Value


class Told(Protocol):
    """One answer. `value` None: declined. `latest`: the last possible day, when a day was told as one of several."""

    @property
    def value(self) -> Value: ...

    @property
    def raw(self) -> str: ...

    @property
    def latest(self) -> str | None: ...


@dataclass(frozen=True)
class StoredAnswer:
    """An answer as an intake keeps it."""

    value: Value
    raw: str = ""
    latest: str | None = None


def told_in(records: Mapping[str, Mapping[str, Any]]) -> dict[str, StoredAnswer]:
    """The answers of an intake (`payload["answers"]`), for `bot.letters.writing.write`."""
    return {
        key: StoredAnswer(record.get("value"), str(record.get("raw") or ""), record.get("latest"))
        for key, record in records.items()
    }
