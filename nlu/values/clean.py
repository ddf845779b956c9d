"""Make what people type or say comparable: one spelling of spaces, dashes and letter case, and no politeness."""

from __future__ import annotations

import re
import unicodedata

MAX_CHARACTERS = 1000
"""Longer answers are read to here. No date, amount or choice needs more, and the work stays bounded."""

_DASHES = re.compile(r"[‐‑‒–—−]")
_QUOTES = re.compile(r"[\"“”„«»´`’‘]")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+(?:[-:'][^\W_]+)*")

_SMALL_TALK = (
    "hej", "hejsan", "hallå", "tack", "tackar", "tack så mycket", "snälla", "vänligen", "eh", "öh", "äh", "öhm", "hm",
    "hmm", "ehm", "alltså", "asså", "aså", "du", "ursäkta", "förlåt", "liksom", "typ", "ba", "jaha", "nu", "då", "ju",
    "väl", "bara", "please", "sorry", "oj", "åh", "ah", "okej", "ok", "så", "well", "faktiskt", "tyvärr", "hörru",
    "kära", "men", "och", "ja men", "jo men",
)  # fmt: skip
_LEADING = re.compile(rf"^(?:(?:{'|'.join(sorted(map(re.escape, _SMALL_TALK), key=len, reverse=True))})\b[\s,.!?]*)+")
_TRAILING = re.compile(rf"(?:[\s,.!?]*\b(?:{'|'.join(sorted(map(re.escape, _SMALL_TALK), key=len, reverse=True))}))+$")


def without_controls(text: str) -> str:
    """The text without control, format and unassigned characters, spaces single and ends trimmed."""
    kept = "".join(" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return _SPACES.sub(" ", kept).strip()


def normal(text: str) -> str:
    """Lower case, composed letters, plain dashes, no quotes, single spaces, at most MAX_CHARACTERS."""
    composed = unicodedata.normalize("NFC", text[: MAX_CHARACTERS * 2])
    plain = _QUOTES.sub("", _DASHES.sub("-", without_controls(composed))).lower()
    return _SPACES.sub(" ", plain).strip()[:MAX_CHARACTERS].strip()


def words(text: str) -> list[str]:
    """The words of a normalised text, without punctuation. "a-kassan" and "25:e" are one word each."""
    return _WORD.findall(text)


def core(text: str) -> str:
    """A normalised text without end punctuation and without politeness and filler words at both ends.

    A text of nothing but fillers gives "".
    """
    bare = text.strip(" .,!?;:…")
    bare = _LEADING.sub("", bare).strip(" .,!?;:…")
    return _TRAILING.sub("", bare).strip(" .,!?;:…")
