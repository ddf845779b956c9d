"""Which letters are offered to whom, and what the check says about a letter that is not right."""

from __future__ import annotations

from datetime import date

import pytest

from bot.deadlines.rules import with_deadlines
from content.check.letters import COMPUTED
from content.condition import Value
from content.letter import PLACEHOLDER, letters_for
from content.library import Library
from tests.content.small_content import FACT, SmallContent

TODAY = date(2026, 11, 22)

NO: dict[str, Value] = {"decision_from": "social_services", "outcome": "no", "written": "yes", "want": "object"}
FK: dict[str, Value] = {**NO, "decision_from": "forsakringskassan"}
ORAL: dict[str, Value] = {"decision_from": "social_services", "outcome": "no", "written": "oral"}
WAITS: dict[str, Value] = {"decision_from": "social_services", "outcome": "waiting", "applied_on": "2026-05-04"}

OFFERED: list[tuple[str, dict[str, Value], list[str]]] = [
    ("nodprovning", {}, ["nodbistand"]),
    ("nodprovning", {"need": ["food"], "area": "elsewhere"}, ["nodbistand"]),
    ("explain_decision", {}, []),
    ("explain_decision", {**NO, "want": "understand", "route": "appeal"}, []),
    ("explain_decision", {**NO, "route": "appeal"}, ["appeal"]),
    ("explain_decision", {**NO, "route": "review"}, []),
    ("explain_decision", {**NO, "route": "not_found"}, []),
    ("explain_decision", {**NO, "route": None}, []),
    ("explain_decision", {**NO, "decision_from": "arbetsformedlingen", "route": "appeal"}, ["appeal"]),
    ("explain_decision", {**NO, "decision_from": "kronofogden", "route": "appeal"}, ["appeal"]),
    ("explain_decision", {**NO, "decision_from": "health_care", "route": "appeal"}, ["appeal"]),
    ("explain_decision", {**NO, "decision_from": "other", "route": "appeal"}, ["appeal"]),
    ("explain_decision", {**NO, "decision_from": None, "route": "appeal"}, ["appeal"]),
    ("explain_decision", {**NO, "decision_from": "a_kassa", "route": "appeal"}, []),
    ("explain_decision", {**NO, "decision_from": "landlord", "route": "appeal"}, []),
    ("explain_decision", {**FK, "route": "appeal"}, ["appeal"]),
    ("explain_decision", {**FK, "route": "review"}, ["review"]),
    ("explain_decision", {**FK, "route": "not_found"}, ["review"]),
    ("explain_decision", {**FK, "route": None}, ["review"]),
    ("explain_decision", {**FK, "route": "nothing"}, []),
    ("explain_decision", {**FK, "want": "ombud", "route": "review"}, []),
    ("explain_decision", ORAL, ["written_decision"]),
    ("explain_decision", {**ORAL, "written": "lost"}, ["written_decision"]),
    ("explain_decision", {**ORAL, "written": "yes", "want": "get_written"}, ["written_decision"]),
    ("explain_decision", {**ORAL, "outcome": "turned_away"}, ["written_decision"]),
    ("explain_decision", {**ORAL, "decision_from": "forsakringskassan"}, ["written_decision"]),
    ("explain_decision", {**ORAL, "decision_from": "landlord"}, []),
    ("explain_decision", {**ORAL, "decision_from": "a_kassa"}, []),
    ("explain_decision", {**ORAL, "decision_from": "health_care"}, []),
    ("explain_decision", {**ORAL, "decision_from": "other"}, []),
    ("explain_decision", {**ORAL, "decision_from": None}, []),
    ("explain_decision", WAITS, ["delay"]),
    ("explain_decision", {**WAITS, "applied_on": "2026-05-22"}, []),
    ("explain_decision", {**WAITS, "applied_on": "2026-05-21"}, []),
    ("explain_decision", {**WAITS, "applied_on": "2026-05-20"}, ["delay"]),
    ("explain_decision", {**WAITS, "applied_on": None}, []),
    ("explain_decision", {**WAITS, "decision_from": "forsakringskassan"}, []),
    ("explain_decision", {**WAITS, "decision_from": "a_kassa"}, []),
    ("explain_decision", {**WAITS, "want": "get_written"}, ["delay"]),
    ("sip", {"wants_sip": "yes"}, ["sip_preparation", "sip_request"]),
    ("sip", {"wants_sip": "yes", "has_sip": "yes"}, ["sip_preparation", "sip_request"]),
    ("sip", {"wants_sip": "more"}, ["sip_preparation"]),
    ("sip", {"wants_sip": "no"}, []),
    ("sip", {}, []),
    ("po_intake", {**NO, "route": "appeal"}, []),
]


