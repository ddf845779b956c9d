"""Who calls, as the query of the socket's address tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voice.media.caller import caller_info, dialable


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("0701740605", "+46701740605"),
        ("070-174 06 05", "+46701740605"),
        ("+46701740605", "+46701740605"),
        ("0046701740605", "+46701740605"),
        ("08-508 00 000", "+46850800000"),
        ("+4521234567", "+4521234567"),
    ],
)
def test_a_number_is_known_however_the_trunk_writes_it(told: str, number: str) -> None:
    assert dialable(told) == number


@pytest.mark.parametrize(
    "told",
    [
        None,
        "",
        "anonymous",
        "Anonymous",
        "unknown",
        "restricted",
        "112",
        "1177",
        "201",
        "0",
        "+46",
        "x0701740605",
        "*31#",
    ],
)
def test_what_cannot_be_called_back_is_no_number(told: str | None) -> None:
    assert dialable(told) is None


def test_control_characters_are_dropped_and_long_fields_cut() -> None:
    info = caller_info({"name": "Bo\r\n\x00\u202eX-Evil: 1", "sipcallid": "a" * 5_000, "dnis": " "}, "c1")
    assert info.name == "BoX-Evil: 1"
    assert info.sip_call_id is not None
    assert len(info.sip_call_id) == 100
    assert info.dialled is None


def test_the_dialplan_may_have_encoded_a_value_once_more() -> None:
    assert caller_info({"caller": "%2B46701740605", "name": "Bj%C3%B6rn"}, "c1").caller == "+46701740605"
    assert caller_info({"name": "Bj%C3%B6rn"}, "c1").name == "Björn"


@pytest.mark.parametrize(("told", "back"), [("1", True), ("0", False), ("", False), ("true", False)])
def test_a_call_that_comes_back_says_so(told: str, back: bool) -> None:
    assert caller_info({"back": told}, "c1").back is back


@given(st.dictionaries(st.sampled_from(["caller", "name", "dnis", "sipcallid", "back"]), st.text()))
def test_whatever_is_told_makes_a_caller(query: dict[str, str]) -> None:
    info = caller_info(query, "c1")
    assert info.caller is None or info.caller.startswith("+")
    for field in (info.name, info.dialled, info.sip_call_id):
        assert field is None or (field.isprintable() and 0 < len(field) <= 100) or any(c.isspace() for c in field)
