"""A letter says what the client told, in words; what nobody told is an empty place that is seen."""

from __future__ import annotations

import pytest

from bot.dialogue.state import Answer
from bot.letters.plain import as_text
from bot.letters.told import StoredAnswer, told_in
from bot.letters.writing import write
from content.condition import Value
from content.library import Library
from tests.bot.letters.clients import LETTERS, TODAY, blanks_of, kim, letter_named, runs_of, told, written


def test_there_are_the_letters_that_were_asked_for(library: Library) -> None:
    assert {letter.id for letter in library.letters} == set(LETTERS)


@pytest.mark.parametrize("letter_id", LETTERS)
def test_who_told_everything_fills_in_only_what_is_never_asked(library: Library, letter_id: str) -> None:
    letter = letter_named(library, letter_id)
    assert blanks_of(written(library, letter_id, kim())) <= set(letter.by_hand)


@pytest.mark.parametrize("answers", [{}, {key: StoredAnswer(None) for key in kim()}], ids=["unknown", "declined"])
@pytest.mark.parametrize("letter_id", LETTERS)
def test_who_told_nothing_gets_a_letter_of_empty_places(
    library: Library, letter_id: str, answers: dict[str, StoredAnswer]
) -> None:
    letter = written(library, letter_id, answers)
    assert not [run for run in runs_of(letter) if run.key and run.kind != "blank"]
    assert all(run.text for run in runs_of(letter))
    assert letter.name.kind == letter.contact.kind == "blank"


NODBISTAND: list[tuple[str, dict[str, Value], str]] = [
    ("what is needed", {"need": ["food", "power"]}, "Jag behöver hjälp med mat och el."),
    ("three things", {"need": ["food", "rent", "baby"]}, "mat, hyra och barnmat eller blöjor."),
    ("something else too", {"need": ["food", "other"]}, "med mat och __________ (vad det gäller)."),
    ("something else only", {"need": ["other"]}, "Jag behöver hjälp med __________ (vad det gäller)."),
    ("no food", {"food_days": "gone"}, "Maten är slut."),
    ("some food", {"food_days": "two_three_days"}, "Maten räcker i två eller tre dagar."),
    ("perhaps food", {"food_days": None}, "Maten räcker __________ (hur länge maten räcker)."),
    ("no money", {"money": 0}, "Jag har inga pengar nu."),
    ("money", {"money": 1200}, "Jag har ungefär 1 200 kronor nu."),
    ("one krona", {"money": 1}, "Jag har ungefär 1 krona nu."),
    ("next money", {"next_money": "2026-12-23"}, "Nästa gång jag får pengar är den 23 december 2026."),
    ("one child", {"children_count": 1}, "Det bor 1 barn hos mig."),
    ("no child", {"children_count": 0}, "Det bor inga barn hos mig."),
    ("children unknown", {"children_count": None}, "Det bor __________ (hur många) barn hos mig."),
    ("a letter about eviction", {"evict_letter": "yes"}, "Jag fick brevet den 16 november 2026."),
    ("must move", {}, "I brevet står det att jag måste flytta den 15 december 2026."),
    ("electricity", {}, "Elen stängs av den 27 november 2026."),
    ("refused", {}, "Jag fick avslag. Jag fick inte svaret på papper."),
    ("waits", {"answer": "waiting"}, "Jag väntar på svar."),
    ("turned away", {"answer": "turned_away"}, "Jag har fått höra att jag inte kan söka."),
    ("turned away before", {"applied": "no", "turned_away": "yes"}, "den här månaden. Jag har fått höra att jag inte"),
    ("too little", {"answer": "too_little"}, "Jag fick lite pengar."),
    ("tried", {}, "Det här har jag redan försökt:\n\n    Jag har lånat av min syster."),
    ("own words on several lines", {}, "    Min plånbok är borta.\n    Barnen är hungriga."),
    ("no own words", {"more": None}, "med mina egna ord:\n\n    __________ (vad som har hänt)"),
]


