"""Paragraphs of the law: "11 kap. 1 § SoL" -> "kapitel elva, paragraf ett, socialtjänstlagen"."""

from __future__ import annotations

import re

_NAMES = {
    "SoL": "socialtjänstlagen",
    "FL": "förvaltningslagen",
    "JB": "jordabalken",
    "SFB": "socialförsäkringsbalken",
    "HSL": "hälso- och sjukvårdslagen",
    "OSL": "offentlighets- och sekretesslagen",
}
_OF = rf"(?:,? (?:i )?(?P<law>{'|'.join(_NAMES)})\b)?"
_CHAPTER = re.compile(
    rf"(?:\b(?P<before>{'|'.join(_NAMES)}) )?"
    r"(?<![\w,.])(?P<chapter>\d{1,3})(?P<letter> ?[a-z])? kap\b\.?"
    r"(?:,? (?P<paragraph>\d{1,3})(?P<sub> ?[a-z])? ?§§?)?" + _OF
)
_LAW_FIRST = re.compile(rf"\b(?P<law>{'|'.join(_NAMES)}) (?P<paragraph>\d{{1,3}})(?P<sub> ?[a-z])? ?§§?")
_IN_THE_STATUTES = re.compile(r"(?<![\w:])(?P<year>(?:19|20)\d\d):(?P<number>\d{1,4})(?![\d:])")
_PARAGRAPH = re.compile(
    r"(?<![\w,.])(?P<paragraph>\d{1,3})(?P<sub> ?[a-z])? ?§§?" + _OF
    + rf"|§§? ?(?P<paragraph2>\d{{1,3}})(?P<sub2> ?[a-z]\b)?(?:,? (?:i )?(?P<law2>{'|'.join(_NAMES)})\b)?"
)  # fmt: skip


def say_law(text: str) -> str:
    """The text with chapters and paragraphs said in the order that is easiest to hear; their numbers stay digits."""
    text = _CHAPTER.sub(_chapter, text)
    text = _LAW_FIRST.sub(lambda m: f"{_NAMES[m['law']]}, paragraf {m['paragraph']}{_letter(m['sub'])}", text)
    text = _IN_THE_STATUTES.sub(r"\g<year>, nummer \g<number>,", text)
    text = _PARAGRAPH.sub(_paragraph, text)
    return re.sub(r"\bSoL\b", _NAMES["SoL"], text).replace("§", " paragraf ")


def _chapter(match: re.Match[str]) -> str:
    words = f"{_NAMES[match['before']]}, " if match["before"] else ""
    words += f"kapitel {match['chapter']}{_letter(match['letter'])}"
    if match["paragraph"]:
        words += f", paragraf {match['paragraph']}{_letter(match['sub'])}"
    return words + _law(match["law"])


def _paragraph(match: re.Match[str]) -> str:
    number, sub = match["paragraph"] or match["paragraph2"], match["sub"] or match["sub2"]
    return f"paragraf {number}{_letter(sub)}{_law(match['law'] or match['law2'])}"


def _letter(letter: str | None) -> str:
    return f" {letter.strip()}" if letter else ""


def _law(name: str | None) -> str:
    return f", {_NAMES[name]}" if name else ""
