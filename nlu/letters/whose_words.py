"""Which words of a message are the letter's, and which are the client's own.

A letter may end with "Har du tankar på att ta ditt liv? Ring 90101". That is no cry for help. What the client says
before or after it, or between its lines, may be one, so in doubt a sentence is the client's.
"""

from __future__ import annotations

from collections.abc import Sequence

from nlu.letters.plain import Plain, pattern
from nlu.letters.sentences import Sentence, sentences

SHORTEST_LETTER = 160
"""Characters. A shorter message is an answer, even if it names an authority."""
_MOST_LOOKED_AT = 40_000
_I = pattern(r"\b(?:jag|ja|mig|mej|min|mitt|mina|my|me|i'm)\b")
_YOU = pattern(r"\b(?:du|dig|dej|din|ditt|dina|er|ert|era|ni|you|your)\b")
_ASKS_US = pattern(r"\b(?:kan du|kan ni|vad betyder|hjälp|snälla|förstår (?:inte|du)|fattar)\b")
_SOMEBODY = pattern(
    r"\b(?:sökanden\w*|den enskilde\w*|hon|han|hen|klienten|huvudmannen|personen"
    r"|brukaren|patienten|man)\b"
)
_HELP_LINE = pattern(
    r"\b(?:112|1177|90101|90390|116 ?111|020-?\s?50|113 ?13|självmordslinje\w*|hjälplinje\w*"
    r"|jourhavande|kvinnofrid\w*|bris"
    r"|dygnet runt|larmnummer\w*|ring (?:alltid )?sos)\b"
)
_FORMAL = pattern(
    r"\b(?:beslut(?:et|ar|at|en|a|s)?|beslutsdatum|diarienummer|dnr|lagrum|enligt|myndighet\w*"
    r"|handläggare|överklag\w*|ompröv\w*|ansök\w*"
    r"|avslag|avslås|avslår|bifall\w*|bevilja\w*|förvaltning\w*|nämnd\w*|socialtjänst\w*"
    r"|försäkringskassan|arbetsförmedlingen|kronofogden"
    r"|a-kassan?|motivering|skäl|bedöm\w*|bestämmelse\w*|socialsekreterare|kundcenter|kundservice|datum"
    r"|bilaga|faktura|kallelse"
    r"|hälsning(?:ar)?|telefon|utredning\w*|uppgifter\w*|ersättning\w*|bistånd\w*|decision|application"
    r"|appeal|sida|utbetal\w*|betala\w*"
    r"|stadsdel\w*|ärende\w*|hyres\w*|inkomst\w*|rätt till)\b|§|\b20\d\d-\d\d-\d\d\b"
)
_FEW_WORDS = 8
_ENOUGH_FORMAL = 3
_MARKS = tuple(
    pattern(marks)
    for marks in (
        r"\b(?:beslut(?:et|ar|at|a)?|decision)\b",
        r"\b(?:överklag\w*|ompröv\w*|appeal|review)",
        r"\b(?:datum|diarienummer|dnr|date)\b|\b20\d\d ?- ?\d\d ?- ?\d\d\b",
        r"§|\b\d+ kap\b|\blagrum",
        r"\b(?:försäkringskassan|socialtjänst\w*|socialnämnd\w*|stadsdels\w+|arbetsförmedlingen"
        r"|kronofogden|a-kassan?|förvaltning\w*)\b",
        r"\b(?:hälsning(?:ar)?|handläggare|socialsekreterare|biståndshandläggare|kundcenter|kundservice)\b",
        r"\b(?:din|er|your) (?:ansökan|begäran|ersättning|application)\b|\bansökan om\b",
        r"\b(?:avslås|avslår|avslag|bifall\w*|beviljas?|beviljar|kallelse|faktura|komplettera\w*|upphör"
        r"|återkrä\w+)\b",
        r"\b(?:skäl(?:en|et)? (?:för|till)|motivering|bedömning|bestämmelser)\b",
    )
)
_ENOUGH_MARKS = 3


def looks_like_a_letter(text: str) -> bool:
    """Whether a pasted message is (mostly) a letter, so that it can be read without asking. A told story is not."""
    if len(text) < SHORTEST_LETTER:
        return False
    plain = Plain(text[:_MOST_LOOKED_AT])
    if sum(bool(mark.search(plain.text)) for mark in _MARKS) < _ENOUGH_MARKS:
        return False
    parts = sentences(plain)
    own = sum(len(s.text) for s in parts if _I.search(s.text))
    formal = [s for s in parts if _is_letters(s)]
    return len(formal) >= _ENOUGH_FORMAL and sum(len(s.text) for s in formal) > own


def clients_own_words(text: str) -> str:
    """What may be the client's own in a message with a letter in it, a sentence a line; "" when nothing is."""
    plain = Plain(text)
    parts = sentences(plain)
    letters = [number for number, part in enumerate(parts) if _is_letters(part)]
    first, last = (letters[0], letters[-1]) if letters else (len(parts), -1)
    own = [part for number, part in enumerate(parts) if _may_be_clients(part, inside=first <= number <= last)]
    return "\n".join(_source(plain, own))


def _is_letters(part: Sentence) -> bool:
    """Words that an authority writes: formal ones, or to a "you", or about where to call."""
    if _I.search(part.text):
        return False
    return bool(_FORMAL.search(part.text) or _HELP_LINE.search(part.text) or _YOU.search(part.text)) and not (
        _ASKS_US.search(part.text) and not _FORMAL.search(part.text)
    )


def _may_be_clients(part: Sentence, *, inside: bool) -> bool:
    if _I.search(part.text):
        return True
    if _is_letters(part):
        return False
    if not inside:
        return True
    return len(part.text.split()) <= _FEW_WORDS and not _SOMEBODY.search(part.text)


def _source(plain: Plain, parts: Sequence[Sentence]) -> list[str]:
    return [plain.source[slice(*plain.span(part.start, part.end))] for part in parts]
