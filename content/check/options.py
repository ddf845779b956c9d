"""Rules on the answers to choose from: enough of them, short when spoken, and never two that sound the same."""

from __future__ import annotations

from collections.abc import Iterator

from content.check.finding import Finding
from content.check.places import Places
from content.flow import Step, StepType
from content.library import Library
from content.readability import words

LONGEST_SPOKEN = 6


def check_options(library: Library, places: Places) -> Iterator[Finding]:
    """Every step of every flow; a shared step gives its findings once."""
    seen: set[Finding] = set()
    for flow in library.flows.values():
        for index, step in enumerate(flow.steps):
            for finding in _check_step(step, flow.id, index, places):
                if finding not in seen:
                    seen.add(finding)
                    yield finding


def _check_step(step: Step, flow_id: str, index: int, places: Places) -> Iterator[Finding]:
    file, path = places.step(flow_id, index, "options")
    if step.type in (StepType.CHOICE, StepType.MULTI) and len(step.options) < 2:
        message = f"Frågan '{step.key}' behöver minst två svar att välja på."
        yield places.finding("error", "options", places.step(flow_id, index), message)
    said: dict[str, str] = {}
    for number, option in enumerate(step.options):
        place = (file, (*path, number))
        spoken = option.form("phone")
        if len(words(spoken)) > LONGEST_SPOKEN:
            message = f"'{spoken}' är för långt att höra. Högst {LONGEST_SPOKEN} ord."
            yield places.finding("error", "options", place, message, "Skriv en kort form i spoken.")
        for phrase in {_plain(text) for text in (option.label, spoken, *option.synonyms)}:
            other = said.setdefault(phrase, option.id)
            if other != option.id:
                message = f"'{phrase}' betyder både '{other}' och '{option.id}'."
                yield places.finding("error", "options", place, message, "Ta bort orden från det ena svaret.")


def _plain(text: str) -> str:
    return " ".join(words(text.lower()))
