"""A number that was heard wrong is said again one digit at a time, each said back, and the whole one believed after."""

from __future__ import annotations

import pytest

from bot.dialogue.effect import TakeUp
from bot.dialogue.listening import listening
from tests.bot.dialogue.conversation import Conversation, danger

MOBILE = ("noll", "sju", "noll", "ett", "sju", "fyra", "noll", "sex", "noll", "sex")


@pytest.fixture
def hears_wrong(call: Conversation) -> Conversation:
    """A caller whose number we read back wrong, once."""
    at_number(call).speaks("noll sju noll ett sju fyra noll sex noll fem")
    assert call.asked == "confirm"
    return call.speaks("nej")


def at_number(call: Conversation) -> Conversation:
    call.begins("complaint").presses("1").speaks("De ringde aldrig.").presses("1", "1").speaks("Kista")
    call.presses("1").speaks("Vera").speaks("telefon")
    assert call.asked == "contact_value"
    return call


def dictates(call: Conversation, *digits: str) -> Conversation:
    for digit in digits:
        call.speaks(digit)
    return call


def test_who_says_no_to_a_number_is_asked_for_its_digits(hears_wrong: Conversation) -> None:
    assert hears_wrong.asked == "dictate"
    assert "en siffra i taget" in hears_wrong.told


def test_each_digit_is_said_back_and_nothing_else(hears_wrong: Conversation) -> None:
    assert hears_wrong.speaks("sju").told == "Sju."
    assert hears_wrong.speaks("tre").told == "Tre."


def test_a_mobile_number_ends_by_itself_and_is_read_back_whole(hears_wrong: Conversation) -> None:
    call = dictates(hears_wrong, *MOBILE)
    assert call.asked == "confirm"
    assert "070-174 06 06" in call.told
    call.speaks("ja")
    assert call.known["contact_value"] == "+46701740606"


def test_any_other_number_ends_when_the_caller_says_so(hears_wrong: Conversation) -> None:
    call = dictates(hears_wrong, "noll", "åtta", "fyra", "sex", "fem", "noll", "noll", "fyra")
    assert call.asked == "dictate"
    assert "08-" in call.speaks("klar").told
    assert call.speaks("ja").known["contact_value"] == "+468465004"


def test_the_last_digit_is_taken_back(hears_wrong: Conversation) -> None:
    call = dictates(hears_wrong, "noll", "sju", "tre", "fel")
    assert "Jag tog bort tre" in call.told
    assert "noll, sju." in call.told


@pytest.mark.parametrize("words", ["fel", "ta bort", "nej", "backa"])
def test_there_are_several_ways_to_take_it_back(hears_wrong: Conversation, words: str) -> None:
    assert "Jag tog bort sju" in dictates(hears_wrong, "noll", "sju", words).told


def test_everything_is_taken_back(hears_wrong: Conversation) -> None:
    call = dictates(hears_wrong, "noll", "sju", "börja om", *MOBILE)
    assert "070-174 06 06" in call.told


def test_with_nothing_said_back_leads_to_the_question(hears_wrong: Conversation) -> None:
    assert hears_wrong.speaks("backa").asked == "contact_value"


def test_after_silence_and_on_repeat_what_there_is_is_read(hears_wrong: Conversation) -> None:
    call = dictates(hears_wrong, "noll", "sju")
    assert "Hittills har jag noll, sju" in call.is_silent().told
    assert "Hittills har jag noll, sju" in call.speaks("säg igen").told


def test_keys_take_the_whole_number(hears_wrong: Conversation) -> None:
    dictates(hears_wrong, "noll", "sju").presses("0701740606#")
    assert hears_wrong.known["contact_value"] == "+46701740606"
    assert hears_wrong.asked == "contact_safe"


def test_the_square_key_ends_what_was_said(hears_wrong: Conversation) -> None:
    call = dictates(hears_wrong, "noll", "åtta", "fyra", "sex", "fem", "noll", "noll", "fyra")
    assert "08-" in call.presses("#").told


