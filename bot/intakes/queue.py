"""The queue as an ombud (and `ombud intakes`) sees it: lists show codes, only an opened case shows words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.intakes.answers import PROVENANCE
from bot.intakes.brister import brister
from bot.intakes.case_number import find_case_number
from bot.store.case_heads import WAITING
from bot.store.intakes import IntakeStatus, StoredIntake
from bot.store.unit_of_work import UnitOfWork

__all__ = ["WAITING", "export_intakes", "list_intakes", "opened_case", "show_intake"]


async def list_intakes(
    uow: UnitOfWork, *, office: str | None = None, statuses: Sequence[IntakeStatus] | None = WAITING
) -> list[dict[str, Any]]:
    """Every waiting intake, most urgent first, with codes only: no name, no contact, no words."""
    found = await uow.intakes.in_queue_order(office=office, statuses=statuses)
    return [_as_json(intake, codes_only=True) for intake in found]


async def show_intake(uow: UnitOfWork, case: str, words: Sequence[str] = ()) -> dict[str, Any] | None:
    """One opened case with all answers, or None. With the case words, "björk fyrtiosju" finds it too."""
    intake = await opened_case(uow, case, words)
    return _as_json(intake, codes_only=False) if intake else None


async def opened_case(uow: UnitOfWork, case: str, words: Sequence[str] = ()) -> StoredIntake | None:
    """As `show_intake`, but the stored intake itself, for `bot.intakes.case_sheet`."""
    intake = await uow.intakes.by_case(case.strip().upper())
    if intake is None and (number := find_case_number(case, words)):
        intake = await uow.intakes.by_case(number)
    return intake


async def export_intakes(uow: UnitOfWork) -> list[dict[str, Any]]:
    """Every intake of any status, opened, in queue order."""
    return [_as_json(intake, codes_only=False) for intake in await uow.intakes.in_queue_order()]


def _as_json(intake: StoredIntake, *, codes_only: bool) -> dict[str, Any]:
    payload = intake.payload
    shown = {
        "case": intake.case_number,
        "kind": intake.kind,
        "status": intake.status,
        "priority": intake.priority,
        "rules": payload["rules"],
        "office": intake.office,
        "hard_dates": payload["hard_dates"],
        "contact_safe": intake.contact_safe,
        "channel": intake.channel,
        "created_at": intake.created_at.isoformat(timespec="seconds"),
    }
    if codes_only:
        codes = set(payload["codes"])
        coded = {key: answer for key, answer in payload["answers"].items() if key in codes}
        return {**shown, "answers": {key: {**_answer(answer), "raw": None} for key, answer in coded.items()}}
    return {
        **shown,
        "answers": {key: _answer(answer) for key, answer in payload["answers"].items()},
        "about": payload["about"],
        "own_words": payload["own_words"],
        "needs": payload["needs"],
        "adaptations": payload["adaptations"],
        "brister": [brist.as_json() for brist in brister(payload["answers"], intake.created_at.date())],
        **({"caller": payload["caller"]} if "caller" in payload else {}),
    }


def _answer(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: answer.get(name) for name in PROVENANCE}
