"""Days of a decision: told with care, counted only from a day that is known, and never with false hope."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.deadlines.rules import deadlines, delay_from
from bot.dialogue.wording import MONTHS, day_in_words
from content.flow import Channel, Step, StepType
from content.loader import load_library
from tests.bot.dialogue.conversation import A_MONDAY_MORNING, Conversation

TODAY = A_MONDAY_MORNING.date()
"""Monday 23 November 2026."""

THREE_WEEKS, TWO_MONTHS = "social_services", "forsakringskassan"
A_DAY = re.compile(rf"\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}")


def a_no(talk: Conversation, sender: str, got: str, route: str = "appeal", outcome: str = "no") -> str:
    """What is told about a written decision that came that day."""
    talk.begins("explain_decision").answers(
        decision_from=sender, decision_about="forsorjningsstod", outcome=outcome, written="yes", decision_date=None,
        got_date=got, route=route, reason_given="yes", unclear=None, enough="yes",
    )  # fmt: skip
    confirmed(talk)
    return talk.told


def confirmed(talk: Conversation) -> None:
    if talk.asked == "confirm":
        talk.chooses("yes")


# --- To object ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("got", "sender", "told"),
    [
        ("i torsdags", THREE_WEEKS, "Sista dagen är ungefär torsdag 10 december 2026."),
        ("3 november", THREE_WEEKS, "Sista dagen är ungefär i morgon, tisdag 24 november 2026."),
        ("2 november", THREE_WEEKS, "Sista dagen är ungefär i dag."),
        ("30 oktober", THREE_WEEKS, "Sista dagen var ungefär fredag 20 november 2026."),
        ("i torsdags", TWO_MONTHS, "Sista dagen är ungefär tisdag 19 januari 2027."),
        ("24 september", TWO_MONTHS, "Sista dagen är ungefär i morgon, tisdag 24 november 2026."),
        ("23 september", TWO_MONTHS, "Sista dagen är ungefär i dag."),
        ("1 september", TWO_MONTHS, "Sista dagen var ungefär måndag 2 november 2026."),
    ],
)
def test_the_last_day_is_told_as_it_lies_from_today(
    chat: Conversation, call: Conversation, got: str, sender: str, told: str
) -> None:
    for talk in (chat, call):
        said = a_no(talk, sender, got)
        assert told in said
        assert "Kontrollera brevet." in said


def test_from_an_unknown_day_nothing_is_counted(chat: Conversation) -> None:
    said = a_no(chat, THREE_WEEKS, "vet inte")
    assert "Jag vet inte sista dagen. Ofta är den tre veckor från dagen du fick beslutet." in said
    assert "ungefär" not in said


def test_of_several_days_the_first_counts_and_that_is_said(chat: Conversation) -> None:
    said = a_no(chat, THREE_WEEKS, "torsdag eller fredag förra veckan")
    assert "Sista dagen är ungefär torsdag 10 december 2026." in said
    assert "Jag räknade från den första dagen du sa." in said


def test_a_last_day_that_has_perhaps_passed_is_not_told_as_passed(chat: Conversation) -> None:
    """Somewhere in October or November: from the first such day it is too late, from the last it is not."""
    said = a_no(chat, THREE_WEEKS, "mellan 15 oktober och 15 november")
    assert "Sista dagen kan ha varit ungefär torsdag 5 november 2026." in said
    assert "Gör det i dag ändå." in said
    assert "Sista dagen var" not in said


# --- When it is too late --------------------------------------------------------------------------------------------

LATE = "1 september"


def test_too_late_at_an_authority_leaves_what_the_law_leaves(chat: Conversation, call: Conversation) -> None:
    for talk in (chat, call):
        said = a_no(talk, THREE_WEEKS, LATE)
        assert "Skrev de fel om hur du kan överklaga? Då kan ett sent brev räknas." in said
        assert "De kan också ändra ett beslut som är fel." in said
        assert "Fråga också om du kan söka igen." in said
        assert "Jag vet inte hur de svarar." in said
        assert "Du kan överklaga" not in said


@pytest.mark.parametrize("route", ["appeal", "review"])
def test_too_late_at_forsakringskassan_claims_no_rule_that_we_do_not_know(chat: Conversation, route: str) -> None:
    said = a_no(chat, TWO_MONTHS, LATE, route=route)
    assert "Ring dem ändå och fråga vad du kan göra." in said
    assert "räknas" not in said
    assert "ändra ett beslut" not in said


def test_who_must_pay_back_is_not_told_to_apply_again(chat: Conversation) -> None:
    assert "söka igen" not in a_no(chat, THREE_WEEKS, LATE, outcome="repay")


def test_too_late_to_pay_is_not_told_as_a_way_to_keep_the_home(chat: Conversation) -> None:
    said = about_the_home(chat, LATE)
    assert "kan du få bo kvar" not in said
    assert "Fråga vad du kan göra." in said


@pytest.mark.parametrize(
    ("sender", "about"), [("health_care", {}), ("social_services", {"decision_about": "other", "about_other": "sip"})]
)
def test_what_is_perhaps_no_decision_has_perhaps_no_last_day(
    chat: Conversation, sender: str, about: dict[str, str]
) -> None:
    chat.begins("explain_decision").answers(
        **{"decision_from": sender, "decision_about": "other", **about}, outcome="no", written="oral",
        got_date="i torsdags", enough="yes",
    )  # fmt: skip
    assert "Jag vet inte om det finns en sista dag." in chat.told
    assert "tre veckor" not in chat.told


@pytest.mark.parametrize(
    ("written", "got", "crossed"),
    [
        ("12 november", "10 november", True),
        ("12 november", "12 november", False),
        ("12 november", "16 november", False),
        ("12 november", "11 eller 13 november", False),
        (None, "10 november", False),
    ],
)
def test_a_decision_that_came_before_its_own_day_is_looked_at_again(
    chat: Conversation, written: str | None, got: str, crossed: bool
) -> None:
    chat.begins("explain_decision").answers(
        decision_from=THREE_WEEKS, decision_about="forsorjningsstod", outcome="no", written="yes",
        decision_date=written, got_date=got, route="appeal", reason_given="yes", unclear=None, enough="yes",
    )  # fmt: skip
    confirmed(chat)
    assert ("Du sa att du fick beslutet före dagen som står på det." in chat.told) is crossed
    assert chat.asked == "want"


def test_a_yes_has_no_last_day(chat: Conversation) -> None:
    assert "Sista dagen" not in a_no(chat, THREE_WEEKS, "i torsdags", outcome="yes")


# --- To keep the home -----------------------------------------------------------------------------------------------


def about_the_home(talk: Conversation, got: str, sender: str = "landlord", outcome: str = "ends") -> str:
    talk.begins("explain_decision").answers(
        decision_from=sender, decision_about="other", outcome=outcome, written="yes", decision_date=None, got_date=got,
        route="not_found", reason_given="yes", unclear=None, enough="yes",
    )  # fmt: skip
    return talk.told


@pytest.mark.parametrize("sender", ["landlord", "kronofogden"])
@pytest.mark.parametrize(
    ("got", "told"),
    [
        ("i går", "Då är sista dagen att betala ungefär måndag 14 december 2026."),
        ("3 november", "Då är sista dagen att betala ungefär i morgon, tisdag 24 november 2026."),
        ("2 november", "Då är sista dagen att betala ungefär i dag."),
        ("1 oktober", "Då var sista dagen att betala ungefär torsdag 22 oktober 2026."),
        ("mellan 15 oktober och 15 november", "Då kan sista dagen att betala ha varit ungefär torsdag 5 november"),
        ("vet inte", "Räkna ungefär tre veckor från dagen du fick den."),
    ],
)
def test_a_notice_of_unpaid_rent_has_a_last_day_of_its_own(
    chat: Conversation, call: Conversation, sender: str, got: str, told: str
) -> None:
    for talk in (chat, call):
        said = about_the_home(talk, got, sender)
        assert "uppsägning för obetald hyra?" in said, "we cannot know that it is one"
        assert told in said
        assert "Ring socialtjänsten och Kronofogden" in said
        assert "Finns det redan ett beslut om vräkning? Då räcker det inte bara att betala." in said
        assert "Jag vet inte sista dagen" not in said


def test_a_landlord_who_wants_money_has_perhaps_not_given_notice(chat: Conversation) -> None:
    said = about_the_home(chat, "i går", outcome="repay")
    assert "Räkna ungefär tre veckor från dagen du fick den." in said
    assert not A_DAY.search(said)


# --- A long wait ----------------------------------------------------------------------------------------------------


def waits(talk: Conversation, applied: str, sender: str = "social_services") -> str:
    talk.begins("explain_decision").answers(decision_from=sender, decision_about="boendestod", outcome="waiting")
    assert talk.asked == "applied_on"
    talk.says(applied)
    confirmed(talk)
    return talk.answers(enough="yes").told


@pytest.mark.parametrize(
    ("applied", "told"),
    [
        ("20 april", "Du har väntat i ungefär sex månader eller mer."),
        ("22 maj", "Du har väntat i ungefär sex månader eller mer."),
        ("24 maj", "Det är ungefär tisdag 24 november 2026."),
        ("31 augusti", "Det är ungefär måndag 1 mars 2027."),
        ("vet inte", "Jag vet inte vilken dag du ansökte."),
    ],
)
def test_when_a_wait_may_be_ended_is_told_with_its_one_chance_first(
    chat: Conversation, call: Conversation, applied: str, told: str
) -> None:
    for talk in (chat, call):
        said = waits(talk, applied)
        assert told in said
        assert said.index("bara en gång") < said.index("skriva")
        assert "De ska svara inom fyra veckor." in said


def test_of_several_days_the_last_counts_so_that_the_one_chance_is_not_wasted(chat: Conversation) -> None:
    said = waits(chat, "mellan 15 maj och 15 juni")
    assert "Det är ungefär tisdag 15 december 2026." in said
    assert "Jag räknade från den sista dagen du sa." in said


def test_who_waits_for_care_hears_that_the_rule_is_about_decisions(chat: Conversation) -> None:
    assert "Väntar du på vård?" in waits(chat, "20 april", "health_care")


@pytest.mark.parametrize("sender", ["forsakringskassan", "a_kassa", "landlord", "other"])
def test_elsewhere_no_day_is_asked_and_no_rule_is_told(chat: Conversation, sender: str) -> None:
    chat.begins("explain_decision").answers(decision_from=sender, decision_about="repay", outcome="waiting")
    assert chat.asked == "enough"
    assert "sex månader" not in chat.chooses("yes").told


# --- Whatever is answered -------------------------------------------------------------------------------------------

LIBRARY = load_library()
FLOW = LIBRARY.flows["explain_decision"]
PROMISES = re.compile(
    r"\bdu (?:får|ska få) (?:pengar|pengarna|bidrag|hjälpen|stödet|boendet)\b|\bdu kommer att få\b"
    r"|\bdu har rätt till (?:pengar|bidrag|stöd)\b|\bdet ordnar sig\b|\bgarant\w+|\bsäkert ja\b",
    re.IGNORECASE,
)
LIKELY = {
    "decision_from": ["social_services", "forsakringskassan", "landlord", "kronofogden"],
    "outcome": ["no", "ends", "waiting"],
    "written": ["yes"],
    "route": ["appeal", "review"],
}
"""Answers that lead to a day; the others come up too."""


def in_swedish(days_back: int) -> str:
    day = TODAY - timedelta(days=days_back)
    return f"{day.day} {MONTHS[day.month - 1]}"


DAYS_SAID = st.one_of(
    st.integers(1, 400).map(in_swedish),
    st.tuples(st.integers(2, 60), st.integers(1, 40)).map(
        lambda back: f"mellan {in_swedish(sum(back))} och {in_swedish(back[0])}"
    ),
    st.none(),
)


def answers_to(step: Step) -> st.SearchStrategy[object]:
    if step.type is StepType.DATE:
        return DAYS_SAID
    options = [o.id for o in step.options] or ["yes", "no"]
    found = st.one_of(st.sampled_from(LIKELY.get(step.key, options)), st.sampled_from([*options, None]))
    return found.map(lambda option: option and [option]) if step.type is StepType.MULTI else found


QUESTIONS = list(takewhile(lambda step: step.key != "explained", FLOW.steps))
ANSWERS = st.fixed_dictionaries({step.key: answers_to(step) for step in QUESTIONS})
"""An answer or none to every question before the explanation."""


@settings(max_examples=120, deadline=None)
@given(ANSWERS, st.sampled_from(["chat", "phone"]))
def test_every_day_that_is_told_follows_from_one_that_was(answers: dict[str, object], channel: Channel) -> None:
    talk = Conversation(LIBRARY, channel=channel).begins("explain_decision")
    said = ""
    while talk.asked not in ("want", None):
        if talk.asked == "offer_topic":
            talk.chooses("no")
        elif talk.asked == "confirm":
            talk.chooses("yes")
        else:
            talk.answers(**answers)
        said = "\n".join(message.text for message in talk.turn.messages if message.kind == "explain") or said
    assert said, talk.story
    assert not PROMISES.search(said), said
    assert set(A_DAY.findall(said)) <= {day_in_words(day).split(" ", 1)[1] for day in countable(talk)}, said


def countable(talk: Conversation) -> set[date]:
    """Every day that the rules give for what was answered: from the first of several days, for a wait from the last."""
    values = talk.known
    applied = talk.state.answers.get("applied_on")
    latest = applied.latest if applied else None
    first = delay_from({**values, "applied_on": latest} if latest else values)
    return {one.day for one in deadlines(values)} | ({first} if first else set())
