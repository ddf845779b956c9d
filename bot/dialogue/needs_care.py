""" "Jag är döv": said where no question has an answer for it, kept for the ombud, and never "jag förstod inte"."""

from __future__ import annotations

import re

from bot.dialogue.draft import Draft
from bot.dialogue.meaning import Foreign, Given, Meaning, Move, Unclear
from content.flow import Step, StepType

_NEEDS_CARE = re.compile(
    r"\b(?:är|e|ä) (?:\w+ )?(?:döv|dövblind|hörselskadad|hörselnedsatt|blind|synskadad|synsvag)\b"
    r"|^(?:döv|dövblind|hörselskadad|blind|synskadad)$|\bhör (?:\w+ )?(?:dåligt|illa)\b|\bser (?:\w+ )?dåligt\b"
    r"|\b(?:dålig|nedsatt) (?:hörsel|syn)\b|\b(?:hörselnedsättning|hörapparat|dyslexi|rullstol)\b"
    r"|\bsvårt att (?:höra|se|läsa)\b",
    re.IGNORECASE,
)
"""What an ombud should know before the first contact, and no question of ours has an answer for."""


def tells_only_of_a_need(draft: Draft, step: Step, text: str, meaning: Meaning) -> bool:
    """ "Jag är döv" where something else is asked for. "Hör dåligt" on the phone is about the line."""
    match meaning:
        case Unclear() | Foreign() | Move(move="repeat"):
            found = _NEEDS_CARE.search(text)
        case Given() if step.type is StepType.NAME:
            found = _NEEDS_CARE.search(text)
        case _:
            return False
    return bool(found) and (draft.state.channel == "chat" or not found.group().casefold().startswith("hör "))
