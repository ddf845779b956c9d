"""How it ends: sent or not, a nödprövning always says that it is no application, and where to turn now."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from content.flow import Channel
from content.library import Library
from tests.bot.dialogue.conversation import Conversation

NO_APPLICATION = "Det här är ingen ansökan. Du ansöker hos socialtjänsten. Vänta inte på ombudet."
THE_WORDS = "Jag ansöker om bistånd i en nödsituation. Jag vill ha ett skriftligt beslut."
SATURDAY_NIGHT = datetime(2026, 11, 28, 23, 30, tzinfo=ZoneInfo("Europe/Stockholm"))
CHANNELS: tuple[Channel, ...] = ("chat", "phone")


def _to(talk: Conversation, key: str, **given: str) -> Conversation:
    """Decline everything on the way to that question, except what is given."""
    while talk.asked != key:
        assert talk.asked, talk.story
        if talk.asked in given:
            talk.chooses(given[talk.asked])
        else:
            talk.wants("skip")
    return talk


def _sent(talk: Conversation) -> None:
    _to(talk, "summary", danger="no", send_ombud="yes").chooses("send")
    assert len(talk.intakes) == 1


def _declined(talk: Conversation) -> None:
    _to(talk, "send_ombud", danger="no").chooses("no")


def _taken_back(talk: Conversation) -> None:
    _to(talk, "summary", danger="no", send_ombud="yes").chooses("cancel").chooses("yes")


def _elsewhere_and_not_sent(talk: Conversation) -> None:
    _to(talk, "send_ombud", danger="no", area="elsewhere").chooses("no")


ENDINGS = {"sent": _sent, "not sent": _declined, "taken back": _taken_back, "elsewhere": _elsewhere_and_not_sent}


@pytest.mark.parametrize("channel", CHANNELS)
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_nodprovning_always_ends_with_the_same_truth(library: Library, ending: str, channel: Channel) -> None:
    talk = Conversation(library, channel=channel).begins("nodprovning")
    ENDINGS[ending](talk)
    assert talk.turn.done
    assert NO_APPLICATION in talk.told
    assert THE_WORDS in talk.told
    assert ("112" if channel == "chat" else "ett ett två") in talk.told
    assert bool(talk.intakes) == (ending == "sent")


def test_the_truth_comes_after_the_case_number(chat: Conversation) -> None:
    chat.begins("nodprovning")
    _sent(chat)
    assert chat.told.index("BJÖRK 47") < chat.told.index(NO_APPLICATION) < chat.told.index(THE_WORDS)


def test_the_own_words_are_ready_to_be_sent(chat: Conversation) -> None:
    chat.agrees().says("vi har ingen mat hemma sedan i lördags").wants("help")
    chat.chooses("nodprovning")
    _sent(chat)
    assert "vi har ingen mat hemma sedan i lördags" in chat.told


def test_what_is_closed_now_is_said(library: Library) -> None:
    day = Conversation(library).begins("nodprovning")
    _sent(day)
    night = Conversation(library, now=SATURDAY_NIGHT).begins("nodprovning")
    _sent(night)
    closes = next(line for line in library.helplines if line.id == "social_services")
    closed = library.text("closed_now").chat.split("{")[0].strip()
    assert closes.name in day.told
    assert closed not in day.told
    assert closed in night.told


def test_who_leaves_a_nodprovning_for_a_human_is_told_the_truth_too(chat: Conversation) -> None:
    chat.begins("nodprovning").chooses("no").chooses("food").wants("human")
    _to(chat, "summary", contact_way="this_channel").chooses("send")
    assert chat.turn.done
    assert NO_APPLICATION in chat.told


def test_sending_stores_once(chat: Conversation) -> None:
    chat.begins("complaint")
    _sent(chat)
    chat.chooses("send")
    assert len(chat.intakes) == 1


def test_sending_means_that_an_ombud_may_see_it(chat: Conversation) -> None:
    _to(chat.begins("complaint"), "summary").chooses("send")
    assert chat.known["send_ombud"] == "yes"
    assert chat.asked == "name"  # now it matters how to reach the client
    assert chat.intakes == []


def test_after_the_end_one_can_begin_anew(chat: Conversation) -> None:
    chat.begins("complaint")
    _sent(chat)
    chat.says("hej")
    assert chat.asked == "menu"
    chat.chooses("nodprovning")
    assert chat.turn.flow == "nodprovning"


def test_nothing_promises_an_outcome_or_a_time(chat: Conversation) -> None:
    chat.begins("nodprovning")
    _sent(chat)
    assert "inte när ombudet hör av sig" in chat.told
    assert "garanter" not in chat.told
    assert "lovar" not in chat.told


@pytest.mark.parametrize(
    ("day", "closed"), [("2026-12-23", False), ("2026-12-24", True), ("2026-12-26", True), ("2026-11-23", False)]
)
def test_the_day_before_christmas_eve_is_a_working_day_and_the_eve_is_not(
    library: Library, day: str, closed: bool
) -> None:
    morning = datetime.fromisoformat(f"{day} 10:00").replace(tzinfo=ZoneInfo("Europe/Stockholm"))
    talk = Conversation(library, now=morning).begins("nodprovning")
    _declined(talk)
    assert ("Stängt just nu: Socialtjänsten" in talk.told) is closed


def test_a_yes_after_the_goodbye_is_a_wish_to_go_on_and_no_answer(chat: Conversation) -> None:
    chat.begins("complaint").wants("stop")
    assert chat.turn.done
    chat.says("ja")
    assert chat.asked == "complain_about"
    assert chat.heard("resumed")
    assert not chat.heard("not_understood_1")


def test_who_gave_no_address_is_not_asked_about_messages_there(chat: Conversation) -> None:
    chat.begins("complaint").chooses("health_care").says("De ringde aldrig.").chooses("yes").says("nej").says("Kista")
    chat.chooses("yes").says("Vera").chooses("phone").says("vet inte")
    assert chat.asked == "contact_safe"
    assert "där" not in chat.told.split()
