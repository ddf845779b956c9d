"""Which questions a letter answers. The day it came is never among them: no letter tells it."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue import reading_back
from bot.dialogue.answer import answer_from
from bot.dialogue.answering import absorb, answer_narrower, offer_help_for_need, record
from bot.dialogue.draft import Draft
from bot.dialogue.event import Said
from content.condition import Value
from nlu.extract import extract
from nlu.letters import Finding, ReadLetter, clients_own_words, told_in_first_person
from nlu.understanding import Extracted, Understanding
from nlu.values.parse import parse

_ANSWERS = {
    "decision_from": "authority", "decision_about": "about", "outcome": "outcome", "decision_date": "decision_date",
    "route": "route", "reason_given": "reasons",
}  # fmt: skip
"""Questions, and the findings that answer them. The day of receipt is not among them."""
_GOT = "got_date"
_IT_CAME = re.compile(
    r"\bjag (?:har )?(?:fick|fått|hämtade|hämtat)(?: ut| hem)? (?:det|den|de|brevet|beslutet|detta)\b[^.!?\n]*"
    r"|^(?:hej\W+)?(?:det|det här|brevet|det här brevet|beslutet) (?:kom|damp)\b[^.!?\n]*",
    re.IGNORECASE | re.MULTILINE,
)


def counts(letter: ReadLetter) -> bool:
    """Whether it is a decision for this client; of anything else nothing is filled in."""
    return letter.kind == "decision" and letter.for_other is None


def fill(draft: Draft, letter: ReadLetter, how: str, confidence: float | None) -> None:
    """Answer what the letter answers. What the client has answered already stands."""
    if not counts(letter):
        return
    found: dict[str, tuple[Value, str]] = {}
    for key, name in _ANSWERS.items():
        finding = getattr(letter, name)
        if isinstance(finding, Finding):
            found[key] = (_as_answer(key, finding), finding.raw)
    if found:
        found["written"] = ("yes", next(iter(found.values()))[1])
    for key, (value, raw) in found.items():
        if key not in draft.state.answers:
            answer = answer_from(draft, value, raw, "speech" if how == "speech" else "words", confidence=confidence)
            record(draft, key, answer)
            if step := draft.step_named(key):
                answer_narrower(draft, step, answer)


def _as_answer(key: str, finding: Finding[object]) -> Value:
    if key == "reason_given":
        return "yes"
    return str(finding.value)


def told_beside(draft: Draft, text: str) -> dict[str, Extracted]:
    """What the client's own sentences answer, in a text with a letter in it."""
    told = told_in_first_person(text)
    found = extract(told, today=draft.now.date(), library=draft.library) if told else {}
    return _day_it_came(draft, text) | found


def _day_it_came(draft: Draft, text: str) -> dict[str, Extracted]:
    """ "Jag fick det här i måndags": beside a letter it is plain what "det" is. Two such days are none."""
    said = [hit.group() for hit in _IT_CAME.finditer(clients_own_words(text))]
    days = [(words, parse("date", words, today=draft.now.date(), expect="past")) for words in said]
    known = [(words, day) for words, day in days if isinstance(day.value, str)]
    if len(known) != 1:
        return {}
    words, day = known[0]
    return {_GOT: Extracted(day.value or "", words, day.uncertain, day.latest)}


def fill_from_what_was_told_beside(draft: Draft, said: Said, understood: Understanding) -> None:
    """ "Jag har ingen mat" above the letter answers its question as it would alone; the letter's words do not."""
    filled = absorb(draft, replace(understood, answers=told_beside(draft, said.text)), how=said.manner)
    if filled and draft.state.consent == "yes":
        reading_back.tell_what_was_heard(draft, filled)
        offer_help_for_need(draft)
