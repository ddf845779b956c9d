"""From a letter's reviewed words and a client's answers to the letter itself. Pure.

Nothing is put in that neither stands in the letter's file nor was told: where an answer is unknown there is an empty
place, and so there is where the client named a personnummer.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from bot.intakes.printable import printable
from bot.letters.answer_words import in_letter
from bot.letters.told import Told
from bot.letters.written import Paragraph, Run, RunKind, WrittenLetter
from content.condition import holds
from content.letter import PLACEHOLDER, Letter, LetterPart
from content.library import Library
from nlu.values.personnummer import split_out

_OWN_WAYS = ("phone", "sms", "email", "letter")
"""Ways by which a contact is the client's own: not somebody else's, and no place to meet."""


def write(letter: Letter, library: Library, answers: Mapping[str, Told], today: date) -> WrittenLetter:
    """The letter as these answers make it. Never raises for what a client said."""
    writer = _Writer(letter, library, answers)
    return WrittenLetter(
        id=letter.id,
        title=letter.title,
        to=tuple(writer.runs(letter.to, "words")),
        paragraphs=writer.paragraphs(),
        name=writer.sender("name", library.letter_words.name),
        contact=writer.contact(),
        words=library.letter_words,
        day=today,
    )


class _Writer:
    def __init__(self, letter: Letter, library: Library, answers: Mapping[str, Told]) -> None:
        self.letter = letter
        self.library = library
        self.answers = answers
        self.values = {key: told.value for key, told in answers.items()}

    def paragraphs(self) -> tuple[Paragraph, ...]:
        found: list[Paragraph] = []
        for part in self.letter.parts:
            if not holds(part.when, self.values):
                continue
            runs = tuple(self._part(part))
            if part.joins and found and not found[-1].quote:
                found[-1] = Paragraph((*found[-1].runs, Run(" "), *runs))
            else:
                found.append(Paragraph(runs, part.quote))
        return tuple(found)

    def _part(self, part: LetterPart) -> Iterator[Run]:
        return self.runs(part.text, "quote" if part.quote else "words")

    def runs(self, text: str, kind: RunKind) -> Iterator[Run]:
        """The text with its placeholders filled in; what was told has that kind."""
        end = 0
        for match in PLACEHOLDER.finditer(text):
            if before := text[end : match.start()]:
                yield Run(before)
            yield from self._filled(match.group(1), kind)
            end = match.end()
        if rest := text[end:]:
            yield Run(rest)

    def _filled(self, key: str, kind: RunKind) -> Iterator[Run]:
        blank = Run(self.letter.by_hand.get(key) or self.letter.blanks.get(key, ""), "blank", key)
        parts = [
            printable(part, lines=True) for part in in_letter(key, self.answers.get(key), self.letter, self.library)
        ]
        told, missing = [part for part in parts if part], not parts or not all(parts)
        for number, part in enumerate(told):
            if number:
                yield Run(" och " if number == len(told) - 1 and not missing else ", ")
            yield from self._without_personnummer(part, kind, key)
        if missing:
            if told:
                yield Run(" och ")
            yield blank

    def _without_personnummer(self, text: str, kind: RunKind, key: str) -> Iterator[Run]:
        for piece, is_one in split_out(text):
            yield Run(self.library.letter_words.personnummer, "blank", key) if is_one else Run(piece, kind, key)

    def contact(self) -> Run:
        """Empty when it is not the client's own, or others would see the answer that comes there."""
        if self.values.get("contact_way") not in _OWN_WAYS or self.values.get("contact_safe") == "no":
            return Run(self.library.letter_words.contact, "blank", "contact_value")
        return self.sender("contact_value", self.library.letter_words.contact)

    def sender(self, key: str, caption: str) -> Run:
        """What was told on one line, or an empty place."""
        parts = in_letter(key, self.answers.get(key), self.letter, self.library)
        text = printable(" ".join(parts))
        called = str(self.values.get(key)).startswith("+")  # a telephone number (E.164) is known to be one
        if not text or (not called and any(is_one for _, is_one in split_out(text))):
            return Run(caption, "blank", key)
        return Run(text, "words", key)
