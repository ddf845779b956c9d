"""A help line as the page shows it: whom to call, for what, and whether somebody answers now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.dialogue.wording import WEEKDAYS, joined
from content.calendar import days_off
from content.library import Helpline, Library, OpenHours
from content.opening_hours import status_at

Word = Callable[..., str]


@dataclass(frozen=True)
class HelplineCard:
    """`dial` is what the phone dials, "" when there is no number. `hours` and `doubts` are sentences.

    `open` is empty when nobody has told us the hours.
    """

    name: str
    number: str
    dial: str
    about: str
    open: str
    hours: str
    doubts: tuple[str, ...]


def helpline_cards(library: Library, moment: datetime, word: Word) -> list[HelplineCard]:
    """Every help line, in the order of the content, which is the order of need."""
    return [_card(line, moment, word) for line in library.helplines]


def dialled(number: str) -> str:
    """The number as a `tel:` address: digits, and a plus if it begins with one."""
    return ("+" if number.lstrip().startswith("+") else "") + "".join(c for c in number if c.isdigit())


def _card(line: Helpline, moment: datetime, word: Word) -> HelplineCard:
    about = line.about.chat
    return HelplineCard(
        name=line.name,
        number=line.number or "",
        dial=dialled(line.number or ""),
        about=about,
        open=_open(line, moment, word),
        hours=_hours(line.hours, word),
        # A doubt that the line's own words tell already is not told twice.
        doubts=tuple(doubt for doubt in _doubts(line, word) if doubt not in about),
    )


def _open(line: Helpline, moment: datetime, word: Word) -> str:
    status = status_at(line, moment, days_off(moment.year))
    if status == "unknown":
        return ""
    if line.hours.always:
        return word("help_open_now" if "dag och natt" in line.about.chat else "help_open_always")
    if line.fact.needs_review:
        return word("help_perhaps_open" if status == "open" else "help_perhaps_closed")
    return word("help_open_now" if status == "open" else "help_closed_now")


def _hours(hours: OpenHours, word: Word) -> str:
    if hours.always or not hours.days:
        return ""
    return word("help_hours", days=_days(hours.days), opens=_clock(hours.opens), closes=_clock(hours.closes))


def _days(days: Sequence[int]) -> str:
    names = [WEEKDAYS[day - 1] for day in sorted(days)]
    if len(names) > 2 and max(days) - min(days) == len(names) - 1:
        return f"{names[0]} till {names[-1]}"
    return joined(names)


def _clock(time: str) -> str:
    hour, minute = time.split(":")
    return str(int(hour)) if minute == "00" else f"{int(hour)}.{minute}"


def _doubts(line: Helpline, word: Word) -> list[str]:
    """What is not sure. A verified line under review has a right number: only its hours are open."""
    doubts = []
    if not line.number:
        doubts.append(word("help_number_none"))
    elif line.fact.needs_review and not line.fact.verified_on:
        doubts.append(word("help_number_unsure"))
    if not (line.hours.always or line.hours.days):
        doubts.append(word("help_hours_unknown"))
    elif line.fact.needs_review and not line.hours.always:
        doubts.append(word("help_hours_unsure"))
    return doubts
