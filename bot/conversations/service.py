"""Conversations for every channel: loads, understands, advances, and stores everything of a turn in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Protocol
from uuid import uuid4
from weakref import WeakValueDictionary

from bot.conversations import erasing
from bot.conversations.errors import Expired, NotFound, StaleQuestion, TooMany, WrongToken
from bot.conversations.held import Held, HeldConversations
from bot.conversations.input_line import InputLine
from bot.conversations.newest_library import NewestLibrary
from bot.conversations.performing import Performer
from bot.conversations.phone_port import Taken
from bot.conversations.port import ChannelName, Erased, Form, Opened, ResumeCode, Told, View
from bot.conversations.resume_codes import make_code, redeem_code
from bot.conversations.translating import event_of, logged
from bot.dialogue.advance import advance
from bot.dialogue.event import Event, Resumed, Said, Started
from bot.dialogue.listening import Listening, listening
from bot.dialogue.state import State
from bot.dialogue.turn import Turn
from bot.dialogue.viewing import beside
from bot.store.conversations import Status, StoredConversation
from bot.store.database import Database
from bot.store.engine import empty_log
from bot.store.errors import Conflict
from bot.store.events import Event as LoggedEvent
from bot.store.tokens import hash_token, new_token, token_matches
from bot.store.unit_of_work import UnitOfWork
from content.library import Library
from nlu.understanding import Understanding

TRIES = 5
_STATUS: dict[str | None, Status] = {None: "open", "done": "done", "declined": "done", "stopped": "stopped"}


class Understands(Protocol):
    """What the service needs of `nlu.engine`."""

    async def understand(self, text: str, *, today: date, library: Library) -> Understanding: ...


@dataclass(frozen=True)
class Lifetimes:
    """How long a conversation can be taken up again: without consent (nothing is stored), and with it."""

    before_consent: timedelta = timedelta(hours=24)
    with_consent: timedelta = timedelta(days=30)


class ConversationService:
    """Implements `bot.conversations.port.Conversations`. `clock` gives local time with a zone."""

    def __init__(
        self,
        database: Database,
        library: Callable[[], Library],
        engine: Understands,
        clock: Callable[[], datetime],
        rng: Random,
        *,
        on_duty: Callable[[], bool] = lambda: False,
        lifetimes: Lifetimes | None = None,
    ) -> None:
        self._database = database
        self._library = NewestLibrary(library, clock)
        self._engine = engine
        self._clock = clock
        self._rng = rng
        self._on_duty = on_duty
        self._lifetimes = lifetimes or Lifetimes()
        self._held = HeldConversations()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def open(self, channel: ChannelName, *, form: Form = "chat", caller: str | None = None) -> Opened:
        """Begin a conversation: the greeting and the question for the client's yes."""
        now, library, token = self._clock(), self._library(), new_token()
        state, turn = self._greeting(State(channel=form), caller, library)
        stored = StoredConversation(
            id=str(uuid4()),
            token_hash=hash_token(token),
            channel=channel,
            created_at=now,
            updated_at=now,
            expires_at=now + self._lifetimes.before_consent,
            library_version=library.version,
            state=state.hushed().model_dump(),
            turn=turn.model_dump(),
        )
        async with self._database.unit_of_work() as uow:
            await uow.conversations.create(stored)
        self._held.hold(stored.id, state, turn, now)
        return Opened(stored.id, token, turn)

    async def opening(self, channel: ChannelName = "web") -> View:
        """The greeting and the question for the yes, as `open` would give them; nothing is begun."""
        state = State(channel="phone" if channel == "phone" else "chat")
        return self._view(*self._greeting(state, None, self._library()))

    async def take(
        self,
        conversation_id: str,
        token: str,
        line: InputLine,
        *,
        idempotency_key: str | None = None,
        waiting: str | None = None,
    ) -> Turn:
        """One input, one turn: answers, effects and the turn are stored together, once per idempotency key."""
        return await self._take(conversation_id, token, event_of(line), idempotency_key, waiting)

    async def take_event(self, conversation_id: str, token: str, event: Event) -> Taken:
        """As `take`, for calls: with richer events than an input line, and with what to listen for after it."""
        turn = await self._take(conversation_id, token, event, None, None)
        return Taken(turn, await self.listening(conversation_id, token))

    async def listening(self, conversation_id: str, token: str) -> Listening:
        """What to listen for at the question that waits."""
        async with self._database.reading() as uow:
            stored = self._open_door(await uow.conversations.load(conversation_id), token)
        return listening(self._library(), self._state(stored), self._clock())

    async def hung_up(self, conversation_id: str, token: str) -> None:
        """The caller is gone."""
        async with self._database.reading() as uow:
            self._open_door(await uow.conversations.load(conversation_id), token)

    async def _take(self, conversation_id: str, token: str, event: Event, key: str | None, seen: str | None) -> Turn:
        understood: Understanding | None = None
        if isinstance(event, Said):
            async with self._database.reading() as uow:
                stored = self._open_door(await uow.conversations.load(conversation_id), token)
                if key and (answered := await self._answered(uow, conversation_id, key)):
                    return answered
                self._require_waiting(stored, seen)
            # The model is asked outside of the transaction: it may be slow, and the answer cannot depend on it.
            today = self._clock().date()
            understood = await self._engine.understand(event.text, today=today, library=self._library())
        for attempt in range(TRIES):
            try:
                async with self._one_at_a_time(conversation_id):
                    async with self._database.unit_of_work() as uow:
                        turn, state = await self._turn(uow, conversation_id, token, event, understood, key, seen)
                    self._remember(conversation_id, state, turn, key)
            except Conflict:
                if attempt + 1 == TRIES:
                    raise TooMany(1.0) from None  # somebody else talks in it all the time
                continue
            return turn
        raise AssertionError("unreachable")

    async def _turn(
        self,
        uow: UnitOfWork,
        conversation_id: str,
        token: str,
        event: Event,
        understood: Understanding | None,
        key: str | None,
        seen: str | None,
    ) -> tuple[Turn, State | None]:
        stored = self._open_door(await uow.conversations.load_for_update(conversation_id), token)
        if key and (answered := await self._answered(uow, conversation_id, key)):
            return answered, None
        self._require_waiting(stored, seen)
        now, library = self._clock(), self._library()
        step = (stored.turn.get("expects") or {}).get("key")
        advanced = advance(library, self._state(stored), event, understood, now, on_duty=self._on_duty())
        performer = Performer(library, now, self._rng, self._on_duty)
        advanced = await performer.perform(uow, stored, advanced)
        consented, asked = advanced.state.consent == "yes", advanced.state.consent != "unasked"
        await uow.conversations.save(
            replace(
                stored,
                updated_at=now,
                expires_at=now + (self._lifetimes.with_consent if consented else self._lifetimes.before_consent),
                consented_at=stored.consented_at or (now if consented else None),
                status=_STATUS[advanced.state.ended],
                library_version=library.version,
                state=_storable(advanced.state),
                turn=advanced.turn.model_dump() if asked else stored.turn,
            ),
            stored.version,
            events=[LoggedEvent(type(event).__name__.lower(), logged(event, understood, step), now)]
            if consented
            else [],
        )
        if key and asked:
            await uow.idempotency.put(conversation_id, key, advanced.turn.model_dump(), now)
        return advanced.turn, advanced.state

    async def current(self, conversation_id: str, token: str) -> Turn:
        """The turn that waits."""
        async with self._database.reading() as uow:
            stored = self._open_door(await uow.conversations.load(conversation_id), token)
        return self._waiting_turn(stored)

    async def view(self, conversation_id: str, token: str) -> View:
        """The turn that waits, and what a page shows beside it."""
        async with self._database.reading() as uow:
            stored = self._open_door(await uow.conversations.load(conversation_id), token)
        return self._view(self._state(stored), self._waiting_turn(stored))

    async def erase(self, conversation_id: str, token: str) -> Erased:
        """Everything that the client told is gone when this returns; a turn in flight cannot bring it back."""
        async with self._one_at_a_time(conversation_id):
            async with self._database.unit_of_work() as uow:
                self._open_door(await uow.conversations.load_for_update(conversation_id), token)
                erased = await erasing.erase(uow, conversation_id, self._clock())
            self._held.erase(conversation_id)
        await empty_log(self._database.engine)
        return erased

    async def resume_code(self, conversation_id: str, token: str) -> ResumeCode:
        """A code of eight digits, easy to key on a phone; earlier codes of the conversation stop working."""
        return await make_code(
            self._database, conversation_id, self._clock(), admit=lambda stored: self._open_door(stored, token)
        )

    async def resume(self, code: str, channel: ChannelName) -> Opened:
        """Go on elsewhere: a new token, the channel's form of the texts, and the question that waits."""
        now, token = self._clock(), new_token()
        async with self._database.unit_of_work() as uow:
            stored = await redeem_code(uow, code, token, now)
            library = self._library()
            state = self._state(stored).model_copy(update={"channel": "phone" if channel == "phone" else "chat"})
            advanced = advance(library, state, Resumed(), None, now, on_duty=self._on_duty())
            await uow.conversations.save(
                replace(
                    stored,
                    channel=channel,
                    updated_at=now,
                    status=_STATUS[advanced.state.ended],
                    state=_storable(advanced.state),
                    turn=advanced.turn.model_dump(),
                ),
                stored.version,
                events=[LoggedEvent("resumed", {"channel": channel}, now)],
            )
        self._remember(stored.id, advanced.state, advanced.turn)
        return Opened(stored.id, token, advanced.turn)

    def _one_at_a_time(self, conversation_id: str) -> asyncio.Lock:
        """Held until what was said is remembered too: the database's own lock ends a moment before that."""
        return self._locks.setdefault(conversation_id, asyncio.Lock())

    async def _answered(self, uow: UnitOfWork, conversation_id: str, key: str) -> Turn | None:
        """The turn this key was answered with: stored, or before the yes held in memory."""
        if held := self._held.answered(conversation_id, key, self._clock()):
            return held
        stored = await uow.idempotency.get(conversation_id, key)
        return Turn.model_validate(stored) if stored else None

    def _greeting(self, state: State, caller: str | None, library: Library) -> tuple[State, Turn]:
        advanced = advance(library, state, Started(caller), None, self._clock(), on_duty=self._on_duty())
        return advanced.state, advanced.turn

    def _view(self, state: State, turn: Turn) -> View:
        shown = beside(self._library(), state, turn, self._clock())
        answers = tuple(Told(told.key, told.label, told.value) for told in shown.answers)
        return View(turn, shown.options, answers, stored=state.consent == "yes")

    def _require_waiting(self, stored: StoredConversation, seen: str | None) -> None:
        """Raises StaleQuestion if the client answered another question than the one that waits."""
        if seen is None:
            return
        expects = self._waiting_turn(stored).expects
        if seen != (expects.key if expects else ""):
            raise StaleQuestion

    def _waiting_turn(self, stored: StoredConversation) -> Turn:
        held = self._held_of(stored)
        return held.turn if held else Turn.model_validate(stored.turn)

    def _state(self, stored: StoredConversation) -> State:
        held = self._held_of(stored)
        return held.state if held else State.model_validate(stored.state)

    def _held_of(self, stored: StoredConversation) -> Held | None:
        """What is held in memory, unless the client has said yes since, perhaps to another process."""
        return None if stored.consented_at else self._held.of(stored.id, self._clock())

    def _remember(self, conversation_id: str, state: State | None, turn: Turn, key: str | None = None) -> None:
        """Without a yes the words stay in memory; with a yes or a no they leave it."""
        if state is None:
            return
        if state.consent == "unasked":
            self._held.hold(conversation_id, state, turn, self._clock(), key)
        else:
            self._held.forget(conversation_id)

    def _open_door(self, stored: StoredConversation | None, token: str) -> StoredConversation:
        if stored is None:
            raise NotFound
        if not token_matches(token, stored.token_hash):
            raise WrongToken
        if stored.status == "erased" or stored.expires_at <= self._clock():
            raise Expired
        return stored


def _storable(state: State) -> dict[str, object]:
    """The state as it may be stored: before the yes without a word of the client's."""
    return (state if state.consent == "yes" else state.hushed()).model_dump()
