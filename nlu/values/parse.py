"""The one entrance: the parser for a step's type, with the refusals that every step accepts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from content.flow import Option, StepType
from content.library import Areas
from nlu.values.amounts import parse_amount
from nlu.values.choices import parse_choice, parse_multi
from nlu.values.clean import normal
from nlu.values.contacts import parse_contact
from nlu.values.counts import parse_number
from nlu.values.dates import parse_date
from nlu.values.free_text import parse_text
from nlu.values.names import parse_name
from nlu.values.option_match import said_exactly
from nlu.values.parsed import NOT_UNDERSTOOD, Expect, Parsed
from nlu.values.phones import parse_phone
from nlu.values.places import parse_area
from nlu.values.refusals import refusal, refusal_inside
from nlu.values.yes_no import answers_before_refusing, parse_yes_no

_WITH_OPTIONS = frozenset((StepType.CHOICE, StepType.MULTI, StepType.AREA))
_SHORT_REFUSAL = 120
"""In a longer message "jag vet inte" is part of a story, not the answer."""


def parse(
    step_type: StepType | str,
    text: str,
    *,
    today: date,
    expect: Expect | None = None,
    options: Sequence[Option] = (),
    areas: Areas | None = None,
) -> Parsed:
    """What the text answers to a step of that type; see `Parsed` for the values.

    Never raises on any text, does bounded work, and gives no value where the text is ambiguous. A refusal is a move:
    as the whole message always, inside a longer one only where nothing else in it is an answer (never for `text`).
    `say` takes no answer. Raises ValueError only for an unknown `step_type`.
    """
    kind = StepType(step_type)
    if kind is StepType.SAY or not normal(text):
        return NOT_UNDERSTOOD
    # An option may itself be worded as a refusal ("hittar inte", "vet inte"): then it is chosen.
    answers = kind is StepType.YES_NO and answers_before_refusing(text)
    if not answers and not (kind in _WITH_OPTIONS and said_exactly(text, options)) and (move := refusal(text)):
        return Parsed(move=move)
    parsed = _value(kind, text, today, expect, options, areas)
    if parsed.value is None and parsed.move is None and kind is not StepType.TEXT and len(text) <= _SHORT_REFUSAL:
        return Parsed(move=refusal_inside(text))
    return parsed


def _value(
    kind: StepType, text: str, today: date, expect: Expect | None, options: Sequence[Option], areas: Areas | None
) -> Parsed:
    match kind:
        case StepType.DATE:
            return parse_date(text, today=today, expect=expect)
        case StepType.CHOICE:
            return parse_choice(text, options)
        case StepType.MULTI:
            return parse_multi(text, options)
        case StepType.YES_NO:
            return parse_yes_no(text, options)
        case StepType.AREA:
            return parse_area(text, areas, options)
        case StepType.AMOUNT:
            return parse_amount(text)
        case StepType.NUMBER:
            return parse_number(text)
        case StepType.PHONE:
            return parse_phone(text)
        case StepType.CONTACT:
            return parse_contact(text)
        case StepType.NAME:
            return parse_name(text)
        case _:
            return parse_text(text)
