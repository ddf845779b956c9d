"""A letter as a PDF: A4, tagged (PDF/UA-1), in Swedish, the same bytes for the same letter.

Typst sets it from `letter.typ`. What a client said goes in as data and never as markup, so it can run nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from threading import Lock
from typing import Any, TypeAlias

import typst

from bot.letters.plain import capitalised
from bot.letters.written import Run, WrittenLetter

_Cleaned: TypeAlias = Callable[[str], str]

_FORM = Path(__file__).with_name("letter.typ")
_NO_SIGN = re.compile(r"the text `?\"(?P<text>.+)\"`? could not be displayed", re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_INSTEAD = "□"
_ROUNDS = 20
_PERHAPS_NOT_DRAWN = re.compile(r"[^\n -~\u00a0-\u017f‐-―‘’“”…€□]")
"""Everything but the Latin letters and signs that the font has for certain."""

_TOO_LONG = re.compile(r"\S{30}(?=\S)")
_MAY_BREAK = "\u200b"
"""A word without end would run out of the page; here the line may break, and nothing is seen."""

_lock = Lock()


def as_pdf(written: WrittenLetter) -> bytes:
    """The letter as a file to print. A character that no font of ours can draw becomes an empty square.

    Never raises for what a client said. May be called from several threads; they take turns.
    """
    undrawn: set[str] = set()
    for _ in range(_ROUNDS):
        try:
            return _compiled(written, partial(_without, frozenset(undrawn)))
        except typst.TypstError as error:
            found = set(_PERHAPS_NOT_DRAWN.findall(_text_in(error))) - undrawn
            if not found:
                break
            undrawn |= found
    return _compiled(written, lambda text: _PERHAPS_NOT_DRAWN.sub(_INSTEAD, text))


@cache
def _compiler() -> typst.Compiler:
    """One for the process: it keeps its fonts and what it has worked out. It reads no file but the form."""
    return typst.Compiler(str(_FORM), root=str(_FORM.parent), ignore_system_fonts=True)


def _compiled(written: WrittenLetter, cleaned: _Cleaned) -> bytes:
    with _lock:
        made = _compiler().compile(
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"letter": json.dumps(_data(written, cleaned))},
            timestamp=int(datetime(written.day.year, written.day.month, written.day.day, tzinfo=UTC).timestamp()),
        )
    assert isinstance(made, bytes)
    return made


def _text_in(error: typst.TypstError) -> str:
    """The text that the error says no font can draw; "" if it is about something else."""
    found = _NO_SIGN.search(str(error))
    return _ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), found["text"]) if found else ""


def _without(undrawn: Iterable[str], text: str) -> str:
    for sign in undrawn:
        text = text.replace(sign, _INSTEAD)
    return text


def _data(written: WrittenLetter, cleaned: _Cleaned) -> dict[str, Any]:
    def run(run: Run) -> dict[str, str]:
        return {"text": _TOO_LONG.sub(rf"\g<0>{_MAY_BREAK}", cleaned(run.text)), "kind": run.kind}

    to = [run(one) for one in written.to]
    if to and to[0]["kind"] != "blank":
        to[0]["text"] = capitalised(to[0]["text"])
    return {
        "title": written.title,
        "day": [written.day.year, written.day.month, written.day.day],
        "to_label": written.words.to,
        "to": to,
        "paragraphs": [
            {"quote": paragraph.quote, "runs": [run(one) for one in paragraph.runs]} for paragraph in written.paragraphs
        ],
        "greeting": written.words.greeting,
        "place_and_date": run(written.place_and_date),
        "signature": run(written.signature),
        "name": run(written.name),
        "contact": run(written.contact),
    }
