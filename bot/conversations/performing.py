"""Doing what the dialogue asked for, in the transaction of its turn: telling who is on duty, storing an intake."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import assert_never

from bot.dialogue.advance import Advanced, advance
from bot.dialogue.effect import Alert, SubmitIntake
from bot.dialogue.event import Submitted
from bot.dialogue.state import State
from bot.intakes.intake import OwnWords, draft_intake
from bot.intakes.submit import submit
from bot.store.conversations import StoredConversation
from bot.store.outbox import ALERT
from bot.store.unit_of_work import UnitOfWork
from content.library import Library


@dataclass(frozen=True)
class Performer:
    """What the effects of one turn are done with. `now` is local time with a zone."""

    library: Library
    now: datetime
    rng: Random
    on_duty: Callable[[], bool]

    async def perform(self, uow: UnitOfWork, stored: StoredConversation, advanced: Advanced) -> Advanced:
        """A stored intake is told back to the dialogue, so that the turn it returns names the case."""
        done = advanced
        for effect in advanced.effects:
            match effect:
                case Alert(kind=kind):
                    await uow.outbox.add(ALERT, {"conversation": stored.id, "kind": kind}, self.now)
                case SubmitIntake():
                    case = await self._submit(uow, stored, effect, advanced.state)
                    told = advance(
                        self.library, advanced.state, Submitted(case), None, self.now, on_duty=self.on_duty()
                    )
                    messages = (*advanced.turn.messages, *told.turn.messages)
                    done = Advanced(told.state, told.turn.model_copy(update={"messages": messages}), ())
                case _:
                    assert_never(effect)
        return done

    async def _submit(self, uow: UnitOfWork, stored: StoredConversation, effect: SubmitIntake, state: State) -> str:
        draft = draft_intake(
            effect.kind,
            {key: answer.model_dump() for key, answer in state.answers.items()},
            channel=stored.channel,
            library=self.library,
            today=self.now.date(),
            own_words=[OwnWords(w.key, w.text) for w in state.own_words],
            caller=state.caller,
        )
        words = self.library.case_words
        return await submit(uow, stored.id, effect.number, draft, words=words, now=self.now, rng=self.rng)
