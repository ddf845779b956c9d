"""Where somebody lives: an area by any name people use for it, no home at all, or another municipality."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import OSA

from content.flow import Option
from content.library import Areas
from nlu.values.clean import normal
from nlu.values.municipalities import other_places
from nlu.values.option_match import said_exactly
from nlu.values.parsed import NOT_UNDERSTOOD, Parsed

HOMELESS, ELSEWHERE = "homeless", "elsewhere"

_HOMELESS = re.compile(
    r"\b(?:hemlös\w*|hemlos|bostadslös\w*|uteliggare|härbärge\w*|herberge|akutboende\w*|"
    r"(?:har |utan |ha )(?:ingen|inget|inte (?:någon|nån|något|nåt)|egen)?\s?(?:egen |eget |fast |"
    r"riktig )?(?:bostad|hem|boende|bopel)|"
    r"(?:har |ha )(?:ingen|inte (?:någon|nån)) (?:egen )?(?:lägenhet|lya|bostad)|"
    r"(?:bor|bo|sover|ligger|lever) (?:nu |just nu )?(?:på gatan|ute|utomhus|i (?:en |min )?bil(?:en)?|"
    r"i (?:ett )?tält|i (?:en )?trappuppgång\w*|på stan)|"
    r"bor (?:inte )?(?:någonstans|nånstans) alls|(?:bor |har )?ingenstans(?: att (?:bo|sova))?|bor ingenstans|"
    r"bor inte någonstans|bor inte nånstans)\b"
)
_NOT_HOMELESS = re.compile(r"\b(?:inte|ej) (?:hemlös|bostadslös)\w*|\bhar (?:en |ett )?(?:bostad|hem|boende)\b")
_ELSEWHERE = re.compile(
    r"\b(?:(?:i |en )*(?:annan|andra) (?:kommun|stad|ort|del av landet)|utanför (?:stockholm\w*|stan|staden|kommunen)|"
    r"(?:bor |är )?inte (?:i|från) stockholm\w*|bor (?:utomlands|i ett annat land))\b"
)
_LIVES = re.compile(r"\b(?:bor|bo|bodde|flyttat|sover|håller till)\b(?: \w+){0,4}? (?:i|på|vid|nära|till|hos)? ?$")
_BORN = re.compile(
    r"\b(?:född|jobbar|arbetar|från|bodde|bott|växte|flyttade|kompis|pluggar|gick|var)\b(?: \w+){0,4} ?$"
)
_SOMEBODY_ELSE = re.compile(
    r"\b(?:mamma|pappa|syster|bror|son|dotter|vän|kompis|granne|morsa|farsa|barn|fru|man|hon|han|hen) bor\b"
)
_NEGATED = re.compile(r"\b(?:inte|ej)(?: \w+){0,2} ?$")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class _Hit:
    target: str
    start: int
    end: int
    distance: int


@lru_cache(maxsize=8)
def _names(areas: Areas) -> tuple[tuple[tuple[str, ...], str], ...]:
    """(words of a name, area id), longest names first; other municipalities point at ELSEWHERE."""
    found: dict[tuple[str, ...], str] = {}
    for place in other_places(areas.municipality):
        found[tuple(_WORD.findall(place))] = ELSEWHERE
    for area in areas.areas:
        for name in (area.name, *area.aliases):
            if parts := tuple(_WORD.findall(normal(name))):
                found[parts] = area.id
    return tuple(sorted(found.items(), key=lambda item: (-len(" ".join(item[0])), item[0])))


def parse_area(text: str, areas: Areas | None, options: Sequence[Option] = ()) -> Parsed:
    """Area id, "homeless" or "elsewhere" (those two only if `options` has them, or is empty).

    Misspelt names are uncertain; names of several areas are not understood unless one of them is where they live.
    """
    plain = normal(text)
    allowed = {o.id for o in options} or {HOMELESS, ELSEWHERE}
    if exact := said_exactly(text, options):
        return Parsed(exact)
    if HOMELESS in allowed and _HOMELESS.search(plain) and not _NOT_HOMELESS.search(plain):
        return Parsed(HOMELESS)
    if areas is None:
        return Parsed(ELSEWHERE) if ELSEWHERE in allowed and _ELSEWHERE.search(plain) else NOT_UNDERSTOOD
    hits = [h for h in _hits(plain, areas) if h.target in allowed or h.target != ELSEWHERE]
    kept = [h for h in hits if not _NEGATED.search(plain[: h.start])]
    if not kept:
        return Parsed(ELSEWHERE) if ELSEWHERE in allowed and _ELSEWHERE.search(plain) else NOT_UNDERSTOOD
    targets = {h.target for h in kept}
    if len(targets) > 1:
        kept = _where_they_live(plain, kept)
        targets = {h.target for h in kept}
    if len(targets) != 1:
        return NOT_UNDERSTOOD
    misspelt = all(h.distance > 0 for h in kept)
    return Parsed(targets.pop(), uncertain=misspelt or bool(_SOMEBODY_ELSE.search(plain)))


def _where_they_live(plain: str, hits: list[_Hit]) -> list[_Hit]:
    """Of several places the one after "bor i"; else those that are not where somebody was born or works."""
    homes = [h for h in hits if _LIVES.search(plain[: h.start])]
    if homes and len({h.target for h in homes}) == 1 and not re.search(r"\beller\b", plain):
        return homes
    if not re.search(r"\beller\b", plain):
        return [h for h in hits if not _BORN.search(plain[: h.start])]
    return hits


def _hits(plain: str, areas: Areas) -> list[_Hit]:
    """Names in the text, exact ones before misspelt ones; a longer name hides a shorter one inside it."""
    words = list(_WORD.finditer(plain))[:60]
    found: list[_Hit] = []
    for parts, target in _names(areas):
        size = len(parts)
        for index in range(len(words) - size + 1):
            window = words[index : index + size]
            if all(_is_form(w.group(), part) for w, part in zip(window, parts, strict=True)):
                found.append(_Hit(target, window[0].start(), window[-1].end(), 0))
    joined = _joined_hits(words, areas)
    found = _outermost(found + joined)
    return found or _misspelt(words, areas)


def _is_form(word: str, name: str) -> bool:
    """The name itself, its genitive or with the article people add ("skärholmens", "hässelbyn")."""
    return word == name or (len(name) >= 4 and word in (f"{name}s", f"{name}n", f"{name}en"))


def _joined_hits(words: list[re.Match[str]], areas: Areas) -> list[_Hit]:
    """ "söder malm", "ragsved" and "hasselby gard": other spacing, or letters without their dots."""
    by_key = {_bare("".join(parts)): target for parts, target in _names(areas) if len("".join(parts)) >= 5}
    found: list[_Hit] = []
    for size in (1, 2, 3):
        for index in range(len(words) - size + 1):
            window = words[index : index + size]
            key = _bare("".join(w.group() for w in window))
            if target := by_key.get(key) or by_key.get(key.removesuffix("s")):
                found.append(_Hit(target, window[0].start(), window[-1].end(), 0))
    return found


def _bare(name: str) -> str:
    return name.translate(str.maketrans("åäöéü", "aaoeu"))


def _outermost(hits: list[_Hit]) -> list[_Hit]:
    return [
        h
        for h in hits
        if not any(o.start <= h.start and h.end <= o.end and o.end - o.start > h.end - h.start for o in hits)
    ]


_EVERYDAY = frozenset((
    "hemma", "stan", "första", "forsta", "fasta", "sista", "andra", "tredje",
    "staden", "centrum", "ganska", "nästan", "nära", "ingen", "inget", "tanten", "södra", "norra",
    "västra", "östra", "lägenhet", "rummet", "gården", "backen", "torget", "mamma", "pappa", "kommer", "brukar",
    "ligger", "skola", "sitter", "vänta", "hallå", "tjena", "kanske", "vilken", "stadsdel", "fråga", "henne", "hamnar",
))  # fmt: skip


def _misspelt(words: list[re.Match[str]], areas: Areas) -> list[_Hit]:
    """The nearest names within one or two letters; equally near names of different places give them all."""
    found: list[_Hit] = []
    names = [("".join(parts), target) for parts, target in _names(areas)]
    for size in (1, 2):
        for index in range(len(words) - size + 1):
            window = words[index : index + size]
            said = "".join(w.group() for w in window)
            if len(said) < 5 or len(said) > 30 or any(w.group() in _EVERYDAY for w in window):
                continue
            near = [(d, target) for name, target in names if (d := _distance(said, name)) is not None]
            if near:
                best = min(d for d, _ in near)
                found += [_Hit(t, window[0].start(), window[-1].end(), d) for d, t in near if d == best]
    if not found:
        return []
    best = min(h.distance for h in found)
    return [h for h in found if h.distance == best]


def _distance(said: str, name: str) -> int | None:
    """Letters that differ, when few enough for the length: one from 5 letters, two from 8. The first may not."""
    if len(name) < 5 or _bare(said[0]) != _bare(name[0]):
        return None
    allowed = 1 if min(len(name), len(said)) < 8 else 2
    distance = OSA.distance(_bare(said), _bare(name), score_cutoff=allowed)
    return max(distance, 1) if distance <= allowed else None
