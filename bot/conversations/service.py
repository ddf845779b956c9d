"""Conversations for every channel: loads, understands, advances, and stores everything of a turn in one transaction."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from random import Random
from typing import Protocol
from uuid import uuid4
from weakref import WeakValueDictionary

from bot.conversations import erasing
from bot.conversations.admitting import Lifetimes, admit, still_open
from bot.conversations.after import after_move, after_turn
from bot.conversations.documents import document
from bot.conversations.earlier_calls import EarlierCalls
from bot.conversations.errors import NotFound, StaleQuestion, TooMany, WrongToken
from bot.conversations.held import HeldConversations
from bot.conversations.input_line import InputLine
from bot.conversations.link_pass import new_pass, opens
from bot.conversations.newest_library import NewestLibrary
from bot.conversations.performing import Performer
from bot.conversations.phone_port import Taken
from bot.conversations.port import ChannelName, Erased, Form, Opened, ResumeCode, Told, View
from bot.conversations.resume_codes import make_code, redeem_code
from bot.conversations.translating import event_of, logged
from bot.conversations.unfinished import unfinished_in
from bot.dialogue.advance import Advanced, advance
from bot.dialogue.effect import TakeUp
from bot.dialogue.event import Event, Resumed, Said, Started
from bot.dialogue.listening import Listening, listening
from bot.dialogue.state import State
from bot.dialogue.turn import Turn
from bot.dialogue.viewing import beside
from bot.intakes.callbacks import call_back
from bot.letters.files import File
from bot.store.conversations import StoredConversation
from bot.store.database import Database
from bot.store.engine import empty_log
from bot.store.errors import Conflict
from bot.store.events import Event as LoggedEvent
from bot.store.kept_sounds import KeptSounds
from bot.store.tokens import hash_token, new_token
from bot.store.unit_of_work import UnitOfWork
from content.library import Library
from nlu.understanding import Understanding

TRIES = 5


class Understands(Protocol):
    """What the service needs of `nlu.engine`."""

    async def understand(self, text: str, *, today: date, library: Library) -> Understanding: ...


@dataclass(frozen=True)
class _Done:
    """What one event led to. `state` is None when the turn is that of an earlier request with the same key.

    `moved`: the conversation that is gone on with instead, whose turn and state these are.
    """

    turn: Turn
    state: State | None
    moved: Opened | None = None


class ConversationService:
    """Implements `bot.conversations.port.Conversations` and `bot.conversations.phone_port.PhoneConversations`.

    `clock` gives local time with a zone. `office_open` tells whether calls can be put through to a human now. `at_once`
    understands words that we offered to be said, without asking a model; without it, `engine` does. `sounds` are those
    of calls that clients agreed to have kept; they are erased with the rest.
    """

    def __init__(
        self,
        database: Database,
        library: Callable[[], Library],
        engine: Understands,
        clock: Callable[[], datetime],
        rng: Random,
        *,
        on_duty: Callable[[], bool] = lambda: False,
        office_open: Callable[[], bool] = lambda: False,
        at_once: Understands | None = None,
        lifetimes: Lifetimes | None = None,
        sounds: KeptSounds | None = None,
    ) -> None:
        self._database = database
        self._library = NewestLibrary(library, clock)
        self._engine = engine
        self._clock = clock
        self._rng = rng
        self._on_duty = on_duty
        self._office_open = office_open
        self._at_once = at_once or engine
        self._earlier = EarlierCalls()
        self._lifetimes = lifetimes or Lifetimes()
        self._sounds = sounds
        self._held = HeldConversations()
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def open(
        self,
        channel: ChannelName,
        *,
        form: Form = "chat",
        caller: str | None = None,
        connectable: bool = False,
        audio_days: int = 0,
    ) -> Opened:
        """Begin a conversation: the greeting and the question for the client's yes."""
        now, library, token = self._clock(), self._library(), new_token()
        state, turn = self._greeting(State(channel=form), Started(caller, connectable, audio_days), library)
        stored = StoredConversation(
            id=str(uuid4()),
            token_hash=hash_token(token),
            channel=channel,
            created_at=now,
            updated_at=now,
            expires_at=self._lifetimes.until(now, consented=False),
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
        return self._view(*self._greeting(state, Started(), self._library()))

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
        return (await self._take(conversation_id, token, event_of(line), idempotency_key, waiting)).turn

    async def take_event(self, conversation_id: str, token: str, event: Event) -> Taken:
        """As `take`, for calls: with richer events than an input line, and with what to listen for after it."""
        done = await self._take(conversation_id, token, event, None, None, may_move=True)
        heard = listening(self._library(), done.state, self._clock()) if done.state else Listening()
        return Taken(done.turn, heard, done.moved)

    async def listening(self, conversation_id: str, token: str) -> Listening:
        """What to listen for at the question that waits."""
        async with self._database.reading() as uow:
            stored = self._open_door(await uow.conversations.load(conversation_id), token)
        return listening(self._library(), self._held.state_of(stored, self._clock()), self._clock())

    async def hung_up(self, conversation_id: str, token: str) -> None:
        """The caller is gone: whoever may be called back is not left waiting for the hourly look."""
        async with self._database.reading() as uow:
            self._open_door(await uow.conversations.load(conversation_id), token)
        now = self._clock()
        await call_back(
            self._database, conversation_id, unfinished_in,
            library=self._library(), quiet_since=now, now=now, today=now.date(), rng=self._rng,
        )  # fmt: skip

    async def _take(
        self,
        conversation_id: str,
        token: str,
        event: Event,
        key: str | None,
        seen: str | None,
        *,
        may_move: bool = False,
    ) -> _Done:
        understood: Understanding | None = None
        if isinstance(event, Said):
            async with self._database.reading() as uow:
                stored = self._open_door(await uow.conversations.load(conversation_id), token)
                if key and (answered := await self._answered(uow, conversation_id, key)):
                    return _Done(answered, None)
                self._require_waiting(stored, seen)
            # The model is asked outside of the transaction: it may be slow, and the answer cannot depend on it.
            engine, today = self._at_once if event.known else self._engine, self._clock().date()
            understood = await engine.understand(event.text, today=today, library=self._library())
        for attempt in range(TRIES):
            try:
                async with self._one_at_a_time(conversation_id):
                    async with self._database.unit_of_work() as uow:
                        done = await self._turn(uow, conversation_id, token, event, understood, key, seen, may_move)
                    if done.moved:
                        self._held.forget(conversation_id)
                    talked = done.moved.id if done.moved else conversation_id
                    self._held.remember(talked, done.state, done.turn, self._clock(), key)
            except Conflict:
                if attempt + 1 == TRIES:
                    raise TooMany(1.0) from None  # somebody else talks in it all the time
                continue
            return done
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
        may_move: bool,
    ) -> _Done:
        stored = self._open_door(await uow.conversations.load_for_update(conversation_id), token)
        if key and (answered := await self._answered(uow, conversation_id, key)):
            return _Done(answered, None)
        self._require_waiting(stored, seen)
        now, library = self._clock(), self._library()
        step = (stored.turn.get("expects") or {}).get("key")
        advanced = self._advance(library, self._held.state_of(stored, self._clock()), event, understood, now)
        wish = next((effect for effect in advanced.effects if isinstance(effect, TakeUp)), None)
        if may_move and wish and (moved := await self._take_up(uow, wish, stored, advanced.state, now)):
            return moved
        performer = Performer(library, now, self._rng, self._on_duty)
        advanced = await performer.perform(uow, stored, advanced)
        logs = [LoggedEvent(type(event).__name__.lower(), logged(event, understood, step), now)]
        await uow.conversations.save(
            after_turn(stored, advanced, now=now, library_version=library.version, lifetimes=self._lifetimes),
            stored.version,
            events=logs if advanced.state.consent == "yes" else [],
        )
        if key and advanced.state.consent != "unasked":
            await uow.idempotency.put(conversation_id, key, advanced.turn.model_dump(), now)
        return _Done(advanced.turn, advanced.state)

    async def _take_up(
        self, uow: UnitOfWork, wish: TakeUp, here: StoredConversation, state: State, now: datetime
    ) -> _Done | None:
        """The earlier conversation of this caller goes on, under a new token; the one that found it ends here."""
        token = new_token()
        found = await self._earlier.find(
            uow, wish, channel=here.channel, caller=state.caller, token_hash=hash_token(token), now=now
        )
        if found is None or found.id == here.id:
            return None
        back = Resumed(state.caller, state.connectable, state.audio_days)
        advanced = await self._go_on(uow, found, here.channel, state.channel, back, now)
        return _Done(advanced.turn, advanced.state, Opened(found.id, token, advanced.turn))

    async def current(self, conversation_id: str, token: str) -> Turn:
        """The turn that waits."""
        async with self._database.reading() as uow:
            stored = self._open_door(await uow.conversations.load(conversation_id), token)
        return self._held.turn_of(stored, self._clock())

    async def view(self, conversation_id: str, token: str) -> View:
        """The turn that waits, and what a page shows beside it."""
        async with self._database.reading() as uow:
            stored = self._open_door(await uow.conversations.load(conversation_id), token)
        return self._view(self._held.state_of(stored, self._clock()), self._held.turn_of(stored, self._clock()))

    def link_pass(self, conversation_id: str, token: str, path: str) -> str:
        """A pass for a document, to stand in a link."""
        return new_pass(self._database.cipher, conversation_id, hash_token(token), path, self._clock())

    async def document(self, conversation_id: str, path: str, *, token: str = "", link_pass: str = "") -> File:
        """A letter or the last day, made now from the answers as they are."""
        async with self._database.reading() as uow:
            stored = await uow.conversations.load(conversation_id)
        if not link_pass:
            stored = self._open_door(stored, token)
        elif stored is None or not opens(self._database.cipher, link_pass, stored, path, self._clock()):
            raise WrongToken
        else:
            stored = still_open(stored, self._clock())
        library, now = self._library(), self._clock()
        state, uid = self._held.state_of(stored, now), hash_token(conversation_id)[:16]
        made = await asyncio.to_thread(document, library, state, path, now, uid=uid)
        if made is None:
            raise NotFound
        return made

    async def erase(self, conversation_id: str, token: str) -> Erased:
        """Everything that the client told is gone when this returns; a turn in flight cannot bring it back."""
        async with self._one_at_a_time(conversation_id):
            async with self._database.unit_of_work() as uow:
                self._open_door(await uow.conversations.load_for_update(conversation_id), token)
                erased = await erasing.erase(uow, conversation_id, self._clock())
            self._held.erase(conversation_id)
        if self._sounds:
            await erasing.erase_sound(self._sounds, conversation_id)
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
        form: Form = "phone" if channel == "phone" else "chat"
        async with self._database.unit_of_work() as uow:
            stored = await redeem_code(uow, code, hash_token(token), now)
            advanced = await self._go_on(uow, stored, channel, form, Resumed(), now)
        self._held.remember(stored.id, advanced.state, advanced.turn, now)
        return Opened(stored.id, token, advanced.turn)

    async def _go_on(
        self, uow: UnitOfWork, stored: StoredConversation, channel: str, form: Form, back: Resumed, now: datetime
    ) -> Advanced:
        state = self._held.state_of(stored, self._clock()).model_copy(update={"channel": form})
        advanced = self._advance(self._library(), state, back, None, now)
        await uow.conversations.save(
            after_move(stored, advanced, channel, now),
            stored.version,
            events=[LoggedEvent("resumed", {"channel": channel}, now)],
        )
        return advanced

    def _advance(
        self, library: Library, state: State, event: Event, understood: Understanding | None, now: datetime
    ) -> Advanced:
        on_duty, office_open = self._on_duty(), self._office_open()
        return advance(library, state, event, understood, now, on_duty=on_duty, can_connect=office_open)

    def _one_at_a_time(self, conversation_id: str) -> asyncio.Lock:
        """Held until what was said is remembered too: the database's own lock ends a moment before that."""
        return self._locks.setdefault(conversation_id, asyncio.Lock())

    async def _answered(self, uow: UnitOfWork, conversation_id: str, key: str) -> Turn | None:
        """The turn this key was answered with: stored, or before the yes held in memory."""
        if held := self._held.answered(conversation_id, key, self._clock()):
            return held
        stored = await uow.idempotency.get(conversation_id, key)
        return Turn.model_validate(stored) if stored else None

    def _greeting(self, state: State, start: Started, library: Library) -> tuple[State, Turn]:
        advanced = self._advance(library, state, start, None, self._clock())
        return advanced.state, advanced.turn

    def _view(self, state: State, turn: Turn) -> View:
        shown = beside(self._library(), state, turn, self._clock())
        answers = tuple(Told(told.key, told.label, told.value) for told in shown.answers)
        return View(turn, shown.options, answers, stored=state.consent == "yes")

    def _require_waiting(self, stored: StoredConversation, seen: str | None) -> None:
        """Raises StaleQuestion if the client answered another question than the one that waits."""
        if seen is None:
            return
        expects = self._held.turn_of(stored, self._clock()).expects
        if seen != (expects.key if expects else ""):
            raise StaleQuestion

    def _open_door(self, stored: StoredConversation | None, token: str) -> StoredConversation:
        return admit(stored, token, self._clock())
