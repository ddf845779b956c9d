"""What somebody wants to be called."""

from __future__ import annotations

import re

from nlu.values.clean import normal, without_controls
from nlu.values.option_match import LITTLE_WORDS
from nlu.values.parsed import NOT_UNDERSTOOD, Parsed

_LONGEST = 40
_INTRODUCTION = re.compile(
    r"^(?:(?:hej|hejsan|hallå|tjena|god dag|ja|jo|eh|öh|ok|okej|nej)[\s,.!]+)*"
    r"(?:(?:(?:ombudet|du|ni|han|hon|de|dom) )?(?:kan|får) (?:ombudet |ni |du |de )?(?:gärna )?(?:kalla|"
    r"säga)(?: mig)?(?: för)?|"
    r"(?:bara )?kalla mig(?: för)?|jag vill (?:bli kallad|heta|kallas)(?: för)?|bara|(?:jag|ja) (?:heter|heta|"
    r"hetar|kallas(?: för)?|är|e)|(?:mitt|min|mit) (?:namn|för ?namn) (?:är|e|ar)|"
    r"namnet är|namn är|namn|heter|förnamn(?:et)?(?: är)?|det är|det här är|säg(?: bara)?|skriv(?: bara)?|"
    r"my name is|i am)"
    r"\s*:?\s+",
    re.IGNORECASE,
)
_GREETING = re.compile(r"^(?:(?:hej|hejsan|hallå|tjena|eh|öh)[\s,.!]+)+", re.IGNORECASE)
_END = re.compile(
    r"\s+(?:och|men|som|så|för|från|i|på|bor|tack|med|fast|eller|är|heter jag|räcker|går bra|bara)\b.*|[,.;:!?].*$",
    re.IGNORECASE | re.DOTALL,
)
_PART = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_PARTICLES = frozenset(("von", "af", "av", "de", "del", "der", "van", "el", "al", "la", "bin", "ibn", "di", "da"))
_NO_NAME = frozenset((
    "ja", "nej", "nä", "jo", "heter", "kalla", "säg", "från", "förnamn", "efternamn",
    "hej", "tack", "inte", "vet", "hur", "vad", "varför", "vem", "när", "var", "ingen",
    "inget", "inga", "anonym", "hungrig", "ledsen", "trött", "rädd", "sjuk", "arg", "hemlös", "ensam", "orolig", "glad",
    "okej", "ok", "mm", "japp", "absolut", "bra", "dåligt", "hjälp", "mat", "pengar", "hyra", "måste", "behöver",
    "fått", "fick", "bor", "barn", "ombud", "ombudet", "människa", "stopp", "backa", "namn", "någonting", "allt",
    "klient", "gravid", "man", "kvinna", "pensionär", "arbetslös", "sjukskriven", "svensk", "mamma", "pappa", "här",
    "hemma", "klar", "osäker", "säker", "spelar", "roll", "valfritt", "vadsomhelst", "helst", "samma", "slut", "fel",
    "fan", "skit", "kallar", "du", "ni", "mig", "dig", "hon", "han", "dom", "också", "bara", "kanske", "lite", "så",
    "telefon", "avslag", "nytt", "vanliga", "vanligt", "desperat", "förtvivlad", "panik", "vill", "inge", "no", "yes",
))  # fmt: skip
_ANONYMOUS = re.compile(
    r"\b(?:anonymt?|inget namn|utan namn|vill inte (?:säga|uppge|ge|lämna|berätta|ha)(?: \w+){0,2} namn|"
    r"vill inte säga vad jag heter|"
    r"säger inte (?:mitt namn|vad jag heter)|inte säga (?:mitt )?namn|hemligt|hemlig)\b"
)


def parse_name(text: str) -> Parsed:
    """The name without its introduction, "anna" as "Anna". A sentence is no name; wanting to be anonymous is "skip"."""
    plain = normal(text)
    if _ANONYMOUS.search(plain):
        return Parsed(move="skip")
    said = without_controls(text[:400]).strip(" \"'“”.,!?;:")
    said = re.sub(
        r"[^\w\s.,'’-]+", " ", re.sub(r"\befternamn(?:et)?(?: är)?\b", " ", said, flags=re.IGNORECASE)
    ).strip()
    said = _GREETING.sub("", said)
    introduced = _INTRODUCTION.match(said)
    rest = said[introduced.end() :] if introduced else said
    rest = _END.sub("", rest).strip()
    parts = rest.split()
    if not 1 <= len(parts) <= 3 or len(rest) > _LONGEST or any(not _PART.fullmatch(p) for p in parts):
        return NOT_UNDERSTOOD
    lowered = [p.lower() for p in parts]
    if any(p in _NO_NAME or (p in LITTLE_WORDS and p not in _PARTICLES) for p in lowered) or lowered[
        -1
    ] in _PARTICLES - {"al", "la"}:
        return NOT_UNDERSTOOD
    if len(parts) == 1 and len(rest) < 2:
        return NOT_UNDERSTOOD
    return Parsed(" ".join(_cased(p) for p in parts))


def _cased(part: str) -> str:
    if part.lower() in _PARTICLES and part == part.lower():
        return part
    if part != part.lower() and part != part.upper():
        return part
    return "-".join(piece[:1].upper() + piece[1:].lower() for piece in part.split("-"))
