"""Call-back items: a conversation that broke off is not lost, if the client said yes and gave a safe way."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

import structlog

from bot.intakes.answers import Answers, value_of
from bot.intakes.contact import contact_of
from bot.intakes.intake import CALLBACK, IntakeDraft, OwnWords, draft_intake
from bot.intakes.submit import submit
from bot.store.crypto import CipherError
from bot.store.database import Database
from bot.store.unit_of_work import UnitOfWork
from content.library import Library

_AT_A_TIME = 50
_UNREADABLE = (ValueError, TypeError, LookupError, AttributeError, CipherError)
"""What a broken stored state leads to. A database that does not answer is another thing: that is tried again."""

_log = structlog.get_logger("callbacks")


@dataclass(frozen=True)
class Unfinished:
    """What a broken-off conversation holds. `kind` is the flow it was in; `caller` the number of the call (E.164)."""

    kind: str
    answers: Answers
    own_words: Sequence[OwnWords] = ()
    caller: str | None = None


def may_be_called_back(unfinished: Unfinished, channel: str) -> bool:
    """True only if the client said yes to an ombud, and said how, and said that it is safe. Unknown is no.

    Who asked for a human (the flow `human`) and told how to be reached has said yes by that. How must really work:
    see `bot.intakes.contact.contact_of`.
    """
    answers = unfinished.answers
    said_yes = unfinished.kind == "human" or value_of(answers, "send_ombud") == "yes"
    reachable = contact_of(answers, channel=channel, caller=unfinished.caller) is not None
    return said_yes and reachable and value_of(answers, "contact_safe") == "yes"


async def collect_callbacks(
    database: Database,
    read_state: Callable[[Mapping[str, Any]], Unfinished | None],
    *,
    library: Library,
    quiet_for: timedelta,
    now: datetime,
    today: date,
    rng: Random,
) -> list[str]:
    """Make a call-back item of every conversation that has been quiet that long and may be called back.

    Once per conversation: it is looked at again only after the client has said something more, and a second item is
    never made. `read_state` (the dialogue's part) tells what a stored state holds, or None if nothing is under way. A
    state that cannot be read is left alone, and told in the log; it never keeps the others waiting. Each conversation
    has its own short transaction. Returns the new case numbers.
    """
    quiet_since = now - quiet_for
    cases: list[str] = []
    while True:
        async with database.reading() as uow:
            quiet = await uow.conversations.quiet_since(quiet_since, _AT_A_TIME)
        for conversation_id in quiet:
            case = await call_back(
                database, conversation_id, read_state,
                library=library, quiet_since=quiet_since, now=now, today=today, rng=rng,
            )  # fmt: skip
            cases += [case] if case else []
        if len(quiet) < _AT_A_TIME:
            return cases


async def call_back(
    database: Database,
    conversation_id: str,
    read_state: Callable[[Mapping[str, Any]], Unfinished | None],
    *,
    library: Library,
    quiet_since: datetime,
    now: datetime,
    today: date,
    rng: Random,
) -> str | None:
    """Make a call-back item of this one if it has been quiet since that moment and may be called back."""
    async with database.unit_of_work() as uow:
        if not await uow.conversations.claim_callback_check(conversation_id, quiet_since, now):
            return None
        try:
            draft = await _draft(uow, conversation_id, read_state, library, today)
        except _UNREADABLE as error:
            # The type only: the message of a validation error quotes what the client said.
            _log.error("unfinished conversation cannot be read", error=type(error).__name__)
            return None
        if draft is None:
            return None
        return await submit(uow, conversation_id, 0, draft, words=library.case_words, now=now, rng=rng)


async def _draft(
    uow: UnitOfWork,
    conversation_id: str,
    read_state: Callable[[Mapping[str, Any]], Unfinished | None],
    library: Library,
    today: date,
) -> IntakeDraft | None:
    conversation = await uow.conversations.load(conversation_id)
    unfinished = read_state(conversation.state) if conversation else None
    if conversation is None or unfinished is None or not may_be_called_back(unfinished, conversation.channel):
        return None
    if any(intake.kind == CALLBACK for intake in await uow.intakes.of_conversation(conversation_id)):
        return None
    return draft_intake(
        unfinished.kind,
        unfinished.answers,
        channel=conversation.channel,
        library=library,
        today=today,
        own_words=unfinished.own_words,
        callback=True,
        caller=unfinished.caller,
    )
