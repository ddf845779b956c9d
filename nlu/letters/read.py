"""`read_letter`: from the text of a letter to what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from content.library import Term
from nlu.letters import amounts, days, hard_words, kinds, law, objecting, outcomes, senders, subjects
from nlu.letters.letter import Finding, ReadLetter
from nlu.letters.plain import Plain, pattern
from nlu.letters.sentences import Sentence, sentences

MOST_READ = 40_000
"""Characters of a letter that are read."""
_ENGLISH = pattern(r"\b(?:the|your|has|been|you|from|decision|within|application)\b")
_SWEDISH = pattern(r"\b(?:och|att|det|du|din|som|för|är|inte|om|har|till)\b")


def read_letter(text: str, *, today: date, glossary: Sequence[Term] = ()) -> ReadLetter:
    """What stands in the letter, with the text each finding rests on. Never raises, whatever the text.

    Nothing is guessed: what could be read in two ways is left out and named in `not_found`. A day after `today` is
    never the decision's.
    """
    seen = text[:MOST_READ]
    plain = Plain(seen)
    parts = sentences(plain)
    decided = outcomes.deciding_sentences(parts)
    route, within = objecting.route(plain, parts), objecting.within(plain, parts)
    kind = kinds.kind_of(plain, parts, decides=bool(decided), tells_to_object=bool(route or within))
    is_decision = kind == "decision"
    several = outcomes.is_several(parts, decided) if is_decision else None
    about = subjects.subject(plain, parts, [one.sentence for one in decided] if is_decision else [])
    outcome = outcomes.outcome_of(plain, decided) if is_decision and _may_tell(decided, several) else None
    places = [(one.sentence.start, one.sentence.end) for one in decided] if is_decision else []
    letter = ReadLetter(
        kind=kind,
        language="en" if _is_english(plain.text) else "sv",
        authority=senders.sender(plain, parts),
        about=about,
        outcome=outcome,
        decision_date=days.decision_date(plain, today) if is_decision else None,
        last_day=days.last_day(plain),
        amount=None if several else amounts.amount(plain, places),
        route=route if is_decision else None,
        within=within if is_decision else None,
        reasons=law.reasons(plain, parts, [one.sentence for one in decided]) if is_decision else None,
        several=_several(plain, parts, decided, several),
        for_other=kinds.for_somebody_else(plain),
        sections=law.sections(plain),
        words=hard_words.difficult_words(plain, glossary),
        cut=len(text) > MOST_READ,
    )
    return _with_what_is_missing(letter)


def _may_tell(decided: Sequence[outcomes.Deciding], several: Sentence | None) -> bool:
    """Of several decisions the outcome is told only if all have the same."""
    return several is None or len({one.outcome for one in decided}) == 1


def _several(
    plain: Plain, parts: Sequence[Sentence], decided: Sequence[outcomes.Deciding], sentence: Sentence | None
) -> Finding[int] | None:
    if sentence is None:
        return None
    start, end = plain.span(sentence.start, sentence.end)
    return Finding(outcomes.how_many(parts, decided), plain.source[start:end], start, end)


def _is_english(text: str) -> bool:
    return len(_ENGLISH.findall(text)) > 2 * len(_SWEDISH.findall(text))


def _with_what_is_missing(letter: ReadLetter) -> ReadLetter:
    wanted = ["authority", "about"]
    if letter.kind in ("decision", "unknown"):
        wanted += ["outcome", "decision_date", "route", "reasons"]
    return replace(letter, not_found=tuple(name for name in wanted if getattr(letter, name) is None))
