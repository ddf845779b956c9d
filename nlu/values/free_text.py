"""The client's own words, kept as they are."""

from __future__ import annotations

from nlu.values.parsed import NOT_UNDERSTOOD, Parsed


def parse_text(text: str) -> Parsed:
    """The text without control characters (new lines stay) and surrounding space; nothing else is changed."""
    kept = "".join(c for c in text if c in "\n\t" or (c.isprintable() or c == " ") or _joins(c)).strip()
    return Parsed(kept) if any(not c.isspace() and not _joins(c) for c in kept) else NOT_UNDERSTOOD


def _joins(character: str) -> bool:
    """Zero-width joiners and variation selectors hold emoji and some scripts together."""
    return character in "\u200c\u200d\ufe0e\ufe0f"
