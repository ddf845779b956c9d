"""What an ombud reads when a case is opened: everything that was said, how it came, and nothing that can do harm."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intakes.case_sheet import Row, Section, case_sheet
from bot.intakes.case_words import days_left_in_words, sign_of, waited_in_words
from bot.intakes.intake import OwnWords, draft_intake
from bot.intakes.printable import printable
from bot.store.intakes import StoredIntake
from content.library import Library
from content.loader import load_library
from tests.bot.intakes.stories import TODAY

STOCKHOLM = ZoneInfo("Europe/Stockholm")
CAME = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def answer(value: Any, how: str = "button", raw: str = "", channel: str = "chat", **more: Any) -> dict[str, Any]:
    return {"value": value, "raw": raw, "how": how, "channel": channel, "at": "2026-11-23T09:05:00+01:00", **more}


SAID = {
    "danger": answer("no"),
    "need": answer(["food", "rent"], "words", "mat och hyra"),
    "food_days": answer("gone", "key", "1", "phone"),
    "area": answer("jarva", "speech", "jag bor i tensta", "phone", confidence=0.62),
    "children_count": answer(2, "words", "två"),
    "children": answer("yes", "derived"),
    "evict_letter": answer("yes"),
    "evict_date": answer("2026-11-26", "words", "på torsdag"),
    "money": answer(None, "words", "vet inte", move="dont_know"),
    "tried": answer(None, "button", "skip", move="skip"),
    "name": answer("Kim", "words", "Kim"),
    "contact_way": answer("phone"),
    "contact_value": answer("+46701740605", "words", "070-174 06 05"),
    "contact_safe": answer("no"),
    "adapt": answer(["interpreter", "calm"]),
}


def sheet(library: Library, said: Mapping[str, Any] = SAID, words: str = "jag har ingen mat", **changes: Any) -> str:
    draft = draft_intake(
        "nodprovning",
        said,
        channel="web",
        library=library,
        today=TODAY,
        own_words=[OwnWords("menu", words)],
    )
    facts: dict[str, Any] = {
        "id": "1", "case_number": "BJÖRK 47", "conversation_id": "2", "dedupe_key": "3", "kind": draft.kind,
        "priority": draft.priority, "rule_ids": (), "office": draft.office, "channel": "web", "created_at": CAME,
        "contact_safe": draft.contact_safe, "hard_date": draft.first_hard_date, "payload": draft.payload(),
    }  # fmt: skip
    stored = StoredIntake(**{**facts, **changes})
    return "\n".join(map(drawn, case_sheet(stored, library, CAME + timedelta(hours=3), STOCKHOLM)))


def drawn(section: Section) -> str:
    return "\n".join([f"# {section.title}", *map(line, section.rows)])


def line(row: Row) -> str:
    return f"{row.label}: {row.text} ({row.note})"


def test_the_head_says_what_it_is_how_urgent_and_whether_contact_is_safe(library: Library) -> None:
    read = sheet(library)
    assert read.startswith("# BJÖRK 47")
    assert "Prioritet: 1 samma dag" in read
    assert "Trygg kontakt: NEJ. Lämna inget meddelande." in read
    assert "Kontor: Personligt ombud Järva" in read
    assert "Kom in: måndag 23 november 2026 klockan 09.05" in read
    assert "Har väntat: 3 timmar" in read
    assert "Har väntat" not in sheet(library, status="closed")
    assert "Trygg kontakt: VET INTE" in sheet(library, contact_safe=None)


def test_a_case_whose_client_took_the_words_back_says_so_and_nothing_else(library: Library) -> None:
    took_back = CAME + timedelta(hours=2)
    nothing = {part: type(told)() for part, told in draft_intake("nodprovning", {}, channel="web", library=library,
               today=TODAY).payload().items()}  # fmt: skip
    read = sheet(library, payload=nothing, contact_safe=None, erased_at=took_back, status="waiting")
    first = "# BJÖRK 47\n: Klienten har tagit bort sina svar. (måndag 23 november 2026 klockan 11.05)\n"
    assert read.startswith(first)
    assert read.count("#") == 1, "no heading stands over nothing"
    assert "Läge: väntar på svar" in read
    assert "Trygg kontakt: VET INTE. Lämna inget meddelande." in read
    assert "Läge: klienten har tagit bort sina svar" in sheet(library, erased_at=took_back, status="erased")


def test_every_reason_and_every_date_is_told(library: Library) -> None:
    read = sheet(library)
    assert "Maten är slut eller nästan slut." in read
    assert "Klienten måste flytta inom sju dagar." in read
    assert "torsdag 26 november 2026: Klienten måste flytta (om 3 dagar)" in read


def test_answers_stand_in_swedish_words_with_how_they_came(library: Library) -> None:
    read = sheet(library)
    assert "Behöver nu: mat och hyra (med egna ord i chatten)" in read
    assert "Maten räcker: den är slut (tangent 1 i telefon)" in read
    assert "Stadsdel: Järva (tal i telefon, säkerhet 0,62: ”jag bor i tensta”)" in read
    assert "Barn hos klienten: ja (följer av andra svar)" in read
    assert "Nummer eller adress: 070-174 06 05 (med egna ord i chatten)" in read
    assert "tolk och lugnt tempo" in read


def test_what_is_not_known_is_shown_as_not_known(library: Library) -> None:
    read = sheet(library)
    unanswered = read[read.index("# Svarade inte på") :]
    assert "Vet inte: Pengar nu (med egna ord i chatten: ”vet inte”)" in unanswered
    assert "Vill inte svara: Redan försökt (knapp i chatten)" in unanswered
    assert "Inte frågat: Nästa pengar" in unanswered
    assert "Pengar nu" not in read[read.index("# Svar\n") : read.index("# Svarade inte på")]
    assert "Elen stängs av" not in unanswered
    assert "Det finns inget nummer" in sheet(library, {"need": answer(["food"])})


def test_each_way_of_not_answering_has_its_own_line_with_how_it_was_said(library: Library) -> None:
    said = {
        "money": answer(None, "button", move="dont_know"),
        "next_money": answer(None, "key", "*9", "phone", move="dont_know"),
        "tried": answer(None, "derived", move="not_understood"),
    }
    read = sheet(library, said)
    assert "Vet inte: Pengar nu, Nästa pengar (Pengar nu: knapp i chatten. Nästa pengar: tangent *9 i telefon)" in read
    assert "Vi förstod inte svaret: Redan försökt ()" in read


def test_a_name_that_we_did_not_understand_is_not_called_a_refusal(library: Library) -> None:
    for move in ("not_understood", "skip"):  # the latter is how it was stored at first
        tried = draft_intake("human", {"name": answer(None, "derived", move=move)}, channel="web", library=library,
                             today=TODAY, own_words=[OwnWords("name", "Mamma Greta")])  # fmt: skip
        read = sheet(library, payload=tried.payload())
        assert "Namn: vi förstod inte svaret ()" in read
        assert "Namn: Mamma Greta" in read
    assert "Namn: vill inte svara" in sheet(library, {"name": answer(None, move="skip")})


def test_who_tells_for_somebody_else_is_not_taken_for_the_client(library: Library) -> None:
    said = {"for_whom": answer("other"), "third_knows": answer("yes")}
    assert "Gäller: Någon annan än den som skrev. Fråga vem du talar med. ()" in sheet(library, said)
    unsure = {**said, "third_knows": answer(None, move="dont_know")}
    read = sheet(library, unsure, channel="phone")
    assert "Någon annan än den som ringde. Fråga vem du talar med. Vi vet inte om klienten vet om det." in read
    assert "\nGäller: " not in sheet(library, {"for_whom": answer("self")})
    assert "Gäller klienten själv: ja" in sheet(library, {"for_whom": answer("self")})


def test_before_a_sip_meeting_the_ombud_reads_who_and_what_is_kept_out_of_it(library: Library) -> None:
    said = {
        "asked_before": answer("yes"),
        "asked_when": answer("2026-06-12", "words", "12 juni"),
        "exclude": answer("min förra man", "words", "min förra man"),
        "taboo": answer(None, move="skip"),
    }
    read = sheet(library, said)
    meeting = read[read.index("# Inför SIP-mötet") : read.index("# Klientens egna ord")]
    assert "Ska inte vara med: min förra man" in meeting
    assert "Bad om SIP: för ungefär 5 månader sedan" in meeting
    assert "Ska inte tas upp" not in meeting
    assert "# Inför SIP-mötet" not in sheet(library)


def test_a_no_to_whether_there_is_something_is_no_refusal_to_answer(library: Library) -> None:
    said = {
        "exclude": answer(None, "words", "nej ingen", move="skip"),
        "taboo": answer(None, "button", "skip", move="skip"),
        "meeting_needs": answer(None, "speech", "inget", "phone", confidence=0.9, move="skip"),
    }
    read = sheet(library, said)
    assert "Svarade nej: Ska inte vara med, Behöver på mötet (" in read
    assert "Vill inte svara: Ska inte tas upp (" in read


def test_a_brist_is_suggested_with_where_it_belongs_and_what_it_rests_on(library: Library) -> None:
    read = sheet(library, {"asked_before": answer("yes"), "asked_when": answer(None, move="dont_know")})
    suggested = read[read.index("# Förslag på brist att godkänna") :]
    assert "Samverkan/SIP: Klienten bad om en SIP och väntar fortfarande. (Klienten har bett om en SIP" in suggested
    assert "# Förslag" not in sheet(library)


def test_two_things_on_one_day_stand_on_one_line(library: Library) -> None:
    both = {key: answer("2026-11-27") for key in ("evict_date", "home_date")} | {"home_risk": answer("yes")}
    read = sheet(library, both)
    assert "Klienten kan bli av med sin bostad (om 4 dagar)" in read
    assert read.count("27 november 2026") == 3, "the date once, and each answer"
    (line_of_both,) = [line for line in read.splitlines() if line.startswith("fredag 27 november 2026: ")]
    assert "Klienten måste flytta" in line_of_both
    reasons = read[read.index("# Varför") : read.index("# Datum")]
    assert reasons.count("inom sju dagar") == 2
    assert len([line for line in reasons.splitlines() if "inom sju dagar" in line]) == 1


def test_own_words_are_read_once_with_how_they_came(library: Library) -> None:
    story = "min granne lånar mig pengar ibland"
    read = sheet(
        library, {"tried": answer(story, "words", story), "need": answer(["food"], "words", "jag har ingen mat")}
    )
    assert f"Redan försökt: {story} (med egna ord i chatten)" in read
    assert read.count(story) == 1
    assert "Behöver nu: mat (med egna ord i chatten)" in read, "the story is not quoted again"


@pytest.mark.parametrize(
    "nothing", ["hej", "Hej hej!", "hoppa över", "tack så mycket", "hej, jag vet inte", "nej tack", "OK"]
)
def test_greetings_thanks_and_moves_are_no_story(library: Library, nothing: str) -> None:
    assert "# Klientens egna ord" not in sheet(library, words=nothing)


@pytest.mark.parametrize(
    "told", ["hjälp", "hej jag är rädd", "han är här", "😢", "tack men jag orkar inte", "jag vill dö"]
)
def test_everything_else_is_kept(library: Library, told: str) -> None:
    assert f"I början: {told}" in sheet(library, words=told)


def test_a_sign_tells_shortly_how_an_answer_came() -> None:
    came = [answer("ja"), answer("ja", "words"), answer("ja", "speech", uncertain=True), answer("ja", "derived")]
    assert [sign_of(one) for one in came] == ["knapp", "egna ord", "tal, osäkert", "följer av annat"]
    assert sign_of(answer(None, "derived", move="not_understood")) == ""


def test_the_number_of_the_call_is_told_as_such(library: Library) -> None:
    payload = draft_intake(
        "human", {"contact_way": answer("this_channel")}, channel="phone", library=library, today=TODAY,
        caller="+46701740605",
    ).payload()  # fmt: skip
    assert "Ringde från: 070-174 06 05" in sheet(library, payload=payload)


def test_own_words_are_verbatim_but_cannot_move_the_cursor(library: Library) -> None:
    read = sheet(library, words="jag  har\ningen \x1b[2Jmat [red] \u202eåt")
    assert "I början: jag  har\ningen  [2Jmat [red]  åt" in read


def test_a_call_back_item_says_that_the_conversation_broke_off(library: Library) -> None:
    assert "Ärende: ring upp, samtalet bröts (akut hjälp)" in sheet(library, kind="callback")


def test_an_answer_to_a_question_that_is_no_more_is_still_shown(library: Library) -> None:
    said = {"gone_question": answer(["a", "b"]), "evict_date": answer("snart", "words", "snart")}
    read = sheet(library, said)
    assert "gone_question: a, b" in read
    assert "Måste flytta: snart" in read


@given(st.text(), st.booleans())
def test_nothing_printable_is_a_control_character(text: str, lines: bool) -> None:
    left = {c for c in printable(text, lines=lines) if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert left <= ({"\n", "\u200d"} if lines else {"\u200d"})


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "mindre än en minut"), (1, "1 minut"), (59, "59 minuter"),
        (60, "1 timme"), (2879, "47 timmar"), (2880, "2 dagar"),
    ],
)  # fmt: skip
def test_waiting_is_told_in_words(minutes: int, words: str) -> None:
    assert waited_in_words(CAME, CAME + timedelta(minutes=minutes)) == words
    assert waited_in_words(CAME, CAME - timedelta(minutes=1)) == "mindre än en minut"


def test_days_left_are_told_in_words() -> None:
    told = [days_left_in_words(TODAY + timedelta(days=n), TODAY) for n in (-1, 0, 1, 5)]
    assert told == ["har passerat", "i dag", "i morgon", "om 5 dagar"]
