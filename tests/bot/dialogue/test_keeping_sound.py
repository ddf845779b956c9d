"""Where sound can be kept, every caller is asked once after the yes, and only a yes keeps it."""

from __future__ import annotations

import pytest

from bot.dialogue.event import NotConnected, Resumed
from bot.dialogue.listening import listening
from content.library import Library
from tests.bot.dialogue.conversation import CALLER, Conversation, danger, meant


@pytest.fixture
def recordable(library: Library) -> Conversation:
    """A call whose sound can be kept for thirty days."""
    return Conversation(library, channel="phone", caller=CALLER, connectable=True, audio_days=30)


def kept(call: Conversation) -> bool:
    return listening(call.library, call.state, call.now).keep_audio


def test_every_caller_is_asked_right_after_the_yes_and_told_what_it_is_about(recordable: Conversation) -> None:
    assert not kept(recordable)
    recordable.speaks("ja")
    assert recordable.asked == "keep_audio"
    assert "30 dagar" in recordable.told
    assert "om du säger nej" in recordable.told
    assert not kept(recordable), "a yes to the conversation is no yes to this"


def test_one_day_is_told_as_one(library: Library) -> None:
    call = Conversation(library, channel="phone", audio_days=1).speaks("ja")
    assert "efter en dag." in call.told


@pytest.mark.parametrize("days", [0, 30])
def test_nobody_is_asked_in_the_chat_and_nobody_where_sound_is_never_kept(library: Library, days: int) -> None:
    assert Conversation(library, audio_days=days).agrees().asked == "menu"
    assert Conversation(library, channel="phone").agrees().asked == "menu"


def test_a_yes_keeps_it_from_here_to_the_end(recordable: Conversation) -> None:
    recordable.presses("1", "1")
    assert recordable.heard("keep_audio_yes")
    assert recordable.asked == "menu"
    assert kept(recordable)
    recordable.wants("stop")
    assert recordable.turn.done
    assert kept(recordable), "the goodbye belongs to the call"


@pytest.mark.parametrize("no", ["nej", "nej tack", "vet inte"])
def test_no_keeps_nothing_and_the_call_goes_on(recordable: Conversation, no: str) -> None:
    recordable.presses("1").speaks(no)
    assert recordable.heard("keep_audio_no")
    assert recordable.asked == "menu"
    assert not kept(recordable)


@pytest.mark.parametrize("key", ["2", "9", "#"])
def test_keys_that_are_no_yes_keep_nothing(recordable: Conversation, key: str) -> None:
    recordable.presses("1", key)
    assert recordable.asked == "menu"
    assert not kept(recordable)


def test_silence_is_no_yes_and_the_call_goes_on(recordable: Conversation) -> None:
    recordable.presses("1").is_silent()
    assert recordable.asked == "menu"
    assert not kept(recordable)


def test_words_that_answer_nothing_are_no_yes(recordable: Conversation) -> None:
    recordable.presses("1").speaks("blomkål")
    assert recordable.asked == "keep_audio"
    recordable.speaks("blomkål")
    assert recordable.asked == "menu"
    assert not kept(recordable)


def test_a_doubtful_yes_is_asked_again_and_a_doubtful_no_is_believed(recordable: Conversation) -> None:
    recordable.presses("1").speaks("ja", confidence=0.4)
    assert (recordable.asked, kept(recordable)) == ("keep_audio", False)
    recordable.speaks("nej", confidence=0.4)
    assert (recordable.asked, kept(recordable)) == ("menu", False)


def test_who_tells_what_it_is_about_is_helped_at_once_and_nothing_is_kept(recordable: Conversation) -> None:
    recordable.presses("1").speaks("jag behöver pengar till mat", meant("nodprovning"))
    assert recordable.turn.flow == "nodprovning"
    assert recordable.asked != "keep_audio"
    assert not kept(recordable)


def test_why_is_answered(recordable: Conversation) -> None:
    recordable.presses("1").wants("why")
    assert "Ett ombud kan få höra det." in recordable.told
    assert recordable.asked == "keep_audio"


def test_danger_comes_before_it(recordable: Conversation) -> None:
    recordable.presses("1").speaks("jag vill dö", danger())
    assert str(recordable.asked).startswith("crisis")
    assert not kept(recordable)


def test_a_yes_is_for_one_call(library: Library, recordable: Conversation) -> None:
    recordable.presses("1", "1").wants("stop")
    recordable.takes(Resumed(CALLER, audio_days=30))
    assert (recordable.asked, kept(recordable)) == ("keep_audio", False)
    recordable.presses("2").wants("stop")
    recordable.takes(Resumed(CALLER))
    assert (recordable.asked, kept(recordable)) == ("menu", False)


def test_who_comes_back_from_the_office_is_in_the_same_call(recordable: Conversation) -> None:
    recordable.can_connect = True
    recordable.presses("1", "1", "0").takes(NotConnected())
    assert kept(recordable)
