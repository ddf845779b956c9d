"""Whatever several persons do with a case, in whatever order and from pages however old: it stays whole."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.desk.errors import DeskError
from bot.desk.person import Person
from bot.store.case_entries import CaseEntry
from bot.store.database import open_database
from bot.store.intakes import StoredIntake
from tests.bot.desk.stories import House

PEOPLE = ("anna", "bo", "lea", "vera", "eva")
DEEDS = ("open_case", "claim", "release", "note", "contact_attempt", "set_status", "hand_over_office",
         "hand_over_person", "close", "reopen", "take_back")  # fmt: skip
Step: TypeAlias = tuple[str, str, int, int]
STEPS = st.lists(
    # Mostly people who may, with pages that are fresh: else nearly everything is refused and nothing is tried.
    st.tuples(
        st.sampled_from(("anna", "lea", *PEOPLE, "lea")),
        st.sampled_from((*DEEDS, "claim", "release", "close", "reopen")),
        st.sampled_from((0, 0, 0, 0, 1, 2)),
        st.integers(0, 4),
    ),
    min_size=4,
    max_size=24,
)


async def do(house: House, people: dict[str, Person], case: str, step: Step) -> None:
    """One step. `old` is how many versions the person's page is behind; `pick` what they choose."""
    name, deed, old, pick = step
    person, desk = people[name], house.desk
    version = await house.version(case) - old
    why = f"{name} {pick}"
    deeds: dict[str, Any] = {
        "open_case": lambda: desk.open_case(person, case),
        "claim": lambda: desk.claim(person, case),
        "release": lambda: desk.release(person, case, version, why),
        "note": lambda: desk.note(person, case, why),
        "contact_attempt": lambda: desk.contact_attempt(person, case, way="sms", result="sent", confirmed=pick > 1),
        "set_status": lambda: desk.set_status(person, case, version, ("open", "waiting")[pick % 2]),
        "hand_over_office": lambda: desk.hand_over(
            person, case, version, to_office=("soderort", "vasterort")[pick % 2], why=why
        ),
        "hand_over_person": lambda: desk.hand_over(person, case, version, to_person=people[PEOPLE[pick]].id, why=why),
        "close": lambda: desk.close(person, case, version, outcome="helped"),
        "reopen": lambda: desk.reopen(person, case, version, why),
        "take_back": lambda: house.take_back(case),
    }
    await deeds[deed]()


async def look(house: House, case: str) -> tuple[StoredIntake, list[CaseEntry]]:
    stored = await house.stored(case)
    async with house.database.reading() as uow:
        return stored, await uow.case_entries.of(stored.id)


def is_whole(stored: StoredIntake, entries: list[CaseEntry]) -> None:
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    changes = [entry for entry in entries if entry.kind not in ("note", "contact_attempt")]
    assert stored.version == len(changes) + (stored.erased_at is not None)
    held = stored.status in ("open", "waiting")
    assert (stored.claimed_by is not None) == (stored.claimed_at is not None)
    if held:
        assert stored.claimed_by is not None
    if stored.status in ("new", "erased"):
        assert stored.claimed_by is None
    assert (stored.closed_at is not None) == (stored.status in ("closed", "erased"))
    assert (stored.outcome is not None) == (stored.status == "closed")
    assert stored.status != "new" or stored.erased_at is None


@pytest.fixture
def running(migrated_url: str, tmp_path: Path) -> Iterator[tuple[asyncio.Runner, House, dict[str, Person]]]:
    """A desk with its people, whose event loop outlives one example."""
    with asyncio.Runner() as runner:
        database = runner.run(open_database(migrated_url, tmp_path, environ={}))
        house = House(database)
        yield runner, house, runner.run(_hired(house))
        runner.run(database.close())


async def _hired(house: House) -> dict[str, Person]:
    return {
        "anna": await house.hire("anna"),
        "bo": await house.hire("bo"),
        "lea": await house.hire("lea", "lead", None),
        "vera": await house.hire("vera", office="vasterort"),
        "eva": await house.hire("eva", "editor", None),
    }


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS, at_once=st.booleans())
def test_a_case_stays_whole_whatever_is_done_to_it(
    running: tuple[asyncio.Runner, House, dict[str, Person]], steps: list[Step], at_once: bool
) -> None:
    runner, house, people = running
    runner.run(_stays_whole(house, people, steps, 3 if at_once else 1))


async def _stays_whole(house: House, people: dict[str, Person], steps: list[Step], together: int) -> None:
    case = await house.case()
    first_take_back = next((number for number, step in enumerate(steps) if step[1] == "take_back"), None)
    steps = [step for number, step in enumerate(steps) if step[1] != "take_back" or number == first_take_back]
    for start in range(0, len(steps), together):
        batch = steps[start : start + together]
        (before, written), told = await look(house, case), len(await house.trail(case))
        results = await asyncio.gather(*(do(house, people, case, step) for step in batch), return_exceptions=True)
        assert not [error for error in results if error is not None and not isinstance(error, DeskError)]
        stored, entries = await look(house, case)
        is_whole(stored, entries)
        assert entries[: len(written)] == written
        assert stored.version >= before.version
        # Each deed is told once, also a refused one; what the client does is told by the conversations.
        assert len(await house.trail(case)) == told + sum(step[1] != "take_back" for step in batch)
