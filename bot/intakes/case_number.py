"""Case numbers that are easy to say and to hear: a word and digits, "BJÖRK 47"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Literal

from rapidfuzz.distance import Levenshtein

_ATTEMPTS_PER_LENGTH = 20
_FOLD = str.maketrans("åäöéèü", "aaoeeu")
_ONES = ["noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio"]
_TEENS = ["tio", "elva", "tolv", "tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton"]
_TENS = ["tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"]
_SPOKEN_TENS = {"tjuge": 20, "tretti": 30, "förti": 40, "fyrti": 40, "femti": 50, "sexti": 60, "sjutti": 70,
                "åtti": 80, "nitti": 90}  # fmt: skip
_LONGEST = 60


def draw_case_numbers(words: Sequence[str], rng: Random) -> Iterator[str]:
    """Case numbers without end, to try until one is free: two digits at first, more when those seem used up.

    Raises ValueError if there are no words.
    """
    if not words:
        raise ValueError("there are no case words")
    digits = 2
    while True:
        for _ in range(_ATTEMPTS_PER_LENGTH):
            yield f"{rng.choice(words).upper()} {rng.randrange(10 ** (digits - 1), 10**digits)}"
        digits += 1


@dataclass(frozen=True)
class Sought:
    """What a person wrote to find a case.

    `number` is the case number it means, or None. `missing`: only the one half of a number was written. `guessed`: one
    letter was wrong and has been put right, so that it may be another case than the person means.
    """

    number: str | None
    missing: Literal["word", "digits"] | None = None
    guessed: bool = False


def find_case_number(said: str, words: Sequence[str]) -> str | None:
    """The case number that a person wrote or said ("björk fyrtiosju", "bjork47", "BJÖRK 4 7"), or None.

    One wrong letter is forgiven when only one word is that near.
    """
    return read_case_number(said, words).number


def read_case_number(said: str, words: Sequence[str]) -> Sought:
    """As `find_case_number`, but tells too what is missing, and whether a letter was put right."""
    text = said.strip().casefold()[:_LONGEST]
    match = re.fullmatch(r"([^\W\d_]+)[\W_]*(.*)", text)
    if not match:
        return Sought(None, "word" if _digits(text) else None)
    word, digits = _word(match[1], words), _digits(match[2])
    if word and digits and len(digits) >= 2:
        return Sought(f"{word} {digits}", guessed=_folded(match[1]) != _folded(word))
    if word and not match[2]:
        return Sought(None, "digits")
    return Sought(None, "word" if word is None and _digits(text) else None)


def _folded(word: str) -> str:
    return word.casefold().translate(_FOLD)


def _word(said: str, words: Sequence[str]) -> str | None:
    folded = said.translate(_FOLD)
    near: list[str] = []
    for word in words:
        distance = Levenshtein.distance(word.casefold().translate(_FOLD), folded, score_cutoff=1)
        if distance == 0:
            return word.upper()
        if distance == 1:
            near.append(word.upper())
    return near[0] if len(near) == 1 else None


def _digits(said: str) -> str | None:
    numbers = _number_words()
    found = ""
    for piece in re.findall(r"\d+|[^\W\d_]+", said):
        value = piece if piece.isdigit() else numbers.get(piece.translate(_FOLD))
        if value is None:
            return None
        # "fyrtio sju" is said with a pause and means 47, not 407.
        joins = len(value) == 1 and value != "0" and re.fullmatch(r".*[2-9]0", found) and not piece.isdigit()
        found = found[:-1] + value if joins else found + value
    return found or None


def _number_words() -> dict[str, str]:
    values: dict[str, int] = dict(zip((*_ONES, *_TEENS), range(20), strict=True))
    tens: dict[str, int] = {word: number * 10 for number, word in enumerate(_TENS, start=2)} | _SPOKEN_TENS
    for word, ten in tens.items():
        values[word] = ten
        values.update({word + one: ten + number for number, one in enumerate(_ONES) if number})
    values["en"] = 1
    return {word.translate(_FOLD): str(number) for word, number in values.items()}
