"""Areas, numbers, words for case numbers and priorities, as the package carries them."""

from __future__ import annotations

from collections import Counter

import pytest
from rapidfuzz.distance import Levenshtein

from content.condition import keys_of
from content.library import Library
from tests.content.number_words import digits_of

AREAS = {
    "Bromma", "Enskede-Årsta-Vantör", "Farsta", "Hägersten-Älvsjö", "Hässelby-Vällingby", "Järva", "Kungsholmen",
    "Norra innerstaden", "Skarpnäck", "Skärholmen", "Södermalm",
}  # fmt: skip


def test_stockholm_has_eleven_areas(library: Library) -> None:
    assert {area.name for area in library.areas.areas} == AREAS


def test_people_can_say_at_least_150_names_and_each_leads_to_one_area(library: Library) -> None:
    names = [name.lower() for area in library.areas.areas for name in (area.name, *area.aliases)]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert len(names) - len(AREAS) >= 150


@pytest.mark.parametrize(
    ("said", "area"),
    [
        ("Tensta", "jarva"),
        ("Rinkeby", "jarva"),
        ("Rågsved", "enskede_arsta_vantor"),
        ("Högdalen", "enskede_arsta_vantor"),
        ("Hökarängen", "farsta"),
        ("Bagarmossen", "skarpnack"),
        ("Fruängen", "hagersten_alvsjo"),
        ("Medis", "sodermalm"),
        ("Hornstull", "sodermalm"),
        ("Gamla stan", "sodermalm"),
        ("Vasastan", "norra_innerstaden"),
        ("Vårberg", "skarholmen"),
    ],
)
def test_a_neighbourhood_leads_to_its_area(library: Library, said: str, area: str) -> None:
    assert [found.id for found in library.areas.areas if said in found.aliases] == [area]


def test_every_office_has_an_area_or_a_purpose(library: Library) -> None:
    used = {area.office for area in library.areas.areas}
    assert {o.id for o in library.areas.offices} == used | {
        o.id for o in library.areas.offices if o.homeless or o.fallback
    }


VERIFIED = {
    "sos": "112",
    "vard": "1177",
    "sjalvmordslinjen": "90101",
    "hjalplinjen": "90390",
    "bris": "116 111",
    "information": "113 13",
    "psykakut": "08-123 492 00",
}


def test_the_verified_numbers_are_exactly_these(library: Library) -> None:
    numbers = {line.id: line.number for line in library.helplines if line.number and line.fact.verified_on}
    assert numbers == VERIFIED


def test_a_number_that_nobody_verified_waits_for_review(library: Library) -> None:
    for line in library.helplines:
        assert line.fact.verified_on or line.fact.needs_review, line.id
    assert {line.id for line in library.helplines if line.number and not line.fact.verified_on} == {
        "kvinnofrid",
        "socialjouren",
    }


def test_the_spoken_form_is_the_same_number(library: Library) -> None:
    for line in library.helplines:
        if line.number:
            assert digits_of(line.spoken or "") == "".join(c for c in line.number if c.isdigit()), line.id


def test_there_is_somewhere_to_turn_in_an_emergency(library: Library) -> None:
    assert [line.id for line in library.helplines if "nodprovning" in line.offered_in]
    assert [line.id for line in library.helplines if "human" in line.offered_in and line.hours.always]


def test_a_thousand_words_for_case_numbers_that_cannot_be_mixed_up(library: Library) -> None:
    case_words = library.case_words
    assert len(case_words) >= 1000
    assert all(word.isalpha() and word == word.upper() and 4 <= len(word) <= 8 for word in case_words)
    by_length: dict[int, list[str]] = {}
    for word in case_words:
        by_length.setdefault(len(word), []).append(word)
    close = [
        (one, other)
        for length, same in by_length.items()
        for one in same
        for other in same + by_length.get(length + 1, [])
        if one != other and Levenshtein.distance(one, other, score_cutoff=1) <= 1
    ]
    assert close == []


def test_every_priority_rule_says_why_and_asks_for_answers_that_exist(library: Library) -> None:
    derived = {"appeal_deadline", "evict_deadline", "review_deadline"}
    for rule in library.priority:
        assert rule.why.endswith("."), rule.id
        assert 0 <= rule.level <= 4
        assert rule.when or rule.deadline, rule.id
        for key in keys_of(rule.when) | ({rule.deadline} if rule.deadline else set()):
            assert key in derived or library.step(key), f"{rule.id} asks for {key}"


def test_rules_with_a_deadline_say_within_how_many_days(library: Library) -> None:
    for rule in library.priority:
        assert bool(rule.deadline) == (rule.within_days is not None), rule.id
