"""What a parser gives back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

RefusalMove: TypeAlias = Literal["dont_know", "skip"]
Expect: TypeAlias = Literal["past", "future"]


@dataclass(frozen=True)
class Parsed:
    """One answer as data.

    `value`: ISO day (date), whole kronor (amount), int (number), E.164 (phone), "yes"/"no", option id, list of option
    ids, area id, or text; None when there is no safe value. `move` says why there is none when the client refused:
    "dont_know" or "skip"; both None means "not understood". `uncertain` asks for a read-back. `latest` (dates only)
    is the last day that fits; `value` is then the earliest.
    """

    value: str | int | list[str] | None = None
    move: RefusalMove | None = None
    uncertain: bool = False
    latest: str | None = None


NOT_UNDERSTOOD = Parsed()
