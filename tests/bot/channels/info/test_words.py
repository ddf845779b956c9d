"""A word of the content in a template: safe, filled, and never with braces left in it."""

from __future__ import annotations

import pytest
from markupsafe import Markup

from bot.channels.web.info.frame import words_of
from content.library import Library


@pytest.fixture
def worded(library: Library) -> Library:
    words = {"call": "Ring {line:sos} & {number}", "plain": "Hej <du>", "lost": "Ring {line:brand}"}
    return library.model_copy(update={"web": words})


def test_what_is_filled_in_is_escaped_and_a_link_stays_one(worded: Library) -> None:
    word = words_of(worded)
    assert word("plain") == "Hej &lt;du&gt;"
    assert word("call", number="<b>") == "Ring 112 &amp; &lt;b&gt;"
    assert word("call", number=Markup("<b>1</b>")) == "Ring 112 &amp; <b>1</b>"
    assert word("call", number="{plain}") == "Ring 112 &amp; {plain}"


def test_a_missing_word_number_or_filling_is_an_error_not_a_brace_on_the_page(worded: Library) -> None:
    word = words_of(worded)
    for broken in ("nowhere", "call", "lost"):
        with pytest.raises(KeyError):
            word(broken)