@pytest.mark.parametrize(("flow", "answers", "offered"), OFFERED)
def test_who_is_offered_which_letter(
    library: Library, flow: str, answers: dict[str, Value], offered: list[str]
) -> None:
    found = letters_for(library.letters, flow, with_deadlines(answers), TODAY)
    assert [letter.id for letter in found] == offered


def test_a_letter_that_waits_for_its_day_is_not_offered_without_a_day(library: Library) -> None:
    assert not letters_for(library.letters, "explain_decision", with_deadlines(WAITS))
    assert not letters_for(library.letters, "explain_decision", WAITS, TODAY)


def test_the_first_day_counts_to_the_day(library: Library) -> None:
    values = with_deadlines({**WAITS, "applied_on": "2026-05-18"})
    assert values["delay_from"] == "2026-11-18"
    days = {date(2026, 11, 17): 0, date(2026, 11, 18): 1, date(2027, 1, 7): 1}
    assert {day: len(letters_for(library.letters, "explain_decision", values, day)) for day in days} == days


def test_what_the_check_takes_for_computed_is_computed() -> None:
    assert set(with_deadlines(WAITS)) - set(WAITS) == COMPUTED


def test_the_formula_of_need_stands_word_by_word(library: Library) -> None:
    (need,) = letters_for(library.letters, "nodprovning", {})
    assert need.parts[0].text == "Jag ansöker om bistånd i en nödsituation. Jag vill ha ett skriftligt beslut."
    assert need.parts[0].when is None


def test_who_may_use_a_letter_only_once_hears_it_first(library: Library) -> None:
    (delay,) = [letter for letter in library.letters if letter.id == "delay"]
    assert delay.after.chat.startswith("Du får använda det här brevet bara en gång.")
    assert delay.after.phone.startswith("Du får använda det här brevet bara en gång.")


def test_every_letter_tells_what_to_do_with_it(library: Library) -> None:
    for letter in library.letters:
        for words in (letter.after.chat, letter.after.phone):
            assert "Fyll i det som är tomt." in words
            assert "Skriv under" in words or letter.id == "sip_preparation"


def test_a_letter_is_spoken_of_so_that_the_sentence_goes_on(library: Library) -> None:
    """ "Jag har skrivit {name} åt dig." """
    for letter in library.letters:
        assert letter.name.chat.startswith(("ett ", "en "))
        assert not letter.name.chat.endswith(".")


LETTER = f"""\
id: brev
flow: hjalp
when: {{hungry: "no"}}
name: ett brev
title: Mat
to: kommunen
parts:
  - {{text: "Jag vill ha {{meal}}.", when: {{meal: {{known: true}}}}}}
  - {{text: "Jag bor på {{street}}."}}
blanks: {{meal: vilken mat}}
by_hand: {{street: vilken gata}}
wordings: {{meal: {{porridge: varm gröt, soup: ""}}}}
after: Skriv under brevet.
facts: [{FACT}]
"""

NAME = "letters/brev.yml"


@pytest.fixture
def with_letter(small: SmallContent) -> SmallContent:
    small.write(NAME, LETTER)
    return small


def test_a_right_letter_is_loaded_and_nothing_is_found(with_letter: SmallContent) -> None:
    assert [letter.id for letter in with_letter.load().letters] == ["brev"]
    assert not [finding for finding in with_letter.findings() if "brev" in finding.file]


def test_content_without_letters_is_whole(small: SmallContent) -> None:
    assert small.load().letters == ()


