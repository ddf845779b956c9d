"""Reading an authority's letter with the client: pasted in the chat, or read aloud a stretch at a time on the phone.

What is found answers the questions of the flow and is not asked again, but the day the letter came is always asked:
no letter tells it. What was heard is confirmed before it counts. A letter's footer about help lines is no cry for
help; the client's own words around it are heard as always.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.dialogue import crisis, letter_answers, letter_phrases, noticing, opening, telling_letter, topics
from bot.dialogue.answer import answer_from
from bot.dialogue.interludes import CRISIS, LETTER, LETTER_CONFIRM, LETTER_WORDS
from bot.dialogue.meaning import Given
from bot.dialogue.state import Frame
from bot.dialogue.waiting import Wait, waiting
from content.flow import Step, StepType
from nlu.crisis import assess
from nlu.letters import (
    MOST_READ,
    ReadLetter,
    clients_own_words,
    looks_like_a_letter,
    read_letter,
    told_in_first_person,
)
from nlu.moves import spot
from nlu.understanding import Crisis, Understanding

if TYPE_CHECKING:
    from bot.dialogue.draft import Draft
    from bot.dialogue.event import Said

FLOW = "explain_decision"
DONE = "done"
_KEPT_AT = "written"
"""The question under which an ombud finds the letter's text among the client's words."""
_FEW_WORDS = 3
_OF_ONESELF = re.compile(r"\b(?:jag|mig|mej|min|mitt|mina)\b", re.IGNORECASE)


def wish(draft: Draft, wait: Wait) -> bool:
    """Ask for the letter. False where another flow is under way, which is not left for it."""
    if wait.taker == "consent":
        opening.remember_topic(draft, FLOW)
    elif wait.step.key == LETTER:
        draft.asking = "again"
    elif _in_flow(draft) or wait.taker == "menu":
        if _enter_flow(draft):
            draft.push(LETTER)
    else:
        return False
    return True


def is_offered(draft: Draft, wait: Wait) -> bool:
    """Whether a call listens for the wish: where decisions are talked of, and it is not under way."""
    return _in_flow(draft) and wait.taker == "flow"


def meaning(draft: Draft, said: Said) -> Given | None:
    """What only the question for the letter understands: that it is done, or that there is none."""
    spoken = said.manner == "spoken"
    how, sure = ("speech", said.confidence) if spoken else ("words", None)
    if letter_phrases.is_done(said.text):
        return Given(answer_from(draft, DONE, said.text, how, confidence=sure))
    if letter_phrases.has_none(said.text):
        return Given(answer_from(draft, None, said.text, how, move="skip", confidence=sure))
    return None


def takes(draft: Draft, wait: Wait, said: Said) -> bool:
    """Whether the words are a letter, or a stretch of one that we asked for: then nothing else reads them."""
    text = said.text.strip()
    if wait.step.key == LETTER:
        return _is_stretch(draft, said, text)
    here = draft.frame is None or _in_flow(draft)
    return here and not draft.in_danger and is_pasted(draft, said)


def is_pasted(draft: Draft, said: Said) -> bool:
    """A letter in the chat, wherever it comes: what its footer says about help lines is not the client's own."""
    return said.manner == "typed" and draft.state.channel == "chat" and looks_like_a_letter(said.text.strip())


def is_only_a_letter(draft: Draft, wait: Wait, said: Said) -> bool:
    """A letter with no word of the client's own, at a question of another flow: its "dig" is no answer there."""
    if wait.taker != "flow" or wait.step.type is StepType.TEXT or draft.in_danger:
        return False
    return is_pasted(draft, said) and not told_in_first_person(said.text)


def _is_stretch(draft: Draft, said: Said, text: str) -> bool:
    if not re.search(r"\w", text) or meaning(draft, said) or letter_phrases.is_hum(text):
        return False
    spotted = spot(text, glossary=draft.library.glossary)
    if spotted and spotted.whole:
        return False
    return len(text.split()) > _FEW_WORDS or draft.state.channel == "phone"


def take(draft: Draft, wait: Wait, said: Said, understood: Understanding) -> None:
    """Danger in the client's own words first; then the letter is read, or on the phone the next stretch waited for."""
    kept = len(draft.state.own_words)
    said = noticing.note_words(draft, Wait(_kept_at(draft, wait), "flow"), said, most=len(said.text))
    if len(draft.state.own_words) == kept:
        draft.say("read_letter_not_kept")
    found = danger_in(said.text, understood.crisis)
    if crisis.meet(draft, found):
        draft.messages = [m for m in draft.messages if m.kind == "crisis"]  # nothing stands before the help lines
        if draft.state.channel == "chat":
            letter_answers.fill(draft, _read(draft, said.text), "words", None)
        return
    draft.state.failures = draft.state.silences = 0
    if draft.state.channel == "phone":
        gather(draft, said.text, said.confidence)
    else:
        if wait.step.key == LETTER:
            draft.pop()
        _take_whole(draft, wait, said.text)
        letter_answers.fill_from_what_was_told_beside(draft, said, understood)
    crisis.check(draft, found)


def _kept_at(draft: Draft, wait: Wait) -> Step:
    return draft.library.step(_KEPT_AT) or wait.step


def beside_the_letter(draft: Draft, said: Said, understood: Understanding) -> Understanding:
    """What is understood of a message with a letter in it that is not read here: the client's own words only."""
    crisis_found = danger_in(said.text, understood.crisis)
    return replace(understood, crisis=crisis_found, answers=letter_answers.told_beside(draft, said.text))