@pytest.mark.parametrize(("what", "changed", "words"), NODBISTAND, ids=[row[0] for row in NODBISTAND])
def test_an_application_in_need_tells_what_was_told(
    library: Library, what: str, changed: dict[str, Value], words: str
) -> None:
    assert words in as_text(written(library, "nodbistand", kim(**changed)))


def test_an_application_in_need_begins_with_the_fixed_words_and_is_for_the_social_services(library: Library) -> None:
    text = as_text(written(library, "nodbistand", {}))
    assert "Till: Socialtjänsten\n" in text
    assert "Jag ansöker om bistånd i en nödsituation. Jag vill ha ett skriftligt beslut." in text


@pytest.mark.parametrize("gone", ["food", "medicine", "power"])
def test_what_is_not_needed_is_not_spoken_of(library: Library, gone: str) -> None:
    said = {"food": "Maten", "medicine": "medicin", "power": "Elen"}[gone]
    others = [need for need in ("food", "medicine", "power") if need != gone]
    assert said not in as_text(written(library, "nodbistand", kim(need=others)))


OTHER: dict[str, Value] = {"decision_from": "social_services", "decision_about": "other"}

OBJECTIONS: list[tuple[str, dict[str, Value], str]] = [
    ("appeal", {}, "Till: Försäkringskassan\n"),
    ("appeal", {"decision_from": "social_services"}, "Till: Socialtjänsten\n"),
    ("appeal", {"decision_from": "health_care"}, "Till: __________ (vem som tog beslutet)\n"),
    ("appeal", {"decision_from": "other"}, "Till: __________ (vem som tog beslutet)\n"),
    ("appeal", {}, "Jag överklagar ert beslut om sjukpenning. Datumet på beslutet är 3 november 2026."),
    ("appeal", {"decision_about": "other"}, "ert beslut om __________ (vad beslutet handlar om)."),
    ("appeal", {"decision_about": "repay"}, "ert beslut om att jag ska betala tillbaka."),
    ("appeal", {"decision_date": None}, "Datumet på beslutet är __________ (vilken dag)."),
    ("appeal", {}, "Jag fick beslutet den 6 november 2026."),
    ("appeal", {}, "Jag vill att beslutet ändras. Jag vill ha det som jag sökte."),
    ("appeal", {"outcome": "repay"}, "Så här vill jag att det blir:\n\n    __________ (vilken ändring)"),
    ("appeal", {}, "beslutet är fel:\n\n    De har inte läst intyget från min läkare."),
    ("appeal", {"wrong": None}, "beslutet är fel:\n\n    __________ (vad som är fel)"),
    ("appeal", {}, "I beslutet står det inte varför ni beslutade så."),
    ("review", {}, "Till: Försäkringskassan\n"),
    ("review", {}, "Jag begär omprövning av ert beslut om sjukpenning. Datumet på beslutet är 3 november 2026."),
    ("review", {"wrong": None}, "beslutet är fel:\n\n    __________ (vad som är fel)"),
    ("written_decision", {}, "Jag begär ett skriftligt beslut. Det handlar om sjukpenning."),
    ("written_decision", {}, "Ni har sagt svaret till mig. Jag har inte fått det på papper."),
    ("written_decision", {"outcome": "turned_away"}, "Jag har fått höra att jag inte kan söka. Jag vill söka ändå."),
    ("written_decision", {"written": "lost"}, "Jag hittar inte mitt beslut. Jag vill få det på papper igen."),
    ("delay", {"decision_from": "social_services"}, "Till: Socialtjänsten\n"),
    ("delay", {}, "Jag begär att ni avgör mitt ärende. Jag gör det enligt 12 § i förvaltningslagen."),
    ("delay", {"decision_about": "forsorjningsstod"}, "Mitt ärende handlar om försörjningsstöd."),
    ("delay", {}, "Jag ansökte den 2 mars 2026. Jag har väntat i sex månader eller mer."),
    ("appeal", {**OTHER, "about_other": "shelter"}, "Jag överklagar ert beslut om akut boende. Datumet"),
    ("appeal", {**OTHER, "about_other": "other"}, "ert beslut om __________ (vad beslutet handlar om)."),
    ("written_decision", {**OTHER, "about_other": "contact_person"}, "Det handlar om kontaktperson."),
    ("delay", {**OTHER, "about_other": "sip"}, "Mitt ärende handlar om en SIP."),
    ("delay", OTHER, "Mitt ärende handlar om __________ (vad ansökan gäller)."),
]


