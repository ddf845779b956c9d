"""Conditions on answers, as data.

YAML form: `{key: value}` equals; `{key: {not: v}}` asked and different; `{key: {includes: v}}` a multi answer
that holds v; `{key: {in: [a, b]}}`; `{key: {gt: 0}}`; `{key: {known: true}}` a real value is known;
`{key: {asked: true}}` answered or declined; `{all: [...]}`, `{any: [...]}`, `{none: [...]}` combine.
Several keys in one mapping must all hold. An unknown answer never equals anything.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, TypeAlias, cast

from pydantic import AfterValidator

Value: TypeAlias = str | int | list[str] | None
"""A stored answer: option id, text, number, list of option ids; None when the client declined."""

_COMBINERS = {"all", "any", "none"}
_OPERATORS = {"not", "includes", "in", "gt", "known", "asked"}


def _checked(raw: dict[str, object]) -> dict[str, object]:
    for key, test in raw.items():
        if key in _COMBINERS:
            if not isinstance(test, list):
                raise ValueError(f"'{key}' needs a list of conditions")
            for part in test:
                if not isinstance(part, dict):
                    raise ValueError(f"'{key}' holds something that is no condition: {part!r}")
                _checked(part)
        elif isinstance(test, dict):
            unknown = set(test) - _OPERATORS
            if unknown or len(test) != 1:
                raise ValueError(f"'{key}' needs one of {sorted(_OPERATORS)}, got {sorted(test)}")
        elif not isinstance(test, str | int):
            raise ValueError(f"'{key}' is compared with {test!r}")
    return raw


Condition: TypeAlias = Annotated[dict[str, object], AfterValidator(_checked)]


def holds(condition: Mapping[str, object] | None, answers: Mapping[str, Value]) -> bool:
    """Whether the condition is true of the answers. A key that is present with None was asked and declined."""
    if not condition:
        return True
    return all(_holds_one(key, test, answers) for key, test in condition.items())


def _holds_one(key: str, test: object, answers: Mapping[str, Value]) -> bool:
    if key in _COMBINERS:
        parts = (holds(part, answers) for part in parts_of(test))
        return {"all": all, "any": any, "none": lambda results: not any(results)}[key](parts)
    value = answers.get(key)
    if not isinstance(test, dict):
        return value == test if not isinstance(value, list) else value == [test]
    ((operator, operand),) = test.items()
    return _OPERATIONS[operator](key, value, operand, answers)


_OPERATIONS = {
    "not": lambda key, value, operand, answers: key in answers and value != operand,
    "includes": lambda key, value, operand, answers: isinstance(value, list) and operand in value,
    "in": lambda key, value, operand, answers: value in operand,
    "gt": lambda key, value, operand, answers: isinstance(value, int) and value > operand,
    "known": lambda key, value, operand, answers: (value is not None) is operand,
    "asked": lambda key, value, operand, answers: (key in answers) is operand,
}


def parts_of(test: object) -> list[Mapping[str, object]]:
    """The conditions that `all`, `any` or `none` combine; their shape was checked when the file was read."""
    return cast("list[Mapping[str, object]]", test)


def keys_of(condition: Mapping[str, object] | None) -> set[str]:
    """Every answer key that the condition looks at."""
    found: set[str] = set()
    for key, test in (condition or {}).items():
        if key in _COMBINERS:
            for part in parts_of(test):
                found |= keys_of(part)
        else:
            found.add(key)
    return found
