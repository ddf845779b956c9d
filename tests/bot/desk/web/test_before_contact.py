"""Wishes of a client that others could read, and numbers that can be dialled."""

from __future__ import annotations

import pytest

from bot.desk.web.before_contact import contradictions, dialled
from content.library import Library
from content.loader import load_library


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


def test_a_wish_for_sms_and_messages_that_others_read_do_not_go_together(library: Library) -> None:
    told = contradictions("sms", "tolk och sms före", False, library)
    assert told == [
        "Klienten valde sms, men andra kan läsa. Ring.",
        "Klienten vill ha sms före, men andra kan läsa. Skicka inget.",
    ]


def test_what_is_not_known_is_not_told_as_known(library: Library) -> None:
    assert contradictions("sms", "", None, library) == ["Klienten valde sms. Kanske läser andra. Ring."]


@pytest.mark.parametrize("safe", [True, False, None])
def test_a_call_is_a_wish_like_any_other(library: Library, safe: bool | None) -> None:
    assert contradictions("telefon", "lugnt tempo", safe, library) == []


def test_safe_messages_need_no_warning(library: Library) -> None:
    assert contradictions("sms", "sms före", True, library) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("070-174 06 05", "0701740605"),
        ("+46 70 174 06 05", "+46701740605"),
        ("kim@example.org", None),
        ("Storgatan 12", None),
        ("vet inte", None),
    ],
)
def test_only_numbers_can_be_dialled(text: str, number: str | None) -> None:
    assert dialled(text) == number
