"""Clients whose letters are written: what they told, and the letters by id."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bot.letters.told import StoredAnswer
from bot.letters.writing import write
from bot.letters.written import Run, WrittenLetter
from content.condition import Value
from content.letter import Letter
from content.library import Library

TODAY = date(2026, 11, 22)

LETTERS = ("appeal", "delay", "nodbistand", "review", "sip_preparation", "sip_request", "written_decision")

KIM: Mapping[str, Value] = {
    "name": "Kim Åström",
    "contact_way": "sms",
    "contact_value": "+46701740605",
    "contact_safe": "yes",
    "need": ["food", "rent", "medicine", "power"],
    "food_days": "tomorrow",
    "med_today": "yes",
    "power_date": "2026-11-27",
    "money": 230,
    "next_money": "2026-12-23",
    "children_count": 2,
    "evict_letter": "yes",
    "evict_got": "2026-11-16",
    "evict_date": "2026-12-15",
    "applied": "yes",
    "answer": "refused",
    "answer_written": "no",
    "tried": "Jag har lånat av min syster.",
    "more": "Min plånbok är borta.\nBarnen är hungriga.",
    "decision_from": "forsakringskassan",
    "decision_about": "sjukpenning",
    "about_other": None,
    "outcome": "no",
    "written": "oral",
    "decision_date": "2026-11-03",
    "got_date": "2026-11-06",
    "reason_given": "no",
    "wrong": "De har inte läst intyget från min läkare.",
    "applied_on": "2026-03-02",
    "wants_sip": "yes",
    "has_sip": "no",
    "asked_before": "yes",
    "asked_when": "2026-05-04",
    "municipal_support": ["boendestod", "forsorjningsstod"],
    "care": ["primary", "psychiatry"],
    "problem": "Ingen vet vem som ska hjälpa mig.",
    "goal": "Att få sova.",
    "invite": ["boendestod", "doctor", "relative"],
    "exclude": "Min förra handläggare.",
    "taboo": "Min barndom.",
    "form": "on_site",
    "meeting_needs": ["breaks", "quiet"],
    "prep_meeting": "yes",
    "follow_up": "3_months",
}
"""Somebody who told everything."""


def told(values: Mapping[str, Value]) -> dict[str, StoredAnswer]:
    return {key: StoredAnswer(value, str(value)) for key, value in values.items()}


def kim(**changed: Value) -> dict[str, StoredAnswer]:
    """Kim's answers with some of them changed."""
    return told({**KIM, **changed})


def letter_named(library: Library, letter_id: str) -> Letter:
    return next(letter for letter in library.letters if letter.id == letter_id)


def written(library: Library, letter_id: str, answers: Mapping[str, StoredAnswer]) -> WrittenLetter:
    return write(letter_named(library, letter_id), library, answers, TODAY)


def runs_of(letter: WrittenLetter) -> list[Run]:
    """Every run of the letter, the sender's too."""
    inside = [run for paragraph in letter.paragraphs for run in paragraph.runs]
    return [letter.place_and_date, *letter.to, *inside, letter.signature, letter.name, letter.contact]


def blanks_of(letter: WrittenLetter) -> set[str]:
    """The keys of the empty places between greeting and heading."""
    return {run.key for run in runs_of(letter)[1:-3] if run.kind == "blank"}