def danger_in(text: str, found: Crisis) -> Crisis:
    """The danger that the client's own words tell of. `found` is what all of the text was taken for."""
    own = clients_own_words(text)
    crisis_found = assess(own)
    guessed = found.level == "perhaps" and found.kind is None  # by the classifier alone, of the whole
    if crisis_found.level == "none" and guessed and _OF_ONESELF.search(own):
        return replace(crisis_found, level="perhaps")
    return crisis_found


def gather(draft: Draft, text: str, confidence: float) -> None:
    """One more stretch was read aloud. The surest we are of all of it is as sure as we are of the worst."""
    interlude = draft.interlude
    if interlude is None:
        return
    told = interlude.data.get("text", "")
    sure = min(confidence, float(interlude.data.get("confidence", "1")))
    interlude.data |= {"text": f"{told}\n\n{text}".strip()[:MOST_READ], "confidence": f"{sure:.2f}"}
    draft.asking = "again"


def answered(draft: Draft, given: Given) -> None:
    """The answer to the question for the letter, to the read-back, or to "Vill du veta mer?"."""
    interlude, value = draft.interlude, given.answer.value
    if interlude is None:
        return
    if interlude.kind == LETTER and isinstance(value, str) and value != DONE:
        _more(draft, value, given.answer.confidence or 1.0)
        return
    draft.pop()
    text, confidence = interlude.data.get("text", ""), float(interlude.data.get("confidence", "1"))
    if interlude.kind == LETTER_WORDS:
        if value == "yes":
            _tell_words(draft, interlude.data.get("words", "").split("|"))
    elif interlude.kind == LETTER:
        _heard_out(draft, text, confidence)
    elif value == "yes":
        letter = _read(draft, text)
        letter_answers.fill(draft, letter, "speech", confidence)
        _tell(draft, letter, telling_letter.more_facts(draft, letter))
    else:
        draft.say("read_letter_instead")


def _more(draft: Draft, text: str, confidence: float) -> None:
    """A few words that nothing else understands are a very short letter, or a stretch of one."""
    if draft.state.channel == "phone":
        gather(draft, text, confidence)
        return
    draft.pop()
    if wait := waiting(draft):
        _take_whole(draft, wait, text)


def _heard_out(draft: Draft, text: str, confidence: float) -> None:
    """All stretches are read: what they tell is read back as one question."""
    if not text:
        draft.say("read_letter_instead")
        return
    letter = _read(draft, text)
    told = telling_letter.facts(draft, letter)
    if told and letter_answers.counts(letter):
        draft.push(LETTER_CONFIRM, text=text, confidence=f"{confidence:.2f}", told=" ".join(told))
    else:
        _tell(draft, letter, [*told, *telling_letter.more_facts(draft, letter)])


def _take_whole(draft: Draft, wait: Wait, text: str) -> None:
    letter = _read(draft, text)
    if wait.taker == "menu" and letter_answers.counts(letter) and not _enter_flow(draft):
        return
    letter_answers.fill(draft, letter, "words", None)
    _tell(draft, letter, [*telling_letter.facts(draft, letter), *telling_letter.more_facts(draft, letter)])
    if wait.taker == "consent":
        opening.remember_topic(draft, FLOW)


def _tell(draft: Draft, letter: ReadLetter, told: list[str]) -> None:
    words = telling_letter.difficult(letter)
    if not (told or words) and letter.kind in ("decision", "unknown"):
        draft.say("read_letter_nothing_found")
        return
    telling_letter.tell(draft, letter, told)
    if letter_answers.counts(letter) and draft.state.consent == "yes":
        draft.say("read_letter_change")
    _tell_words(draft, words)


def _tell_words(draft: Draft, words: list[str]) -> None:
    left = telling_letter.tell_words(draft, words)
    if left and draft.state.consent == "yes":
        draft.push(LETTER_WORDS, words="|".join(left))


def _read(draft: Draft, text: str) -> ReadLetter:
    return read_letter(text, today=draft.now.date(), glossary=draft.library.glossary)


def _in_flow(draft: Draft) -> bool:
    return draft.frame is not None and draft.frame.flow == FLOW


def taken_up(draft: Draft, flow: str) -> bool:
    """Take up the topic with the letter that was pasted during something else, which is read now. False without one."""
    if flow != FLOW or draft.state.channel != "chat":
        return False
    text = next((words.text for words in reversed(draft.state.own_words) if looks_like_a_letter(words.text)), None)
    first, wait = draft.flow, waiting(draft)
    if text is None or wait is None or not _enter_flow(draft):
        return False
    if first:
        draft.say("another_topic_kept", flow=first.title)
    _take_whole(draft, wait, text)
    return True


def _enter_flow(draft: Draft) -> bool:
    """Begin the flow without its opening, which asks for the letter. False when its answers were sent already."""
    state = draft.state
    if _in_flow(draft):
        return True
    if any(frame.flow == FLOW for frame in state.flows) or any(case.flow == FLOW for case in state.cases):
        topics.start(draft, FLOW)
        return _in_flow(draft)
    draft.fresh_question()
    state.interludes = [i for i in state.interludes if i.kind in CRISIS]
    topics.forget_a_no(draft)
    state.flows.append(Frame(flow=FLOW))
    return True
