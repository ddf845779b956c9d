"""Rules on the shape of a flow: nothing out of reach, no dead end, a way on after silence, every question explained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice, product

from content.check.finding import Finding
from content.check.places import Places
from content.condition import Condition, Value, holds, keys_of
from content.flow import Flow, Step, StepType
from content.library import Library

ROUTERS = frozenset({"menu", "crisis"})
"""Flows that lead into other flows or back into the one they interrupted; they end by doing so."""

_TRIES = 20_000
_COMBINERS = ("all", "any", "none")


class _Absent:
    """The question was never asked; None is an answer: the client declined."""


_ABSENT = _Absent()


def check_structure(library: Library, places: Places) -> Iterator[Finding]:
    """Conditions, reachability, endings and the parts every question needs, for all flows."""
    known = _known_steps(library)
    derived = {key for flow in library.flows.values() for rule in flow.derive for key in rule.set}
    seen: set[Finding] = set()
    for flow in library.flows.values():
        found = [
            *_check_parts(flow, places),
            *_check_conditions(flow, known, derived, places),
            *_check_reach(flow, known, places),
            *_check_end(flow, places),
        ]
        for finding in found:
            if finding not in seen:
                seen.add(finding)
                yield finding


def _known_steps(library: Library) -> dict[str, Step]:
    return {step.key: step for flow in library.flows.values() for step in flow.steps if step.type != StepType.SAY}


def _check_parts(flow: Flow, places: Places) -> Iterator[Finding]:
    for index, step in enumerate(flow.steps):
        if step.type == StepType.SAY:
            continue
        needed = {
            "again": (step.again, "Vad säger jag efter tystnad? Skriv en kortare fråga."),
            "label": (step.label, "Vad heter svaret i sammanfattningen?"),
            "why": (step.why, "Varför frågar jag? En mening."),
            "example": (step.example, "Hur kan ett svar låta?"),
            "help": (step.help, "Vad säger jag till den som vill ha hjälp?"),
        }
        for field, (value, suggestion) in needed.items():
            if not value:
                message = f"Frågan '{step.key}' saknar {field}."
                yield places.finding("error", "parts", places.step(flow.id, index), message, suggestion)


def _check_conditions(flow: Flow, known: Mapping[str, Step], derived: set[str], places: Places) -> Iterator[Finding]:
    for index, step in enumerate(flow.steps):
        place = places.step(flow.id, index, "when")
        for key, value in _comparisons(step.when):
            if key not in known:
                if key not in derived:
                    message = f"Villkoret frågar efter '{key}', som ingen fråga ger svar på."
                    yield places.finding("error", "condition", place, message)
            elif value is not None and (problem := _impossible(known[key], value)):
                yield places.finding("error", "condition", place, problem)
        for key in step.depends:
            if key not in known:
                message = f"'{key}' i depends är ingen fråga."
                yield places.finding("error", "condition", places.step(flow.id, index, "depends"), message)
        earlier = {other.key for other in flow.steps[:index] if other.type != StepType.SAY}
        if step.asks_again and step.asks_again not in earlier:
            message = f"'{step.asks_again}' i asks_again är ingen fråga före '{step.key}'."
            yield places.finding("error", "condition", places.step(flow.id, index, "asks_again"), message)
        later = {other.key for other in flow.steps[index + 1 :]}
        for key in sorted(keys_of(step.when) & later):
            message = f"'{step.key}' väntar på '{key}', som frågas senare."
            yield places.finding("warning", "condition", place, message, "Flytta frågan.")


def _comparisons(condition: Condition | None) -> Iterator[tuple[str, object]]:
    """Every key with the option it is compared with; None where no option is named."""
    for key, test in (condition or {}).items():
        if key in _COMBINERS and isinstance(test, list):
            for part in test:
                yield from _comparisons(part)
        elif isinstance(test, dict):
            ((operator, operand),) = test.items()
            if operator == "in" and isinstance(operand, list):
                for one in operand:
                    yield key, one
            else:
                yield key, operand if operator in ("not", "includes") else None
        else:
            yield key, test


def _impossible(step: Step, value: object) -> str:
    options = _option_ids(step)
    if options and isinstance(value, str) and value not in options:
        return f"'{step.key}' kan inte bli '{value}'. Svaren är: {', '.join(options)}."
    return ""


def _option_ids(step: Step) -> tuple[str, ...]:
    if step.type == StepType.YES_NO:
        return ("yes", "no")
    if step.type == StepType.AREA:
        return ()
    return tuple(option.id for option in step.options)


def _check_reach(flow: Flow, known: Mapping[str, Step], places: Places) -> Iterator[Finding]:
    for index, step in enumerate(flow.steps):
        before = [other for other in flow.steps[:index] if other.end]
        if not _reachable(step, flow, known, before):
            message = f"Ingen kan komma till '{step.key}'. Villkoret går aldrig ihop."
            yield places.finding("error", "reach", places.step(flow.id, index, "when"), message)


def _reachable(step: Step, flow: Flow, known: Mapping[str, Step], ends: list[Step]) -> bool:
    if any(end.when is None for end in ends):
        return False
    keys = sorted(_needed_keys(step, flow))
    domains = [_values(known.get(key)) for key in keys]
    for values in islice(product(*domains), _TRIES):
        answers: dict[str, Value] = {
            key: value for key, value in zip(keys, values, strict=True) if not isinstance(value, _Absent)
        }
        if not holds(step.when, answers) or any(holds(end.when, answers) for end in ends):
            continue
        if all(asked is None or holds(asked.when, answers) for asked in map(flow.step, answers)):
            return True
    return False


def _needed_keys(step: Step, flow: Flow) -> set[str]:
    """The keys a step's condition looks at, and those which the steps behind them look at."""
    found: set[str] = set()
    waiting = list(keys_of(step.when))
    while waiting:
        key = waiting.pop()
        if key not in found:
            found.add(key)
            if earlier := flow.step(key):
                waiting += keys_of(earlier.when)
    return found


def _values(step: Step | None) -> list[Value | _Absent]:
    """The answers worth trying: no answer, declined, and each option alone."""
    if step is None:
        return [_ABSENT, "yes", "no", "x", 1]
    options = [option.id for option in step.options] or list(_option_ids(step))
    if step.type == StepType.MULTI:
        return [_ABSENT, None, *([option] for option in options)]
    if step.type in (StepType.NUMBER, StepType.AMOUNT):
        return [_ABSENT, None, 0, 10]
    if step.type == StepType.AREA:
        return [_ABSENT, None, "x", *options]
    return [_ABSENT, None, *(options or ["x"])]


def _check_end(flow: Flow, places: Places) -> Iterator[Finding]:
    file = places.flow(flow.id)
    if flow.intake:
        for field, suggestion in (("done", "Vad säger jag när svaren är skickade?"), ("not_sent", "Och om inte?")):
            if getattr(flow, field) is None:
                message = f"Flödet '{flow.title}' saknar {field}."
                yield places.finding("error", "ending", (file, ()), message, suggestion)
        return
    if flow.id in ROUTERS or flow.ending:
        return
    last = flow.steps[-1] if flow.steps else None
    if last is None or not last.end or last.when:
        message = f"Flödet '{flow.title}' slutar utan besked, förklaring eller människa."
        yield places.finding("error", "ending", (file, ("steps",)), message, "Sluta med ett steg say med end.")