@pytest.mark.parametrize(("letter_id", "changed", "words"), OBJECTIONS)
def test_what_is_wanted_of_an_authority(
    library: Library, letter_id: str, changed: dict[str, Value], words: str
) -> None:
    assert words in as_text(written(library, letter_id, kim(**changed)))


def test_a_reason_that_was_given_is_not_missed(library: Library) -> None:
    for letter_id in ("appeal", "review"):
        assert "inte varför" not in as_text(written(library, letter_id, kim(reason_given="yes")))


def test_who_has_lost_the_decision_asks_for_nothing_but_the_decision(library: Library) -> None:
    text = as_text(written(library, "written_decision", kim(written="lost")))
    assert "förvaltningslagen" not in text
    assert "Ni har sagt" not in text


def test_a_day_told_as_one_of_two_is_left_for_the_client(library: Library) -> None:
    """A day that is not certain must not stand in a letter as if it were."""
    answers = kim() | {"got_date": StoredAnswer("2026-11-05", "torsdag eller fredag", latest="2026-11-06")}
    assert "Jag fick beslutet den __________ (vilken dag)." in as_text(written(library, "appeal", answers))
    answers["got_date"] = StoredAnswer("2026-11-05", "i torsdags", latest="2026-11-05")
    assert "Jag fick beslutet den 5 november 2026." in as_text(written(library, "appeal", answers))


SENDERS: list[tuple[str, dict[str, Value], str, str]] = [
    ("told", {}, "Kim Åström", "070-174 06 05"),
    ("a landline like a personnummer", {"contact_value": "+46812315679"}, "Kim Åström", "08-12 31 56 79"),
    ("mail", {"contact_way": "email", "contact_value": "kim@exempel.se"}, "Kim Åström", "kim@exempel.se"),
    ("nothing told", {"name": None, "contact_value": None}, "", ""),
    ("somebody else's number", {"contact_way": "via_other"}, "Kim Åström", ""),
    ("where to meet", {"contact_way": "meeting", "contact_value": "Biblioteket"}, "Kim Åström", ""),
    ("others would see the answer", {"contact_safe": "no"}, "Kim Åström", ""),
    ("a personnummer for a name", {"name": "Kim 811218-9876"}, "", "070-174 06 05"),
    ("lines in a name", {"name": "Kim\nÅström"}, "Kim Åström", "070-174 06 05"),
]


@pytest.mark.parametrize(("who", "changed", "name", "contact"), SENDERS, ids=[row[0] for row in SENDERS])
def test_who_sends_it(library: Library, who: str, changed: dict[str, Value], name: str, contact: str) -> None:
    letter = written(library, "appeal", kim(**changed))
    assert [run.text if run.kind != "blank" else "" for run in (letter.name, letter.contact)] == [name, contact]


def test_it_is_signed_and_dated_by_hand(library: Library) -> None:
    letter = written(library, "appeal", kim())
    assert letter.place_and_date.kind == letter.signature.kind == "blank"
    assert "22 november" not in as_text(letter)


@pytest.mark.parametrize("said", ["811218-9876", "19811218-9876", "811218 9876", "8112189876"])
@pytest.mark.parametrize(("letter_id", "key"), [("appeal", "wrong"), ("nodbistand", "more"), ("sip_request", "goal")])
def test_a_personnummer_becomes_an_empty_place(library: Library, letter_id: str, key: str, said: str) -> None:
    text = as_text(written(library, letter_id, kim(**{key: f"Jag heter Kim, {said}, och jag fryser."})))
    assert "Jag heter Kim, __________ (personnummer, om det behövs), och jag fryser." in text
    assert "9876" not in text


