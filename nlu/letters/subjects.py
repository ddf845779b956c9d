"""What the letter is about: what was applied for, or what is decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlu.letters.letter import Finding
from nlu.letters.plain import Plain, pattern
from nlu.letters.sentences import Sentence

_WORDS = {
    "forsorjningsstod": r"försörjningsstöd(?:et)?|ekonomiskt bistånd|riksnorm(?:en)?|income support"
    r"|financial assistance",
    "boendestod": r"boendestöd(?:et)?",
    "sjukpenning": r"sjukpenning(?:en)?|sickness benefit",
    "sjukersattning": r"sjukersättning(?:en)?|aktivitetsersättning(?:en)?|sickness compensation"
    r"|activity compensation",
    "bostadsbidrag": r"bostadsbidrag(?:et)?|bostadstillägg(?:et)?|housing (?:allowance|benefit)",
    "other": (
        r"kontaktperson(?:en)?|hemtjänst(?:en)?|färdtjänst(?:en)?|ledsagar(?:e|en|service)|personligt ombud|god man"
        r"|personlig assistans|aktivitetsstöd(?:et)?|arbetslöshetsersättning(?:en)?|a-kasseersättning(?:en)?"
        r"|merkostnadsersättning(?:en)?|omvårdnadsbidrag(?:et)?|underhållsstöd(?:et)?|föräldrapenning(?:en)?"
        r"|daglig verksamhet|sysselsättning|särskilt boende|gruppbostad(?:en)?|stödboende(?:t)?"
        r"|träningslägenhet(?:en)?"
        r"|skuldsanering(?:en)?|avstängning(?:en)?|hyreskontrakt(?:et)?|hyresrätten|akut boende"
        r"|jourboende|lss-insats\w*"
    ),
}
_PATTERNS = {about: pattern(rf"\b(?:{words})\b") for about, words in _WORDS.items()}
_NAMED_BEFORE = pattern(
    r"\b(?:ansök(?:an|t)|beslut(?:et)?|begäran|avslag på ansökan|gäller|avser|avseende|angående"
    r"|återbetalning|återkrav"
    r"|slutar|upphör|avslag|rätt|application|decision)(?: (?:om|av|till|for|on|gällande|avseende|på"
    r"|fortsatt|din|ditt|hel|halv"
    r"|att få|i form av|bistånd|ansökan)){0,4} $"
)


@dataclass(frozen=True)
class Subject:
    """A subject where it is named; `word` tells two of the same id apart. `named`: said to be the matter."""

    about: str
    word: str
    start: int
    end: int
    named: bool


def subjects_in(sentence: Sentence) -> Iterator[Subject]:
    """Every subject that the sentence names."""
    for about, regex in _PATTERNS.items():
        for hit in regex.finditer(sentence.text):
            named = bool(_NAMED_BEFORE.search(sentence.text[: hit.start()]))
            word = about if about != "other" else hit.group()[:7]
            yield Subject(about, word, sentence.start + hit.start(), sentence.start + hit.end(), named)


def subject(plain: Plain, all_sentences: Sequence[Sentence], deciding: Sequence[Sentence]) -> Finding[str] | None:
    """The one matter of the letter: as the deciding sentences name it, else as it is named, else the only one."""
    everywhere = [found for sentence in all_sentences for found in subjects_in(sentence)]
    decided = [found for sentence in deciding for found in subjects_in(sentence)]
    named = [found for found in everywhere if found.named]
    for candidates in (decided, named, everywhere):
        ids = {found.about for found in candidates}
        if len(ids) == 1:
            found = candidates[0]
            start, end = plain.span(found.start, found.end)
            return Finding(found.about, plain.source[start:end], start, end)
        if ids:
            return None
    return None
