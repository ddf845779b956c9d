"""A letter as plain text: to read and save, and to read aloud. Pure."""

from __future__ import annotations

import re

from bot.letters.written import Paragraph, Run, WrittenLetter

LINE = "__________"
"""An empty place, before its caption."""
_APART = "    "
"""Before each line of the client's own words."""


def as_text(written: WrittenLetter) -> str:
    """The letter as a text file. An empty place is a line with its caption: `__________ (datum på beslutet)`."""
    blocks = [
        _read(written.place_and_date),
        f"{written.words.to}: {capitalised(''.join(map(_read, written.to)))}",
        written.title,
        *(_paragraph(paragraph) for paragraph in written.paragraphs),
        written.words.greeting,
        "\n".join(map(_read, (written.signature, written.name, written.contact))),
    ]
    return "\n\n".join(blocks) + "\n"


def as_spoken(written: WrittenLetter) -> str:
    """The letter to read aloud, as one text. An empty place is said: "här fyller du i datum på beslutet".

    Days and sums are written as everywhere; the voice says them in words.
    """
    words = written.words
    to = _said(written.to, written)
    said = [
        words.spoken_to.replace("{to}", to),
        *(_ended(_said(paragraph.runs, written)) for paragraph in written.paragraphs),
    ]
    sender = (written.name, written.contact)
    if told := [run.text for run in sender if run.kind != "blank"]:
        said.append(words.spoken_sender.replace("{who}", ", ".join(told)))
    captions = [run.text for run in (written.place_and_date, *sender, written.signature) if run.kind == "blank"]
    said.append(words.spoken_end.replace("{what}", f"{', '.join(captions[:-1])} och {captions[-1]}"))
    return _tidy(" ".join(said))


def capitalised(text: str) -> str:
    """With a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def _read(run: Run) -> str:
    return f"{LINE} ({run.text})" if run.kind == "blank" else run.text


def _paragraph(paragraph: Paragraph) -> str:
    text = "".join(map(_read, paragraph.runs))
    return "\n".join(_APART + line for line in text.split("\n")) if paragraph.quote else text


def _said(runs: tuple[Run, ...], written: WrittenLetter) -> str:
    blank = written.words.spoken_blank
    return "".join(f", {blank.replace('{what}', run.text)}, " if run.kind == "blank" else run.text for run in runs)


def _ended(text: str) -> str:
    text = text.strip(" ,")
    return text if text.endswith((".", "!", "?", "…", ":")) else f"{text}."


def _tidy(text: str) -> str:
    """Single spaces, and no comma where a sentence begins or ends, or after a colon."""
    text = " ".join(text.split())
    text = re.sub(r"\s*,(?:\s*,)*", ",", text)
    text = re.sub(r":\s*,", ":", text)
    return re.sub(r",\s*([.!?])", r"\1", text)
