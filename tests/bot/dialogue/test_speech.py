"""Confirm by risk: a spoken date, sum or number, and anything heard badly, is read back; buttons and keys never are."""

from __future__ import annotations

import pytest

from tests.bot.dialogue.conversation import Conversation, heard_in_passing


@pytest.fixture
def at_next_money(call: Conversation) -> Conversation:
    call.begins("nodprovning").presses("2", "3#", "0#", "200#")
    assert call.asked == "next_money"
    return call


def test_a_spoken_date_is_read_back_with_its_weekday(at_next_money: Conversation) -> None:
    call = at_next_money.speaks("på torsdag")
    assert call.asked == "confirm"
    assert "torsdag 26 november 2026" in call.told
    assert "next_money" not in call.known
    call.speaks("ja")
    assert call.known["next_money"] == "2026-11-26"
    assert call.asked == "evict_letter"


def test_a_wrong_date_is_corrected_in_the_same_breath(at_next_money: Conversation) -> None:
    call = at_next_money.speaks("på torsdag").speaks("nej, fredag")
    assert call.asked == "confirm"
    assert "fredag 27 november 2026" in call.told
    call.speaks("ja")
    assert call.known["next_money"] == "2026-11-27"


def test_a_plain_no_asks_again(at_next_money: Conversation) -> None:
    call = at_next_money.speaks("på torsdag").speaks("nej")
    assert call.heard("confirm_failed")
    assert call.asked == "next_money"
    assert "next_money" not in call.known


def test_the_read_back_can_be_answered_by_keys(at_next_money: Conversation) -> None:
    at_next_money.speaks("på torsdag").presses("1")
    assert at_next_money.known["next_money"] == "2026-11-26"


def test_what_is_found_in_passing_never_overtakes_the_value_that_is_read_back(at_next_money: Conversation) -> None:
    call = at_next_money.speaks("på torsdag").speaks("nej, fredag", heard_in_passing(next_money="2026-11-27"))
    assert "next_money" not in call.known
    call.speaks("ja")
    assert call.known["next_money"] == "2026-11-27"


def test_a_range_is_read_back_as_one_and_kept_as_one(at_next_money: Conversation) -> None:
    at_next_money.speaks("torsdag eller fredag").speaks("ja")
    answer = at_next_money.state.answers["next_money"]
    assert answer.value == "2026-11-26"
    assert answer.latest == "2026-11-27"
    assert answer.uncertain


@pytest.mark.parametrize(("flow", "keys", "words"), [
    ("nodprovning", ["2", "3#"], "två barn"), ("nodprovning", ["2", "3#", "2#"], "två hundra kronor"),
])  # fmt: skip
def test_spoken_numbers_and_sums_are_read_back(call: Conversation, flow: str, keys: list[str], words: str) -> None:
    call.begins(flow).presses(*keys).speaks(words)
    assert call.asked == "confirm"


def test_a_spoken_telephone_number_is_read_back_in_groups(call: Conversation) -> None:
    call.begins("human").presses("1").speaks("sms").speaks("noll sju noll, ett sju fyra, noll sex, noll fem")
    assert call.asked == "confirm"
    assert "070-174 06 05" in call.told
    call.speaks("ja")
    assert call.known["contact_value"] == "+46701740605"


def test_a_listed_answer_heard_well_is_not_read_back(call: Conversation) -> None:
    call.begins("complaint").speaks("vården", confidence=0.9)
    assert call.known["complain_about"] == "health_care"
    assert call.state.answers["complain_about"].confidence == 0.9


def test_a_listed_answer_heard_badly_is_read_back(call: Conversation) -> None:
    call.begins("complaint").speaks("vården", confidence=0.4)
    assert call.asked == "confirm"
    assert "vården" in call.told
    call.speaks("ja", confidence=0.4)
    assert call.known["complain_about"] == "health_care"


def test_a_long_story_is_never_read_back(call: Conversation) -> None:
    story = "jag ringde dem fem gånger i måndags men ingen svarade och sedan skrek de åt mig i luren"
    call.begins("complaint").speaks("vården").speaks(story, confidence=0.3)
    assert call.known["what_happened"] == story
    assert call.asked == "want_help_complain"


def test_a_written_date_is_not_read_back(chat: Conversation) -> None:
    chat.begins("nodprovning").answers(danger="no", need=["rent"], children_count=0, money=200)
    chat.says("på torsdag")
    assert chat.known["next_money"] == "2026-11-26"
    assert chat.asked == "evict_letter"


def test_keys_are_not_read_back(at_next_money: Conversation) -> None:
    at_next_money.presses("2611#")
    assert at_next_money.known["next_money"] == "2026-11-26"
    assert at_next_money.asked == "evict_letter"


def test_back_from_the_read_back_asks_the_question_again(at_next_money: Conversation) -> None:
    at_next_money.speaks("på torsdag").speaks("backa")
    assert at_next_money.asked == "next_money"


def test_an_unclear_answer_to_the_read_back_keeps_it_waiting(at_next_money: Conversation) -> None:
    at_next_money.speaks("på torsdag").speaks("blomkål")
    assert at_next_money.asked == "confirm"
