"""What holds for every text whatsoever: no error, the right type, bounded work, days on the right side of today."""

from __future__ import annotations

import time
from datetime import date, timedelta

import phonenumbers
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.flow import StepType
from nlu.moves import MOVES, spot
from nlu.values import Parsed, parse
from nlu.values.date_spelling import MONTHS
from nlu.values.keys import date_from_digits
from nlu.values.parsed import Expect
from tests.nlu.test_values_table import AREAS, OPTIONS, PLACE_OPTIONS, rows

TYPES = [kind.value for kind in StepType]
DAYS = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31))
SAID = sorted({row["text"] for kind in TYPES if kind != "say" for row in rows(kind)})
PIECES = sorted({word for text in SAID for word in text.split()})
TEXTS = st.one_of(
    st.text(max_size=200),
    st.sampled_from(SAID),
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    st.tuples(st.sampled_from(SAID), st.sampled_from(SAID)).map(" ".join),
    st.text(alphabet="0123456789 /-.,:+e", max_size=30),
)
QUIET = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def answer(kind: str, text: str, today: date, expect: Expect | None = None) -> Parsed:
    options = PLACE_OPTIONS if kind == "area" else OPTIONS["need"] if kind == "multi" else OPTIONS["contact_way"]
    return parse(kind, text, today=today, expect=expect, options=options, areas=AREAS)


@QUIET
@given(text=TEXTS, kind=st.sampled_from(TYPES), today=DAYS, expect=st.sampled_from([None, "past", "future"]))
def test_any_text_gives_a_value_of_the_right_type_or_none(
    text: str, kind: str, today: date, expect: Expect | None
) -> None:
    got = answer(kind, text, today, expect)
    assert got.move in (None, "dont_know", "skip")
    assert got.move is None or got.value is None
    assert got.latest is None or (kind == "date" and got.value is not None and got.uncertain)
    if got.value is None:
        assert not got.uncertain
        return
    assert kind != "say"
    expected = {"amount": int, "number": int, "multi": list}.get(kind, str)
    assert type(got.value) is expected
    if kind == "yes_no":
        assert got.value in ("yes", "no")
    if kind == "choice":
        assert got.value in {o.id for o in OPTIONS["contact_way"]}
    if kind == "multi":
        ids = [o.id for o in OPTIONS["need"]]
        assert isinstance(got.value, list)
        assert got.value == [i for i in ids if i in got.value]
        assert got.value
    if kind == "area":
        assert got.value in {a.id for a in AREAS.areas} | {"homeless", "elsewhere"}
    if kind == "number":
        assert isinstance(got.value, int)
        assert got.value >= 0
    if kind == "phone":
        assert phonenumbers.is_valid_number(phonenumbers.parse(str(got.value)))
    if kind in ("text", "name", "contact"):
        assert str(got.value).strip() == got.value


@QUIET
@given(text=TEXTS, today=DAYS)
def test_a_day_in_the_past_is_never_after_today(text: str, today: date) -> None:
    got = answer("date", text, today, "past")
    if got.value is not None:
        assert date.fromisoformat(str(got.value)) <= date.fromisoformat(got.latest or str(got.value)) <= today


@QUIET
@given(text=TEXTS, today=DAYS)
def test_a_day_to_come_is_never_before_today(text: str, today: date) -> None:
    got = answer("date", text, today, "future")
    if got.value is not None:
        assert today <= date.fromisoformat(str(got.value)) <= date.fromisoformat(got.latest or str(got.value))


@QUIET
@given(day=DAYS, today=DAYS)
def test_a_fully_written_day_is_that_day_in_every_notation(day: date, today: date) -> None:
    for written in (
        day.isoformat(),
        f"{day.day}/{day.month} {day.year}",
        f"den {day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day:%Y%m%d}",
    ):
        assert answer("date", written, today).value == day.isoformat()
    assert date_from_digits(f"{day:%d%m%Y}", today=today).value == day.isoformat()


@QUIET
@given(today=DAYS, days=st.integers(min_value=1, max_value=300))
def test_days_ago_and_days_ahead_count_from_today(today: date, days: int) -> None:
    assert answer("date", f"för {days} dagar sedan", today, "past").value == (today - timedelta(days)).isoformat()
    assert answer("date", f"om {days} dagar", today, "future").value == (today + timedelta(days)).isoformat()


@QUIET
@given(kronor=st.integers(min_value=0, max_value=9_999_999))
def test_an_amount_is_the_same_however_it_is_grouped(kronor: int) -> None:
    spaced = f"{kronor:,}".replace(",", " ")
    for written in (f"{kronor}", f"{kronor} kr", f"{spaced} kronor", f"jag har {spaced} kr kvar", f"{kronor}:-"):
        assert answer("amount", written, date(2026, 3, 11)).value == kronor


@QUIET
@given(text=TEXTS)
def test_spotting_a_move_never_fails(text: str) -> None:
    spotted = spot(text)
    assert spotted is None or spotted.move in MOVES


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\x00\x01\u202e", "🙂" * 50_000, "a" * 100_000, "1" * 100_000, "inte " * 20_000, "den 3 " * 20_000,
        "3/3 " * 25_000, "noll sjuttio " * 8_000, "hundra" * 15_000, "mat och inte medicin " * 5_000,
        "ja nej " * 15_000,
        "jag vet inte vad jag " * 5_000, "vänta lite snälla tack " * 5_000, "Farsta " * 15_000, ",.;!?" * 20_000,
        "a@b." * 25_000, "varför frågar du om det om det om det " * 3_000, "-" * 100_000, "и" * 100_000, "\n" * 100_000,
        "<b>måndag</b>", "måndag\x00", "ﷺ" * 1000,
    ],
)  # fmt: skip
def test_huge_and_strange_texts_cost_little(text: str) -> None:
    start = time.process_time()
    for kind in TYPES:
        answer(kind, text, date(2026, 3, 11), "past")
    spot(text)
    assert time.process_time() - start < 3


def test_a_story_is_text_and_not_cut() -> None:
    story = "De har stängt av elen. " * 4000
    assert parse("text", story, today=date(2026, 3, 11)).value == story.strip()


def test_an_unknown_step_type_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="colour"):
        parse("colour", "blå", today=date(2026, 3, 11))
