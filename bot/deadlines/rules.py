"""Last days that follow from the day a letter came, and the day from which a long wait may be ended.

Each names its law; what the law text we have does not say is not computed, and an unknown day is never guessed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.deadlines.answered import date_of
from bot.deadlines.counting import months_after, weeks_after
from content.condition import Value

EVICT, APPEAL, REVIEW = "evict_deadline", "appeal_deadline", "review_deadline"
DELAY = "delay_from"
"""No last day but a first one: it is a fact for conditions, and never a deadline."""

FL_AUTHORITIES = ("social_services", "arbetsformedlingen", "health_care", "kronofogden")
"""Authorities under Förvaltningslagen. A-kassa, landlord and "någon annan" have other rules: nothing is computed.

Försäkringskassan is left out: for what we compute, the law text we have names rules of its own (SFB 113 kap.) or none.
"""

NOTICE_FROM = ("landlord", "kronofogden")
"""Whose letter that something ends may be the formal notice of JB 12 kap. 44 §."""


@dataclass(frozen=True)
class Deadline:
    """A computed last day. Always approximate: the letter itself decides."""

    key: str
    day: date
    law: str


def deadlines(values: Mapping[str, Value]) -> tuple[Deadline, ...]:
    """The last days that follow from these answers."""
    return tuple(found for found in (_eviction(values), _appeal(values), _review(values)) if found)


def with_deadlines(values: Mapping[str, Value]) -> dict[str, Value]:
    """The answers together with the computed days as facts (`evict_deadline`, `delay_from` ...), for conditions."""
    facts: dict[str, Value] = {deadline.key: deadline.day.isoformat() for deadline in deadlines(values)}
    if first := delay_from(values):
        facts[DELAY] = first.isoformat()
    return {**values, **facts}


def delay_from(values: Mapping[str, Value]) -> date | None:
    """The day from which a decision may be asked for in writing: six months after applying (FL 12 §).

    None if nobody is waited for, if FL does not apply or if the day of the application is unknown. Moved to a working
    day as last days are: a request that comes too early could waste the one chance there is.
    """
    applied = date_of(values, "applied_on")
    if not applied or values.get("outcome") != "waiting" or values.get("decision_from") not in FL_AUTHORITIES:
        return None
    return months_after(applied, 6)


def _eviction(values: Mapping[str, Value]) -> Deadline | None:
    """Three weeks from the day the formal notice was served: paying until then gives the lease back."""
    got = date_of(values, "evict_got") or _notice_got(values)
    return Deadline(EVICT, weeks_after(got, 3), "JB 12 kap. 44 §") if got else None


def _notice_got(values: Mapping[str, Value]) -> date | None:
    """The day the letter came that may be such a notice. What was only said was never served."""
    if values.get("decision_from") not in NOTICE_FROM or values.get("outcome") != "ends":
        return None
    return None if values.get("written") == "oral" else date_of(values, "got_date")


def _appeal(values: Mapping[str, Value]) -> Deadline | None:
    """Three weeks from receipt (FL 44 §); against Försäkringskassan in court two months (SFB 113 kap.)."""
    got, sender = date_of(values, "got_date"), values.get("decision_from")
    if not got or values.get("route") != "appeal":
        return None
    if sender == "forsakringskassan":
        return Deadline(APPEAL, months_after(got, 2), "SFB 113 kap. 20 §")
    return Deadline(APPEAL, weeks_after(got, 3), "FL 44 §") if sender in FL_AUTHORITIES else None


def _review(values: Mapping[str, Value]) -> Deadline | None:
    """Two months from receipt to ask Försäkringskassan for omprövning (SFB 113 kap.)."""
    got = date_of(values, "got_date")
    if not got or values.get("route") != "review" or values.get("decision_from") != "forsakringskassan":
        return None
    return Deadline(REVIEW, months_after(got, 2), "SFB 113 kap. 19 §")
