"""What a client can fetch from a conversation: letters to sign, and the last day for a calendar.

They are made when they are fetched, from the answers as they are then, and are kept nowhere.
"""

from __future__ import annotations

import re
from datetime import datetime

from bot.dialogue import telling_days
from bot.dialogue.handing_letters import LAST_DAY
from bot.dialogue.state import State
from bot.letters.calendar import as_ics
from bot.letters.choosing import letters_made
from bot.letters.files import File, file_of
from bot.letters.writing import write
from content.explanation import explanation_for
from content.library import Library

_LETTER = re.compile(r"letters/(?P<id>[a-z_]{1,40})\.(?P<form>pdf|txt)")


def document(library: Library, state: State, path: str, now: datetime, *, uid: str) -> File | None:
    """The document that a turn's link points to; None if the answers make none. Blocks for some milliseconds.

    `path` is the link's address below the conversation's; `uid` lets a calendar know an entry that it has already.
    """
    if state.consent != "yes":
        return None
    if path == LAST_DAY:
        return _calendar(library, state, now, uid)
    if not (asked := _LETTER.fullmatch(path)):
        return None
    today = now.date()
    known = [one for flow in library.flows for one in letters_made(library, flow, state.answers, today)]
    letter = next((one for one in known if one.id == asked["id"]), None)
    if letter is None:
        return None
    written = write(letter, library, state.answers, today)
    return file_of(written, "pdf" if asked["form"] == "pdf" else "txt")


def _calendar(library: Library, state: State, now: datetime, uid: str) -> File | None:
    explained = explanation_for(library.explanations, state.values())
    day = telling_days.ahead(explained, state.values(), now.date()) if explained else None
    if day is None:
        return None
    summary, more = library.text("calendar_summary").chat, library.text("calendar_description").chat
    content = as_ics(summary, day, now.date(), uid=uid, description=more)
    return File("sista-dagen.ics", "text/calendar; charset=utf-8", content)
