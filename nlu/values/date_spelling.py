"""Bring misspelt, spoken and dialect date words to one form before the date rules look at them."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip

_KNOWN = {
    "jan": "januari", "feb": "februari", "febr": "februari", "mar": "mars", "mas": "mars", "apr": "april",
    "jun": "juni",
    "jul.": "juli", "aug": "augusti", "sep": "september", "sept": "september", "okt": "oktober", "nov": "november",
    "dec": "december", "march": "mars", "may": "maj", "june": "juni", "july": "juli", "august": "augusti",
    "october": "oktober", "januar": "januari", "februar": "februari", "juno": "juni", "juldag": "juldagen",
    "mån": "måndag", "tis": "tisdag", "ons": "onsdag", "tors": "torsdag", "tor": "torsdag", "fre": "fredag",
    "lör": "lördag", "sön": "söndag", "måndan": "måndag", "tisdan": "tisdag", "onsdan": "onsdag",
    "torsdan": "torsdag", "fredan": "fredag", "lördan": "lördag", "söndan": "söndag", "fredas": "fredags",
    "månda": "måndag", "tisda": "tisdag", "onsda": "onsdag", "torsda": "torsdag", "freda": "fredag",
    "lörda": "lördag", "sönda": "söndag", "lördas": "lördags", "söndas": "söndags", "måndas": "måndags",
    "tisdas": "tisdags", "onsdas": "onsdags", "torsdas": "torsdags", "monday": "måndag", "tuesday": "tisdag",
    "wednesday": "onsdag", "thursday": "torsdag", "friday": "fredag", "saturday": "lördag", "sunday": "söndag",
    "today": "idag", "tomorrow": "imorgon", "yesterday": "igår", "sen": "sedan", "sedn": "sedan", "dar": "dagar",
    "dagr": "dagar", "vecko": "veckor", "veka": "vecka", "vekor": "veckor", "manad": "månad", "manader": "månader",
    "mån.": "månader", "imorrn": "imorgon", "imorron": "imorgon", "imårgon": "imorgon", "imorn": "imorgon",
    "imårn": "imorgon", "imårrn": "imorgon", "imon": "imorgon", "igar": "igår", "förrgår": "iförrgår",
    "förgår": "iförrgår", "iförgår": "iförrgår", "förrigår": "iförrgår", "övermorgon": "iövermorgon",
    "överimorgon": "iövermorgon", "iövermorron": "iövermorgon", "ida": "idag", "borjan": "början", "nasta": "nästa",
    "forra": "förra", "förre": "förra", "näste": "nästa", "sista": "sista", "siste": "sista",
}  # fmt: skip

_FORMS = {form for day in WEEKDAYS for form in (day, f"{day}s", f"{day}en")} | set(MONTHS)
_TARGETS = tuple(form for form in sorted(_FORMS) if len(form) >= 6)
_REAL_WORDS = {"månad", "månads", "frågad", "handlag", "ordag", "vardag", "vardags", "middag", "middags", "tidag"}

_JOINED = (
    (re.compile(r"\b(\d+|några|ett par) mån\b"), r"\1 månader"),
    (re.compile(r"\bi ?eftermiddags?\b|\bi ?förmiddags\b"), "idag"),
    (re.compile(r"\bhäromdan\b|\bhärom dagen\b"), "häromdagen"),
    (re.compile(r"\bhalvår\b"), "halvt år"),
    (re.compile(r"\bi ?för+går\b"), "iförrgår"),
    (re.compile(r"\bi ?gå?r\b(?! inte)"), "igår"),
    (re.compile(r"\bi ?dag\b"), "idag"),
    (re.compile(r"\bi ?öve?r ?(?:i )?mor+[gr]?o?n\b"), "iövermorgon"),
    (re.compile(r"\bi ?m[oå]r+g?o?n\b"), "imorgon"),
    (re.compile(r"\bi ?morse\b"), "imorse"),
    (re.compile(r"\bi ?(?:kväll|natt)\b"), "ikväll"),
)
_TOKEN = re.compile(r"[^\W\d_]+")


def corrected(text: str) -> str:
    """The normalised text with known date words in their standard form."""
    for pattern, form in _JOINED:
        text = pattern.sub(form, text)
    return _TOKEN.sub(lambda match: _word(match.group()), text)


def _word(word: str) -> str:
    if word in _KNOWN:
        return _KNOWN[word]
    if word in _FORMS or word in _REAL_WORDS or not 6 <= len(word) <= 12:
        return word
    near = [form for form in _TARGETS if OSA.distance(word, form, score_cutoff=1) <= 1]
    return near[0] if len({n.removesuffix("s").removesuffix("en") for n in near}) == 1 else word
