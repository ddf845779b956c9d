"""What we will say sooner or later: every sentence of the phone that holds nothing of a client's. Pure.

The questions are put into words by the dialogue itself (`bot.dialogue.asking`), so that they are the same to the
letter, keys and all. The order is that of a call: what most callers hear first, comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from bot.dialogue import dictating
from bot.dialogue.asking import ask
from bot.dialogue.draft import Draft
from bot.dialogue.interludes import step_of
from bot.dialogue.options import LISTED, options_of, page_count
from bot.dialogue.state import Interlude, State
from bot.dialogue.waiting import Wait
from bot.dialogue.wording import value_in_words
from content.explanation import Advice
from content.flow import Flow, Step, StepType, Text
from content.library import Library
from voice.speaking.sentences import sentences

_SOME_DAY = datetime(2026, 1, 7, 12, tzinfo=UTC)
_FILLED = re.compile(r"\{(?!line:|flow\})[^{}]*\}")
"""A placeholder that only a conversation can fill."""
_FIRST_FLOWS = ("nodprovning", "po_intake", "human")
_EARLIEST = ("consent", "menu")


def fixed_texts(library: Library) -> tuple[str, ...]:
    """Every fixed text of the telephone, each once, none with a placeholder left; mostly single sentences."""
    return tuple(dict.fromkeys(text for text in _texts(library) if text.strip()))


def _texts(library: Library) -> Iterator[str]:
    draft = _draft(library)
    for key in _EARLIEST:
        if step := library.step(key):
            yield from _asked(library, step)
    for text_id, text in library.texts.items():
        if text_id.startswith(("crisis_", "danger_")):
            yield from _said(draft, text)
    for text_id, text in library.texts.items():
        if not text_id.startswith(("move_", "crisis_", "danger_")):
            yield from _said(draft, text)
    flows = sorted(library.flows.values(), key=lambda flow: (flow.id not in _FIRST_FLOWS, flow.id))
    for flow in flows:
        yield from _of_flow(library, draft, flow)
    yield from _dictation(draft)
    for words in (*library.advice, *library.explanations):
        texts = (words.text,) if isinstance(words, Advice) else (words.means, words.ombud, words.not_means)
        for text in texts:
            yield from _said(draft, text)
    yield from _about_ombud(library)
    for line in library.helplines:
        number = draft.helpline_number(line.id)
        yield f"{line.name}{': ' if number else ''}{number}."
        yield from _said(draft, line.about)
    for answer in library.faq:
        yield from _said(draft, answer.text)
    for term in library.glossary:
        explained = draft.library.text("word_explained")
        yield draft.fill(explained, word=term.heading, explanation=term.explanation)


def _of_flow(library: Library, draft: Draft, flow: Flow) -> Iterator[str]:
    for text in (flow.opening, flow.done, flow.not_sent, *flow.ending):
        if text:
            yield from _said(draft, text)
    for step in flow.steps:
        for text in (step.text, *(variant.text for variant in step.variants)):
            yield from _said(draft, text)
        if step.type is StepType.SAY:
            continue
        yield from _asked(library, step)
        for variant in step.variants:
            update = {"text": variant.text, "again": variant.again or step.again}
            yield from _asked(library, step.model_copy(update=update))
        yield from (draft.fill(words) for words in (step.help, step.why) if words)
        yield from _read_back(library, step)


def _asked(library: Library, step: Step) -> Iterator[str]:
    """The question in each of its manners, with its keys, page after page; as a caller with and without a number."""
    pages = page_count(options_of(step, library), "phone") if step.type in LISTED else 1
    for caller in (None, "+46700000000") if step.type is StepType.CONTACT else (None,):
        for manner in ("full", "again", "list"):
            for page in range(pages if manner != "again" else 1):
                draft = _draft(library, caller)
                draft.asking, draft.state.page, draft.state.listing = manner, page, manner == "list"
                ask(draft, Wait(step, "flow"))
                yield from (message.text for message in draft.messages)
        if pages > 1:
            draft = _draft(library)
            draft.state.page = 1
            ask(draft, Wait(step, "flow"))
            yield from (message.text for message in draft.messages)


def _read_back(library: Library, step: Step) -> Iterator[str]:
    """What is said when an answer is read back: its label, and each answer that can be chosen, also as a doubt."""
    if step.label:
        yield f"{step.label}:"
    doubt = library.text("confirm_value").phone
    for option in options_of(step, library) if step.type in LISTED else ():
        words = value_in_words(step, option.id, library, "phone")
        yield f"{words}."
        yield sentences(doubt)[0].replace("{value}", words)


def _dictation(draft: Draft) -> Iterator[str]:
    """Each digit as it is said back: nobody who dictates a number may have to wait for it."""
    for digit in "0123456789":
        for text_id in ("dictate_digit", "dictate_removed"):
            words = dictating.in_words(digit)
            words = words.capitalize() if text_id == "dictate_digit" else words
            yield draft.fill(draft.library.text(text_id), digits=words)


def _about_ombud(library: Library) -> Iterator[str]:
    """The questions about ombud, as they are read out when one or some of them have been answered."""
    ids = [answer.id for answer in library.faq]
    for asked in ([], *([faq] for faq in ids), *(ids[:count] for count in range(2, len(ids) + 1))):
        for page in range(len(ids) // 3 + 1):
            draft = _draft(library)
            interlude = Interlude(kind="about_po", data={"asked": " ".join(asked)} if asked else {})
            draft.state.interludes.append(interlude)
            draft.state.page = page
            ask(draft, Wait(step_of(interlude, draft), "interlude", built=True))
            yield from (message.text for message in draft.messages)


def _said(draft: Draft, text: Text) -> Iterator[str]:
    """The text with what the library itself can fill in, for each flow if it names one; else the sentences that are."""
    titles = [flow.title for flow in draft.library.flows.values()] if "{flow}" in text.phone else [""]
    for title in titles:
        yield from (draft.fill(part, flow=title) for part in sentences(text.phone) if not _FILLED.search(part))


def _draft(library: Library, caller: str | None = None) -> Draft:
    return Draft(library, State(channel="phone", consent="yes", caller=caller), _SOME_DAY)
