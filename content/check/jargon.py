"""The list of words we do not use, and what we write instead (`jargon.yml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from content.check.finding import Finding, Level
from content.check.piece import Piece
from content.check.sentences import is_swedish
from content.error import ContentError
from content.flow import Frozen
from content.readability import sentences
from content.validation_message import in_swedish
from content.yaml_file import read_yaml

FILE = "jargon.yml"


class HardWord(Frozen):
    """A word we avoid in all its forms. `level` is error, or warning when the word is sometimes the best one."""

    word: str
    forms: tuple[str, ...] = ()
    instead: str
    level: Level = "error"


@dataclass(frozen=True)
class Jargon:
    pattern: re.Pattern[str]
    by_form: dict[str, HardWord]

    def check(self, piece: Piece) -> Iterator[Finding]:
        """Every hard word in a piece, with the simpler word."""
        if piece.role == "staff" or not is_swedish(piece):
            return
        for sentence in sentences(piece.text):
            for match in self.pattern.finditer(sentence):
                hard = self.by_form[match.group().lower()]
                message = f"'{match.group()}' är ett krångligt ord."
                yield piece.finding(hard.level, "jargon", message, sentence, f"Skriv: {hard.instead}.")


def load_jargon(root: Path) -> Jargon:
    """The jargon list of a content folder; an absent file is an empty list. Raises ContentError for a broken one."""
    path = root / FILE
    if not path.exists():
        return Jargon(re.compile(r"(?!)"), {})
    file = read_yaml(path, f"{root.name}/{FILE}")
    problems = list(file.problems)
    hard_words = []
    if not isinstance(file.data, list):
        problems.append(file.problem((), "Här ska det stå en lista."))
    for index, raw in enumerate(file.data if isinstance(file.data, list) else []):
        try:
            hard_words.append(HardWord.model_validate(raw))
        except ValidationError as error:
            problems += [file.problem((index, *e["loc"]), in_swedish(e)) for e in error.errors(include_url=False)]
    if problems:
        raise ContentError(problems)
    by_form = {form.lower(): hard for hard in hard_words for form in (hard.word, *hard.forms)}
    longest_first = sorted(by_form, key=len, reverse=True)
    pattern = "|".join(re.escape(form) for form in longest_first) or r"(?!)"
    return Jargon(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE), by_form)
