"""Find which options a sentence mentions, and whether it says no to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from rapidfuzz.distance import OSA

from content.flow import Option
from nlu.values.clean import core, normal
from nlu.values.number_words import digit_name, ordinal, words_to_digits

Stance: TypeAlias = Literal["yes", "no", "lacks", "has"]
"""How a mention is meant: chosen, refused ("inte mat"), lacking ("ingen mat"), at hand ("har mat")."""

_ENDINGS = ("arnas", "ernas", "ornas", "arna", "erna", "orna", "ens", "ets", "ande", "ar", "er", "or", "en", "et", "na",
            "an", "ns", "n", "t", "a", "e", "s")  # fmt: skip
LITTLE_WORDS = frozenset((
    "att", "och", "i", "på", "en", "ett", "den", "det", "de", "om", "av", "som", "till", "för", "med", "jag", "mig",
    "min", "mitt", "mina", "är", "eller", "någon", "något", "några", "var", "så", "vi", "du", "kan", "ska", "har",
    "vill", "får", "nån", "nåt", "hos", "ta", "där", "år", "bara",
))  # fmt: skip
_NEGATIONS = frozenset(
    ("inte", "ej", "icke", "utom", "förutom", "varken", "aldrig", "istället", "int", "slippa", "slipper")
)
_LACKING = frozenset(("ingen", "inga", "inget", "utan", "saknar", "slut", "ingenting"))
_CLAUSES = re.compile(
    r"[.;!?]|,| men | fast | utan att | och inte (?=\w)|(?<! kan)(?<! har)(?<!råd)(?= inte )| och (?=ingen |inga |"
    r"inget |inte )"
)
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Mention:
    """One option found in the text. `exact` is False for a guess at a misspelt word; `weight` grows with the words."""

    option_id: str
    stance: Stance
    weight: int
    exact: bool
    start: int
    end: int


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its Swedish ending, so that "hyran" meets "hyra". Short words stay whole."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


def tokens(text: str) -> list[str]:
    return _WORDS.findall(words_to_digits(text))


@lru_cache(maxsize=2048)
def _phrases(label: str, spoken: str | None, synonyms: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """Every wording of an option as words. "nej, bara muntligt" is also "bara muntligt"; "a eller b" is also "a"."""
    wordings = [normal(w) for w in (label, spoken or "", *synonyms) if w]
    for wording in list(wordings):
        head, comma, tail = wording.partition(",")
        if comma and head in ("ja", "nej"):
            wordings.append(tail)
        elif comma:
            wordings += [head, tail]
        if " eller " in wording and not re.search(r"\d", wording):
            wordings += wording.split(" eller ")
    phrases = {tuple(tokens(w)) for w in wordings}
    # Hyphenated names are said in one word, in two, and with the hyphen ("a-kassan").
    phrases |= {tuple(tokens(w.replace("-", ""))) for w in wordings if "-" in w}
    return tuple(sorted(p for p in phrases if p))


def phrases_of(option: Option) -> tuple[tuple[str, ...], ...]:
    return _phrases(option.label, option.spoken, option.synonyms)


def said_exactly(text: str, options: Sequence[Option]) -> str | None:
    """The option whose wording is the whole message, politeness aside; None when none or several fit."""
    bare, whole = tuple(tokens(core(normal(text)))), tuple(tokens(normal(text)))
    hits = {o.id for o in options if any(p in (bare, whole) for p in phrases_of(o))}
    return hits.pop() if len(hits) == 1 else None


_ORDINAL = re.compile(
    r"(?:jag )?(?:tar |väljer |vill ha |det (?:är|blir) )?(?:den |det |alternativ |alternativet |nummer |nr\.? |"
    r"siffra |svar |val )*"
    r"(\w+(?::e)?)(?: alternativet| valet| svaret)?"
)


def pointed_at(text: str, count: int) -> int | None:
    """Index of the option pointed at by place alone: "2", "ettan", "den första", "alternativ 2", "den sista"."""
    match = _ORDINAL.fullmatch(core(normal(text)))
    if not match:
        return None
    word = match.group(1)
    if word in ("sista", "siste"):
        return count - 1 if count else None
    number = ordinal(word)
    if number is None:
        number = digit_name(word)
    if number is None:
        digits = words_to_digits(word)
        digits = "1" if digits in ("en", "ett") else digits
        number = int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 3 else None
    return number - 1 if number is not None and 1 <= number <= count else None


def mentions(text: str, options: Sequence[Option]) -> list[Mention]:
    """All mentions; where two overlap the longer wording wins ("ringa" inside "ringa min mamma")."""
    found: list[Mention] = []
    offset = 0
    telling = _telling_words(options)
    for clause in _CLAUSES.split(_meant(normal(text))):
        said = tokens(clause)
        for option in options:
            best = _best_in(said, option) or _by_telling_word(said, telling.get(option.id, {}))
            if best:
                start, end, weight, exact = best
                stance = _stance(said, start, end)
                found.append(Mention(option.id, stance, weight, exact, offset + start, offset + end))
        offset += len(said) + 1
    return _without_shadowed(found)


_NO_MATTER = re.compile(
    r"\bspelar (?:mig )?(?:inte|ingen) (?:(?:nån|någon|större|nån större|någon större) )?roll\b|"
    r"\b(?:det )?kvittar\b|\begalt\b|\bstrunt ?samma\b|\bvilket som(?: helst)?\b"
)


def _meant(plain: str) -> str:
    """The text with two idioms spelled out, so that their words meet the labels."""
    plain = re.sub(r"\bing(?:en|e) ?stans\b", "ingen någonstans", plain)
    return _NO_MATTER.sub("spelar ingen roll", plain)


def _telling_words(options: Sequence[Option]) -> dict[str, dict[str, int]]:
    """Words that alone point at one option ("myndighet"): in no other option, and half of their wording or long."""
    owners: dict[str, set[str]] = {}
    for option in options:
        for phrase in phrases_of(option):
            for word in phrase:
                owners.setdefault(stem(word), set()).add(option.id)
    telling: dict[str, dict[str, int]] = {}
    for option in options:
        for phrase in _phrases(option.label, option.spoken, ()):
            content = [w for w in phrase if w not in LITTLE_WORDS]
            if any(w.isdigit() for w in content):
                continue
            letters = sum(len(w) for w in content)
            for word in content:
                heavy = len(word) >= 8 or (len(word) >= 5 and 2 * len(word) >= letters)
                if heavy and len(owners[stem(word)]) == 1:
                    telling.setdefault(option.id, {})[word] = len(word)
    return telling


def _by_telling_word(said: list[str], telling: dict[str, int]) -> tuple[int, int, int, bool] | None:
    for index, word in enumerate(said):
        for wanted, weight in telling.items():
            if _same(word, wanted):
                return index, index + 1, weight, True
    return None


def _best_in(said: list[str], option: Option) -> tuple[int, int, int, bool] | None:
    candidates = [hit for phrase in phrases_of(option) if (hit := _locate(said, phrase))]
    return max(candidates, key=lambda hit: (hit[3], hit[2]), default=None)


def _locate(said: list[str], phrase: tuple[str, ...]) -> tuple[int, int, int, bool] | None:
    """Where a wording stands in a clause: its full words in order, little words between them ignored."""
    content = [w for w in phrase if w not in LITTLE_WORDS] or list(phrase)
    if content == ["ja"] or content == ["nej"]:
        return None
    position, start, exact = 0, -1, True
    for word in content:
        for index in range(position, len(said)):
            match = _same(said[index], word)
            if match is not None:
                exact = exact and match
                start = index if start < 0 else start
                position = index + 1
                break
        else:
            return None
        if position - start > len(content) + 4:
            return None
    return start, position, sum(len(w) for w in content), exact


@lru_cache(maxsize=16384)
def _same(said: str, wanted: str) -> bool | None:
    """True: the same word in some form. False: probably, misspelt. None: another word."""
    if said == wanted or (len(said) > 2 and len(wanted) > 2 and stem(said) == stem(wanted)):
        return True
    if said.isdigit() or wanted.isdigit():
        return None
    if len(wanted) == 2 and said in (f"{wanted}en", f"{wanted}n"):
        return True
    if (
        len(wanted) >= 4
        and len(said) >= 4
        and said.startswith(wanted)
        and len(said) - len(wanted) <= 3
        and said[len(wanted) :] in _ENDINGS
    ):
        return True
    length = min(len(said), len(wanted))
    if length <= 3:
        # "matt" for "mat": one doubled letter, nothing more, is all a short word can bear.
        return False if length == 3 and said == wanted + wanted[-1] else None
    allowed = 1 if length < 8 else 2 if length < 11 else 3
    if length < 6 and said[0] != wanted[0]:
        return None
    a, b = _folded(said), _folded(wanted)
    if a == b and length < 8 and any(x != y and x in "åäö" and y in "åäö" for x, y in zip(said, wanted, strict=False)):
        return None  # "värden" is not "vården".
    near = min(OSA.distance(a, b), OSA.distance(stem(a), stem(b)) if length >= 6 else 99)
    if length == 4 and near and abs(len(a) - len(b)) != 1:
        return None
    return False if near <= allowed else None


def _folded(word: str) -> str:
    """Letters that are written for one another made the same."""
    return word.translate(str.maketrans("åäöéz", "aaoes")).replace("ck", "k").replace("ph", "f").replace("c", "s")


def _stance(said: list[str], start: int, end: int) -> Stance:
    before = said[max(0, start - 4) : start]
    after = said[end : end + 3]
    inside = said[start:end]
    if _NEGATIONS & set(inside) or _LACKING & set(inside):
        return "yes"
    if "slut" in after or _LACKING & set(before):
        wanted = {"behöver", "behövs", "vill"} & set(before)
        return "no" if wanted else "lacks"
    if {"har", "finns", "kan", "råd"} & set(before) and _NEGATIONS & set(before):
        return "lacks"
    if _NEGATIONS & set(before) or after[:1] in (["inte"], ["nej"], ["nä"]):
        return "no"
    return "has" if {"har", "finns"} & set(before[-2:]) or after[:2] in (["har", "jag"], ["finns"]) else "yes"


def _without_shadowed(found: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (-m.exact, -m.weight)):
        shadowed = any(
            other.option_id != mention.option_id
            and other.start < mention.end
            and mention.start < other.end
            and (other.exact, other.weight) > (mention.exact, mention.weight)
            for other in kept
        )
        if not shadowed:
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


_RANGE_LABEL = re.compile(r"(\d{1,3}) ?- ?(\d{1,3})")
_OPEN_LABEL = re.compile(r"(\d{1,3}) (?:år )?(?:eller|och) (?:äldre|mer|över|fler)")
_FIGURE = re.compile(r"(?<![\d:-])(\d{1,3})(?![\d:-])")


def bands(options: Sequence[Option]) -> dict[str, tuple[int, int]]:
    """The number ranges that labels such as "18-29" and "65 eller äldre" stand for."""
    found: dict[str, tuple[int, int]] = {}
    for option in options:
        label = words_to_digits(normal(option.label))
        if match := _RANGE_LABEL.search(label):
            found[option.id] = (int(match.group(1)), int(match.group(2)))
        elif match := _OPEN_LABEL.search(label):
            found[option.id] = (int(match.group(1)), 999)
        elif re.search(r"\d (?:eller|och) \d", label) and (figures := [int(f) for f in _FIGURE.findall(label)]):
            found[option.id] = (min(figures), max(figures))
    return found


def in_band(text: str, options: Sequence[Option]) -> str | None:
    """The option whose number range holds the one number in the text ("jag är 54 år"), or equals its range."""
    ranges = bands(options)
    plain = words_to_digits(normal(text)).replace(" till ", "-")
    if match := _RANGE_LABEL.search(plain):
        wanted = (int(match.group(1)), int(match.group(2)))
        return next((option_id for option_id, limits in ranges.items() if limits == wanted), None)
    figures = {int(f) for f in _FIGURE.findall(plain)}
    if len(figures) != 1 or not ranges:
        return None
    number = figures.pop()
    hits = [option_id for option_id, (low, high) in ranges.items() if low <= number <= high]
    return hits[0] if len(hits) == 1 else None
