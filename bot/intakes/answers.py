"""Answers as they come from the dialogue: a value, and where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, TypeAlias

from content.condition import Value

AnswerRecord: TypeAlias = Mapping[str, Any]
"""`{"value", "raw", "how", "channel", "at"}`; a declined answer has the value None. More fields are kept."""

Answers: TypeAlias = Mapping[str, AnswerRecord]

_EARLIEST_YEAR, _LATEST_YEAR = 1900, 2099

PROVENANCE = ("value", "raw", "how", "channel", "at")


def values_of(answers: Answers) -> dict[str, Value]:
    """The answers as conditions see them."""
    return {key: answer.get("value") for key, answer in answers.items()}


def value_of(answers: Answers, key: str) -> Value:
    """None both for unknown and for declined."""
    return answers[key].get("value") if key in answers else None


def codes_of(answers: Answers, key: str) -> tuple[str, ...]:
    """The chosen option ids of a multi answer, without `none`."""
    value = value_of(answers, key)
    return tuple(code for code in value if code != "none") if isinstance(value, list | tuple) else ()


def date_of(values: Mapping[str, Value], key: str) -> date | None:
    """The day that was answered; None if it is unknown. An uncertain day is stored as its earliest."""
    value = values.get(key)
    if not isinstance(value, str):
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    # Beyond these years the holidays are not known, and counting on could leave the calendar.
    return day if _EARLIEST_YEAR <= day.year <= _LATEST_YEAR else None
