"""A child that keeps dying is started less and less often, one that lived long starts afresh."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.supervisor.backoff import Backoff


def test_the_wait_doubles_up_to_the_cap() -> None:
    backoff = Backoff(lambda: 1.0, first=1, cap=10)
    assert [backoff.after(0.1) for _ in range(6)] == [1, 2, 4, 8, 10, 10]


def test_a_child_that_lived_long_starts_afresh() -> None:
    backoff = Backoff(lambda: 1.0, first=1, cap=10, settled=60)
    for _ in range(5):
        backoff.after(1)
    assert backoff.after(61) == 1


@given(st.lists(st.tuples(st.floats(0, 1e6), st.floats(0, 0.999)), max_size=200))
def test_the_wait_is_never_nothing_and_never_above_the_cap(deaths: list[tuple[float, float]]) -> None:
    chances = iter([chance for _, chance in deaths])
    backoff = Backoff(lambda: next(chances), first=0.5, cap=30)
    assert all(0.25 <= backoff.after(lived) <= 30 for lived, _ in deaths)
