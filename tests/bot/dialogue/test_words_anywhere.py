""" "Vad betyder delgivning?" is answered at every question, written and spoken, and then the same question waits."""

from __future__ import annotations

from random import Random

import pytest

from content.flow import Channel
from content.library import Library
from tests.bot.dialogue.conversation import CALLER, Conversation, danger
from tests.bot.dialogue.walkers import Walker, by_buttons, by_keys

FLOWS = ("po_intake", "nodprovning", "explain_decision", "sip", "complaint", "human", "about_po")
ASKED = {
    "vad betyder delgivning?": "delgivning",
    "Vad är ett delgivningskvitto": "delgivningskvitto",
    "vad betyder det att beslutet vunnit laga kraft": "laga kraft",
    "hej, jag förstår inte ordet omprövning": "omprövning",
    "vad innebär det att de har avslagit min ansökan om bostadstillägg?": "avslag",
    "vad står SGI för": "SGI",
    "vad betyder skäliga levnadsnivån i mitt beslut": "skälig levnadsnivå",
    "utmätning, vad är det för något": "utmätning",
}
TURNS_AT_MOST = 60


def explains(talk: Conversation, question: str, word: str) -> bool:
    """Ask, in the channel's own way; whether the word was explained and the same question waits."""
    waiting = talk.asked
    talk.speaks(question) if talk.channel == "phone" else talk.says(question)
    (term,) = [term for term in talk.library.glossary if term.word == word]
    return f"{term.heading}: {term.explanation}" in talk.told and talk.asked == waiting


@pytest.mark.parametrize(("channel", "walker"), [("chat", by_buttons), ("phone", by_keys)])
@pytest.mark.parametrize("flow", FLOWS)
def test_at_every_question_of_every_flow(library: Library, flow: str, channel: Channel, walker: Walker) -> None:
    met: set[str] = set()
    for seed in range(3):
        dice = Random(seed)
        talk = Conversation(library, channel=channel, caller=dice.choice([CALLER, None]))
        talk.begins(flow)
        for _ in range(TURNS_AT_MOST):
            if talk.turn.done:
                break
            question = dice.choice(list(ASKED))
            assert explains(talk, question, ASKED[question]), f"{question}\n{talk.story}"
            met.add(talk.asked or "")
            walker(talk, dice)
    assert len(met) >= (2 if flow == "about_po" else 4)


@pytest.mark.parametrize("question", ASKED)
def test_before_the_yes_and_in_the_menu(chat: Conversation, call: Conversation, question: str) -> None:
    for talk in (chat, call):
        assert explains(talk, question, ASKED[question]), talk.story
        talk.agrees()
        assert talk.asked == "menu"
        assert explains(talk, question, ASKED[question]), talk.story


def test_after_a_crisis_the_numbers_are_not_forgotten_for_a_word(chat: Conversation) -> None:
    chat.begins("po_intake").says("jag vill inte leva", danger())
    waiting = chat.asked
    assert explains(chat, "vad betyder avslag", "avslag")
    assert chat.asked == waiting
    chat.wants("repeat")
    assert chat.asked == waiting


def test_a_word_is_explained_again_as_often_as_it_is_asked_about(call: Conversation) -> None:
    """Asking about words is no failure to answer: nobody is sent to a human for it."""
    call.begins("complaint")
    for question, word in [*ASKED.items(), *ASKED.items()]:
        assert explains(call, question, word), call.story
    assert call.state.failures == 0


def test_a_word_nobody_has_explained_is_admitted_and_the_question_stands(call: Conversation) -> None:
    call.begins("complaint").speaks("vad betyder kvarlåtenskap")
    assert call.heard("word_unknown")
    assert call.asked == "complain_about"
