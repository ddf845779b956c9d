"""What the web pages fill in: the `{placeholders}` that a word of `web.yml`, or a page of `pages/`, must hold."""

from __future__ import annotations

WEB: dict[str, frozenset[str]] = {
    word_id: frozenset(names)
    for word_id, names in {
        "chat_too_fast_now": ["seconds"],
        "chat_not_saved_now": ["seconds"],
        "chat_told": ["count"],
        "code_until": ["time"],
        "continue_too_fast": ["seconds"],
        "help_call": ["number"],
        "ring_number": ["number"],
        "help_hours": ["days", "opens", "closes"],
        "info_updated": ["day"],
        "info_responsible_privacy": ["operator"],
        "info_responsible_site": ["operator"],
        "info_mail": ["contact"],
        "info_phone": ["contact"],
        "info_contact": ["contact"],
        "erase_case": ["case"],
        "erase_taken": ["case"],
    }.items()
}
"""For each word: all of these, and no others. A word that is not named here holds none."""

PAGES: dict[str, frozenset[str]] = {
    page_id: frozenset(names)
    for page_id, names in {
        "integritet": ["conversation_period", "draft_period", "finished_period", "responsible", "contact"],
        "tillganglighet": ["responsible", "contact"],
    }.items()
}
"""For each page: all of these somewhere on it, and no others."""
