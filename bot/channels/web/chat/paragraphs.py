"""A message as short pieces: nobody in need reads a block of seven sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.dialogue.turn import MessageKind

_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ”])")
SHORT = 3
"""Sentences that stand together as one paragraph."""
TOGETHER = 2
_NUMBER = re.compile(r"\d")


def question_and_rest(text: str) -> tuple[str, str]:
    """The question itself, and what is said after it about how to answer ("" if nothing is)."""
    asked, mark, rest = text.partition("?")
    return (asked + mark, rest.strip()) if mark else (text, "")


@dataclass(frozen=True)
class Pieces:
    """`paragraphs` in order; `rows` are read back below them, each with its label ("" for a row without one).

    `letter`: they are a letter, which keeps its lines and stands on a sheet of its own.
    """

    paragraphs: tuple[str, ...]
    rows: tuple[tuple[str, str], ...] = ()
    letter: bool = False


def pieces_of(text: str, kind: MessageKind) -> Pieces:
    """A summary is an introduction with rows, a letter its paragraphs. In danger each number has a line of its own."""
    if kind == "explain" and "\n\n" in text:  # only a letter has empty lines
        return Pieces(tuple(part for part in text.split("\n\n") if part.strip()), letter=True)
    first, *rest = text.split("\n")
    if kind == "summary":
        return Pieces((first,), tuple(_row(line) for line in rest if line.strip()))
    lines = [line for line in (first, *rest) if line.strip()] or [""]
    return Pieces(tuple(piece for line in lines for piece in _broken(line, kind)))


def _row(line: str) -> tuple[str, str]:
    label, colon, value = line.partition(": ")
    return (label, value) if colon else ("", line)


def _broken(line: str, kind: MessageKind) -> list[str]:
    sentences = _BETWEEN_SENTENCES.split(line)
    if kind != "crisis" and len(sentences) <= SHORT:
        return [line]
    pieces = [[sentences[0]]]
    for sentence in sentences[1:]:
        last = pieces[-1]
        full = len(last) >= TOGETHER
        if kind == "crisis":
            full = _NUMBER.search(" ".join([*last, sentence])) is not None
        if full and not last[-1].endswith("?"):
            pieces.append([])  # a question stays with its answer: "Är du i fara? Ring 112."
        pieces[-1].append(sentence)
    return [" ".join(piece) for piece in pieces]
