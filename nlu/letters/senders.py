"""Who sent the letter: the name at the top, who decides in the text, and who signs. Other names do not count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from nlu.letters.letter import Finding
from nlu.letters.plain import Plain, pattern
from nlu.letters.sentences import Sentence

_NAMES = {
    "forsakringskassan": r"försäkringskassan?s?|social insurance agency",
    "arbetsformedlingen": r"arbetsförmedlingen?s?|public employment service",
    "a_kassa": r"(?:\w+ )?a-kassan?s?|\w*arbetslöshetskassan?s?|akassan?",
    "kronofogden": r"kronofogde(?:n|myndigheten)s?|enforcement authority",
    "social_services": (
        r"social(?:tjänsten|tjänst|nämnden|nämnd|förvaltningen|förvaltning|kontoret|kontor)s?"
        r"|stadsdels(?:nämnden|nämnd"
        r"|förvaltningen|förvaltning)s?|enheten för ekonomiskt bistånd|vård- och omsorgs(?:nämnden|förvaltningen)"
        r"|individ- och familje(?:nämnden|omsorgen)|social services"
    ),
    "health_care": (
        r"region (?:stockholm|skåne|uppsala|\w+)|\w*vårdcentral(?:en)?|\w*sjukhuset?|\w*psykiatri(?:n"
        r"|ska)?|hälso- och sjukvården"
        r"|regionen"
    ),
    "landlord": (
        r"stockholmshem(?: ab)?|svenska bostäder|familjebostäder|micasa(?: fastigheter)?|\w*bostäder ab"
        r"|\w*fastigheter ab"
        r"|hyresvärden|din hyresvärd|\w*bostads ?bolaget?|hyresavdelningen"
    ),
    "other": (
        r"pensionsmyndigheten|centrala studiestödsnämnden|csn|skatteverket|migrationsverket"
        r"|överförmyndar(?:nämnden|en)"
    ),
}
_PATTERNS = {who: pattern(rf"\b(?:{names})\b") for who, names in _NAMES.items()}
_NO_SENDER_BEFORE = pattern(
    r"(?:\b(?:kontakta|kontakt med|vänd dig till|ring|från|hos|till|av|enligt|kopia till|via|meddelat?|lämnats till"
    r"|och|eller|samt|om|på|för|i|mot)(?: din| ditt| en| ett)?) $"
)
_DECIDES_AFTER = pattern(
    r"^(?: har| nu| därför| den| \d\S*){0,4} (?:beslut|avsl|bevilj|bifall|bedöm|återkräv|drar|kan inte|får inte)"
)
_RETURNS_TO = pattern(
    r"(?:(?:lämnas|skickas|ges|in|inkommit|vara|skrivelsen?|omprövning|överklagandet"
    r"|överklagan)(?: \w+)? (?:till|hos) )$"
)
_GREETING = pattern(r"^(?:(?:med )?(?:vänliga?|bästa)? ?hälsning(?:ar)?|mvh)\b")
_TOP = 400
"""Characters of the letter's head."""
_VERY_TOP = 30
"""Characters in which a name is the letterhead even where the line breaks were lost."""
_LETTERHEAD, _DECIDES, _RETURNS, _SIGNS, _SAID = 4, 4, 3, 4, 1
_ENOUGH = 4
_LINES_OF_SIGNATURE = 4


def sender(plain: Plain, all_sentences: Sequence[Sentence]) -> Finding[str] | None:
    """The one sender that the letter names as such; None when there is none, or two are as likely."""
    points: Counter[str] = Counter()
    first: dict[str, tuple[int, int]] = {}
    signature = _signature_from(all_sentences)
    for number, sentence in enumerate(all_sentences):
        for who, regex in _PATTERNS.items():
            for hit in regex.finditer(sentence.text):
                at, before = sentence.start + hit.start(), sentence.text[: hit.start()]
                points[who] += _points(sentence, at, before, sentence.text[hit.end() :], number >= signature)
                first.setdefault(who, (at, sentence.start + hit.end()))
    ranked = points.most_common(2)
    if not ranked or ranked[0][1] < _ENOUGH or (len(ranked) > 1 and ranked[1][1] >= ranked[0][1]):
        return None
    who = ranked[0][0]
    start, end = plain.span(*first[who])
    return Finding(who, plain.source[start:end], start, end)


def _points(sentence: Sentence, at: int, before: str, after: str, signed: bool) -> int:
    if _RETURNS_TO.search(before):
        return _RETURNS
    if _NO_SENDER_BEFORE.search(before + ("" if before.endswith(" ") or not before else " ")):
        return 0
    if _DECIDES_AFTER.search(after):
        return _DECIDES
    if (sentence.heading and at < _TOP) or at < _VERY_TOP:
        return _LETTERHEAD
    return _SIGNS if signed and sentence.heading else _SAID


def _signature_from(all_sentences: Sequence[Sentence]) -> int:
    """The number of the first sentence of the signature."""
    for number in range(len(all_sentences) - 1, -1, -1):
        if _GREETING.search(all_sentences[number].text):
            return number
    return max(len(all_sentences) - _LINES_OF_SIGNATURE, 0)
