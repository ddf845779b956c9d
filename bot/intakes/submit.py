"""Storing an intake: once, with its case number and the work it leaves behind, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from random import Random
from uuid import uuid4

from bot.intakes.case_number import draw_case_numbers
from bot.intakes.intake import CALLBACK, IntakeDraft
from bot.store.intakes import StoredIntake
from bot.store.unit_of_work import UnitOfWork

OUTBOX_KIND = "intake_stored"
QUEUE_TOPIC = "queue"


async def submit(
    uow: UnitOfWork,
    conversation_id: str,
    submission_no: int,
    draft: IntakeDraft,
    *,
    words: Sequence[str],
    now: datetime,
    rng: Random,
) -> str:
    """Store the intake and its outbox item; returns the case number.

    The same submission (conversation, kind, number) always gives the same case, however often it is repeated.
    `words` are `library.case_words`. The conversation must be stored already.
    """
    dedupe_key = f"{conversation_id}/{draft.kind}/{submission_no}"
    if case := await uow.intakes.case_of(dedupe_key):
        return case
    for case_number in draw_case_numbers(words, rng):
        intake = _stored(draft, conversation_id, dedupe_key, case_number, now)
        if await uow.intakes.insert_unless_taken(intake, contact=draft.contact):
            break
        # Taken: either the number, or another process stored this very submission a moment ago.
        if case := await uow.intakes.case_of(dedupe_key):
            return case
    if draft.kind != CALLBACK:
        await uow.intakes.replace_callback(conversation_id, now)
    await uow.outbox.add(OUTBOX_KIND, {"case": intake.case_number}, now, intake_id=intake.id)
    await uow.changes.bump(QUEUE_TOPIC)
    return intake.case_number


def _stored(draft: IntakeDraft, conversation_id: str, dedupe_key: str, case_number: str, now: datetime) -> StoredIntake:
    return StoredIntake(
        id=str(uuid4()),
        case_number=case_number,
        conversation_id=conversation_id,
        dedupe_key=dedupe_key,
        kind=draft.kind,
        priority=draft.priority,
        rule_ids=tuple(hit.id for hit in draft.hits),
        office=draft.office,
        channel=draft.channel,
        created_at=now,
        contact_safe=draft.contact_safe,
        hard_date=draft.first_hard_date,
        payload=draft.payload(),
    )
