"""Text that was written down freely: loops taken out, and texts that were never said recognised. Pure.

A recogniser of this kind writes something even when nobody speaks: it repeats itself, or thanks for watching, as the
subtitles that it learned from do.
"""

from __future__ import annotations

import re

from voice.hearing.wording import plain

_PHANTOMS = re.compile(
    r"(?:undertext(?:er|ning)?(?:na)?\b.*|textning(?:en)?\b.*|översättning av .*|svensktextning.*|"
    r"(?:tack(?: så mycket)? för (?:att (?:ni|du) (?:har )?(?:tittat|tittade|lyssnade|såg)|visat intresse).*)|"
    r"prenumerera.*|www\b.*|.*\bamara org\b.*|musik|applåder|skratt|©.*|.*\bstina hedin\b.*|.*\bbtistudios?\b.*)"
)
"""What the subtitles that the model learned from say of themselves. No client says it to us."""


def without_loops(text: str) -> str:
    """A word or phrase that follows itself more than once more is said once: "nej nej" stays, a loop does not.

    The longest text is short (28 s of speech), so the plain way is fast enough.
    """
    words = text.split()
    for size in range(1, min(8, len(words) // 3) + 1):
        kept: list[str] = []
        at = 0
        while at < len(words):
            phrase = [plain(word) for word in words[at : at + size]]
            times = 1
            while [plain(w) for w in words[at + times * size : at + (times + 1) * size]] == phrase:
                times += 1
            if times >= 3 and len(phrase) == size:
                kept += words[at : at + size]
                at += times * size
            else:
                kept.append(words[at])
                at += 1
        words = kept
    return _within_words(" ".join(words))


def _within_words(text: str) -> str:
    """A syllable that repeats without end inside a word ("tvåkänkänkänkän") is kept once."""
    return re.sub(r"(\w{2,6}?)\1{3,}\w{0,3}", r"\1", text)


def is_phantom(text: str) -> bool:
    """Whether these are words that such a model makes up out of silence and noise."""
    words = plain(text)
    return not words or _PHANTOMS.fullmatch(words) is not None
