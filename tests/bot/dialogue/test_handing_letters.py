"""Letters: read by the client before anybody else, as soon as the answers make one, and anew when an answer changes."""

from __future__ import annotations

from tests.bot.dialogue.conversation import Conversation

WRONG = "De har räknat fel på hyran."


def objects(talk: Conversation, want: str = "object") -> Conversation:
    """To the last question about an avslag on boendestöd, which comes right before the letter."""
    talk.begins("explain_decision")
    return talk.answers(
        decision_from="social_services", decision_about="boendestod", outcome="no", written="yes",
        decision_date="vet inte", got_date="16 november", route="appeal", reason_given="no", unclear="hoppa över",
        enough="yes", want=want,
    )  # fmt: skip


def letters(talk: Conversation) -> list[str]:
    return [link.url for link in talk.turn.links if link.url.startswith("letters/")]


def test_in_the_chat_the_letter_is_shown_and_can_be_fetched(chat: Conversation) -> None:
    objects(chat)
    assert letters(chat) == []
    chat.says(WRONG)
    assert "Jag överklagar ert beslut om boendestöd." in chat.told
    assert WRONG in chat.told
    assert letters(chat) == ["letters/appeal.pdf", "letters/appeal.txt"]
    assert chat.asked == "more"
    chat.says("nej")
    assert letters(chat) == [], "only where it was shown"


def test_on_the_phone_it_is_read_aloud_and_an_ombud_prints_it(call: Conversation) -> None:
    objects(call).speaks(WRONG)
    assert "Jag överklagar ert beslut om boendestöd." in call.told
    assert "här fyller du i" in call.told
    assert "____" not in call.told
    assert call.heard("letter_to_fetch")
    assert call.turn.links == ()


def test_by_ear_one_letter_is_enough(call: Conversation) -> None:
    call.begins("sip").answers(
        has_sip="no", wants_sip="yes", asked_before="no", municipal_support=["boendestod"], care=["psychiatry"],
        problem="ingen vet vem som ska hjälpa mig", goal="att få sova", invite=["doctor"], exclude="hoppa över",
        taboo="hoppa över", form="phone", meeting_needs=None, prep_meeting="no", follow_up=None,
    )  # fmt: skip
    assert call.told.count("Brevet är till") == 1
    assert call.told.count("Jag har också skrivit") == 1


def test_who_only_wants_to_understand_gets_no_letter(chat: Conversation) -> None:
    objects(chat, "understand")
    assert chat.asked == "more"
    assert "skrivit" not in chat.told


def test_a_changed_answer_is_in_the_letter_too(chat: Conversation) -> None:
    objects(chat).says(WRONG).says("backa")
    assert chat.asked == "wrong"
    chat.says("Jag kan inte handla själv.")
    assert "Jag kan inte handla själv." in chat.told
    assert WRONG not in chat.told
    assert letters(chat)


def test_the_last_day_to_pay_can_be_put_in_the_calendar_too(chat: Conversation) -> None:
    chat.begins("explain_decision").answers(
        decision_from="landlord", decision_about="other", outcome="ends", written="yes", decision_date="vet inte",
        got_date="16 november", route="not_found", reason_given="yes", unclear="hoppa över", enough="yes",
    )  # fmt: skip
    assert chat.asked == "want"
    assert "7 december" in chat.told
    assert [link.url for link in chat.turn.links] == ["last-day.ics"]
    chat.says("backa").chooses("yes")
    assert chat.turn.links == (), "only where the day was told"


def test_a_long_wait_makes_a_letter_only_when_it_is_long_for_certain(chat: Conversation) -> None:
    """It can be asked for once (FL 12 §): of several days the last one counts."""
    chat.begins("explain_decision").answers(
        decision_from="social_services", decision_about="boendestod", outcome="waiting", applied_on="i maj",
        enough="yes", want="understand",
    )  # fmt: skip
    assert letters(chat) == []
    chat.says("ändra").chooses("applied_on").says("den 3 maj")
    while chat.asked != "more":
        chat.chooses("yes" if chat.asked == "enough" else "understand")
    assert letters(chat) == ["letters/delay.pdf", "letters/delay.txt"]
