"""How easy a text is to read is counted the same way everywhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.readability import lix, measure, sentences, words


def test_sentences_end_at_stop_question_mark_and_exclamation() -> None:
    assert sentences("Hej! Har du mat? Jag hör dig.") == ["Hej!", "Har du mat?", "Jag hör dig."]


def test_a_colon_and_a_time_do_not_end_a_sentence() -> None:
    assert sentences("Säg så här: jag ansöker kl. 08:30 hos S:t Göran.")[0].startswith("Säg så här: jag")
    assert words("Vi ses 08:30 på S:t Eriksplan.") == ["Vi", "ses", "08:30", "på", "S:t", "Eriksplan"]


def test_a_text_that_runs_over_lines_is_one_sentence() -> None:
    assert sentences("Jag frågar\nen sak i taget.") == ["Jag frågar en sak i taget."]


def test_a_placeholder_counts_as_one_short_word() -> None:
    assert words("Ditt nummer är {case}.") == ["Ditt", "nummer", "är", "ord"]
    assert words("Ring {line:sjalvmordslinjen}.") == ["Ring", "ord"]


def test_lix_counts_words_per_sentence_and_long_words() -> None:
    # 4 words, 1 sentence, 1 long word: 4/1 + 100 * 1/4
    assert lix("Du behöver ingen mat.") == pytest.approx(29)
    assert lix("Har du mat? Ja.") == pytest.approx(2)
    assert lix("") == 0.0


def test_six_letters_are_short_and_seven_are_long() -> None:
    assert measure(["socker"]).long == 0
    assert measure(["behöver"]).long == 1


@given(st.text(max_size=300))
def test_any_text_can_be_measured(text: str) -> None:
    found = measure([text])
    assert found.lix >= 0
    assert found.long <= found.words
    assert len(sentences(text)) <= max(found.words, 0)


@given(st.lists(st.sampled_from(["Har du mat?", "Du får svar.", "Vi hörs snart!"]), min_size=1))
def test_joining_sentences_changes_nothing(parts: list[str]) -> None:
    assert measure([" ".join(parts)]) == measure(parts)
