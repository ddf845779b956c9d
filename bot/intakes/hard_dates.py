"""Dates that cannot be moved, in words an ombud understands at a glance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.deadlines.answered import date_of
from bot.deadlines.rules import APPEAL, EVICT, REVIEW, deadlines
from content.condition import Value

_TOLD = {
    "evict_date": "Klienten måste flytta",
    "home_date": "Klienten kan bli av med sin bostad",
    "power_date": "Elen stängs av",
    "next_money": "Nästa pengar kommer",
}
_COMPUTED = {
    EVICT: "Ungefär sista dag att betala hyran och få bo kvar. Kontrollera brevet.",
    APPEAL: "Ungefär sista dag att överklaga. Kontrollera brevet.",
    REVIEW: "Ungefär sista dag att begära omprövning. Kontrollera brevet.",
}


@dataclass(frozen=True)
class HardDate:
    """`what` happens on `date`, in Swedish. `key` is the answer or the computed fact it comes from."""

    date: date
    what: str
    key: str

    def as_json(self) -> dict[str, str]:
        return {"date": self.date.isoformat(), "what": self.what}


def hard_dates(values: Mapping[str, Value]) -> tuple[HardDate, ...]:
    """What was told and what follows from it, earliest first. A passed date stays: it may be the urgent one."""
    told = [HardDate(day, what, key) for key, what in _TOLD.items() if (day := date_of(values, key))]
    computed = [HardDate(deadline.day, _COMPUTED[deadline.key], deadline.key) for deadline in deadlines(values)]
    return tuple(sorted([*told, *computed], key=lambda hard: (hard.date, hard.key)))
