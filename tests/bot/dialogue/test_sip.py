"""The whole SIP flow: what it is, a new meeting or a plan to follow up, the counted wait, and the preparation."""

from __future__ import annotations

import pytest

from bot.dialogue.listening import listening
from tests.bot.dialogue.conversation import Conversation

NEW = {
    "has_sip": "no", "wants_sip": "yes", "asked_before": "no", "municipal_support": ["boendestod"],
    "care": ["psychiatry"], "problem": "alla säger olika", "goal": "lugn och ro", "invite": ["doctor", "ombud"],
    "exclude": "min förra chef", "taboo": "min barndom", "form": "on_site", "meeting_needs": ["breaks", "few"],
    "prep_meeting": "yes", "follow_up": "3_months",
}  # fmt: skip


def test_a_new_meeting_is_prepared_from_needs_to_follow_up(chat: Conversation) -> None:
    chat.begins("sip").answers(**NEW)
    assert chat.said_of("sip", "sip_whom")
    assert chat.asked == "more"
    assert {key: chat.known[key] for key in NEW} == NEW


def test_who_wants_to_know_more_hears_it_and_is_asked_again(chat: Conversation) -> None:
    chat.begins("sip").answers(has_sip="no").chooses("more")
    assert chat.said_of("sip", "sip_more")
    assert chat.said_of("sip", "sip_more_how")
    assert chat.asked == "wants_sip"
    assert "wants_sip" not in chat.known
    chat.chooses("no")
    assert chat.said_of("sip", "sip_no")
    assert chat.turn.done
    assert not chat.intakes


def test_who_still_wants_to_know_more_is_never_sent_in_a_circle(chat: Conversation) -> None:
    chat.begins("sip").answers(has_sip="no").chooses("more").chooses("more")
    assert chat.said_of("sip", "sip_more_ombud")
    assert not chat.said_of("sip", "sip_more_how")
    assert chat.known["wants_sip"] == "more", "an ombud sees that the client wants to know more"
    assert chat.asked == "asked_before"


def test_back_from_the_question_that_was_put_again_leads_to_the_one_before(chat: Conversation) -> None:
    chat.begins("sip").answers(has_sip="no").chooses("more").wants("back")
    assert chat.asked == "has_sip"


def test_only_a_yes_lets_the_ombud_ask_for_the_meeting(chat: Conversation) -> None:
    chat.begins("sip").answers(has_sip="no").chooses("more").chooses("more")
    assert not chat.said_of("sip", "sip_yes")
    chat.wants("back").chooses("yes")
    assert chat.said_of("sip", "sip_yes")


def test_who_has_a_plan_gets_questions_about_it(chat: Conversation) -> None:
    new, old = Conversation(chat.library), chat
    asked: dict[str, list[str]] = {"new": [], "old": []}
    for talk, name, has_sip in ((new, "new", "no"), (old, "old", "yes")):
        talk.begins("sip").chooses(has_sip)
        for key, value in list(NEW.items())[1:7]:
            assert talk.asked == key
            asked[name].append(talk.turn.messages[-1].text)
            talk.answers(**{key: value})
    different = {key for key, one, other in zip(list(NEW)[1:7], *asked.values(), strict=True) if one != other}
    assert different == {"wants_sip", "asked_before", "problem", "goal"}


def test_who_has_a_plan_and_wants_no_new_meeting_hears_of_an_ombud(chat: Conversation) -> None:
    chat.begins("sip").answers(has_sip="yes", wants_sip="no")
    assert chat.said_of("sip", "sip_no_again")
    assert "ombud" in chat.told
    assert chat.turn.done


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("för tre veckor sedan", "ungefär 3 veckor"),
        ("i mars", "minst 7 månader"),
        ("i går", "mindre än en vecka"),
        ("den 12 juni", "ungefär 5 månader"),
    ],
)
def test_the_wait_is_counted_and_told(chat: Conversation, said: str, told: str) -> None:
    chat.begins("sip").answers(has_sip="no", wants_sip="yes", asked_before="yes").says(said)
    assert f"Du bad om det för {told} sedan." in chat.told
    assert chat.said_of("sip", "sip_waited")


