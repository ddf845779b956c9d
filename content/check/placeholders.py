"""Which `{placeholders}` a text may hold. Anything else would reach the client as braces, so it is an error."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.check.finding import Finding
from content.check.piece import Piece
from content.library import Library

_ANY_BRACE = re.compile(r"\{([^{}]*)\}|[{}]")

ALLOWED: dict[str, frozenset[str]] = {
    text_id: frozenset(names)
    for text_id, names in {
        "another_topic_offer": ["flow"],
        "another_topic_kept": ["flow"],
        "back_to_flow": ["flow"],
        "duplicate_flow_done": ["flow"],
        "example_intro": ["example"],
        "word_explained": ["word", "explanation"],
        "word_unknown": ["word"],
        "confirm_value": ["value"],
        "confirm_date": ["value"],
        "summary_line": ["label", "value"],
        "sent_generic": ["case"],
        "no_contact_note": ["case"],
        "status_known": ["case"],
        "case_reminder": ["case"],
        "keys_option": ["label", "digit"],
        "keys_question": ["label", "digit"],
        "human_where_now": ["where_now"],
        "closed_now": ["closed_now"],
    }.items()
}
"""For each text in `texts.yml`: what the program fills in. A text that is not named here takes none of these."""

IN_FLOWS: dict[str, frozenset[str]] = {
    "done": frozenset({"case"}),
    "ending": frozenset({"case", "own_words", "where_now", "closed_now"}),
}
"""For each field of a flow or step: what the program fills in."""

EVERYWHERE = "line:"
"""`{line:bris}` is the name and number of a helpline, in the form of the channel."""


def check_placeholders(piece: Piece, library: Library) -> Iterator[Finding]:
    """Unknown placeholders, unknown helplines, and braces without a partner."""
    allowed = _allowed(piece)
    for match in _ANY_BRACE.finditer(piece.text):
        name = match.group(1)
        if name is None:
            yield piece.finding("error", "placeholder", "En klammer saknar sin andra halva.", suggestion="{case}")
        elif name.startswith(EVERYWHERE):
            line = name.removeprefix(EVERYWHERE)
            if not library.helpline(line):
                known = ", ".join(helpline.id for helpline in library.helplines)
                yield piece.finding("error", "placeholder", f"Det finns inget nummer '{line}'.", suggestion=known)
        elif name not in allowed:
            suggestion = "Här går: " + (", ".join(f"{{{known}}}" for known in sorted(allowed)) or "inga")
            message = f"Programmet fyller inte i {{{name}}} här."
            yield piece.finding("error", "placeholder", message, suggestion=suggestion)


def _allowed(piece: Piece) -> frozenset[str]:
    if piece.file.name.endswith("/texts.yml"):
        return ALLOWED.get(piece.item, frozenset())
    if "/flows/" in piece.file.name or "/steps/" in piece.file.name:
        return IN_FLOWS.get(piece.field, frozenset())
    return frozenset()
