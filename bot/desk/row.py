"""A case's plain columns, made into what the queue shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.desk.names import Names
from bot.desk.person import Person
from bot.desk.queue_row import QueueRow, Rule
from bot.desk.words import OUTCOMES
from bot.intakes.case_words import CHANNEL, PRIORITY, STATUS
from bot.intakes.intake import CALLBACK
from bot.store.case_heads import CaseHead
from content.library import Library

_CALL_BACK = "ring upp, samtalet bröts"


def row_of(
    head: CaseHead, person: Person, names: Names, library: Library, now: datetime, *, handed_by: str | None = None
) -> QueueRow:
    """The row as `person` sees it at `now`. `handed_by` is the id of the one who handed it over last."""
    return QueueRow(
        case=head.case_number,
        kind=head.kind,
        kind_words=_kind(head.kind, library),
        priority=head.priority,
        priority_words=PRIORITY.get(head.priority, ""),
        rules=_rules(head.rule_ids, library),
        hard_date=head.hard_date,
        waited=max((head.closed_at or now) - head.created_at, timedelta()),
        created_at=head.created_at,
        channel=head.channel,
        channel_words=CHANNEL.get(head.channel, head.channel),
        office=head.office,
        office_name=names.office(head.office),
        contact_safe=head.contact_safe,
        status=head.status,
        status_words=STATUS.get(head.status, head.status),
        claimed_by=names.holder(head.claimed_by, head.office) if head.claimed_by else None,
        claimed_at=head.claimed_at,
        mine=head.claimed_by == person.id,
        closed_at=head.closed_at,
        outcome=head.outcome,
        outcome_words=OUTCOMES.get(head.outcome, head.outcome) if head.outcome else None,
        erased=head.erased_at is not None,
        handed_by=names.person(handed_by) if handed_by and handed_by != person.id else None,
        holder_gone=head.claimed_by is not None and names.works_at(head.claimed_by, head.office) is None,
        office_unstaffed=head.office not in names.staffing.staffed,
    )


def _kind(kind: str, library: Library) -> str:
    if kind == CALLBACK:
        return _CALL_BACK
    flow = library.flows.get(kind)
    return flow.title if flow else kind


def _rules(rule_ids: Sequence[str], library: Library) -> tuple[Rule, ...]:
    """Only the ids are stored plainly; the reasons are today's words for them."""
    why = {rule.id: rule.why for rule in library.priority}
    return tuple(Rule(rule_id, why.get(rule_id, rule_id)) for rule_id in rule_ids)
