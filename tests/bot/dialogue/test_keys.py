"""The telephone's keys: 1-8 an option, 9 more or "vet inte", 0 a human, * again, # back; digits end with #."""

from __future__ import annotations

import pytest

from bot.dialogue.options import options_of
from tests.bot.dialogue.conversation import CALLER, Conversation


def test_one_and_two_are_yes_and_no(call: Conversation) -> None:
    call.presses("1")
    assert call.asked == "menu"


def test_no_by_key_ends_kindly(call: Conversation) -> None:
    call.presses("2")
    assert call.turn.done
    assert "ett ett två" in call.told


def test_three_options_are_spoken_and_nine_goes_on_with_the_same_numbering(call: Conversation) -> None:
    call.presses("1")
    assert [f"tryck {d}" in call.told for d in "1234"] == [True, True, True, False]
    call.presses("9")
    assert [f"tryck {d}" in call.told for d in "34567"] == [False, True, True, True, False]
    call.presses("9")
    assert [f"tryck {d}" in call.told for d in "678"] == [False, True, True]
    assert not call.heard("keys_more")


def test_a_key_of_the_bank_works_before_it_was_spoken(call: Conversation) -> None:
    call.presses("1", "5")
    assert call.turn.flow == "complaint"


def test_the_option_stands_before_its_key(call: Conversation) -> None:
    call.presses("1")
    assert call.told.index("ombud, tryck 1") < call.told.index("akut hjälp, tryck 2")


def test_zero_is_a_human_at_every_question_that_acts_at_once(call: Conversation) -> None:
    call.begins("complaint").presses("0")
    assert call.turn.flow == "human"


@pytest.mark.parametrize("keys", ["*0", "0"])
def test_a_human_where_digits_are_entered(call: Conversation, keys: str) -> None:
    call.begins("nodprovning").presses("2")
    assert call.asked == "need"
    call.presses(keys)
    assert call.turn.flow == "human"


def test_a_zero_is_a_number_where_numbers_are_asked_for(call: Conversation) -> None:
    call.begins("nodprovning").presses("2", "3#", "0#")
    assert call.known["children_count"] == 0
    call.presses("*0")
    assert call.turn.flow == "human"


def test_star_repeats(call: Conversation) -> None:
    call.begins("complaint").presses("*")
    assert call.heard("repeat_intro")
    assert call.question("complain_about") in call.told


def test_star_among_digits_clears_and_repeats(call: Conversation) -> None:
    call.begins("nodprovning").presses("2", "3#", "12*")
    assert "children_count" not in call.known
    assert call.question("children_count") in call.told


def test_hash_alone_is_back(call: Conversation) -> None:
    call.begins("complaint").presses("1", "1")
    assert call.asked == "want_help_complain"
    call.presses("#")
    assert call.asked == "what_happened"


def test_hash_alone_is_back_where_digits_are_entered(call: Conversation) -> None:
    call.begins("nodprovning").presses("2", "3#", "#")
    assert call.asked == "need"


@pytest.mark.parametrize("keys", ["##", "#1", "1#2", "0#1#", "***", "*#", "9#", "#*", "12345678901234567890#"])
def test_slips_of_the_finger_are_never_an_error(call: Conversation, keys: str) -> None:
    call.begins("nodprovning").presses("2", keys)
    for _ in range(4):
        call.presses(keys)
    assert call.asked or call.turn.done


def test_nine_declines_where_nothing_more_is_to_be_heard(call: Conversation) -> None:
    call.begins("nodprovning").presses("9")
    assert call.state.answers["danger"].move == "dont_know"


def test_star_nine_declines_anywhere(call: Conversation) -> None:
    call.begins("nodprovning").presses("2", "3#", "*9")
    assert call.state.answers["children_count"].move == "dont_know"
    call.presses("*9")
    assert call.state.answers["money"].move == "dont_know"


def test_several_digits_choose_several_options(call: Conversation) -> None:
    call.begins("nodprovning").presses("2", "13#")
    assert call.known["need"] == ["food", "rent"]
    assert call.asked == "food_days"