@pytest.mark.parametrize("answer", ["vet inte", "hoppa över"])
def test_a_wait_that_is_unknown_is_not_guessed(chat: Conversation, answer: str) -> None:
    chat.begins("sip").answers(has_sip="no", wants_sip="yes", asked_before="yes").says(answer)
    assert chat.heard("asked_unknown")
    assert "sedan" not in chat.told


def test_who_has_not_asked_hears_nothing_of_waiting(chat: Conversation) -> None:
    chat.begins("sip").answers(has_sip="no", wants_sip="yes", asked_before="no")
    assert chat.asked == "municipal_support"
    assert not chat.said_of("sip", "sip_waited")


def test_a_day_that_is_changed_is_counted_anew(chat: Conversation) -> None:
    chat.begins("sip").answers(has_sip="no", wants_sip="yes", asked_before="yes").says("i mars")
    chat.wants("back").says("för två veckor sedan")
    assert "Du bad om det för ungefär 2 veckor sedan." in chat.told


def test_a_day_to_come_is_no_wait(chat: Conversation) -> None:
    chat.begins("sip").answers(has_sip="no", wants_sip="yes", asked_before="yes").says("i morgon")
    assert "sedan" not in chat.told


def test_a_plan_that_was_forgotten_changes_the_questions(chat: Conversation) -> None:
    """What was asked about a new SIP does not answer the question about a new meeting."""
    chat.begins("sip").answers(has_sip="no", wants_sip="yes", asked_before="yes").says("i mars")
    chat.wants("change").chooses("has_sip").chooses("yes")
    assert chat.asked == "asked_before"
    assert "asked_when" not in chat.known
    assert chat.known["wants_sip"] == "yes"


def test_without_care_and_municipal_support_the_ombud_is_the_one_to_ask(chat: Conversation) -> None:
    chat.begins("sip").answers(has_sip="no", wants_sip="yes", asked_before="no", municipal_support=["none"])
    assert not chat.said_of("sip", "sip_no_contact")
    chat.chooses("none")
    assert chat.said_of("sip", "sip_no_contact")
    later = {key: NEW[key] for key in list(NEW)[5:]}
    chat.answers(**later)
    assert chat.said_of("sip", "sip_whom")
    assert not chat.said_of("sip", "sip_whom_first")


@pytest.mark.parametrize("no", ["nej", "nä", "nej ingen", "nej det är det inte", "nej, det finns det inte", "inget"])
@pytest.mark.parametrize("key", ["exclude", "taboo", "meeting_needs"])
def test_a_no_means_that_there_is_nothing(chat: Conversation, key: str, no: str) -> None:
    chat.begins("sip").answers(**{k: v for k, v in NEW.items() if list(NEW).index(k) < list(NEW).index(key)})
    assert chat.asked == key
    chat.says(no)
    assert chat.asked != key
    assert chat.known[key] is None


@pytest.mark.parametrize("words", ["nej, min förra man ska inte vara med", "min bror ska inte vara där", "chefen"])
def test_who_must_not_be_there_is_kept_in_the_clients_words(chat: Conversation, words: str) -> None:
    chat.begins("sip").answers(**{key: NEW[key] for key in list(NEW)[:8]})
    assert chat.asked == "exclude"
    chat.says(words)
    assert chat.known["exclude"] == words


def test_somebody_refused_at_the_invitation_is_not_invited(chat: Conversation) -> None:
    chat.begins("sip").answers(**{key: NEW[key] for key in list(NEW)[:7]}).says("läkaren men inte min mamma")
    assert chat.known["invite"] == ["doctor"]


def test_a_spoken_no_is_listened_for_where_a_list_asks_whether(call: Conversation) -> None:
    call.begins("sip").answers(**{key: NEW[key] for key in list(NEW)[:11]})
    assert call.asked == "meeting_needs"
    heard = listening(call.library, call.state, call.now)
    assert {"nej", "nej tack"} <= {c.words for c in heard.candidates if c.meaning == "move:skip"}


def test_at_the_end_nobody_believes_that_a_meeting_is_booked(chat: Conversation) -> None:
    chat.begins("sip").answers(**NEW).answers(more=None).says("Farsta").chooses("no")
    assert "Inget möte är bokat än." in chat.told
    assert not chat.intakes
