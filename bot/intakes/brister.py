"""Brister that the answers of a case point at: suggestions that an ombud approves or leaves. Pure, and anonymous.

A brist is what does not work in care or municipality. Once a year it is told on without the client (DOMAIN section 1).
So a suggestion holds no word, name or day of the client's, only our own words and a rounded time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from bot.deadlines.waited import Waited, waited_since
from bot.intakes.answers import Answers, value_of

SIP_AREA = "Samverkan/SIP"
"""The area of Länsstyrelsen's yearly form."""


@dataclass(frozen=True)
class Brist:
    """A suggestion in Swedish. `id` names its kind, `rule` tells which answers gave it, `area` where it is reported."""

    id: str
    text: str
    rule: str
    area: str

    def as_json(self) -> dict[str, str]:
        return {"id": self.id, "text": self.text, "rule": self.rule, "area": self.area}


def brister(answers: Answers, came: date) -> tuple[Brist, ...]:
    """What the answers point at, as it was on the day that the case came in."""
    return tuple(found for rule in _RULES if (found := rule(answers, came)))


def sip_wait(answers: Answers, today: date) -> Waited | None:
    """How long the client has waited since asking for a SIP (or for a new meeting); None if that is not known."""
    if not _asked(answers) or (asked := answers.get("asked_when")) is None:
        return None
    return waited_since(asked.get("value"), asked.get("latest"), today)


def _asked_and_waited(answers: Answers, came: date) -> Brist | None:
    """A SIP that was asked for and has not come: work with it starts within days (uppdragpsykiskhalsa.se)."""
    if not _asked(answers) or _has_sip(answers) or (how_long := _long(answers, came)) is None:
        return None
    return Brist(
        "sip_not_begun",
        f"Klienten bad om en SIP{how_long} och väntar fortfarande.",
        "Klienten har bett om en SIP tidigare. Klienten säger inte att det finns en.",
        SIP_AREA,
    )


def _asked_for_a_new_meeting(answers: Answers, came: date) -> Brist | None:
    """As `_asked_and_waited`, of a plan that exists."""
    if not _asked(answers) or not _has_sip(answers) or (how_long := _long(answers, came)) is None:
        return None
    return Brist(
        "sip_meeting_not_held",
        f"Klienten bad om ett nytt möte om sin SIP{how_long} och väntar fortfarande.",
        "Klienten har en SIP och har bett om ett nytt möte tidigare.",
        SIP_AREA,
    )


def _not_followed_up(answers: Answers, came: date) -> Brist | None:
    """ "SIP följs inte upp" is a known brist (S002, S003)."""
    if not _has_sip(answers) or value_of(answers, "problem") is None:
        return None
    return Brist(
        "sip_not_followed_up",
        "Klienten har en SIP men säger att saker i planen inte är gjorda.",
        "Klienten har en SIP och har svarat på vad de inte har gjort.",
        SIP_AREA,
    )


def _asked(answers: Answers) -> bool:
    return value_of(answers, "asked_before") == "yes"


def _has_sip(answers: Answers) -> bool:
    return value_of(answers, "has_sip") == "yes"


def _long(answers: Answers, came: date) -> str | None:
    """ " för ungefär 5 månader sedan", nothing where the time is unknown; None if it is too short to be a brist."""
    wait = sip_wait(answers, came)
    if wait is None:
        return ""
    return f" för {wait.in_words} sedan" if wait.weeks else None


_RULES: tuple[Callable[[Answers, date], Brist | None], ...] = (
    _asked_and_waited,
    _asked_for_a_new_meeting,
    _not_followed_up,
)
