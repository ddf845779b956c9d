"""Yes or no, as people say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from content.flow import Option
from nlu.values.clean import core, normal, words
from nlu.values.parsed import NOT_UNDERSTOOD, Parsed

_YES = frozenset((
    "ja", "jaa", "jaaa", "japp", "jepp", "jap", "jupp", "jo", "joo", "jodå", "jadå", "jajamän", "jajamensan", "javisst",
    "jajjemän", "aa", "aaa", "a", "mm", "mmm", "mhm", "mm-hm", "yes", "yess", "yep", "yeah", "yea", "jaha",
    "absolut", "visst", "självklart", "såklart", "givetvis", "naturligtvis", "precis", "exakt", "gärna", "okej", "ok",
    "oki", "okay", "okey", "stämmer", "sant", "korrekt", "jupp", "jess", "da", "jao", "säkert", "jajjemen", "jajemen",
    "visserligen",
    "jovisst", "j", "jar", "juste", "givet", "kör",
))  # fmt: skip
_NO = frozenset((
    "nej", "nejj", "nä", "nää", "nääe", "näe", "näh", "nejdå", "nädå", "nope", "no", "nix", "nepp", "ne", "nehej",
    "nah", "nee", "nejtack", "aldrig", "icke", "knappast", "n", "nänä", "naj",
))  # fmt: skip
_NOT = frozenset(("inte", "ej", "aldrig", "inga", "ingen", "inget", "int", "ingenting", "icke"))
_SOFT = re.compile(r"\b(?:kanske|tror|nog|antagligen|troligen|ibland|typ|hoppas|antar|förmodligen|gissar)\b")
_TORN = re.compile(r"\b(?:både och|både ja och nej|ja och nej|nja|varken eller|ja eller nej)\b")
_VERB = (
    r"(?:gör|har|är|vill|kan|får|stämmer|behöver|ska|bor|fick|finns|går|tror|var|räcker|riskerar|vet|måste|e|"
    r"duger|funkar)"
)
_WHO = r"(?:jag|det|den|vi|dom|de|hon|han|ni|man|dem|hen)"
_SHORT_YES = re.compile(
    rf"(?:det |den |så )?{_VERB} {_WHO}(?: det| bra| nog| alltid| absolut| faktiskt| verkligen| gärna| redan| gjort)*|"
    rf"(?:{_WHO} )(?:{_VERB})(?: det| bra| nog| absolut| faktiskt| verkligen| fint| rätt| sant| jag| vi| den| okej|"
    r" ok)*|"
    r"(?:det )?(?:stämmer|går|låter|blir|är|funkar)(?: det)? (?:bra|fint|okej|ok|rätt|sant|lugnt|precis)|"
    r"(?:helt )?(?:rätt|sant)|bra|fint|kör på det|gör det|det kan (?:du|ni|vi)|(?:det )?(?:får|kan) (?:du|"
    r"ni) (?:göra|gärna)?"
)
_CLAUSE = re.compile(
    r"[,.;!?]| men | fast | och | för (?=jag|vi|att)| (?:jag|vi) har (?=inget|ingen|inga)"
    r"| (?=(?:dom|de|han|hon|hen|soc\w*|handläggar\w+) (?:sa|sade|säger|tyckte|menade|svarade|skrev)\b)"
)
_ASKS = re.compile(
    r"(?:hur|vad|varför|vem|när|vilken|vilka)\b|"
    r"(?:är (?:det|ni|du)|stämmer det|(?:kan|får) (?:jag|ni)|har (?:ni|du)|ska jag|går det|blir det|vet ni)\b.*\?|"
    r"är det (?:säkert|okej|ok|sant|farligt|hemligt|gratis|anonymt|tryggt|bra)(?: att .*)?$"
)
"""A question back is no answer: "är det säkert?" must never count as yes."""
_LEADS = re.compile(r"(?:nej|nä|näe|ja|jo|japp)\b")
_THEY_DO_NOT_KNOW = re.compile(
    r"(?:nej |nä )?(?:det )?(?:vet (?:hon|han|hen|de|dom|personen)|(?:hon|han|hen|de|dom|personen) vet)"
    r" (?:inte|ej|inget)\b"
)
_WILL_NOT = re.compile(r"(?:(?:det )?vill (?:jag|vi)|(?:jag|vi) vill) (?:inte|ej)(?: det)?$")


def parse_yes_no(text: str, options: Sequence[Option] = ()) -> Parsed:
    """ "yes" or "no". The first word decides ("nej, men ..."); both at once are not understood.

    Options with the ids "yes" and "no", if given, lend their synonyms.
    """
    plain = normal(text).replace("no problem", "ok").replace("👍", " ja ").replace("👎", " nej ").strip()
    bare = core(plain) or plain.strip(" .,!?")
    for option in options:
        if option.id in ("yes", "no") and bare in {normal(p).strip(" .,!?") for p in (option.label, *option.synonyms)}:
            return Parsed(option.id)
    if _ASKS.match(plain):
        return NOT_UNDERSTOOD
    if _WILL_NOT.match(bare) or _THEY_DO_NOT_KNOW.match(bare):
        return Parsed("no")
    tokens = words(plain)
    if not tokens or _TORN.search(plain):
        return NOT_UNDERSTOOD
    said = [_side(token) for token in tokens]
    lead = next((side for side in said[:3] if side), None)
    sides = {side for side in said if side}
    soft = bool(_SOFT.search(plain))
    if lead is None or (lead == "yes" and said[0] is None and (len(tokens) > 3 or _NOT & set(tokens))):
        return _without_word(bare, tokens, soft)
    if len(sides) == 2:
        return _contrary(lead, plain, said, soft)
    if lead == "yes" and _NOT & set(tokens):
        return _yes_with_not(plain, tokens, soft)
    return Parsed(lead, uncertain=soft)


def answers_before_refusing(text: str) -> bool:
    """Whether words that refuse elsewhere are a plain answer here: "nej det vill jag inte", "det vill jag inte"."""
    bare = core(normal(text))
    return bool(
        _WILL_NOT.match(bare) or _THEY_DO_NOT_KNOW.match(bare) or (_LEADS.match(bare) and _WILL_NOT.search(bare))
    )


def _side(token: str) -> str | None:
    for form in (token, re.sub(r"(.)\1+", r"\1", token)):  # "jaaaa", "neeej"
        if form in _YES or form in _NO:
            return "yes" if form in _YES else "no"
    return None


def _contrary(lead: str, plain: str, said: list[str | None], soft: bool) -> Parsed:
    """ "nej det stämmer", "nej absolut inte" are no; "ja nej" and "nej jo" are nothing."""
    plain_words = words(plain)
    hard = {"ja", "jo", "nej", "nä", "näe", "jaa", "japp", "nää"}
    answers = [side for side, word in zip(said, plain_words, strict=True) if side and word in hard]
    if len(set(answers)) > 1:
        return NOT_UNDERSTOOD
    if lead == "no" or (_NOT & set(plain_words)):
        return Parsed("no", uncertain=soft) if answers in ([], ["no"] * len(answers)) else NOT_UNDERSTOOD
    return NOT_UNDERSTOOD


def _yes_with_not(plain: str, tokens: list[str], soft: bool) -> Parsed:
    first = _CLAUSE.split(plain, maxsplit=1)[0]
    if not _NOT & set(words(first)) and first != plain:
        return Parsed("yes", uncertain=True)
    if tokens[0] in ("absolut", "visst", "okej", "ok", "självklart", "såklart", "naturligtvis", "säkert", "stämmer"):
        return Parsed("no", uncertain=soft)
    return NOT_UNDERSTOOD


def _without_word(bare: str, tokens: list[str], soft: bool) -> Parsed:
    """Short answers that repeat the verb: "det gör jag", "har jag inte"."""
    negated = _NOT & set(tokens)
    if negated:
        rest = " ".join(t for t in words(bare) if t not in _NOT)
        filler = re.sub(
            r"\b(?:alls|absolut|verkligen|än|ännu|direkt|precis|heller|längre|nu|gjort|tyvärr|det|faktiskt|vad|"
            r"vet)\b",
            "",
            rest,
        )
        plain_rest = re.sub(r"\s+", " ", filler).strip()
        if (
            not plain_rest
            or _SHORT_YES.fullmatch(rest)
            or _SHORT_YES.fullmatch(plain_rest)
            or re.fullmatch(rf"(?:[^\W\d_]+ ){{0,2}}{_VERB}", plain_rest)
        ):
            return Parsed("no", uncertain=soft)
        return NOT_UNDERSTOOD
    if _SHORT_YES.fullmatch(bare):
        return Parsed("yes", uncertain=soft)
    if len(tokens) <= 3 and any(token in _YES for token in tokens):
        return Parsed("yes", uncertain=soft)
    return NOT_UNDERSTOOD
