"""The glossary: many words, each explained in a breath, rightly spelt, and none that promises or alarms."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from content.check import Finding, check
from content.check.spelling import Spelling
from content.library import Library
from content.readability import lix, sentences, words
from nlu.crisis import assess
from nlu.moves import Spotted, spot

LONGEST_SENTENCE = 12
ASKED_IN_THE_ISSUE = (
    "avslag", "bifall", "omprövning", "laga kraft", "delgivning", "skälig levnadsnivå", "handläggningstid",
    "komplettering", "återkrav", "SGI",
)  # fmt: skip
PROMISES = re.compile(
    r"\bdu får (?:\w+ )?(?:pengar|bidrag|rätt till)\b|\bdu kommer att\b|\bdu har rätt till pengar\b|\balltid\b"
    r"|\bgarant",
    re.IGNORECASE,
)
NUMBERS = re.compile(
    r"\d|\b(?:två|tre|fyra|fem|sex|sju|åtta|nio|tio|tolv|tretton|fjorton|trettio) (?:dagar|veckor|månader|år)\b"
)
NOT_IN_THE_DICTIONARY = {
    "HFD", "LPT", "PO", "SIP", "SoL", "akassa", "akassan", "andrahand", "dnr", "normunderskott", "nödbistånd",
    "rättidsprövas", "rättidsprövning", "rättidsprövningen", "samsjuklig", "sip", "sipmöte",
}  # fmt: skip
"""Short forms, what people say, and right words that are too new or too rare."""
EVERYDAY_QUESTIONS = (
    "vad är klockan", "vad är planen", "vad är numret", "vad är adressen", "vad är problemet", "vad är skillnaden",
    "vad är nästa steg", "vad är det för dag", "vad är mitt ärendenummer", "vad är meningen med livet", "vad är en vän",
    "vad är det för fel på mig", "vad är koden", "vad är det som händer", "vad är min kod", "vad är tiden",
)  # fmt: skip


@pytest.fixture(scope="module")
def findings(library: Library) -> list[Finding]:
    return [finding for finding in check(library) if finding.file.endswith("glossary.yml")]


def test_there_are_many_words_among_them_those_asked_for(library: Library) -> None:
    assert len(library.glossary) >= 150
    assert set(ASKED_IN_THE_ISSUE) <= {term.word for term in library.glossary}


def test_the_whole_is_very_easy_to_read(library: Library) -> None:
    assert lix(*(term.explanation for term in library.glossary)) < 25


def test_each_word_is_explained_in_at_most_two_short_sentences(library: Library) -> None:
    for term in library.glossary:
        said = sentences(term.explanation)
        assert 1 <= len(said) <= 2, term.word
        assert term.explanation.endswith("."), term.word
        assert all(len(words(sentence)) <= LONGEST_SENTENCE for sentence in said), term.word


def test_no_explanation_uses_the_word_that_it_explains(library: Library) -> None:
    for term in library.glossary:
        assert term.word.lower() not in [word.lower() for word in words(term.explanation)], term.word


def test_no_explanation_promises_anything(library: Library) -> None:
    assert [term.word for term in library.glossary if PROMISES.search(term.explanation)] == []


def test_a_time_limit_is_told_only_where_somebody_has_verified_it(library: Library) -> None:
    told = [term for term in library.glossary if NUMBERS.search(term.explanation) and term.word != "personnummer"]
    assert told
    assert [term.word for term in told if term.fact.needs_review or not term.fact.verified_on] == []


def test_each_word_has_a_verified_source_or_waits_for_review(library: Library) -> None:
    for term in library.glossary:
        assert bool(term.fact.verified_on) or term.fact.needs_review, term.word
        if term.fact.verified_on:
            assert date.fromisoformat(term.fact.verified_on) <= date(2026, 11, 21), term.word


def test_a_form_belongs_to_one_word(library: Library) -> None:
    forms = [form.lower() for term in library.glossary for form in {term.word.lower(), *map(str.lower, term.forms)}]
    assert [form for form, count in Counter(forms).items() if count > 1] == []


def test_the_check_finds_nothing_to_mend(findings: list[Finding]) -> None:
    assert [finding for finding in findings if finding.level != "review"] == []


def test_the_explanations_are_rightly_spelt_without_the_help_of_the_words_themselves(library: Library) -> None:
    """A form teaches the check that it is a word: a slip there would hide the same slip anywhere."""
    spelling = Spelling(library.model_copy(update={"glossary": ()}))
    wrong = {word for term in library.glossary for word in words(term.explanation) if not spelling.right(word)}
    assert wrong == set()


def test_the_words_themselves_are_rightly_spelt_but_for_some_that_no_dictionary_holds(library: Library) -> None:
    spelling = Spelling(library.model_copy(update={"glossary": ()}))
    said = {word for term in library.glossary for form in (term.word, *term.forms) for word in words(form)}
    assert {word for word in said if not spelling.right(word)} <= NOT_IN_THE_DICTIONARY


def test_every_form_asked_about_is_found_and_sounds_no_alarm(library: Library) -> None:
    for term in library.glossary:
        for form in (term.word, *term.forms):
            spotted = spot(f"vad betyder {form}?", glossary=library.glossary)
            assert spotted == Spotted("word", term=term.word), form
            assert assess(f"vad betyder {form}?").level == "none", form


def test_no_form_said_alone_is_a_move_but_those_that_name_a_human(library: Library) -> None:
    said = {form: spot(form) for term in library.glossary for form in (term.word, *term.forms)}
    moves = {form: spotted.move for form, spotted in said.items() if spotted}
    assert moves == dict.fromkeys(("personligt ombud", "ombud", "ombudet", "kontaktperson"), "human")


@pytest.mark.parametrize("question", EVERYDAY_QUESTIONS)
def test_an_everyday_question_is_not_about_a_difficult_word(question: str, library: Library) -> None:
    spotted = spot(question, glossary=library.glossary)
    assert spotted is None or spotted.move != "word"
