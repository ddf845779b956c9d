"""Whole numbers of people or things: "två", "inga", "en tjej och en pojke", "tvillingar"."""

from __future__ import annotations

import re

from nlu.values.clean import core, normal
from nlu.values.number_words import words_to_digits
from nlu.values.parsed import NOT_UNDERSTOOD, Parsed

_MOST = 1_000_000
_CHILD = (
    r"(?:barn|tjej|tjejer|flicka|flickor|pojke|pojkar|kille|killar|son|söner|dotter|döttrar|unge|ungar|bebis|bebisar|"
    r"bäbis|tonåring|tonåringar|grabb|grabbar|tös|töser|småbarn|kid|kids|baby)"
)
_AGES = re.compile(
    r"\b(?:på |är |om )?\d{1,2}(?:(?:,| och|-| till) ?\d{1,2})* ?(?:år|års|månader|mån|åriga?|"
    r"veckor)(?: gam(?:mal|la|malt))?\b"
)
_YEARLING = re.compile(r"\b(?:en|ett|1) ?\w*?-?åring\b|\b(?:en|ett) \d{1,2} ?-? ?åring\b")
_EVERY_OTHER = re.compile(r"\bvarannan \w+|\bvar \d+:e \w+")
_ONE = re.compile(rf"\b(?:en|ett|1|min|mitt|vår)(?: \w+)?? {_CHILD}\b")
_MANY = re.compile(rf"\b(\d{{1,7}})(?: (?!och\b|eller\b)\w+)?? {_CHILD}\b")
_TWINS = re.compile(r"\b(?:ett par )?(tvilling|trilling|fyrling)(?:ar|arna|par|flickor|pojkar|tjejer|killar)?\b")
_NONE = re.compile(
    r"(?:nej |nä |jag har |det är |har |det bor )*(?:inga|inget|ingen|noll|0|ingenting|inte (?:några |nåra |"
    r"något )?barn)"
    r"(?: alls| barn| stycken| st| hos mig| hemma| just nu| just| nu| än)*"
)
_FIGURE = re.compile(r"(?<![\d,.:/-])(\d{1,7})(?![\d,.]*\d|:e|/|-\d| ?%)")
_CHOICE = re.compile(r"\d ?(?:-|eller|till) ?\d")
_AT_HOME = re.compile(r"\b(\d{1,2}|en|ett) (?:av (?:dem|dom|barnen) )?bor (?:hos mig|hemma|här|kvar)\b")
_ONE_WHOLE = re.compile(
    r"(?:bara |jag har |har |det är |bor )*(?:en|ett)(?: enda| stycken| stycke| st| och det är nog)*"
)


def parse_number(text: str) -> Parsed:
    """A whole number from 0. Ages are not counted; "två eller tre" is not understood; "ett par" is 2, uncertain."""
    raw = normal(text)
    bare = core(raw)
    if _NONE.fullmatch(bare) or re.search(r"\binga barn\b|\bhar inte några barn\b|\binte några barn\b", raw):
        return Parsed(0)
    plain = words_to_digits(re.sub(r"\btva\b", "två", _YEARLING.sub("1 barn", raw)))
    plain = _AGES.sub(" ", _EVERY_OTHER.sub(" ", plain))
    if _CHOICE.search(plain) or re.search(r"\bvarav\b", plain):
        return NOT_UNDERSTOOD
    if at_home := _AT_HOME.search(plain):
        return Parsed(int(at_home.group(1)) if at_home.group(1).isdigit() else 1)
    if (total := _children(plain)) is not None:
        return Parsed(total)
    if _ONE_WHOLE.fullmatch(core(plain)):
        return Parsed(1)
    if re.search(r"\bett par\b", plain):
        return Parsed(2, uncertain=True)
    figures = {int(figure) for figure in _FIGURE.findall(plain)}
    if len(figures) != 1:
        return NOT_UNDERSTOOD
    value = figures.pop()
    return Parsed(value) if value <= _MOST else NOT_UNDERSTOOD


def _children(plain: str) -> int | None:
    """The sum of "en son och två döttrar"; a total followed by its parts ("tre barn, två pojkar ...") is unclear."""
    total, rest = 0, plain
    found = False
    for twins in _TWINS.findall(plain):
        total, found = total + {"tvilling": 2, "trilling": 3, "fyrling": 4}[twins], True
        rest = _TWINS.sub(" ", rest)
    if found and re.search(r"\b(?:en|ett|1)(?: (?:till|annan|liten|stor|äldre|yngre))\b", rest):
        return total + 1
    for match in _MANY.finditer(rest):
        total, found = total + int(match.group(1)), True
    rest = _MANY.sub(" ", rest)
    ones = len(_ONE.findall(rest))
    return total + ones if found or ones else None