def test_options_can_be_picked_page_by_page(call: Conversation) -> None:
    call.begins("nodprovning").presses("2", "9")
    assert "tryck 1" in call.told
    call.presses("19")
    assert call.asked == "need"
    assert "tryck 4" in call.told
    call.presses("4#")
    assert call.known["need"] == ["food", "power"]


def test_what_was_picked_can_be_closed_with_a_hash_alone(call: Conversation) -> None:
    call.begins("nodprovning").presses("2", "9", "29", "#")
    assert call.known["need"] == ["medicine"]


def test_no_together_with_something_means_the_something(call: Conversation) -> None:
    call.begins("po_intake").presses("1", "1")
    assert call.asked == "urgent"
    call.presses("16#")
    assert call.known["urgent"] == ["food"]


def test_a_long_list_is_asked_openly_first_and_paged_through_bank_by_bank(call: Conversation) -> None:
    call.begins("complaint").presses("6", "1", "2", "1")
    assert call.asked == "area"
    assert "tryck 1" not in call.told
    step = call.library.step("area")
    assert step
    names = [o.id for o in options_of(step, call.library)]
    heard: list[str] = []
    for _ in range(12):
        call.presses("9")
        heard += [o for o in call.options if o not in heard]
        if not call.heard("keys_more"):
            break
    assert heard == names
    assert call.turn.expects
    digits = {o.id: o.digit for o in call.turn.expects.options}
    call.presses(digits["homeless"] or "")
    assert call.known["area"] == "homeless"


def test_the_own_number_is_one_key(call: Conversation) -> None:
    call.begins("human").presses("1")
    assert call.asked == "contact_way"
    call.presses("1")
    assert call.heard("keys_own_number")
    call.presses("1#")
    assert call.known["contact_value"] == CALLER
    assert call.state.answers["contact_value"].how == "key"


def test_a_hidden_number_is_entered(hidden_call: Conversation) -> None:
    hidden_call.begins("human").presses("1", "1")
    assert not hidden_call.heard("keys_own_number")
    hidden_call.presses("0701740605#")
    assert hidden_call.known["contact_value"] == "+46701740605"


@pytest.mark.parametrize(
    ("digits", "day"), [("2611#", "2026-11-26"), ("03122026#", "2026-12-03"), ("0101#", "2027-01-01")]
)
def test_a_date_is_entered_as_day_and_month(call: Conversation, digits: str, day: str) -> None:
    call.begins("nodprovning").presses("2", "3#", "0#", "200#", digits)
    assert call.known["next_money"] == day


@pytest.mark.parametrize("digits", ["3102#", "9#", "26111#", "00000000#", "0101199#"])
def test_a_day_that_is_none_is_asked_again(call: Conversation, digits: str) -> None:
    call.begins("nodprovning").presses("2", "3#", "0#", "200#", digits)
    assert call.asked == "next_money"
    assert call.heard("not_understood_1")


def test_an_open_question_is_skipped_with_one_and_left_to_the_ombud(call: Conversation) -> None:
    call.begins("complaint").presses("1")
    assert call.asked == "what_happened"
    assert call.heard("keys_text")
    call.presses("1")
    assert call.state.answers["what_happened"].move == "skip"


def test_a_day_that_has_been_is_told_apart_from_one_that_is_none(call: Conversation) -> None:
    call.begins("nodprovning").presses("2", "3#", "0#", "200#", "01012020#")
    assert call.asked == "next_money"
    assert call.heard("day_has_been")


def test_a_hundred_children_are_a_slip_of_the_finger(call: Conversation) -> None:
    call.begins("nodprovning").presses("2", "3#", "999#")
    assert call.asked == "children_count"


def test_what_was_pressed_is_kept_as_it_was_pressed(call: Conversation) -> None:
    call.begins("nodprovning").presses("2", "13#")
    assert call.state.answers["need"].raw == "13#"
