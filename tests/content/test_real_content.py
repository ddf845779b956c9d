"""The content that the package carries passes its own check."""

from __future__ import annotations

import pytest

from content.check import Finding, as_text, check
from content.check.easy_reading import FIXED_TEXTS
from content.check.spelling import Spelling
from content.library import Library


@pytest.fixture(scope="module")
def findings(library: Library) -> list[Finding]:
    return check(library)


def test_nothing_in_it_is_wrong(findings: list[Finding]) -> None:
    errors = [finding for finding in findings if finding.level == "error"]
    assert errors == [], as_text(errors)


def test_what_must_be_verified_is_shown_as_a_task(findings: list[Finding], library: Library) -> None:
    tasks = [finding for finding in findings if finding.level == "review"]
    marked = [line for line in library.helplines if line.fact.needs_review]
    assert len(tasks) >= len(marked) > 0


def test_the_dictionary_knows_our_long_words_and_not_misspelt_ones(library: Library) -> None:
    spelling = Spelling(library)
    assert all(spelling.right(word) for word in ("försörjningsstöd", "hyresvärden", "Hökarängen", "tystnadsplikt"))
    assert not any(
        spelling.right(word) for word in ("försörjningstöd", "Försäkringskasan", "överklagn", "hyresvärdenn")
    )


def test_every_flow_reads_easily_in_both_forms(findings: list[Finding], library: Library) -> None:
    assert set(library.flows) >= {"menu", "po_intake", "nodprovning", "complaint", "crisis", "human"}
    assert [finding for finding in findings if finding.rule == "lix"] == []


def test_the_texts_that_count_in_every_flow_are_there(library: Library) -> None:
    assert set(FIXED_TEXTS) - set(library.texts) == set()


def test_an_emergency_always_ends_with_what_this_is_not(library: Library) -> None:
    said = " ".join(text.chat for text in library.flows["nodprovning"].ending)
    for sentence in ("Det här är ingen ansökan.", "Du ansöker hos socialtjänsten.", "Vänta inte på ombudet."):
        assert sentence in said
    assert "{where_now}" in said
    assert "{closed_now}" in said


def test_what_the_flows_rest_on_is_listed_until_somebody_has_reviewed_it(
    findings: list[Finding], library: Library
) -> None:
    told = [f for f in findings if f.level == "review" and "flows/" in f.file]
    assert any("JO enligt" in finding.message for finding in told)
    assert all(flow.facts for flow in library.flows.values() if flow.intake and flow.id != "human")
