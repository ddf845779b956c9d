"""Working with a case: notes, contact attempts, states, handing over, closing, and meeting a colleague's change."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.desk.errors import ChangedMeanwhile, Incomplete, NotAllowed, UnknownCase, UnsafeContact
from bot.desk.person import Person
from bot.desk.words import ATTEMPT_RESULTS, LEAVES_A_TRACE, OUTCOMES, RESULTS_OF, WAYS
from tests.bot.desk.stories import BY_COMMAND, CLIENT_WORDS, MONDAY, House


async def annas(house: House, **changes: Any) -> tuple[Person, str]:
    """Anna, and a case that is hers (version 1)."""
    anna, case = await house.hire("Anna"), await house.case(**changes)
    await house.desk.claim(anna, case)
    return anna, case


async def test_an_opened_case_has_everything(house: House) -> None:
    anna, case = await annas(house, priority=1, rule_ids=("no_food",))
    await house.desk.note(anna, case, "  Ring efter klockan tre.  ")
    opened = await house.desk.open_case(anna, f" {case.casefold()} ")
    assert CLIENT_WORDS in repr(opened.sections)
    assert [(entry.kind, entry.words, entry.text) for entry in opened.entries] == [
        ("claim", "Tog ärendet.", None),
        ("note", "Skrev en anteckning.", "Ring efter klockan tre."),
    ]
    assert (opened.row.case, opened.row.priority_words, opened.row.claimed_at) == (case, "samma dag", MONDAY)
    assert opened.may == {"note", "contact_attempt", "release", "set_status", "hand_over", "close"}
    assert [(row.who, row.words) for row in opened.trail] == [
        ("Anna", "tog ärendet"),
        ("Anna", "skrev en anteckning"),
        ("Anna", "läste"),
    ]


async def test_a_case_is_found_by_its_words(house: House) -> None:
    anna = await house.hire("Anna")
    case = await house.case(case_number="BJÖRK 47")
    assert (await house.desk.open_case(anna, "björk fyrtiosju")).case == case
    for nothing in ("Kalle Karlsson", "", "BJÖRK 48", "a\0b"):
        with pytest.raises(UnknownCase):
            await house.desk.open_case(anna, nothing)


async def test_reading_again_and_again_is_one_row_of_the_trail(house: House) -> None:
    anna, bo, case = await house.hire("Anna"), await house.hire("Bo"), await house.case()
    for person in (anna, anna, bo, anna):
        house.clock.pass_by(minutes=1)
        opened = await house.desk.open_case(person, case)
    assert [(row.who, row.times) for row in opened.trail] == [("Anna", 2), ("Bo", 1), ("Anna", 1)]
    assert opened.trail[0].at == MONDAY + timedelta(minutes=2)


async def test_two_persons_write_at_once_and_both_texts_stay(house: House) -> None:
    anna, case = await annas(house)
    bo = await house.hire("Bo")
    await house.desk.note(bo, case, "Bo: klienten ringde mig.")
    await house.desk.note(anna, case, "Anna: jag ringer i morgon.")
    await house.desk.set_status(anna, case, 1, "waiting")  # notes do not make a page out of date
    opened = await house.desk.open_case(anna, case)
    assert [entry.text for entry in opened.entries if entry.text] == [
        "Bo: klienten ringde mig.",
        "Anna: jag ringer i morgon.",
    ]
    assert opened.status == "waiting"


async def test_a_page_that_is_out_of_date_changes_nothing_and_says_who_was_there(house: House) -> None:
    anna, case = await annas(house)
    lead = await house.hire("Lea", "lead")
    house.clock.pass_by(minutes=10)
    await house.desk.set_status(lead, case, 1, "waiting")
    for change in (
        house.desk.set_status(anna, case, 1, "open"),
        house.desk.release(anna, case, 1),
        house.desk.hand_over(anna, case, 1, to_office="vasterort", why="Flyttat."),
        house.desk.close(anna, case, 1, outcome="helped"),
        house.desk.reopen(anna, case, 1, "Fel."),
    ):
        with pytest.raises(ChangedMeanwhile) as told:
            await change
        assert (told.value.by, told.value.at) == ("Lea", house.clock())
    assert (await house.stored(case)).status == "waiting"
    await house.desk.close(anna, case, 2, outcome="helped")


async def test_a_button_pressed_twice_does_one_thing(house: House) -> None:
    anna, case = await annas(house)
    for _ in range(2):
        await house.desk.note(anna, case, "En gång.")
        await house.desk.contact_attempt(anna, case, way="call", result="reached")
    for _ in range(2):
        await house.desk.close(anna, case, 1, outcome="helped", text="Klart.")
    opened = await house.desk.open_case(anna, case)
    assert [entry.kind for entry in opened.entries] == ["claim", "note", "contact_attempt", "close"]
    house.clock.pass_by(minutes=2)
    await house.desk.note(anna, case, "En gång.")
    assert len((await house.desk.open_case(anna, case)).entries) == 5


async def test_a_trace_is_left_only_where_it_is_safe(house: House) -> None:
    anna, case = await annas(house, contact_safe=False)
    tries = [(way, "no_answer", "trace") for way in LEAVES_A_TRACE]
    tries += [("call", "left_message", "trace"), ("call", "no_answer", "missed_call"),
              ("call", "someone_else", "someone_else"), ("visit", "someone_else", "someone_else")]  # fmt: skip
    for way, result, because in tries:
        with pytest.raises(UnsafeContact) as told:
            await house.desk.contact_attempt(anna, case, way=way, result=result)
        assert (told.value.safe, told.value.because) == (False, because)
    await house.desk.contact_attempt(anna, case, way="call", result="wrong_details")
    await house.desk.contact_attempt(anna, case, way="sms", result="sent", text="Kom överens.", confirmed=True)
    entries = (await house.desk.open_case(anna, case)).entries
    assert [(entry.words, entry.text) for entry in entries[1:]] == [
        ("Ringde. Fel nummer eller adress.", None),
        ("Skickade sms. Skickat, väntar på svar. Det var kanske inte tryggt.", "Kom överens."),
    ]


@pytest.mark.parametrize("safe", [None, True])
async def test_not_knowing_is_not_safe_but_a_yes_is(house: House, safe: bool | None) -> None:
    anna, case = await annas(house, contact_safe=safe)
    if safe is None:
        with pytest.raises(UnsafeContact):
            await house.desk.contact_attempt(anna, case, way="letter", result="sent")
    else:
        await house.desk.contact_attempt(anna, case, way="letter", result="sent")


async def test_a_case_goes_to_the_queue_of_another_office_with_the_reason(house: House) -> None:
    anna, case = await annas(house)
    west = await house.hire("Vera", office="vasterort")
    await house.desk.hand_over(anna, case, 1, to_office="vasterort", why="Klienten har flyttat.")
    with pytest.raises(UnknownCase):
        await house.desk.open_case(anna, case)
    (row,) = await house.desk.queue(west, whose="free")
    assert (row.case, row.status, row.claimed_by) == (case, "new", None)
    await house.desk.claim(west, case)
    opened = await house.desk.open_case(west, case)
    assert (opened.entries[1].words, opened.entries[1].text) == (
        "Lämnade över till Västerort.",
        "Klienten har flyttat.",
    )


async def test_a_case_goes_to_a_colleague(house: House) -> None:
    anna, case = await annas(house)
    bo, _editor = await house.hire("Bo"), await house.hire("Eva", "editor")
    lead, west = await house.hire("Lea", "lead"), await house.hire("Vera", office="vasterort")
    gone = await house.hire("Gun")
    await house.people.disable(gone.email, by=BY_COMMAND)
    await house.desk.set_status(anna, case, 1, "waiting")
    assert {one.shown for one in await house.desk.colleagues(anna, case)} == {"Bo", "Lea"}
    assert await house.desk.colleagues(bo, case) == ()
    for nobody in (west.id, gone.id, anna.id, "nobody"):
        with pytest.raises(Incomplete, match="to"):
            await house.desk.hand_over(anna, case, 2, to_person=nobody, why="Semester.")
    await house.desk.hand_over(anna, case, 2, to_person=bo.id, why="Semester.")
    opened = await house.desk.open_case(bo, case)
    assert (opened.mine, opened.status, opened.entries[-1].words) == (True, "waiting", "Lämnade över till Bo.")
    assert "release" not in (await house.desk.open_case(anna, case)).may
    assert {one.shown for one in await house.desk.colleagues(lead, case)} == {"Anna", "Lea"}


async def test_a_free_case_is_given_to_somebody_by_a_lead_only(house: House) -> None:
    anna, bo, case = await house.hire("Anna"), await house.hire("Bo"), await house.case()
    lead = await house.hire("Lea", "lead", office=None)
    assert await house.desk.colleagues(anna, case) == ()
    with pytest.raises(Incomplete):
        await house.desk.hand_over(anna, case, 0, to_person=bo.id, why="Du tar den.")
    await house.desk.hand_over(lead, case, 0, to_person=bo.id, why="Du känner klienten.")
    assert (await house.stored(case)).status == "open"


async def test_handing_over_needs_one_receiver_and_a_reason(house: House) -> None:
    anna, case = await annas(house)
    bo = await house.hire("Bo")
    for to in (
        {},
        {"to_office": "soderort"},
        {"to_office": "atlantis"},
        {"to_office": "vasterort", "to_person": bo.id},
    ):
        with pytest.raises(Incomplete, match="to"):
            await house.desk.hand_over(anna, case, 1, **to, why="Så är det.")
    with pytest.raises(Incomplete, match="why"):
        await house.desk.hand_over(anna, case, 1, to_person=bo.id, why="  ")
    assert await house.version(case) == 1


async def test_closing_counts_from_now_and_a_closed_case_can_be_taken_up_again(house: House) -> None:
    anna, case = await annas(house)
    bo = await house.hire("Bo")
    house.clock.pass_by(days=2)
    await house.desk.close(anna, case, 1, outcome="no_contact", text="Tre försök.")
    stored = await house.stored(case)
    assert (stored.status, stored.outcome, stored.closed_at, stored.claimed_by) == (
        "closed",
        "no_contact",
        house.clock(),
        anna.id,
    )
    opened = await house.desk.open_case(bo, case)
    assert (opened.entries[-1].words, opened.may) == ("Avslutade. Vi fick inte kontakt.", {"note", "reopen"})
    await house.desk.reopen(bo, case, 2, "Klienten ringde.")
    stored = await house.stored(case)
    assert (stored.status, stored.outcome, stored.closed_at, stored.claimed_by) == ("open", None, None, bo.id)


async def test_what_is_not_ones_own_is_left_alone_but_a_lead_may_help(house: House) -> None:
    _, case = await annas(house)
    bo, lead = await house.hire("Bo"), await house.hire("Lea", "lead")
    assert (await house.desk.open_case(bo, case)).may == {"note", "contact_attempt"}
    for change in (
        house.desk.set_status(bo, case, 1, "waiting"),
        house.desk.release(bo, case, 1, "Annas barn är sjukt."),
        house.desk.hand_over(bo, case, 1, to_person=bo.id, why="Min."),
        house.desk.close(bo, case, 1, outcome="helped"),
    ):
        with pytest.raises(NotAllowed):
            await change
    with pytest.raises(Incomplete, match="why"):
        await house.desk.release(lead, case, 1)
    await house.desk.release(lead, case, 1, "Anna är sjuk.")
    entry = (await house.desk.open_case(bo, case)).entries[-1]
    assert (entry.who, entry.words, entry.text) == ("Lea", "Släppte ärendet, som Anna hade.", "Anna är sjuk.")


async def test_nobody_waits_for_one_who_has_left(house: House) -> None:
    anna, case = await annas(house)
    bo = await house.hire("Bo")
    await house.people.disable(anna.email, by=BY_COMMAND)
    assert {one.shown for one in await house.desk.colleagues(bo, case)} == {"Bo"}
    await house.desk.hand_over(bo, case, 1, to_person=bo.id, why="Anna har slutat.")
    opened = await house.desk.open_case(bo, case)
    assert (opened.mine, opened.entries[0].who) == (True, "Anna")


async def test_a_shell_is_put_away_with_a_note(house: House) -> None:
    anna, case = await annas(house)
    await house.desk.note(anna, case, "Ringde socialtjänsten.")
    house.clock.pass_by(hours=1)
    await house.take_back(case)
    with pytest.raises(ChangedMeanwhile) as told:
        await house.desk.set_status(anna, case, 1, "waiting")
    assert told.value.by == "klienten"
    opened = await house.desk.open_case(anna, case)
    assert (opened.erased_at, opened.may) == (house.clock(), {"note", "close"})
    assert CLIENT_WORDS not in repr(opened.sections)
    assert [entry.text for entry in opened.entries] == [None, "Ringde socialtjänsten."]
    with pytest.raises(NotAllowed):
        await house.desk.release(anna, case, opened.version)
    await house.desk.close(anna, case, opened.version, outcome="declined")
    assert (await house.desk.open_case(anna, case)).may == {"note"}


@pytest.mark.parametrize("text", ["", "   ", "a" * 10_001])
async def test_a_note_has_words_and_an_end(house: House, text: str) -> None:
    anna, case = await annas(house)
    with pytest.raises(Incomplete, match="text"):
        await house.desk.note(anna, case, text)


async def test_only_known_choices_are_taken(house: House) -> None:
    anna, case = await annas(house)
    for field, change in (
        ("way", house.desk.contact_attempt(anna, case, way="owl", result="sent")),
        ("result", house.desk.contact_attempt(anna, case, way="call", result="great")),
        ("result", house.desk.contact_attempt(anna, case, way="call", result="sent")),
        ("result", house.desk.contact_attempt(anna, case, way="letter", result="left_message")),
        ("status", house.desk.set_status(anna, case, 1, "closed")),
        ("outcome", house.desk.close(anna, case, 1, outcome="magic")),
    ):
        with pytest.raises(Incomplete, match=field):
            await change
    assert set(WAYS) >= LEAVES_A_TRACE
    assert all(len(choice) < 30 for choice in (*OUTCOMES, *ATTEMPT_RESULTS))  # the columns they are stored in


async def test_what_ombuds_wrote_goes_with_the_case_when_its_period_has_passed(house: House) -> None:
    anna, case = await annas(house)
    await house.desk.note(anna, case, "Klart.")
    stored = await house.stored(case)
    async with house.database.unit_of_work() as uow:
        assert await uow.intakes.erase([stored.id]) == 1
        assert await uow.case_entries.of(stored.id) == []
    assert ("anna", "note") in await house.trail(case)


async def test_what_a_case_waits_for_can_be_told(house: House) -> None:
    anna, case = await annas(house)
    await house.desk.set_status(anna, case, 1, "waiting", " Läkaren ringer tillbaka ")
    last = (await house.desk.open_case(anna, case)).entries[-1]
    assert (last.words, last.text) == ("Väntar på någon.", "Läkaren ringer tillbaka")


async def test_a_case_of_ones_own_is_let_go_once_however_often_the_button_is_pressed(house: House) -> None:
    anna, case = await annas(house)
    for _ in range(2):
        await house.desk.release(anna, case, 1)
    kinds = [entry.kind for entry in (await house.desk.open_case(anna, case)).entries]
    assert kinds == ["claim", "release"]


def test_every_way_has_results_and_every_result_a_way() -> None:
    assert RESULTS_OF.keys() == WAYS.keys()
    assert {result for results in RESULTS_OF.values() for result in results} == set(ATTEMPT_RESULTS)
