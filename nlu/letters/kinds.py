"""What sort of letter it is. A planned decision, a summons or a bill is no decision, whatever words stand in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlu.letters.letter import Finding, Kind
from nlu.letters.plain import Plain, pattern
from nlu.letters.sentences import Sentence

_PROPOSAL = pattern(
    r"\b(?:vi (?:överväger|tänker|planerar)(?: \w+){0,2} (?:avslå|bevilja|dra in|sänka|ändra|återkräva)"
    r"|förslag till beslut|beslutsförslag"
    r"|innan vi (?:fattar|tar)(?: \w+){0,2} beslut|tillfälle att (?:yttra dig|lämna synpunkter))\b"
)
_SUMMONS = pattern(
    r"\b(?:kallelse(?:n)?|du (?:är|blir) kallad|du kallas|välkommen (?:till"
    r"|på)(?: \w+){0,3} (?:möte|samtal|besök))\b"
)
_COMPLETION = pattern(
    r"\b(?:vi behöver(?: \w+){0,4} (?:uppgifter|handlingar|underlag|intyg|läkarutlåtande)|komplettera"
    r"|komplettering(?:en)?"
    r"|behöver komplettera\w*|för att kunna (?:fatta|ta)(?: ett)? beslut behöver)\b"
)
_INVOICE = pattern(
    r"\b(?:faktura(?:n)?|fakturadatum|ocr-nummer|ocr-nr|bankgiro|plusgiro|förfallodatum"
    r"|betalningspåminnelse|inkassokrav)\b"
)
_RECEIPT = pattern(
    r"\b(?:vi har (?:nu )?(?:tagit emot|fått) din ansökan|din ansökan har (?:kommit in"
    r"|tagits emot)|mottagningsbekräftelse)\b"
)
_ADVERT = pattern(
    r"\b(?:kampanj\w*|rabatt\w*|erbjudande\w*|beställ(?:er)?|köp nu|medlemserbjudande"
    r"|abonnemang\w*|prenumer\w+)\b"
)
_FOR_OTHER = pattern(
    r"\b(?:(?:till|för) dig som är (?:god man|förvaltare|vårdnadshavare|ombud|förälder)|(?:din"
    r"|er) huvudman\b|(?:ditt|er|ert) barns?\b(?= \w+)"
    r"|i egenskap av (?:god man|förvaltare|ombud|vårdnadshavare)|(?:gäller|avser|för) (?:din|er) (?:son"
    r"|dotter|mamma|pappa|man|fru|huvudman)"
    r"|vårdnadshavare (?:till|för))\b"
)  # fmt: skip
_OTHERS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("summons", _SUMMONS), ("completion", _COMPLETION), ("receipt", _RECEIPT),
)  # fmt: skip
_A_FEW = 2


def kind_of(plain: Plain, all_sentences: Sequence[Sentence], *, decides: bool, tells_to_object: bool) -> Kind:
    """`decides`: a sentence says what was decided. `tells_to_object`: it says how to appeal or have it reviewed."""
    text = plain.text
    if _PROPOSAL.search(text) and not tells_to_object:
        return "proposal"
    if len(_ADVERT.findall(text)) >= _A_FEW and not tells_to_object:
        return "advert"
    if decides or (tells_to_object and pattern(r"\bbeslut").search(text)):
        return "decision"
    return next((kind for kind, regex in _OTHERS if regex.search(text)), _rest(text, all_sentences))


def _rest(text: str, all_sentences: Sequence[Sentence]) -> Kind:
    if len(_INVOICE.findall(text)) >= _A_FEW:
        return "invoice"
    return "decision" if _is_headed_decision(all_sentences) else "unknown"


def _is_headed_decision(all_sentences: Sequence[Sentence]) -> bool:
    return any(s.heading and pattern(r"^(?:\w*beslut|decision)\b").search(s.text) for s in all_sentences)


def for_somebody_else(plain: Plain) -> Finding[bool] | None:
    """Where the letter says that it concerns another than its reader."""
    if hit := _FOR_OTHER.search(plain.text):
        start, end = plain.span(hit.start(), hit.end())
        return Finding(True, plain.source[start:end], start, end)
    return None