def test_a_number_that_cannot_be_is_not_believed(hears_wrong: Conversation) -> None:
    call = dictates(hears_wrong, "fyra", "fem", "klar")
    assert call.heard("dictate_not_whole")
    assert call.asked == "dictate"
    assert "Säg första siffran" in call.told


def test_declining_and_a_human_are_possible_all_the_time(hears_wrong: Conversation) -> None:
    call = dictates(hears_wrong, "noll", "sju").presses("*0")
    assert call.asked != "dictate"


def test_who_has_no_number_goes_on_without(hears_wrong: Conversation) -> None:
    call = hears_wrong.speaks("hoppa över")
    assert call.known["contact_value"] is None
    assert call.asked not in ("dictate", "contact_value")


def test_danger_comes_before_any_digit(hears_wrong: Conversation) -> None:
    dictates(hears_wrong, "noll", "sju").speaks("jag vill inte leva längre", danger())
    assert hears_wrong.asked is not None
    assert hears_wrong.asked.startswith("crisis_")


def test_it_is_tried_twice_and_then_the_question_is_asked_with_its_keys(hears_wrong: Conversation) -> None:
    call = dictates(hears_wrong, *MOBILE, "nej")
    assert call.asked == "dictate"
    dictates(call, *MOBILE, "nej")
    assert call.asked == "contact_value"
    assert "fyrkant" in call.told


def test_a_number_in_which_only_some_digits_were_heard_is_asked_for_so(call: Conversation) -> None:
    assert at_number(call).speaks("det är sju tre fyra öh").asked == "dictate"


def test_a_sum_is_asked_again_before_its_digits_are(call: Conversation) -> None:
    call.begins("nodprovning").presses("2", "3#", "0#").speaks("fyrahundra kronor").speaks("nej")
    assert call.asked == "money"
    dictates(call, "sexhundra kronor", "nej")
    assert call.asked == "dictate"
    dictates(call, "sex", "noll", "klar")
    assert "60 kronor" in call.told
    assert call.speaks("ja").known["money"] == 60


def test_who_writes_is_never_asked_for_digits(chat: Conversation) -> None:
    chat.begins("complaint").chooses("health_care").says("De ringde aldrig.").chooses("yes").says("nej").says("Kista")
    chat.chooses("yes").says("Vera").chooses("phone").says("sju sju")
    assert chat.asked == "contact_value"


def test_only_digits_and_moves_are_listened_for(hears_wrong: Conversation) -> None:
    listens = listening(hears_wrong.library, hears_wrong.state, hears_wrong.now)
    digits = {one.meaning for one in listens.candidates if one.meaning.startswith("value:")}
    assert digits == {f"value:{digit}" for digit in range(10)}
    assert listens.closed
    assert listens.keys == "entry"
    assert {"dictate:done", "dictate:undo", "dictate:anew", "move:human"} <= {one.meaning for one in listens.candidates}


def test_a_code_is_said_one_digit_at_a_time_and_kept_nowhere(call: Conversation) -> None:
    call.presses("9").speaks("ett")
    assert call.told == "Ett."
    dictates(call, "två", "tre", "fyra", "fem", "sex", "sju")
    assert call.effects == []
    call.speaks("åtta")
    assert call.effects == [TakeUp("12345678")]
    assert "12345678" not in call.state.model_dump_json()


def test_a_code_that_was_not_heard_whole_goes_on_from_there(call: Conversation) -> None:
    call.presses("9").speaks("noll noll ett två")
    assert call.told == "Noll, noll, ett, två."
    dictates(call, "tre fyra", "fem sex")
    assert call.effects == [TakeUp("00123456")]


def test_single_digits_are_not_words_for_the_ombud(hears_wrong: Conversation) -> None:
    before = len(hears_wrong.state.own_words)
    dictates(hears_wrong, "noll", "sju", "min telefon är sönder")
    assert [told.text for told in hears_wrong.state.own_words[before:]] == ["min telefon är sönder"]
