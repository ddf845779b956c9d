"""The flows against the fixed list of question keys, types and option ids (`contract.yml`)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from content.check.finding import Finding
from content.check.places import Places
from content.error import ContentError
from content.flow import Flow, Frozen, Step, StepType
from content.library import Library
from content.validation_message import in_swedish
from content.yaml_file import read_yaml

FILE = "contract.yml"


class Contract(Frozen):
    """`flows` names each flow's keys; `questions` each key's type, options, required, sensitive, expect and when.

    `complete` names the flows that must hold every key; the others may leave out what is not required.
    `own` are questions of our own beside the fixed ones: promised to nobody, but kept from changing by an edit.
    """

    flows: dict[str, list[str]]
    questions: dict[str, dict[str, Any]]
    fixed_steps: dict[str, list[str]]
    complete: frozenset[str]
    own: Mapping[str, dict[str, Any]] = {}


def load_contract(root: Path) -> Contract | None:
    """The contract of a content folder, None if it has none. Raises ContentError if the file is broken."""
    path = root / FILE
    if not path.exists():
        return None
    file = read_yaml(path, f"{root.name}/{FILE}")
    if file.problems:
        raise ContentError(file.problems)
    try:
        return Contract.model_validate(file.data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise ContentError([file.problem(detail["loc"], in_swedish(detail)) for detail in details]) from error


def check_contract(library: Library, contract: Contract, places: Places) -> Iterator[Finding]:
    """Missing, unknown and changed questions of every flow in the contract, and the fixed steps."""
    seen: set[Finding] = set()
    for flow in library.flows.values():
        found = [*_check_keys(flow, contract, places)]
        for index, step in enumerate(flow.steps):
            found += _check_step(flow, index, step, contract, places)
        for finding in found:
            if finding not in seen:
                seen.add(finding)
                yield finding


def _check_keys(flow: Flow, contract: Contract, places: Places) -> Iterator[Finding]:
    if flow.id not in contract.flows:
        return
    place = (places.flow(flow.id), ("steps",))
    for key in contract.flows[flow.id]:
        if flow.step(key):
            continue
        required = flow.id in contract.complete or contract.questions[key].get("required", False)
        message = f"Frågan '{key}' saknas."
        yield places.finding("error" if required else "warning", "contract", place, message)


def _check_step(flow: Flow, index: int, step: Step, contract: Contract, places: Places) -> Iterator[Finding]:
    def changed(field: str, expected: object) -> Finding:
        message = f"'{step.key}': {field} ska vara {expected}."
        return places.finding("error", "contract", places.step(flow.id, index, field), message)

    ids = [option.id for option in step.options]
    if step.key in contract.fixed_steps:
        expected = contract.fixed_steps[step.key]
        if ids != expected and not (step.type == StepType.YES_NO and not ids):
            yield changed("options", ", ".join(expected))
        return
    question = contract.questions.get(step.key) or contract.own.get(step.key)
    if question is None:
        if flow.id in contract.flows and step.type != StepType.SAY:
            message = f"Frågan '{step.key}' finns inte i listan över frågor."
            yield places.finding("error", "contract", places.step(flow.id, index, "key"), message)
        return
    if step.type != question["type"]:
        yield changed("type", question["type"])
    if set(ids) != set(question.get("options", [])) and not (
        step.type == StepType.YES_NO and set(ids) <= {"yes", "no"}
    ):
        yield changed("options", ", ".join(question.get("options", [])))
    for field in ("required", "sensitive"):
        if getattr(step, field) != question.get(field, False):
            yield changed(field, str(question.get(field, False)).lower())
    if step.expect != question.get("expect"):
        yield changed("expect", question.get("expect"))
    if flow.id in contract.complete and step.when != question.get("when"):
        yield places.finding(
            "warning",
            "contract",
            places.step(flow.id, index, "when"),
            f"'{step.key}' har ett annat villkor än i listan.",
        )
