"""Which options a step has, which of them are shown or spoken now, and which key chooses which.

Chat shows at most seven at a time. The phone speaks three at a time; keys 1-8 choose within a bank of eight, and 9
goes on to the next group, or declines when there is none (DESIGN section 4).
"""

from __future__ import annotations

from dataclasses import dataclass

from content.flow import Channel, Option, Step, StepType
from content.library import Library

SHOWN_IN_CHAT = 7
SPOKEN_AT_A_TIME = 3
KEYS_IN_A_BANK = 8

YES = Option(id="yes", label="Ja", spoken="ja")
NO = Option(id="no", label="Nej", spoken="nej")

LISTED = {StepType.YES_NO, StepType.CHOICE, StepType.MULTI, StepType.AREA}
"""Step types whose answers can be listed."""

ENTERED = {StepType.DATE, StepType.AMOUNT, StepType.NUMBER, StepType.PHONE, StepType.CONTACT}
"""Step types whose answers are keyed as digits and ended with `#`."""

OPEN = {StepType.TEXT, StepType.NAME}
"""Step types answered in own words; a caller who only has keys skips them with 1."""


@dataclass(frozen=True)
class Page:
    """`offered` are valid by key or button now, `spoken` is the part of them read aloud, `more` if others follow."""

    offered: tuple[Option, ...]
    spoken: tuple[Option, ...]
    more: bool

    def digit(self, option: Option) -> str:
        return str(self.offered.index(option) + 1)


def options_of(step: Step, library: Library) -> tuple[Option, ...]:
    """Every option of the step; for an area step the areas and then the step's own ("har ingen bostad")."""
    if step.type is StepType.YES_NO:
        return step.options or (YES, NO)
    if step.type is StepType.AREA:
        return (
            tuple(Option(id=a.id, label=a.name, spoken=a.name, synonyms=a.aliases) for a in library.areas.areas)
            + step.options
        )
    return step.options if step.type in LISTED else ()


def page_count(options: tuple[Option, ...], channel: Channel) -> int:
    return max(1, len(_groups(options, channel)))


def page_of(options: tuple[Option, ...], channel: Channel, number: int) -> Page:
    """The page with that number; numbers beyond the last wrap around."""
    groups = _groups(options, channel) or [((), ())]
    number %= len(groups)
    offered, spoken = groups[number]
    return Page(offered, spoken, more=number + 1 < len(groups))


def _groups(options: tuple[Option, ...], channel: Channel) -> list[tuple[tuple[Option, ...], tuple[Option, ...]]]:
    if channel == "chat":
        pages = _chunks(options, SHOWN_IN_CHAT)
        if len(pages) == 2 and [o.id for o in pages[1]] == ["human"]:
            pages = pages[:1]  # the way to a human stands among the moves of every turn
        return [(page, page) for page in pages]
    return [(bank, group) for bank in _chunks(options, KEYS_IN_A_BANK) for group in _chunks(bank, SPOKEN_AT_A_TIME)]


def _chunks(options: tuple[Option, ...], size: int) -> list[tuple[Option, ...]]:
    return [options[start : start + size] for start in range(0, len(options), size)]