FAULTS: list[tuple[str, str, str, str]] = [
    ('verified_on: "2026-11-21"', 'verified_on: "i går"', "fact", "Mat: 'i går' är inget datum."),
    (', verified_on: "2026-11-21"', "", "fact", "Mat: uppgiften är inte kontrollerad."),
    ("{meal}.", "{meel}.", "letter", "Det finns ingen fråga 'meel'."),
    ("{meal: vilken mat}", "{}", "letter", "{meal} saknar ord för den tomma platsen."),
    ("{street: vilken gata}", "{}", "letter", "Det finns ingen fråga 'street'."),
    ("{meal: vilken mat}", "{meal: vilken mat, hungry: hunger}", "letter", "{hungry} finns inte i brevet."),
    ("{street: vilken gata}", "{street: vilken gata, town: vilken ort}", "letter", "{town} finns inte i brevet."),
    ("på {street}.", "på {Street}.", "letter", "Klammern {Street} går inte att fylla i."),
    ("på {street}.", "på {street}. {", "letter", "Klammern { går inte att fylla i."),
    ("name: ett brev", "name: ett {meal}", "letter", "Här fyller programmet inte i något: ett {meal}"),
    (
        "Skriv under",
        "Till {meal}. Skriv under",
        "letter",
        "Här fyller programmet inte i något: Till {meal}. Skriv under",
    ),
    ("flow: hjalp", "flow: mat", "letter", "Det finns inget samtal 'mat'."),
    ("porridge: varm", "pizza: varm", "letter", "'pizza' är inget svar på frågan."),
    ("wordings: {meal:", "wordings: {hungry:", "letter", "{hungry} finns inte i brevet."),
    ('when: {hungry: "no"}', 'when: {hungrig: "no"}', "letter", "Villkoret frågar efter 'hungrig', som ingen fråga"),
    ("{meal: {known: true}}", "{mat: {known: true}}", "letter", "Villkoret frågar efter 'mat', som ingen fråga ger"),
    ("name: ett brev", "earliest: monday\nname: ett brev", "letter", "Programmet räknar inte ut 'monday'."),
    ("Jag bor på", "Jag erhåller mat på", "jargon", "'erhåller' är ett krångligt ord."),
    ("Jag bor på", "Jag bor hejjsan på", "spelling", "'hejjsan' finns inte i ordlistan."),
    ("Skriv under", "Du kommer att få mat. Skriv under", "promise", "'Du kommer att få' lovar något"),
    ("Jag bor på", "Jag bor på en gata i en stad i ett land i en värld som heter", "sentence_length", "Meningen har"),
    ("vilken gata", "hejjsan", "spelling", "'hejjsan' finns inte i ordlistan."),
    (
        "Skriv under brevet.",
        "Undertecknandeproceduren genomförs självständigt.",
        "lix",
        "Det jag säger om brevet har LIX",
    ),
]


@pytest.mark.parametrize(("old", "new", "rule", "message"), FAULTS)
def test_what_is_wrong_with_a_letter_is_found(
    with_letter: SmallContent, old: str, new: str, rule: str, message: str
) -> None:
    with_letter.change(NAME, old, new)
    found = [f.message for f in with_letter.findings(rule) if f.file == f"content/{NAME}"]
    assert any(message in one for one in found), found


def test_a_letter_is_called_as_its_file_and_has_all_its_fields(with_letter: SmallContent) -> None:
    with_letter.change(NAME, "id: brev", "id: annat")
    with_letter.change(NAME, "title: Mat\n", "")
    with pytest.raises(Exception, match="Brevets id ska vara 'brev'") as caught:
        with_letter.load()
    assert f"content/{NAME}" in str(caught.value)
    assert "title: Fältet saknas." in str(caught.value)


def test_the_words_of_every_letter_keep_their_placeholders(small: SmallContent) -> None:
    small.write("letter_words.yml", 'to: Till\nspoken_to: "Brevet är till någon."\ngreeting: "Hej {who}"\n')
    assert [finding.message for finding in small.findings("letter")] == [
        "Här ska {to} stå en gång.",
        "Här fyller programmet inte i något.",
    ]


def test_no_placeholder_is_forgotten(library: Library) -> None:
    for letter in library.letters:
        for text in (letter.to, *(part.text for part in letter.parts)):
            assert not set("{}") & set(PLACEHOLDER.sub("", text))
        assert set(letter.placeholders()) == set(letter.blanks) | set(letter.by_hand)
