"""A written letter as a file that can be saved, printed and sent."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.letters.pdf import as_pdf
from bot.letters.plain import as_text
from bot.letters.written import WrittenLetter

Form: TypeAlias = Literal["pdf", "txt"]


@dataclass(frozen=True)
class File:
    """A file to be saved under `name` (ASCII)."""

    name: str
    media_type: str
    content: bytes


def file_of(written: WrittenLetter, form: Form) -> File:
    """The letter in one of its forms. A PDF takes some milliseconds and blocks."""
    name = f"{file_name(written.title)}.{form}"
    if form == "pdf":
        return File(name, "application/pdf", as_pdf(written))
    return File(name, "text/plain; charset=utf-8", as_text(written).encode())


def file_name(title: str) -> str:
    """The title as it can stand in a file's name everywhere: "Överklagande" -> "overklagande"."""
    letters = unicodedata.normalize("NFD", title.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-") or "brev"
