"""Words as the recogniser writes them, and texts that were never said."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.hearing.wording import as_written, carried, carrier_of, plain
from voice.hearing.written import is_phantom, without_loops

WORDS = st.lists(st.sampled_from(["ja", "nej", "jag", "bor", "i", "Farsta", "hyra", "mat"]), max_size=30)


def test_a_label_is_weighed_as_a_sentence() -> None:
    assert as_written("ja") == " Ja."
    assert as_written("  Mat och  hyra. ") == " Mat och hyra."
    assert as_written("Hässelby-Vällingby") == " Hässelby-Vällingby."


def test_what_is_said_before_the_answer_is_known() -> None:
    assert carrier_of("Jag bor i pasta.") == "jag bor i"
    assert carrier_of("I Farsta") == "i"
    assert carrier_of("Jag bor i") == "", "nothing follows it"
    assert carrier_of("Island") == ""
    assert carried("jag bor i", "Farsta") == "jag bor i Farsta"
    assert carried("jag vill", "jag vill dö") == "jag vill dö"


def test_a_loop_is_said_once_and_an_answer_said_twice_stays() -> None:
    assert without_loops("Toll. Toll. Toll. Toll. Toll") == "Toll."
    assert without_loops("det är en av det är en av det är en av") == "det är en av"
    assert without_loops("nej nej") == "nej nej"
    assert without_loops("Tvåkänkänkänkänkänkänk") == "Tvåkän"
    assert without_loops("jag har två barn") == "jag har två barn"


@given(WORDS)
def test_nothing_but_repetition_is_taken_out(words: list[str]) -> None:
    kept = without_loops(" ".join(words)).split()
    assert set(kept) == set(words)
    assert len(kept) <= len(words)


@given(WORDS, st.integers(3, 9))
def test_a_phrase_repeated_without_end_becomes_short(words: list[str], times: int) -> None:
    phrase = list(dict.fromkeys(words))[:4]
    assert plain(without_loops(" ".join(phrase * times))) == plain(" ".join(phrase))


@pytest.mark.parametrize(
    "text",
    ["", "...", "Undertexter från Amara.org-gemenskapen", "Tack för att ni tittade!", "Textning Stina Hedin", "Musik"],
)
def test_what_subtitles_say_of_themselves_was_never_said(text: str) -> None:
    assert is_phantom(text)


@pytest.mark.parametrize("text", ["Tack för hjälpen", "tack så mycket", "jag har musik på hos grannen", "ja"])
def test_what_clients_say_is_no_phantom(text: str) -> None:
    assert not is_phantom(text)
