"""Where a text is cut for speaking."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from voice.speaking.sentences import SHORTEST, clauses, sentences
from voice.speaking.spoken_forms.spoken import spoken


def test_each_sentence_by_itself() -> None:
    assert sentences("Hej. Hur mår du? Bra!") == ["Hej.", "Hur mår du?", "Bra!"]


def test_what_stands_before_a_colon_is_said_first_so_that_it_can_be_ready() -> None:
    assert sentences("Pengar nu: fyrtio kronor.") == ["Pengar nu:", "fyrtio kronor."]


def test_a_stop_in_a_number_or_short_form_is_no_end() -> None:
    text = "Kom kl. 14.30 t.ex. med 1.250 kr. Ring 08-508 40 700."
    assert sentences(spoken(text)) == [
        "Kom klockan fjorton och trettio till exempel med ett tusen två hundra femtio kronor.",
        "Ring noll åtta, fem noll åtta, fyra noll, sju noll noll.",
    ]


def test_signs_alone_are_nothing_to_say() -> None:
    assert sentences(" . ! ?") == []


def test_a_long_sentence_is_cut_at_a_comma_so_that_its_beginning_is_soon_ready() -> None:
    text = "Jag har inga pengar kvar den här månaden, och min handläggare på soc svarar aldrig i telefonen."
    assert clauses(text, 60) == [
        "Jag har inga pengar kvar den här månaden,",
        "och min handläggare på soc svarar aldrig i telefonen.",
    ]


def test_without_a_comma_before_a_joining_word() -> None:
    assert clauses("Jag har ringt till dem flera gånger men de svarar inte alls", 40)[1].startswith("men ")


def test_a_short_sentence_stays_whole() -> None:
    assert clauses("Hej du.", 60) == ["Hej du."]


@given(st.lists(st.text("aåb", min_size=1, max_size=30), max_size=40), st.integers(2 * SHORTEST, 200))
def test_nothing_is_lost_and_nothing_stays_long_that_could_be_cut(words: list[str], longest: int) -> None:
    text = " ".join(words)
    pieces = clauses(text, longest)
    assert " ".join(pieces) == text
    assert all(len(piece) <= longest + 30 for piece in pieces)
