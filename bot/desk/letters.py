"""The letters of a case, for an ombud to print: the same words that the client has read or heard.

They are made from the case's answers when they are asked for. An ombud gives them to the client, who signs and sends.
"""

from __future__ import annotations

from datetime import date

from bot.desk.case_door import Visit
from bot.desk.errors import UnknownCase
from bot.desk.opened_case import LetterName
from bot.letters.choosing import letters_made
from bot.letters.files import File, Form, file_of
from bot.letters.told import told_in
from bot.letters.writing import write
from bot.store.intakes import StoredIntake
from content.letter import Letter
from content.library import Library


def letters_of(intake: StoredIntake, library: Library, today: date) -> tuple[LetterName, ...]:
    """None of a case whose client took the words back."""
    return tuple(LetterName(letter.id, letter.title) for letter in _letters(intake, library, today))


async def letter(at: Visit, letter_id: str, form: Form) -> File:
    """The letter as a file; the reading is written down. Raises UnknownCase if the case makes no such letter."""
    intake = await at.uow.intakes.by_case(at.head.case_number)
    assert intake is not None  # found in this very transaction
    found = next((one for one in _letters(intake, at.library, at.now.date()) if one.id == letter_id), None)
    if found is None:
        raise UnknownCase
    await at.written_down("letter", letter=letter_id)
    written = write(found, at.library, told_in(intake.payload["answers"]), at.now.date())
    return file_of(written, form)


def _letters(intake: StoredIntake, library: Library, today: date) -> tuple[Letter, ...]:
    if intake.erased_at is not None:
        return ()
    return letters_made(library, intake.kind, told_in(intake.payload["answers"]), today)
