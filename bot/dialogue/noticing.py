"""What is noticed about a free text whatever it means: its length, own words to keep, a personnummer."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogue import dictating
from bot.dialogue.draft import Draft
from bot.dialogue.event import Said
from bot.dialogue.state import OwnWords
from bot.dialogue.waiting import Wait
from nlu.values import personnummer

MAX_TEXT = 8_000
"""Characters of one message that are used as an answer; the own words keep all of it for the ombud."""
MAX_OWN_WORDS = 100_000
"""Characters kept as own words in all; what comes after them is in the conversation's log only."""


def note_words(draft: Draft, wait: Wait, said: Said, *, most: int = MAX_TEXT) -> Said:
    """Keep the client's own words for the ombud. Returns the text cut to what the dialogue works on: `most`."""
    text = said.text.strip()
    keeps = not _tells_only_digits(draft, wait, text)
    if keeps and text and sum(len(w.text) for w in draft.state.own_words) + len(text) <= MAX_OWN_WORDS:
        draft.state.own_words.append(OwnWords(key=wait.step.key, text=text))
    if len(text) > most:
        draft.say("text_too_long")
        text = text[:most]
    if personnummer.certainly_in(text):
        draft.say("no_personnummer")
    return replace(said, text=text)


def _tells_only_digits(draft: Draft, wait: Wait, text: str) -> bool:
    """Single digits tell an ombud nothing; and a code is a key to what was told, and no words for anybody."""
    if wait.step.key != dictating.KEY:
        return wait.step.key == "take_up"
    return dictating.only_digits(text) or dictating.asked_for(draft) is None
