"""The few English sentences are told from the Swedish ones."""

from __future__ import annotations

from content.loader import load_library
from content.readability import sentences
from voice.speaking.language import language_of


def test_every_prompt_is_said_in_its_own_language() -> None:
    for text_id, text in load_library().texts.items():
        wanted = "en" if text_id.endswith("_en") else "sv"
        assert {language_of(sentence) for sentence in sentences(text.phone)} <= {wanted}


def test_a_swedish_word_that_is_english_too_is_swedish() -> None:
    for text in ("Hej.", "I dag.", "Ja.", "Human.", "A fyra.", "I is."):
        assert language_of(text) == "sv"
