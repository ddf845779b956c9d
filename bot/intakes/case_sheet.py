"""An opened case as an ombud reads it: headings and lines in Swedish, safe to show, in the order they matter.

What draws it (the terminal, later the desk) adds only colour and layout.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Any, Literal, TypeAlias

from bot.dialogue.wording import day_in_words, phone_in_groups, value_in_words
from bot.intakes.answers import Answers, values_of
from bot.intakes.case_words import (
    CHANNEL,
    STATUS,
    days_left_in_words,
    declined_in_words,
    how_it_came,
    kind_in_words,
    priority_in_words,
    safe_contact_in_words,
    waited_in_words,
)
from bot.intakes.printable import printable
from bot.intakes.queue import WAITING
from bot.store.intakes import StoredIntake
from content.condition import holds
from content.flow import Step, StepType
from content.library import Library

_CONTACT = ("name", "contact_way", "contact_value", "contact_safe", "contact_time")
_AT_THE_START = ("", "consent", "menu")


@dataclass(frozen=True)
class Row:
    """One line. `label` may be empty; `note` is how the answer came, and `sign` the same in a word or two; `strong` must
    not be overlooked.
    """

    text: str
    label: str = ""
    note: str = ""
    strong: bool = False
    sign: str = ""


SectionId: TypeAlias = Literal["head", "reasons", "dates", "contact", "adaptations", "words", "answers", "unanswered"]


@dataclass(frozen=True)
class Section:
    title: str
    rows: tuple[Row, ...]
    id: SectionId


def case_sheet(intake: StoredIntake, library: Library, now: datetime, zone: tzinfo) -> tuple[Section, ...]:
    """The whole case. `now` has a time zone; times are shown in `zone`. Sections without content are left out.

    Of a case whose client took the words back, the head is left, and says so first.
    """
    if intake.erased_at is not None:
        rows = (_taken_back(intake.erased_at, zone), *_head(intake, library, now, zone))
        return (Section(intake.case_number, rows, "head"),)
    answers: Answers = intake.payload["answers"]
    sections = (
        Section(intake.case_number, _head(intake, library, now, zone), "head"),
        Section("Varför ärendet har den här prioriteten", _reasons(intake), "reasons"),
        Section("Datum", _dates(intake, now.astimezone(zone).date()), "dates"),
        Section("Kontakt", _contact(intake, library), "contact"),
        Section("Behöver i samtalet", _adaptations(answers, library), "adaptations"),
        Section("Klientens egna ord", _own_words(intake, library), "words"),
        Section("Svar", _given(intake, library), "answers"),
        Section("Svarade inte på", _unanswered(intake, library), "unanswered"),
    )
    return tuple(section for section in sections if section.rows)


def _head(intake: StoredIntake, library: Library, now: datetime, zone: tzinfo) -> tuple[Row, ...]:
    office = library.areas.office(intake.office)
    waits, told = intake.status in WAITING, intake.erased_at is None
    return (
        Row(kind_in_words(intake.kind, intake.payload.get("about"), library), "Ärende"),
        Row(STATUS.get(intake.status, intake.status), "Läge"),
        Row(priority_in_words(intake.priority), "Prioritet", strong=told and intake.priority <= 1),
        Row(safe_contact_in_words(intake.contact_safe), "Trygg kontakt", strong=told),
        Row(office.name if office else intake.office, "Kontor"),
        Row(_moment(intake.created_at, zone), "Kom in"),
        *([Row(waited_in_words(intake.created_at, now), "Har väntat")] if waits else []),
        Row(CHANNEL.get(intake.channel, intake.channel), "Kanal"),
    )


def _taken_back(erased_at: datetime, zone: tzinfo) -> Row:
    return Row("Klienten har tagit bort sina svar.", note=_moment(erased_at, zone), strong=True)


def _moment(moment: datetime, zone: tzinfo) -> str:
    local = moment.astimezone(zone)
    return f"{day_in_words(local.date())} klockan {local:%H.%M}"


def _reasons(intake: StoredIntake) -> tuple[Row, ...]:
    return tuple(Row(rule["why"]) for rule in intake.payload["rules"]) or (Row("Ingen regel gäller."),)


def _dates(intake: StoredIntake, today: date) -> tuple[Row, ...]:
    rows = []
    for hard in intake.payload["hard_dates"]:
        day = date.fromisoformat(hard["date"])
        rows.append(Row(f"{hard['what']} ({days_left_in_words(day, today)})", day_in_words(day)))
    return tuple(rows)


def _contact(intake: StoredIntake, library: Library) -> tuple[Row, ...]:
    answers: Answers = intake.payload["answers"]
    rows = [row for key in _CONTACT if key in answers and (row := _answer_row(key, answers[key], library))]
    if caller := intake.payload.get("caller"):
        rows.append(Row(phone_in_groups(printable(str(caller))), "Ringde från"))
    if not caller and not (answers.get("contact_value") or {}).get("value"):
        rows.append(Row("Det finns inget nummer och ingen adress.", strong=True))
    return tuple(rows)


def _adaptations(answers: Answers, library: Library) -> tuple[Row, ...]:
    row = _answer_row("adapt", answers["adapt"], library) if "adapt" in answers else None
    return (Row(row.text, note=row.note),) if row else ()


A_FEW_WORDS = 3
"""Shorter messages ("ja", "i tisdags") stand with the answers they became; a story stands on its own."""
_A_BARE_YES = frozenset({"ja", "japp", "jo", "ok", "okej", "nej"})


def _own_words(intake: StoredIntake, library: Library) -> tuple[Row, ...]:
    return tuple(
        Row(printable(str(words["text"]), lines=True), _asked_at(str(words["key"]), library))
        for words in intake.payload["own_words"]
        if _tells(str(words["key"]), str(words["text"]), library)
    )


def _tells(key: str, text: str, library: Library) -> bool:
    step = library.step(key)
    if key in _AT_THE_START or (step is not None and step.type is StepType.TEXT):
        return text.casefold().strip(" .,!") not in _A_BARE_YES
    return len(text.split()) > A_FEW_WORDS


def _asked_at(key: str, library: Library) -> str:
    return "I början" if key in _AT_THE_START else _label(key, library)


def _given(intake: StoredIntake, library: Library) -> tuple[Row, ...]:
    answers: Answers = intake.payload["answers"]
    flow = library.flows.get(intake.payload.get("about") or intake.kind)
    in_order = [step.key for step in flow.steps if step.key in answers] if flow else []
    keys = [*in_order, *(key for key in answers if key not in in_order)]
    return tuple(_answer_row(key, answers[key], library) for key in keys if key not in (*_CONTACT, "adapt"))


def _unanswered(intake: StoredIntake, library: Library) -> tuple[Row, ...]:
    """Questions that would have been asked, had the client gone on."""
    flow = library.flows.get(intake.payload.get("about") or intake.kind)
    answers: Answers = intake.payload["answers"]
    values = values_of(answers)
    left = [
        step.label
        for step in (flow.steps if flow else ())
        if step.type is not StepType.SAY and step.label and step.key not in answers and holds(step.when, values)
    ]
    return (Row(", ".join(left)),) if left else ()


def _answer_row(key: str, answer: Mapping[str, Any], library: Library) -> Row:
    shown = _value(library.step(key), answer, library)
    return Row(shown, _label(key, library), how_it_came(answer, shown))


def _label(key: str, library: Library) -> str:
    step = library.step(key)
    return step.label if step and step.label else printable(key)


def _value(step: Step | None, answer: Mapping[str, Any], library: Library) -> str:
    value = answer.get("value")
    if value is None:
        return declined_in_words(answer)
    try:
        told = value_in_words(step, value, library, "chat") if step else _plain(value)
        latest = answer.get("latest")
        if latest and latest != value:
            told = f"tidigast {told}, senast {day_in_words(date.fromisoformat(str(latest)))}"
    except ValueError:  # the question changed its type since it was answered
        told = _plain(value)
    return printable(told)


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
