"""One transaction, and the repositories that work in it."""

from __future__ import annotations

from functools import cached_property

from bot.store.audit import Audit
from bot.store.case_entries import CaseEntries
from bot.store.case_heads import CaseHeads
from bot.store.changes import Changes
from bot.store.conversations import Conversations
from bot.store.events import Events
from bot.store.idempotency import IdempotencyKeys
from bot.store.intakes import Intakes
from bot.store.outbox import Outbox
from bot.store.removal import Removal
from bot.store.resume_codes import ResumeCodes
from bot.store.session import Session
from bot.store.staff import Staff
from bot.store.staff_sessions import StaffSessions


class UnitOfWork:
    """All of it is committed together or not at all. Never await a model, the network or a client inside one."""

    def __init__(self, session: Session) -> None:
        self.session = session

    @cached_property
    def conversations(self) -> Conversations:
        return Conversations(self.session)

    @cached_property
    def events(self) -> Events:
        return Events(self.session)

    @cached_property
    def idempotency(self) -> IdempotencyKeys:
        return IdempotencyKeys(self.session)

    @cached_property
    def resume_codes(self) -> ResumeCodes:
        return ResumeCodes(self.session)

    @cached_property
    def removal(self) -> Removal:
        return Removal(self.session)

    @cached_property
    def intakes(self) -> Intakes:
        return Intakes(self.session)

    @cached_property
    def outbox(self) -> Outbox:
        return Outbox(self.session)

    @cached_property
    def staff(self) -> Staff:
        return Staff(self.session)

    @cached_property
    def changes(self) -> Changes:
        return Changes(self.session)

    @cached_property
    def staff_sessions(self) -> StaffSessions:
        return StaffSessions(self.session)

    @cached_property
    def case_entries(self) -> CaseEntries:
        return CaseEntries(self.session)

    @cached_property
    def case_heads(self) -> CaseHeads:
        return CaseHeads(self.session)

    @cached_property
    def audit(self) -> Audit:
        return Audit(self.session)
