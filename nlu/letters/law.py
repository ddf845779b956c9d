"""The sections of law as they stand in the letter, and whether it tells its reasons."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from nlu.letters.letter import Finding
from nlu.letters.plain import Plain, even_word, pattern
from nlu.letters.sentences import Sentence

_LAWS = "|".join(
    sorted(
        (
            even_word(name)
            for name in (
                "socialtjänstlagen", "sol", "förvaltningslagen", "fl", "socialförsäkringsbalken", "sfb", "lss",
                "jordabalken",
                "jb", "hsl", "hälso- och sjukvårdslagen", "utsökningsbalken", "ub", "föräldrabalken", "alf",
                "lagen om arbetslöshetsförsäkring", "lagen om stöd och service till vissa funktionshindrade", "lagen",
                "förordningen", "kommunallagen", "kl", "lag",
            )
        ),
        key=len,
        reverse=True,
    )
).replace(" ", r"\s+")  # fmt: skip
_YEAR = r"(?:\s*\(?\s*\d{4}\s*:\s*\d{1,4}\s*\)?)?"
_SIGN = r"(?:§{1,2}|\$)"
_FIGURE = r"[\dlo]{1,3}(?:\s?[a-h])?"
_NUMBER = rf"{_FIGURE}(?:\s*(?:-|–|,|och)\s*{_FIGURE}){{0,4}}"
_LAW_AFTER = rf"(?:\s*(?:\bl\s+)?\b(?:{_LAWS})\b{_YEAR})?"
_SECTION = re.compile(
    rf"(?<![\w-]){_FIGURE}\s*kap\.?\s*{_NUMBER}[ \n]?{_SIGN}(?:\s*(?:första|andra|tredje)\s+stycket)?{_LAW_AFTER}"
    rf"|\b(?:{_LAWS})\b{_YEAR}\s*{_FIGURE}\s*(?:kap\.?\s*{_NUMBER}\s*)?{_SIGN}"
    rf"|\b(?:{_LAWS})\b\s*\d{{1,3}}\s*:\s*\d{{1,3}}\b"
    rf"|(?<![\w-]){_NUMBER}[ \n]?{_SIGN}{_LAW_AFTER}".replace("första", even_word("första")).replace("och", "och")
)
_REASON_HEADING = pattern(
    r"^(?:> ?)?(?:\d[.)] )?(?:skäl(?:en|et)?|motivering(?:en)?|beslutsmotivering|bedömning(?:en)?"
    r"|grund(?:en)? för|varför|därför|reasons?)\b"
    r"|(?<!till\s)\b(?:skäl|motivering|grund)(?:en|et)? (?:för|till) beslutet\b|^så här har (?:vi"
    r"|nämnden) bedömt|^hur har vi bedömt"
)
_BECAUSE = pattern(r"\b(?:eftersom|därför att|på grund av att)\b")
_NO_REASON = pattern(r"\b(?:saknas|inte motiver\w+)\b")


def sections(plain: Plain) -> tuple[Finding[str], ...]:
    """Each once, in order, as it stands: "11 kap. 1 § SoL"."""
    return tuple({" ".join(found.value.split()).casefold(): found for found in _sections(plain)}.values())


def _sections(plain: Plain) -> Iterator[Finding[str]]:
    for hit in _SECTION.finditer(plain.text):
        start, end = plain.span(hit.start(), hit.end())
        raw = plain.source[start:end]
        yield Finding(" ".join(raw.split()), raw, start, end)


def reasons(plain: Plain, all_sentences: Sequence[Sentence], deciding: Sequence[Sentence] = ()) -> Finding[bool] | None:
    """Where the letter says why; None when no such part was found, which does not mean that there is none.

    `deciding` are the sentences that decide: "avslår, eftersom ..." says why, too.
    """
    for number, sentence in enumerate(all_sentences):
        hit = _REASON_HEADING.search(sentence.text)
        more = not sentence.heading or number + 1 < len(all_sentences)
        if hit and more and not _NO_REASON.search(sentence.text):
            start, end = plain.span(sentence.start + hit.start(), sentence.start + hit.end())
            return Finding(True, plain.source[start:end], start, end)
    for sentence in deciding:
        if hit := _BECAUSE.search(sentence.text):
            start, end = plain.span(sentence.start + hit.start(), sentence.start + hit.end())
            return Finding(True, plain.source[start:end], start, end)
    return None
