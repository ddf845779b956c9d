"""Swedish words for values: how a date, an amount, a place or a list of options is written and said."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from bot.dialogue.options import options_of
from content.condition import Value
from content.flow import Channel, Step, StepType
from content.library import Library

if TYPE_CHECKING:
    from bot.dialogue.state import Answer

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


def day_in_words(day: date) -> str:
    """ "torsdag 3 december 2026": the weekday lets the client notice a wrong date."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def kronor(amount: int) -> str:
    return f"{amount:,}".replace(",", " ") + (" krona" if amount == 1 else " kronor")


def joined(parts: list[str]) -> str:
    """ "mat, el och hyra"."""
    return " och ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def phone_in_groups(number: str) -> str:
    """A Swedish E.164 number as people write it: +46701234567 -> 070-123 45 67. Other numbers are left as they are."""
    if not (match := re.fullmatch(r"\+46(\d{7,9})", number)):
        return number
    digits = match[1]
    area = digits[:2] if digits.startswith("7") else digits[:1] if digits.startswith("8") else digits[:2]
    rest = digits[len(area) :]
    head = len(rest) % 2 + 2 if len(rest) % 2 else 2
    groups = [rest[:head]] + [rest[i : i + 2] for i in range(head, len(rest), 2)]
    return f"0{area}-{' '.join(groups)}"


_NO_VALUE = {"dont_know": "Det vet du inte", "not_understood": "Det förstod jag inte"}


def in_words(step: Step, answer: Answer, library: Library, channel: Channel) -> str:
    """The answer as the client hears or reads it back."""
    if answer.value is None:
        return _NO_VALUE.get(answer.move or "", "Det svarar du inte på")
    text = value_in_words(step, answer.value, library, channel)
    if step.type is StepType.AREA and (said := _neighbourhood(str(answer.value), answer.raw, library)):
        text = f"{said} ({text})"
    if answer.latest and answer.latest != answer.value:
        text += f" (tidigast), {day_in_words(date.fromisoformat(answer.latest))} (senast)"
    return text


def value_in_words(step: Step, value: Value, library: Library, channel: Channel) -> str:
    if isinstance(value, list):
        return joined([_label(step, v, library, channel) for v in value])
    if step.type is StepType.DATE and isinstance(value, str):
        return day_in_words(date.fromisoformat(value))
    if step.type is StepType.AMOUNT and isinstance(value, int):
        return kronor(value)
    if step.type in (StepType.PHONE, StepType.CONTACT):
        return phone_in_groups(str(value))
    return _label(step, str(value), library, channel)


def _neighbourhood(area_id: str, raw: str, library: Library) -> str | None:
    """The name of the place as the client said it ("Tensta"), which people know better than the area's ("Järva")."""
    area, said = library.areas.area(area_id), f" {re.sub(r'[^a-zåäö0-9]+', ' ', raw.casefold())} "
    if area is None or f" {area.name.casefold()} " in said:
        return None
    return next((alias for alias in area.aliases if f" {alias.casefold()} " in said), None)


def _label(step: Step, value: str, library: Library, channel: Channel) -> str:
    for option in options_of(step, library):
        if option.id == value:
            words = option.form(channel)
            if words.startswith("att "):  # "för att den är slut, tryck 1" is not how an answer is read back
                words = option.label
            return words.lower() if words in ("Ja", "Nej") else words
    return value
