"""When I do not understand, or hear nothing: shorter, then choices, then a human. Never a dead end, never a circle."""

from __future__ import annotations

from nlu.understanding import Understanding
from tests.bot.dialogue.conversation import Conversation

NONSENSE = "blomkål fjutt"


def test_first_a_shorter_question_then_choices_then_a_human(chat: Conversation) -> None:
    chat.begins("complaint")
    step = chat.library.step("complain_about")
    assert step
    assert step.again
    chat.says(NONSENSE)
    assert chat.heard("not_understood_1")
    assert step.again.chat in chat.told
    chat.says(NONSENSE)
    assert chat.heard("not_understood_2")
    assert step.example in chat.told
    chat.says(NONSENSE)
    assert chat.asked == "offer_human"


def test_on_the_phone_the_second_failure_reads_the_choices_of_an_open_list(call: Conversation) -> None:
    call.begins("nodprovning").presses("2")
    assert call.asked == "need"
    assert "tryck 1" not in call.told
    call.speaks(NONSENSE)
    call.speaks(NONSENSE)
    assert "tryck 1" in call.told


def test_an_answer_in_between_starts_over_with_full_patience(chat: Conversation) -> None:
    chat.begins("complaint").says(NONSENSE).says(NONSENSE).chooses("other").wants("skip").says(NONSENSE)
    assert chat.heard("not_understood_1")


def test_who_wants_no_human_is_asked_once_more_and_then_the_question_is_left_to_the_ombud(chat: Conversation) -> None:
    chat.begins("complaint").says(NONSENSE).says(NONSENSE).says(NONSENSE).says("nej")
    assert chat.asked == "complain_about"
    chat.says(NONSENSE).says(NONSENSE).says(NONSENSE).says("nej")
    assert chat.asked == "what_happened"
    assert chat.state.answers["complain_about"].move == "not_understood"


def test_who_wants_a_human_gets_to_one(chat: Conversation) -> None:
    chat.begins("complaint").says(NONSENSE).says(NONSENSE).says(NONSENSE).says("ja")
    assert chat.turn.flow == "human"
    assert chat.asked == "name"


def test_silence_is_given_time_then_keys_then_a_human_then_all_is_kept(call: Conversation) -> None:
    call.begins("complaint").is_silent()
    assert call.heard("silence_1")
    call.is_silent()
    assert call.heard("silence_2")
    call.is_silent()
    assert call.asked == "offer_human"
    call.is_silent()
    assert call.turn.done
    assert call.heard("stop_ok")
    assert "ett ett två" in call.told


def test_nobody_is_welcomed_back_by_silence(call: Conversation) -> None:
    call.begins("complaint").is_silent(4)
    assert call.turn.done
    call.is_silent()
    assert call.turn.done
    assert call.told == ""


def test_words_after_a_silence_go_on(call: Conversation) -> None:
    call.begins("complaint").is_silent(2).speaks("vården")
    assert call.known["complain_about"] == "health_care"


def test_another_language_gets_an_answer_in_both_and_a_human(chat: Conversation) -> None:
    english = Understanding(language="en")
    chat.begins("complaint").says("where is the office please", english)
    assert chat.heard("other_language_sv")
    assert chat.heard("other_language_en")
    assert chat.asked == "complain_about"
    chat.says("where is the office please", english).says("where is the office please", english)
    assert chat.asked == "offer_human"


def test_emoji_alone_are_kindly_not_understood(chat: Conversation) -> None:
    chat.begins("complaint").says("😀")
    assert chat.heard("text_empty")
    assert chat.asked == "complain_about"


def test_wrong_keys_climb_the_same_ladder(call: Conversation) -> None:
    call.begins("complaint").presses("8", "8", "8")
    assert call.asked == "offer_human"


def test_asking_for_help_again_and_again_leads_to_a_human(chat: Conversation) -> None:
    chat.begins("complaint").says("hjälp").says("hjälp").says("hjälp")
    assert chat.asked == "offer_human"
