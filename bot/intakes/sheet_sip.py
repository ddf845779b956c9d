"""What an ombud must know before a SIP meeting: how long it was waited for, who and what shall be kept out of it."""

from __future__ import annotations

from datetime import date

from bot.intakes.answers import Answers
from bot.intakes.brister import sip_wait
from bot.intakes.printable import printable
from bot.intakes.sheet_answers import label_of
from bot.intakes.sheet_section import Row
from content.library import Library

_KEPT_OUT = ("exclude", "taboo")
"""Answers for the client's safety: they must not be overlooked."""


def about_the_meeting(answers: Answers, library: Library, today: date) -> tuple[Row, ...]:
    """The wait as it is today, and in the client's own words what the meeting must keep out."""
    kept_out = [
        Row(printable(str(answers[key]["value"])), label_of(key, library), strong=True)
        for key in _KEPT_OUT
        if key in answers and answers[key].get("value") is not None
    ]
    wait = sip_wait(answers, today)
    return (*kept_out, *((Row(f"för {wait.in_words} sedan", label_of("asked_when", library)),) if wait else ()))
