"""What was read in a letter, told in short reviewed sentences: what was found and not, and the difficult words."""

from __future__ import annotations

from bot.dialogue.draft import Draft
from bot.dialogue.turn import Message
from bot.dialogue.wording import day_in_words, joined, kronor
from nlu.letters import Finding, ReadLetter

WORDS_IN_CHAT, WORDS_IN_A_CALL = 3, 2
"""Difficult words explained at a time."""
SECTIONS_TOLD = 3
TWO = 2
NEAR = 120
"""Characters from the answer within which a word matters most."""
_COUNTED = {1: "en", 2: "två", 3: "tre", 4: "fyra", 5: "fem", 6: "sex"}
_UNITS = {"days": ("dag", "dagar"), "weeks": ("vecka", "veckor"), "months": ("månad", "månader")}
LONGEST_SHORT_NAME = 4
"""Letters: "CSN" stays in capitals, "KONTAKTPERSON" does not."""
_NAMED_HERE = ("other",)
"""Options that say nothing; the letter's own words are told instead."""


def facts(draft: Draft, letter: ReadLetter) -> list[str]:
    """What would be filled in: who, about what, the answer, the day, what one can do."""
    told = []
    if letter.authority:
        told.append(_filled(draft, "from", value=_option(draft, "decision_from", letter.authority)))
    if letter.about:
        told.append(_filled(draft, "about", value=_option(draft, "decision_about", letter.about)))
    if letter.outcome:
        told.append(_filled(draft, f"outcome_{letter.outcome.value}"))
    if letter.decision_date:
        told.append(_filled(draft, "dated", day=day_in_words(letter.decision_date.value)))
    if letter.route:
        told.append(_filled(draft, f"route_{letter.route.value}"))
    return told


def more_facts(draft: Draft, letter: ReadLetter) -> list[str]:
    """What stands there besides, and fills nothing in."""
    told = []
    if letter.within:
        told.append(_filled(draft, "within", value=_time(letter.within.value.count, letter.within.value.unit)))
    if letter.last_day:
        last = letter.last_day.value
        told.append(_filled(draft, f"last_{last.what}", day=day_in_words(last.day)))
    if letter.amount:
        told.append(_filled(draft, "amount", value=kronor(letter.amount.value)))
    if letter.reasons:
        told.append(_filled(draft, "reasons"))
    if letter.sections:
        told.append(_filled(draft, "law", value=joined([found.value for found in letter.sections[:SECTIONS_TOLD]])))
    return told


def tell(draft: Draft, letter: ReadLetter, told: list[str]) -> None:
    """The sort of letter if it is no decision, what was found, and what was not."""
    if letter.language == "en":
        draft.say("read_letter_english", "explain")
    if letter.several:
        draft.say("read_letter_two" if letter.several.value == TWO else "read_letter_several", "explain")
    if letter.for_other:
        draft.say("read_letter_other_person", "explain")
    if told:
        _say_all(draft, _filled(draft, "intro"), told)
    if letter.kind != "decision":
        draft.say(f"read_letter_kind_{letter.kind}", "explain")
    elif letter.not_found:
        missing = joined([_filled(draft, f"missing_{name}") for name in letter.not_found])
        draft.say("read_letter_missing", "explain", value=missing)
    if letter.cut:
        draft.say("read_letter_cut", "explain")


def tell_words(draft: Draft, words: list[str]) -> list[str]:
    """Explain the first difficult words. Returns those that are left."""
    count = WORDS_IN_CHAT if draft.state.channel == "chat" else WORDS_IN_A_CALL
    terms = {term.word: term for term in draft.library.glossary}
    known = [word for word in words if word in terms]
    explained = draft.library.text("word_explained")
    lines = [
        draft.fill(explained, word=terms[word].heading, explanation=terms[word].explanation) for word in known[:count]
    ]
    if lines:
        _say_all(draft, _filled(draft, "words"), lines)
    return known[count:]


def difficult(letter: ReadLetter) -> list[str]:
    """The difficult words: those of the answer and of what one can do first, the sender's own name last."""
    weighty = [found for found in (letter.outcome, letter.about, letter.route) if found]

    def rank(word: Finding[str]) -> int:
        sender = letter.authority
        if sender and sender.start <= word.start < sender.end:
            return 3
        if any(word.raw.casefold() in found.raw.casefold() for found in weighty):
            return 0
        return 1 if any(abs(word.start - found.start) < NEAR for found in weighty) else 2

    return [word.value for word in sorted(letter.words, key=rank)]


def _say_all(draft: Draft, intro: str, lines: list[str]) -> None:
    separator = "\n" if draft.state.channel == "chat" else " "
    draft.messages.append(Message(kind="explain", text=separator.join([intro, *lines])))


def _filled(draft: Draft, name: str, **values: str) -> str:
    return draft.fill(draft.library.text(f"read_letter_{name}"), **values)


def _option(draft: Draft, key: str, found: Finding[str]) -> str:
    """How the flow names it; what has no name there is named as the letter does."""
    step = draft.library.step(key)
    option = step.option(found.value) if step else None
    if option is None or found.value in _NAMED_HERE:
        named = " ".join(found.raw.split())
        return named.lower() if named.isupper() and len(named) > LONGEST_SHORT_NAME else named
    return option.label


def _time(count: int, unit: str) -> str:
    one, many = _UNITS[unit]
    return f"inom {_COUNTED.get(count, str(count))} {one if count == 1 else many}"
