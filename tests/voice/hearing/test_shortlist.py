"""Which of many candidates are worth weighing, and what is chosen by the weights."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from bot.dialogue.listening import Candidate
from voice.hearing.shortlist import SIZE, shortlist
from voice.hearing.weighing import Weighed, choose, firsts

FLAT = np.full(100, -5, np.float32)


def test_a_few_are_all_weighed() -> None:
    words = ["ja", "nej"]
    assert shortlist(words, [1, 2], FLAT, FLAT, 0.6, "something else") == [0, 1]


def test_what_looks_like_the_free_writing_stays_whatever_it_begins_with() -> None:
    words = [f"ord{n}" for n in range(90)] + ["Farsta"]
    first = FLAT.copy()
    first[90] = -30
    assert 90 in shortlist(words, list(range(91)), first, FLAT, 0.6, "Pasta.")


def test_what_begins_as_the_sound_does_stays_whatever_the_free_writing_is() -> None:
    words = [f"ord{n}" for n in range(90)] + ["Farsta"]
    first = FLAT.copy()
    first[90] = -0.1
    assert 90 in shortlist(words, list(range(91)), first, FLAT, 0.6, "ord1")


def test_what_is_always_likely_gives_way_to_what_was_heard() -> None:
    words = [f"ord{n}" for n in range(91)]
    first, prior = FLAT.copy(), FLAT.copy()
    first[: SIZE // 2] = prior[: SIZE // 2] = -0.1
    first[90] = -2.5
    assert 90 in shortlist(words, list(range(91)), first, prior, 0.6, "zzz")


@given(st.lists(st.integers(0, 99), max_size=80), st.text(max_size=20))
def test_the_shortlist_is_short_and_in_order(tokens: list[int], text: str) -> None:
    words = [f"ord{n}" for n in range(len(tokens))]
    found = shortlist(words, tokens, FLAT, FLAT, 0.6, text)
    assert found == sorted(set(found))
    assert len(found) == len(words) if len(words) <= SIZE else len(found) <= SIZE


def weighed(words: str, meaning: str, score: float) -> Weighed:
    return Weighed(Candidate(words, meaning), score, per_token=-1.0, tokens=3)


def test_another_wording_of_the_same_answer_is_no_rival() -> None:
    rivals = [weighed("ja", "yes", 1.0), weighed("jo", "yes", 0.9), weighed("nej", "no", -8.0)]
    choice = choose(rivals, free_logprob=-1, silence=0.1, seconds=0.8)
    assert (choice.candidate.words, choice.lead) == ("ja", 9.0)


def test_two_answers_that_fit_alike_are_never_certain() -> None:
    twins = [weighed("Farsta", "farsta", 5.0), weighed("Fasta", "fasta", 4.8)]
    assert choose(twins, free_logprob=-1, silence=0, seconds=0.8).probability < 0.6


@given(st.floats(-20, 5), st.floats(0, 12), st.floats(0.2, 8))
def test_a_better_match_and_a_longer_lead_are_never_less_sure(score: float, lead: float, seconds: float) -> None:
    def sure(score: float, lead: float) -> float:
        both = [weighed("ja", "yes", score), weighed("nej", "no", score - lead)]
        return choose(both, free_logprob=-1, silence=0.1, seconds=seconds).probability

    assert 0 <= sure(score, lead) <= 1
    rounding = 1e-9
    assert sure(score + 1, lead) >= sure(score, lead) - rounding
    assert sure(score, lead + 1) >= sure(score, lead) - rounding


def test_two_answers_in_one_breath_begin_with_what_fits_best_and_never_with_a_move() -> None:
    alone = [weighed("käk", "food", 0.9), weighed("mat", "food", 1.0), weighed("hyra", "rent", -2.0)]
    moves = [weighed("backa", "move:back", 3.0), weighed("jag vill dö", "danger", 2.0)]
    assert [one.words for one in firsts([*alone, *moves], 2)] == ["mat", "hyra"]
    assert [one.words for one in firsts([*alone, *moves], 1)] == ["mat"]
