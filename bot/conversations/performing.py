"""Doing what the dialogue asked for, in the transaction of its turn: alerts, intakes, codes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import assert_never

from bot.conversations.resume_codes import SPOKEN_LIVES, new_code
from bot.dialogue.advance import Advanced, advance
from bot.dialogue.effect import Alert, MakeCode, RememberNumber, SubmitIntake, TakeUp
from bot.dialogue.event import CodeMade, Event, NotTakenUp, Submitted
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
        """What was done is told back to the dialogue, so that the turn it returns names the case, or the code.

        Taking an earlier conversation up is done before this is called; whoever comes here with it found none.
        """
        done = advanced
        for effect in advanced.effects:
            match effect:
                case Alert(kind=kind):
                    await uow.outbox.add(ALERT, {"conversation": stored.id, "kind": kind}, self.now)
                case SubmitIntake():
                    case = await self._submit(uow, stored, effect, advanced.state)
                    done = self._told(done, Submitted(case))
                case RememberNumber(keep=keep):
                    number = advanced.state.caller if keep else None
                    await uow.conversations.remember_channel_key(stored.id, stored.channel, number)
                case MakeCode():
                    code = new_code()
                    await uow.resume_codes.create(stored.id, code, self.now + SPOKEN_LIVES)
                    done = self._told(done, CodeMade(code))
                case TakeUp():
                    done = self._told(done, NotTakenUp())
                case _:
                    assert_never(effect)
        return done

    def _told(self, before: Advanced, event: Event) -> Advanced:
        told = advance(self.library, before.state, event, None, self.now, on_duty=self.on_duty())
        messages = (*before.turn.messages, *told.turn.messages)
        links = tuple(dict.fromkeys([*before.turn.links, *told.turn.links]))
        return Advanced(told.state, told.turn.model_copy(update={"messages": messages, "links": links}), ())

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
