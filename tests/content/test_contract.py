"""Question keys, types and option ids are promised to others: they cannot change by an edit."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from content.check.contract import load_contract
from content.error import ContentError
from content.sources import default_root
from tests.content.small_content import SmallContent

QUESTIONS = json.loads((Path(__file__).parent / "questions.json").read_text(encoding="utf-8"))

SMALL = """\
complete: [hjalp]
fixed_steps: {}
flows: {hjalp: [hungry, meal, name]}
questions:
  hungry: {type: yes_no}
  meal: {type: choice, options: [porridge, soup], when: {hungry: "no"}}
  name: {type: name}
"""


def messages(small: SmallContent) -> list[str]:
    return [finding.message for finding in small.findings("contract")]


def test_our_copy_of_the_contract_is_the_contract() -> None:
    contract = load_contract(default_root())
    assert contract is not None
    assert contract.flows == {flow: list(dict.fromkeys(keys)) for flow, keys in QUESTIONS["flows"].items()}
    assert contract.fixed_steps == QUESTIONS["fixed_steps"]
    for question in QUESTIONS["questions"]:
        ours = contract.questions[question["key"]]
        assert ours["type"] == question["type"]
        assert ours.get("options", []) == [option["id"] for option in question.get("options", [])]
        for field in ("required", "sensitive"):
            assert ours.get(field, False) == question.get(field, False), question["key"]
        for field in ("when", "expect"):
            assert ours.get(field) == question.get(field), question["key"]
    assert len(contract.questions) == len(QUESTIONS["questions"])


def test_a_flow_that_keeps_the_contract(small: SmallContent) -> None:
    small.write("contract.yml", SMALL)
    assert messages(small) == []


def test_a_question_that_is_gone(small: SmallContent) -> None:
    small.write("contract.yml", SMALL)
    small.change("flows/hjalp.yml", "  - use: name\n", "")
    assert messages(small) == ["Frågan 'name' saknas."]


def test_a_short_flow_may_leave_out_what_is_not_required(small: SmallContent) -> None:
    small.write("contract.yml", SMALL.replace("complete: [hjalp]", "complete: []"))
    small.change("flows/hjalp.yml", "  - use: name\n", "")
    assert [finding.level for finding in small.findings("contract")] == ["warning"]


def test_an_option_with_another_id(small: SmallContent) -> None:
    small.write("contract.yml", SMALL)
    small.change("flows/hjalp.yml", "id: soup", "id: soppa")
    assert messages(small) == ["'meal': options ska vara porridge, soup."]


def test_a_question_of_another_type(small: SmallContent) -> None:
    small.write("contract.yml", SMALL)
    small.change("steps/people.yml", "type: name", "type: text")
    (found,) = small.findings("contract")
    assert found.message == "'name': type ska vara name."
    assert (found.file, found.line) == ("content/steps/people.yml", 2)


def test_a_question_that_nobody_agreed_on(small: SmallContent) -> None:
    small.write(
        "contract.yml", SMALL.replace("hungry, meal, name", "hungry, meal").replace("  name: {type: name}\n", "")
    )
    assert messages(small) == ["Frågan 'name' finns inte i listan över frågor."]


def test_a_broken_contract_is_told_with_its_line(small: SmallContent) -> None:
    small.write("contract.yml", SMALL.replace("fixed_steps: {}", "fixed_steps: 3"))
    with pytest.raises(ContentError, match=r"content/contract.yml:2: fixed_steps"):
        small.findings()
