"""The answers of a case in Swedish, each with how it came, and the questions that have no answer, with why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from bot.dialogue.wording import day_in_words, value_in_words
from bot.intakes.answers import Answers, values_of
from bot.intakes.case_words import NOT_ASKED, WHY_NO_VALUE, how_it_came, sign_of, why_no_value
from bot.intakes.printable import printable
from bot.intakes.sheet_section import Row
from bot.intakes.sheet_words import stand_among
from bot.store.intakes import StoredIntake
from content.condition import holds
from content.flow import Step, StepType
from content.library import Library
from nlu.values import parse

_SAID_NO = "svarade nej"


def answer_row(key: str, answer: Mapping[str, Any], library: Library, told: Collection[Row] = ()) -> Row:
    """One answer. What was said is not quoted if it stands among the rows `told`."""
    shown = _value(library.step(key), answer, library)
    quoted = stand_among(told, str(answer.get("raw") or ""))
    return Row(shown, label_of(key, library), note=how_it_came(answer, shown, quote=not quoted), sign=sign_of(answer))


def label_of(key: str, library: Library) -> str:
    """What an ombud calls the question."""
    step = library.step(key)
    return (step.label_for_staff if step else "") or printable(key)


def given(intake: StoredIntake, library: Library, told: Collection[Row], but: Collection[str]) -> tuple[Row, ...]:
    """Every answer there is, in the order of the questions, without the keys of `but`.

    A free text that stands among the own words that are `told` is not repeated.
    """
    answers: Answers = intake.payload["answers"]
    return tuple(
        answer_row(key, answers[key], library, told)
        for key in _in_order(intake, library)
        if key not in but and answers[key].get("value") is not None and not _is_told(key, answers, library, told)
    )


def unanswered(intake: StoredIntake, library: Library, but: Collection[str]) -> tuple[Row, ...]:
    """One line for each reason: the questions, and how it was said. Last those that would have come next."""
    answers: Answers = intake.payload["answers"]
    left: dict[str, list[str]] = {}
    for key in _in_order(intake, library):
        if key not in but and answers[key].get("value") is None:
            why = _SAID_NO if _said_no(key, answers[key], library) else WHY_NO_VALUE[why_no_value(answers[key])]
            left.setdefault(why, []).append(key)
    rows = [
        Row(
            ", ".join(label_of(key, library) for key in keys),
            why.capitalize(),
            note=_notes(keys, answers, library),
        )
        for why in (_SAID_NO, *WHY_NO_VALUE.values())
        if (keys := left.get(why))
    ]
    not_asked = [step.label_for_staff for step in _still_to_ask(intake, library)]
    return (*rows, Row(", ".join(not_asked), NOT_ASKED)) if not_asked else tuple(rows)


def _said_no(key: str, answer: Mapping[str, Any], library: Library) -> bool:
    """ "nej" to "Är det någon som inte ska vara med?" is an answer, and no refusal to give one."""
    step, raw = library.step(key), str(answer.get("raw") or "")
    if step is None or not step.polar or answer.get("how") not in ("words", "speech"):
        return False
    return parse(StepType.YES_NO, raw, today=date.min).value == "no"


def _notes(keys: list[str], answers: Answers, library: Library) -> str:
    """How each was declined; once, if all were in the same way."""
    came = {key: how_it_came(answers[key]) for key in keys}
    if len(set(came.values())) == 1:
        return next(iter(came.values()))
    return ". ".join(f"{label_of(key, library)}: {how}" for key, how in came.items() if how)


def _in_order(intake: StoredIntake, library: Library) -> list[str]:
    answers: Answers = intake.payload["answers"]
    flow = library.flows.get(intake.payload.get("about") or intake.kind)
    in_order = [step.key for step in flow.steps if step.key in answers] if flow else []
    return [*in_order, *(key for key in answers if key not in in_order)]


def _is_told(key: str, answers: Answers, library: Library, told: Collection[Row]) -> bool:
    step = library.step(key)
    return step is not None and step.type is StepType.TEXT and stand_among(told, str(answers[key].get("raw") or ""))


def _still_to_ask(intake: StoredIntake, library: Library) -> list[Step]:
    """Questions that would have been asked, had the client gone on."""
    flow = library.flows.get(intake.payload.get("about") or intake.kind)
    answers: Answers = intake.payload["answers"]
    values = values_of(answers)
    return [
        step
        for step in (flow.steps if flow else ())
        if step.type is not StepType.SAY and step.label and step.key not in answers and holds(step.when, values)
    ]


def _value(step: Step | None, answer: Mapping[str, Any], library: Library) -> str:
    value = answer.get("value")
    if value is None:
        return WHY_NO_VALUE[why_no_value(answer)]
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
