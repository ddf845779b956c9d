"""A letter as a PDF: A4, tagged (PDF/UA-1), in Swedish, the same bytes for the same letter.

Typst sets it from `letter.typ`. What a client said goes in as data and never as markup, so it can run nothing.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from threading import Lock

import typst

from bot.letters.plain import capitalised
from bot.letters.written import Run, WrittenLetter

_FORM = Path(__file__).with_name("letter.typ")
_NO_SIGN = re.compile(r'the text "(?P<text>.+)" could not be displayed')
_INSTEAD = "□"
_ROUNDS = 20
_ALWAYS_DRAWN = re.compile(r"[^\n -~\u00a0-\u017f‐-―‘’“”…€□]")
"""Everything but the Latin letters and signs that the font has for certain."""

_TOO_LONG = re.compile(r"\S{30}(?=\S)")
_MAY_BREAK = "\u200b"
"""A word without end would run out of the page; here the line may break, and nothing is seen."""

_lock = Lock()


def as_pdf(written: WrittenLetter) -> bytes:
    """The letter as a file to print. A character that no font of ours can draw becomes an empty square.

    Never raises for what a client said. May be called from several threads; they take turns.
    """
    text = json.dumps(_data(written), ensure_ascii=False)
    for _ in range(_ROUNDS):
        try:
            return _compiled(text, written)
        except typst.TypstError as error:
            undrawn = _undrawn(error)
            if not undrawn:
                break
            text = text.replace(undrawn, _INSTEAD)
    return _compiled(_ALWAYS_DRAWN.sub(_INSTEAD, text), written)


@cache
def _compiler() -> typst.Compiler:
    """One for the process: it keeps its fonts and what it has worked out. It reads no file but the form."""
    return typst.Compiler(str(_FORM), root=str(_FORM.parent), ignore_system_fonts=True)


def _compiled(letter: str, written: WrittenLetter) -> bytes:
    with _lock:
        made = _compiler().compile(
            format="pdf",
            pdf_standards=["ua-1"],
            sys_inputs={"letter": letter},
            timestamp=int(datetime(written.day.year, written.day.month, written.day.day, tzinfo=UTC).timestamp()),
        )
    assert isinstance(made, bytes)
    return made


def _undrawn(error: typst.TypstError) -> str:
    """The characters that the error says no font has; "" if it is about something else."""
    found = _NO_SIGN.search(str(error).replace("`", ""))
    if not found:
        return ""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code.group(1), 16)), found["text"])


def _data(written: WrittenLetter) -> dict[str, object]:
    to = [_run(run) for run in written.to]
    if to and to[0]["kind"] != "blank":
        to[0]["text"] = capitalised(to[0]["text"])
    return {
        "title": written.title,
        "day": [written.day.year, written.day.month, written.day.day],
        "to_label": written.words.to,
        "to": to,
        "paragraphs": [
            {"quote": paragraph.quote, "runs": [_run(run) for run in paragraph.runs]}
            for paragraph in written.paragraphs
        ],
        "greeting": written.words.greeting,
        "place_and_date": _run(written.place_and_date),
        "signature": _run(written.signature),
        "name": _run(written.name),
        "contact": _run(written.contact),
    }


def _run(run: Run) -> dict[str, str]:
    return {"text": _TOO_LONG.sub(rf"\g<0>{_MAY_BREAK}", run.text), "kind": run.kind}
