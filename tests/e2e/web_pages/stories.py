"""Whole conversations: the question that waits, and what is answered. The words are invented."""

from __future__ import annotations

from tests.e2e.web_pages.client import Deed, Go, Press, Tick, Write

Story = tuple[tuple[str, Deed], ...]

AFRAID_TO_BE_CALLED: Story = (
    ("send_ombud", Press("yes")),
    ("name", Write("Kim")),
    ("contact_way", Press("phone")),
    ("contact_value", Write("070-174 06 05")),
    ("contact_safe", Press("no")),
    ("contact_time", Press("morning")),
    ("adapt", Tick(("calm", "sms_before"))),
)


def po_intake(words: str) -> Story:
    """Asks for an ombud; lives in Söderort, with children, and may lose the home."""
    return (
        ("consent", Press("yes")),
        ("menu", Press("po_intake")),
        ("for_whom", Press("self")),
        ("adult", Press("yes")),
        ("urgent", Tick(("none",))),
        ("area", Press("skarpnack")),
        ("reasons", Tick(("economy", "health_care"))),
        ("children", Press("yes")),
        ("home_risk", Press("no")),
        ("more", Write(words)),
        *AFRAID_TO_BE_CALLED,
        ("age_band", Press("30_49")),
        ("gender", Go("skip")),
        ("summary", Press("send")),
    )


def nodprovning(words: str) -> Story:
    """Has no food and two children; lives in Söderort."""
    return (
        ("consent", Press("yes")),
        ("menu", Press("nodprovning")),
        ("danger", Press("no")),
        ("need", Tick(("food", "power"))),
        ("food_days", Press("gone")),
        ("children_count", Write("2")),
        ("money", Write("40 kronor")),
        ("next_money", Go("dont_know")),
        ("evict_letter", Press("no")),
        ("power_date", Write("i övermorgon")),
        ("applied", Press("yes")),
        ("answer", Press("refused")),
        ("answer_written", Press("no")),
        ("tried", Write(words)),
        ("more", Go("skip")),
        ("area", Press("farsta")),
        *AFRAID_TO_BE_CALLED,
        ("summary", Press("send")),
    )
