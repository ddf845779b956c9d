"""Short ways of writing that nobody says: "t.ex." -> "till exempel"."""

from __future__ import annotations

import re

_WORDS = {
    "t.ex.": "till exempel", "bl.a.": "bland annat", "d.v.s.": "det vill säga", "p.g.a.": "på grund av",
    "fr.o.m.": "från och med", "t.o.m.": "till och med", "s.k.": "så kallad", "f.d.": "före detta",
    "i.o.m.": "i och med", "m.a.o.": "med andra ord", "o.s.v.": "och så vidare", "m.m.": "med mera",
    "m.fl.": "med flera", "e.d.": "eller dylikt", "o.d.": "och dylikt", "f.n.": "för närvarande",
    "c:a": "cirka", "obs!": "observera",
}  # fmt: skip
_PLAIN = {
    "tex": "till exempel", "dvs": "det vill säga", "pga": "på grund av", "osv": "och så vidare", "mm": "med mera",
    "mfl": "med flera", "ca": "cirka", "kl": "klockan", "nr": "nummer", "kr": "kronor", "tel": "telefon",
    "tfn": "telefon", "ev": "eventuellt", "inkl": "inklusive", "exkl": "exklusive", "jfr": "jämför",
    "resp": "respektive", "mån": "månad", "tim": "timmar", "bla": "bland annat", "fom": "från och med",
    "tom": "till och med", "sek": "kronor", "st": "stycken", "forts": "fortsättning", "avd": "avdelning",
    "adr": "adress", "kap": "kapitel", "nästk": "nästkommande", "mvh": "med vänlig hälsning",
}  # fmt: skip
"""Also written without a stop."""
_ALSO_WORDS = {"bla", "tom", "mm", "tex", "st", "ev", "sek", "fom"}
"""These are taken for short only with their stop, since "bla" and "tom" are words, and "mm" is a hum."""

_DOTTED = {re.sub(r"\W", "", short): words for short, words in _WORDS.items()}
_SHORT_WITH_STOPS = re.compile(
    r"(?<![\w.])(?:" + "|".join(re.escape(short).replace(r"\.", r"\. ?").removesuffix(" ?") for short in _WORDS)
    + r")(?!\w)(?P<next>\s+[A-ZÅÄÖ]|\s*$)?", re.IGNORECASE,
)  # fmt: skip
_SHORT = re.compile(
    r"(?<![\w.-])(?P<short>" + "|".join(sorted(_PLAIN, key=len, reverse=True)) + r")(?![\w-])(?P<stop>\.(?!\w))?"
    r"(?P<next>\s+[A-ZÅÄÖ]|\s*$)?", re.IGNORECASE,
)  # fmt: skip
_MAY_END = {"och så vidare", "med mera", "med flera", "eller dylikt", "och dylikt", "kronor", "stycken", "timmar"}


def say_abbreviations(text: str) -> str:
    """The text with its short forms written out. A stop that also ends the sentence is kept."""
    text = _SHORT_WITH_STOPS.sub(_dotted, text)
    return _SHORT.sub(_plain, text)


def _dotted(match: re.Match[str]) -> str:
    following = match["next"]
    short = match.group()[: len(match.group()) - len(following or "")]
    words = _DOTTED[re.sub(r"\W", "", short).casefold()]
    ends = following is not None and words in _MAY_END and short.endswith(".")
    return _as_began(short, words) + ("." if ends else "") + (following or "")


def _plain(match: re.Match[str]) -> str:
    short, stop, following = match["short"], match["stop"], match["next"]
    if (short.casefold() in _ALSO_WORDS and not stop) or (short.isupper() and len(short) > 1):
        return match.group()
    if stop and short.casefold() in _ALSO_WORDS and following is not None:
        return match.group()  # "Den är tom." ends a sentence
    words = _PLAIN[short.casefold()]
    ends = stop and following is not None and (words in _MAY_END or not following.strip())
    return _as_began(short, words) + ("." if ends else "") + (following or "")


def _as_began(short: str, words: str) -> str:
    return words[:1].upper() + words[1:] if short[:1].isupper() else words