def test_an_intakes_stored_answers_and_a_conversations_make_the_same_letter(library: Library) -> None:
    values: dict[str, Value] = {
        "decision_from": "social_services",
        "wrong": "De räknade fel.",
        "got_date": "2026-11-05",
    }
    said = {
        key: Answer(value=value, raw=str(value), how="words", channel="chat", at="2026-11-22T10:00:00", latest=None)
        for key, value in values.items()
    }
    stored = told_in({key: answer.model_dump() for key, answer in said.items()})
    letter = letter_named(library, "appeal")
    assert write(letter, library, said, TODAY) == write(letter, library, stored, TODAY)
    assert write(letter, library, stored, TODAY) == write(letter, library, told(values), TODAY)


def test_an_answer_to_a_question_that_has_changed_leaves_an_empty_place(library: Library) -> None:
    text = as_text(written(library, "appeal", kim(got_date="i våras", decision_date=7)))
    assert "Jag fick beslutet den __________" in text
    assert "Datumet på beslutet är __________ (vilken dag)" in text


SIP: list[tuple[str, dict[str, Value], str]] = [
    ("sip_request", {}, "Till: Vården och kommunen\n"),
    ("sip_request", {}, "Jag säger ja till att vården och kommunen gör planen med mig."),
    (
        "sip_request",
        {"has_sip": "yes"},
        "Jag har redan en SIP, en samordnad individuell plan. Jag vill ha ett nytt möte",
    ),
    ("sip_request", {}, "Jag har bett om det förut. Det var den 4 maj 2026."),
    ("sip_request", {"asked_when": None}, "Jag har bett om det förut. Det var den __________ (vilken dag)."),
    ("sip_request", {}, "Jag har hjälp från kommunen. Jag har boendestöd och försörjningsstöd."),
    ("sip_request", {"municipal_support": ["other"]}, "Jag har __________ (vilken hjälp)."),
    ("sip_request", {"care": ["primary"]}, "Jag har kontakt med vårdcentralen."),
    ("sip_request", {}, "fungerar inte i dag:\n\n    Ingen vet vem som ska hjälpa mig."),
    ("sip_request", {"has_sip": "yes"}, "men det är inte gjort:\n\n    Ingen vet vem som ska hjälpa mig."),
    ("sip_preparation", {}, "viktigast för mig:\n\n    Att få sova."),
    ("sip_preparation", {}, "Det här vill jag fråga om:\n\n    __________ (mina frågor)"),
    ("sip_preparation", {}, "är med på mötet: mitt boendestöd, min läkare och en anhörig."),
    ("sip_preparation", {"invite": ["doctor", "other"]}, "på mötet: min läkare och __________ (vilka)."),
    ("sip_preparation", {}, "Den här personen ska inte vara med:\n\n    Min förra handläggare."),
    ("sip_preparation", {}, "Det här vill jag inte prata om:\n\n    Min barndom."),
    ("sip_preparation", {}, "Jag vill ha mötet på plats."),
    ("sip_preparation", {"form": "phone"}, "Jag vill ha mötet på telefon."),
    ("sip_preparation", {"form": "any"}, "Det spelar ingen roll"),
    ("sip_preparation", {}, "behöver jag pauser och ett tyst rum. Jag vill ha ett möte före, för att förbereda mig."),
    ("sip_preparation", {}, "Jag vill att vi träffas igen om tre månader och ser om planen fungerar."),
    ("sip_preparation", {"follow_up": None}, "Vi ska träffas igen den __________ (vilken dag)."),
]


@pytest.mark.parametrize(("letter_id", "changed", "words"), SIP)
def test_what_is_wanted_of_a_meeting(library: Library, letter_id: str, changed: dict[str, Value], words: str) -> None:
    assert words in as_text(written(library, letter_id, kim(**changed)))


def test_nobody_and_nothing_is_left_out_of_a_meeting_unless_the_client_says_so(library: Library) -> None:
    text = as_text(written(library, "sip_preparation", kim(exclude=None, taboo=None)))
    assert "ska inte vara med" not in text
    assert "inte prata om" not in text


def test_who_has_no_support_and_no_care_is_not_said_to_have(library: Library) -> None:
    text = as_text(written(library, "sip_request", kim(municipal_support=["none"], care=["none"])))
    assert "Jag har hjälp" not in text
    assert "kontakt med" not in text
