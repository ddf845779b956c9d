"""An editor writes something hard; the check points at the sentence and says what to write instead."""

from __future__ import annotations

import json

import pytest

from content.check import as_json_lines, as_text, has_errors
from content.error import ContentError
from tests.content.small_content import SmallContent

TEXT = "Jag väntar."


def write(small: SmallContent, text: str) -> None:
    small.change("texts.yml", TEXT, text)


def test_small_right_content_has_nothing_to_complain_about(small: SmallContent) -> None:
    assert small.findings() == []


def test_sixteen_words_are_an_error_and_thirteen_advice(small: SmallContent) -> None:
    write(small, "Jag " + "ser " * 14 + "dig. Jag " + "hör " * 11 + "dig. Jag " + "ler " * 10 + "nu.")
    long, longish = small.findings("sentence_length")
    assert (long.level, longish.level) == ("error", "warning")
    assert long.sentence.startswith("Jag ser ser")
    assert "16 ord" in long.message
    assert long.suggestion


def test_the_finding_stands_on_the_line_of_its_sentence(small: SmallContent) -> None:
    write(small, ">-\n  Jag väntar.\n  Du kan erhålla svar.\n  Hej då.")
    (found,) = small.findings("jargon")
    assert (found.file, found.line, found.where) == ("content/texts.yml", 3, "wait_ok")


def test_a_hard_word_in_any_form_gets_the_simple_word(small: SmallContent) -> None:
    write(small, "Du ERHÅLLER ett svar.")
    (found,) = small.findings("jargon")
    assert found.sentence == "Du ERHÅLLER ett svar."
    assert found.suggestion == "Skriv: få."


def test_a_hard_word_inside_another_word_is_left_alone(small: SmallContent) -> None:
    write(small, "Förerhåller du dig?")
    assert small.findings("jargon") == []


def test_a_word_that_is_misspelt(small: SmallContent) -> None:
    write(small, "Jag säger hejjsan.")
    (found,) = small.findings("spelling")
    assert "'hejjsan'" in found.message


def test_names_of_places_are_spelt_right(small: SmallContent) -> None:
    from content.check.spelling import Spelling

    spelling = Spelling(small.load(), lookup=lambda word: False)
    assert spelling.right("Tensta")
    assert spelling.right("Hjulstas")
    assert spelling.right("avslag")
    assert spelling.right("90101")
    assert not spelling.right("Tenssta")


@pytest.mark.parametrize(
    "text",
    ["Du får pengar i dag.", "Du kommer att få hjälp.", "Du får garanterat ja.", "Jag lovar det.", "Det ordnar sig."],
)
def test_a_promise_of_an_outcome_is_an_error(small: SmallContent, text: str) -> None:
    write(small, text)
    (found,) = small.findings("promise")
    assert found.level == "error"


@pytest.mark.parametrize("text", ["När får du pengar?", "Jag lovar inget.", "Du får svar med brev."])
def test_what_is_no_promise_passes(small: SmallContent, text: str) -> None:
    write(small, text)
    assert small.findings("promise") == []


def test_on_the_phone_the_option_comes_before_the_key(small: SmallContent) -> None:
    write(small, "{chat: Tryck 1 för ja., phone: Tryck ett för ja.}")
    (found,) = small.findings("key_order")
    assert found.where == "wait_ok.phone"
    small.change("texts.yml", "Tryck ett för ja.", "'För ja, tryck ett.'")
    assert small.findings("key_order") == []


def test_on_the_phone_a_number_is_written_as_it_is_said(small: SmallContent) -> None:
    write(small, "{chat: Ring 112., phone: Ring 112.}")
    (found,) = small.findings("spoken_number")
    assert found.where == "wait_ok.phone"


def test_a_placeholder_that_nobody_fills(small: SmallContent) -> None:
    write(small, "'Jag väntar på {word}.'")
    (found,) = small.findings("placeholder")
    assert "{word}" in found.message
    small.change("texts.yml", "{word}.", "{line:brand}.")
    (found,) = small.findings("placeholder")
    assert "'brand'" in found.message
    small.change("texts.yml", "{line:brand}.", "{line:sos}.")
    assert small.findings("placeholder") == []


def test_half_a_brace_is_an_error(small: SmallContent) -> None:
    small.change("flows/hjalp.yml", "är {case}.", "är {case.")
    assert [found.where for found in small.findings("placeholder")] == ["done"]


def test_an_empty_form_is_an_error(small: SmallContent) -> None:
    write(small, "{chat: Hej., phone: ''}")
    assert [found.where for found in small.findings("empty")] == ["wait_ok.phone"]


def test_a_flow_that_is_hard_to_read_names_its_long_words(small: SmallContent) -> None:
    small.change(
        "flows/hjalp.yml",
        "Nu gäller det mat.",
        "Socialtjänsten behandlar ansökningar. Handläggare beslutar. Förvaltningsrätten granskar. " * 4,
    )
    found = small.findings("lix")
    assert {finding.where for finding in found} == {"(chat)", "(phone)"}
    assert "LIX" in found[0].message
    assert found[0].sentence
    assert "behandlar" in found[0].suggestion or "socialtjänsten" in found[0].suggestion


def test_english_for_those_who_read_no_swedish_is_left_alone(small: SmallContent) -> None:
    small.write("texts.yml", "other_language_en: Erhålla hejjsan.\n")
    assert small.findings() == []


def test_findings_can_be_read_by_people_and_by_programs(small: SmallContent) -> None:
    write(small, "Du kan erhålla svar.")
    findings = small.findings()
    assert has_errors(findings)
    shown = as_text(findings)
    assert "FEL content/texts.yml:1 wait_ok" in shown
    assert "Förslag: Skriv: få." in shown
    assert shown.endswith("1 fel, 0 råd, 0 att granska.")
    (line,) = as_json_lines(findings).splitlines()
    assert json.loads(line)["file"] == "content/texts.yml"


@pytest.mark.parametrize("text", ["12", "{word: x}", "- {word: x}", "- hej", "- {word: x, instead: [}"])
def test_a_broken_jargon_list_is_told_with_its_line(small: SmallContent, text: str) -> None:
    small.write("jargon.yml", text)
    with pytest.raises(ContentError, match=r"content/jargon.yml:1:"):
        small.findings()


@pytest.mark.parametrize("number", ["113", "08-123 45 67", "+46 8 123 45 67", "90 102"])
def test_a_number_to_dial_must_be_among_the_helplines(small: SmallContent, number: str) -> None:
    write(small, f"{{chat: 'Ring {number}.', phone: Ring hit.}}")
    (found,) = small.findings("number")
    assert (found.level, found.sentence) == ("error", f"Ring {number}.")


@pytest.mark.parametrize(
    "text", ["Ring 112.", "Du har 200 kronor.", "Lagen kom 2025.", "Det är 18 år.", "Ring {line:sos}."]
)
def test_known_numbers_sums_and_years_pass(small: SmallContent, text: str) -> None:
    write(small, f"{{chat: '{text}', phone: Ring hit.}}")
    assert small.findings("number") == []
