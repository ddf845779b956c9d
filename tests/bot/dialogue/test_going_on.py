"""Who plainly goes on telling after a crisis is let on, with the numbers once more. All else is met as before."""

from __future__ import annotations

import pytest

from bot.dialogue.event import Said
from nlu.understanding import Understanding
from tests.bot.dialogue.conversation import Conversation, danger, heard_in_passing, meant


def in_danger(talk: Conversation) -> Conversation:
    """In danger, not safe, and asked what to do now."""
    talk.begins("nodprovning").says("ja").says("nej")
    assert talk.asked == "crisis_next"
    return talk


def test_rent_is_no_sign_of_danger_and_the_numbers_come_once_more(chat: Conversation) -> None:
    in_danger(chat).says("hyran", heard_in_passing(need=["rent"]))
    assert chat.heard("crisis_numbers")
    assert chat.known["need"] == ["rent"]
    assert chat.known["crisis_safe"] == "no"
    assert chat.asked == "children_count"
    assert not chat.heard("not_understood_1")


def test_the_numbers_stand_before_everything_else(chat: Conversation) -> None:
    in_danger(chat).says("hyran", heard_in_passing(need=["rent"]))
    assert chat.turn.messages[0].kind == "crisis"


def test_a_sum_answers_the_question_below(chat: Conversation) -> None:
    talk = chat.begins("nodprovning").answers(danger="no", need=["rent"], children_count=2)
    assert talk.asked == "money"
    talk.says("jag vill dö", danger()).says("ja")
    assert talk.asked == "crisis_next"
    talk.says("800 kr")
    assert talk.known["money"] == 800
    assert talk.heard("crisis_numbers")
    assert talk.asked == "next_money"


@pytest.mark.parametrize("bare", ["112", "90101", "800"])
def test_a_bare_number_could_be_the_one_that_was_called(chat: Conversation, bare: str) -> None:
    talk = chat.begins("nodprovning").answers(danger="no", need=["rent"], children_count=2)
    talk.says("jag vill dö", danger()).says("ja").says(bare)
    assert talk.asked == "crisis_next"
    assert "money" not in talk.known


def test_a_story_is_kept_where_the_flow_asks_for_one(chat: Conversation) -> None:
    talk = chat.begins("complaint").answers(complain_about="social_services")
    assert talk.asked == "what_happened"
    talk.says("han slog mig", danger("certain", "violence"))
    talk = talk.chooses("no") if talk.asked == "crisis_safe" else talk
    talk.says("de säger bara nej till pengar", meant("nodprovning", confidence=0.95, money=0))
    assert talk.heard("crisis_numbers")
    assert talk.asked not in ("crisis_next", "what_happened")


def test_at_the_menu_the_matter_that_is_named_is_taken_up(chat: Conversation) -> None:
    chat.agrees().says("han slog mig", danger("certain", "violence")).says("nej")
    chat.says("jag förstår inte beslutet", meant("explain_decision"))
    assert chat.heard("crisis_numbers")
    assert chat.turn.flow == "explain_decision"


def test_before_the_yes_the_yes_is_asked_for(chat: Conversation) -> None:
    chat.says("han slog mig", danger("certain", "violence")).says("nej")
    chat.says("jag har inga pengar", meant("nodprovning", money=0))
    assert chat.heard("crisis_numbers")
    assert chat.asked == "consent"
    chat.says("ja")
    assert chat.turn.flow == "nodprovning"


STAYS = {
    "a new cry": ("hyran, jag vill dö", danger("certain", "suicide", need=["rent"])),
    "a possible cry": ("jag orkar inte mer med hyran", danger("perhaps", "suicide", need=["rent"])),
    "words that sound like one": ("jag gör det i kväll", meant("crisis", confidence=0.4, money=0)),
    "medicine": ("medicin", heard_in_passing(need=["medicine"])),
    "rent and medicine": ("hyran och medicin", heard_in_passing(need=["rent", "medicine"])),
    "nowhere to go": ("jag har ingenstans att ta vägen", meant("nodprovning", need=["shelter"], urgent=["shelter"])),
    "afraid": ("jag är rädd", heard_in_passing(urgent=["afraid"])),
    "where they are": ("jag är vid slussen", heard_in_passing(area="sodermalm")),
    "not sure enough": ("jag kan inte sova", meant("nodprovning", confidence=0.65)),
    "unclear": ("hm", Understanding()),
    "no": ("nej", meant("deny")),
    "no understanding at all": ("hyran", None),
}


@pytest.mark.parametrize("said", STAYS)
def test_any_doubt_and_the_question_stays(chat: Conversation, said: str) -> None:
    in_danger(chat).says(*STAYS[said])
    assert chat.asked in ("crisis_next", "crisis_ask")


@pytest.mark.parametrize("question", ["crisis_ask", "crisis_safe", "danger"])
def test_a_question_about_safety_is_always_answered_first(chat: Conversation, question: str) -> None:
    cry = {
        "crisis_ask": danger("certain", "suicide"),
        "crisis_safe": danger("certain", "violence"),
        "danger": danger("perhaps", "danger"),
    }[question]
    chat.begins("complaint").says("...", cry)
    assert chat.asked == question
    chat.says("hyran", heard_in_passing(need=["rent"]))
    assert chat.asked == question


def test_badly_heard_words_let_nobody_on(call: Conversation) -> None:
    in_danger(call).takes(Said("hyran", "spoken", 0.3), heard_in_passing(need=["rent"]))
    assert call.asked == "crisis_next"
    call.takes(Said("hyran", "spoken", 0.9), heard_in_passing(need=["rent"]))
    assert call.heard("crisis_numbers")
    assert call.asked != "crisis_next"


def test_silence_stays_as_it_was(call: Conversation) -> None:
    in_danger(call).is_silent()
    assert call.asked == "crisis_next"
