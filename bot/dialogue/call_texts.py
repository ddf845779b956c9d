"""What a call says of itself, beside the turns of the conversation: ids of texts in `content/texts.yml`."""

from __future__ import annotations

from typing import Literal, TypeAlias

from content.library import Library

CallText: TypeAlias = Literal[
    "one_moment",  # something takes longer than it should
    "still_here",  # "hallå, är det någon där?"
    "nothing_heard",
    "hearing_down",  # only the keys work
    "trouble_now",  # the conversation cannot be kept now
    "line_full",
    "call_soon_over",
    "call_over",
]
CALL_TEXTS: tuple[CallText, ...] = (
    "one_moment",
    "still_here",
    "nothing_heard",
    "hearing_down",
    "trouble_now",
    "line_full",
    "call_soon_over",
    "call_over",
)
"""All of them, so that they can be spoken ahead of time."""


def call_words(library: Library, text_id: CallText) -> str:
    """The text in its form for hearing. They hold nothing to be filled in."""
    return library.text(text_id).phone
