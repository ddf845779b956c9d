"""From answers to what the ombud needs to begin."""

from __future__ import annotations

import json
from typing import Any

from bot.intakes.intake import IntakeDraft, OwnWords, draft_intake
from tests.bot.intakes.stories import TODAY, answers, drafted, library


def test_an_intake_gathers_urgency_dates_office_and_needs() -> None:
    said = answers(area="farsta", children="yes", need=["food", "power"], urgent=["food", "none"],
                   evict_date="2026-11-27", contact_value="Anna@Example.org ", contact_safe="yes",
                   adapt=["interpreter"], more="Jag är trött.")  # fmt: skip
    draft = drafted("po_intake", said)
    assert (draft.kind, draft.about, draft.office, draft.priority) == ("po_intake", "po_intake", "soderort", 1)
    assert {hit.id for hit in draft.hits} == {"no_food", "evict", "children"}
    assert draft.first_hard_date is not None
    assert draft.first_hard_date.isoformat() == "2026-11-27"
    assert draft.needs == ("food", "power")
    assert draft.adaptations == ("interpreter",)
    assert (draft.contact, draft.contact_safe) == ("anna@example.org", True)


def test_own_words_are_verbatim_and_listed_once() -> None:
    opening = OwnWords("menu", "Jag fick avslag av soc i tisdags!")
    draft = drafted("po_intake", answers(more="Jag  är trött.", tried=None), own_words=[opening, opening])
    assert draft.own_words == (opening, OwnWords("more", "Jag  är trött."))


def test_unknown_safety_is_not_safe_and_not_unsafe() -> None:
    assert drafted("po_intake", answers(contact_safe=None)).contact_safe is None
    assert drafted("po_intake", {}).contact_safe is None
    assert drafted("po_intake", answers(contact_safe="no")).contact_safe is False


def test_nothing_answered_is_an_intake_too() -> None:
    draft = drafted("human", {})
    assert (draft.office, draft.priority, draft.first_hard_date, draft.contact) == ("stockholm", 4, None, None)


def test_only_codes_are_named_as_codes() -> None:
    said = answers(area="farsta", need=["food"], name="Anna", contact_value="x@y.se", more="hej", money=40)
    assert set(drafted("po_intake", said).codes) == {"area", "need"}


def test_the_payload_is_plain_json_and_keeps_provenance() -> None:
    said = answers(area="farsta")
    payload = json.loads(json.dumps(drafted("po_intake", said).payload()))
    assert payload["answers"] == said


def test_the_number_of_the_call_is_the_contact_of_who_chose_to_be_reached_by_it() -> None:
    def reached(channel: str, said: dict[str, Any], caller: str | None = "+46700000001") -> IntakeDraft:
        return draft_intake("po_intake", said, channel=channel, library=library(), today=TODAY, caller=caller)

    here = reached("phone", answers(contact_way="this_channel"))
    assert here.contact == here.payload()["caller"] == "+46700000001"
    given = reached("phone", answers(contact_way="phone", contact_value="+46700000002"))
    assert given.contact == "+46700000002"
    for unreached in (
        reached("web", answers(contact_way="this_channel")),
        reached("phone", answers(contact_way="none")),
        reached("phone", answers(contact_way="this_channel"), caller=None),
    ):
        assert unreached.contact is None
        assert "caller" not in unreached.payload()
