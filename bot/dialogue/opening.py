"""Consent first: nothing is stored before the yes, but help is given and what was said is remembered."""

from __future__ import annotations

from bot.dialogue import keeping_sound, reading_back, topics
from bot.dialogue.answering import offer_help_for_need, take_up_need
from bot.dialogue.draft import Draft
from bot.dialogue.event import Said
from bot.dialogue.meaning import Given

A_PLAIN_NO = 4
"""Words. A longer message with a "nej" in it may be about something else, so it is asked once more."""


def greet(draft: Draft) -> None:
    opening = draft.library.flows["menu"].opening
    if opening:
        draft.tell(opening)


def take_consent(draft: Draft, given: Given, said: Said | None) -> None:
    """yes: store and begin with what was already said. no: say where to turn, forget everything."""
    value = given.answer.value
    if value == "yes":
        _begin(draft)
    elif said and len(said.text.split()) > A_PLAIN_NO and not draft.state.failures:
        draft.state.failures += 1
        draft.say("consent_please")
    else:
        decline(draft)


def _begin(draft: Draft) -> None:
    state = draft.state
    held = list(state.answers)
    state.consent = "yes"
    draft.fresh_question()
    if held or state.topic:
        draft.say("consent_held")
    if state.topic:
        topics.start(draft, state.topic)
        state.topic = None
    take_up_need(draft)
    reading_back.tell_what_was_heard(draft, held)
    offer_help_for_need(draft)
    keeping_sound.ask(draft)


def decline(draft: Draft) -> None:
    """The client wants no questions. What was held is forgotten here and erased at the edge."""
    state = draft.state
    state.consent, state.ended = "no", "declined"
    state.answers, state.own_words, state.topic = {}, [], None
    draft.say("consent_no", "done")
    draft.asking = "none"


def remember_topic(draft: Draft, flow_id: str) -> None:
    """The client already told what it is about: remembered, and asked for the yes."""
    draft.state.topic = flow_id
    draft.say("consent_please")
