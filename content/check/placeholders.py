"""Which `{placeholders}` a text may hold. Anything else would reach the client as braces, so it is an error."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.check.finding import Finding
from content.check.piece import Piece
from content.check.web_placeholders import PAGES, WEB
from content.library import Library
from content.sources import Sources

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
        "keep_code_told": ["code"],
        "explain_call": ["name", "number"],
        "explain_call_place": ["name"],
        "last_day_ahead": ["day"],
        "last_day_tomorrow": ["day"],
        "last_day_perhaps_passed": ["day"],
        "last_day_passed_weeks": ["day"],
        "last_day_passed_months": ["day"],
        "home_day_ahead": ["day"],
        "home_day_tomorrow": ["day"],
        "home_day_perhaps_passed": ["day"],
        "home_day_passed": ["day"],
        "delay_ahead": ["day"],
        "asked_ago": ["waited"],
        "letter_named": ["name"],
        "letter_also": ["name"],
        "dictate_digit": ["digits"],
        "dictate_so_far": ["digits"],
        "dictate_removed": ["digits"],
        "read_letter_confirm": ["value"],
        "read_letter_from": ["value"],
        "read_letter_about": ["value"],
        "read_letter_dated": ["day"],
        "read_letter_within": ["value"],
        "read_letter_last_object": ["day"],
        "read_letter_last_pay": ["day"],
        "read_letter_last_answer": ["day"],
        "read_letter_last_other": ["day"],
        "read_letter_amount": ["value"],
        "read_letter_law": ["value"],
        "read_letter_missing": ["value"],
        "keep_audio_about": ["days"],
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

    yield from _missing(piece)


def check_page_placeholders(library: Library, sources: Sources) -> Iterator[Finding]:
    """A placeholder that a page must hold and nowhere does: a period or a contact would go untold."""
    for page in library.pages.values():
        found = {name for text in page.texts() for name in _ANY_BRACE.findall(text)}
        for name in sorted(PAGES.get(page.id, frozenset()) - found):
            file = sources.files[f"pages/{page.id}.yml"]
            yield Finding("error", "placeholder", file.name, 1, "", f"{{{name}}} saknas på sidan.")


def _missing(piece: Piece) -> Iterator[Finding]:
    if not piece.file.name.endswith("/web.yml"):
        return
    found = set(_ANY_BRACE.findall(piece.text))
    for name in sorted(WEB.get(piece.item, frozenset()) - found):
        yield piece.finding("error", "placeholder", f"{{{name}}} måste vara kvar.")


def _allowed(piece: Piece) -> frozenset[str]:
    if piece.file.name.endswith("/web.yml"):
        return WEB.get(piece.item, frozenset())
    if "/pages/" in piece.file.name:
        return PAGES.get(piece.item, frozenset())
    if piece.file.name.endswith("/texts.yml"):
        return ALLOWED.get(piece.item, frozenset())
    if "/flows/" in piece.file.name or "/steps/" in piece.file.name:
        return IN_FLOWS.get(piece.field, frozenset())
    return frozenset()
