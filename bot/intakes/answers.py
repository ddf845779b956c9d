"""Answers as they come from the dialogue: a value, and where it came from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from content.condition import Value

AnswerRecord: TypeAlias = Mapping[str, Any]
"""`{"value", "raw", "how", "channel", "at"}`; a declined answer has the value None. More fields are kept."""

Answers: TypeAlias = Mapping[str, AnswerRecord]

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
