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
    r"|stadsdel\w*|ärende\w*|hyres\w*|inkomst\w*|rätt till"
    r"|uppsägning\w*|betalningsföreläggande\w*|bestrid\w*|delgiv\w*)\b|§|\b20\d\d-\d\d-\d\d\b"
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
        r"\b(?:uppsägning|säger (?:härmed )?upp|hyres(?:avtal|kontrakt|rätt)(?:et|en)?|betalningsföreläggande"
        r"|bestrid\w*|delgiv\w*|delgavs)\b",
        r"\b(?:skäl(?:en|et)? (?:för|till)|motivering|bedömning|bestämmelser)\b",
    )
)
_ENOUGH_MARKS = 3
_FEW_LINES = 3


def looks_like_a_letter(text: str) -> bool:
    """Whether a pasted message is (mostly) a letter, so that it can be read without asking. A told story is not."""
    if len(text) < SHORTEST_LETTER:
        return False
    plain = Plain(text[:_MOST_LOOKED_AT])
    if plain.text.count("\n") < _FEW_LINES and not _YOU.search(plain.text):
        return False  # "Beslut från soc. Avslag. Förstår inte." is told, not pasted
    if sum(bool(mark.search(plain.text)) for mark in _MARKS) < _ENOUGH_MARKS:
        return False
    parts = sentences(plain)
    own = sum(len(s.text) for s in parts if _I.search(s.text))
    formal = [s for s in parts if _is_letters(s)]
    return len(formal) >= _ENOUGH_FORMAL and sum(len(s.text) for s in formal) > own


def clients_own_words(text: str) -> str:
    """What may be the client's own in a message with a letter in it, a piece a line; "" when nothing is."""
    plain = Plain(text)
    pieces = [piece for sentence in sentences(plain) for piece in _lines(sentence)]
    letters = [number for number, piece in enumerate(pieces) if _is_letters(piece)]
    if not letters:
        return "\n".join(_source(plain, pieces))
    first, last = letters[0], letters[-1]
    own = []
    for number, piece in enumerate(pieces):
        if _may_be_clients(piece, inside=first <= number <= last):
            own.append(piece)
        elif number in (first, last):
            own += _around_the_letters_words(piece, before=number == first, after=number == last)
    return "\n".join(_source(plain, own))


def told_in_first_person(text: str) -> str:
    """What the client tells of themselves in a message with a letter in it: "Jag har ingen mat". "" when nothing."""
    plain = Plain(text)
    own = [piece for sentence in sentences(plain) for piece in _lines(sentence) if _I.search(piece.text)]
    return "\n".join(_source(plain, own))


def _lines(sentence: Sentence) -> list[Sentence]:
    """A cry on a line of its own is heard, even if the sentences around it seem to go on."""
    found, at = [], sentence.start
    for line in sentence.text.split("\n"):
        if line.strip():
            found.append(Sentence(line, at, at + len(line), sentence.heading))
        at += len(line) + 1
    return found


def _around_the_letters_words(piece: Sentence, *, before: bool, after: bool) -> list[Sentence]:
    """What stands on the letter's first line before its first words, or on its last line after its last ones."""
    marks = [hit.span() for marks in (_FORMAL, _HELP_LINE, _YOU) for hit in marks.finditer(piece.text)]
    found = []
    if before and (start := min(marks)[0]):
        found.append(Sentence(piece.text[:start], piece.start, piece.start + start, False))
    end = max(end for _, end in marks)
    if after and end < len(piece.text):
        found.append(Sentence(piece.text[end:], piece.start + end, piece.end, False))
    return found


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
    found = (plain.source[slice(*plain.span(part.start, part.end))] for part in parts)
    return [words for words in found if words]
