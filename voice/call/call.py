"""One call: greets, listens, asks the conversation, speaks, and ends well.

Everything that happens comes through one inbox and is handled one thing after the other; speaking, hearing and the
line run beside it. Sound is stored only after the caller's yes to that (`voice.call.keeping`).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Coroutine, Sequence
from typing import Any

import structlog

from bot.dialogue.event import NotConnected
from bot.dialogue.listening import Listening
from bot.dialogue.turn import Turn
from voice.call import words
from voice.call.attention import Attention
from voice.call.captions import Captioned, Phase
from voice.call.ears import Ears
from voice.call.hurry import Hurry
from voice.call.keeping import CallSound
from voice.call.line import Line
from voice.call.listener import Again, Answer, Farewell, Listener, Remark
from voice.call.mouth import Mouth, Speech, Utterance
from voice.call.news import Alarm, Alarms, Gone, Inbox, News, Spoke
from voice.call.outcomes import Next
from voice.call.parts import CallParts
from voice.call.record import Reason
from voice.call.talk import Talk
from voice.call.turn import TurnWriter
from voice.speaking.speaker import Tempo

log = structlog.get_logger()

_TROUBLES_AT_MOST = 3
"""Refusals one after the other, until we ask the caller to turn to a human instead."""
_CRASH_WORDS_AT_MOST = 20.0


class Call:
    """Leads one line from the answer to the end. `run` once."""

    def __init__(self, line: Line, parts: CallParts) -> None:
        self._line = line
        self._parts = parts
        self._manners, self._clock = parts.manners, parts.clock
        self._began = self._clock()
        self._inbox = inbox = Inbox()
        self._alarms = Alarms(inbox)
        self._mouth = Mouth(line, parts.speaker, inbox, parts.clock, parts.tone)
        taker = parts.taker()
        self._sound = CallSound(parts.keeping, self._mouth, line.info.id)
        self._ears = Ears(line, taker, self._mouth, inbox, parts.clock, self._sound.hear)
        self._hurry = Hurry(
            self._mouth,
            parts.speaker,
            parts.clock,
            sound=parts.thinking,
            words=lambda: parts.texts("one_moment"),
            sound_after=self._manners.thinking_after,
            words_after=self._manners.moment_after,
        )
        self._listener = Listener(
            mouth=self._mouth,
            taker=taker,
            attention=Attention(parts.hearing, inbox, line.info.id, self._manners.hearing_at_most),
            hearing_ready=parts.hearing.ready,
            hurry=self._hurry,
            inbox=inbox,
            alarms=self._alarms,
            manners=self._manners,
            metrics=parts.metrics,
            clock=parts.clock,
        )
        self._kept = parts.outcomes.come_back(line.info)
        self._talk = Talk(parts.conversations, self._kept, audio_days=parts.keeping.days if parts.keeping else 0)
        self._writer = TurnWriter(line.info.id, parts.metrics, parts.observer)
        self._aside: set[asyncio.Task[None]] = set()
        self._turn: Turn | None = None
        self._listening = Listening()
        self._speech: Speech | None = None
        self._ending: Reason | None = None
        self._troubles = 0
        self._told_deaf = self._warn = self._time_is_up = False
        self._goodbye: Speech | None = None

    async def run(self) -> Reason:
        """From the answer until the line is closed. Never raises for what the caller does or a part refuses.

        Raises when the call itself fails on a telephone: the exchange then plays its own apology, with a number in it.
        """
        parts, call = self._parts, self._line.info.id
        parts.metrics.began(self._line.info.kind)
        log.info("call_began", call=call, kind=self._line.info.kind, back=self._kept is not None)
        listening = asyncio.create_task(self._ears.listen())
        reason, broken = Reason.TROUBLE, False
        try:
            self._alarms.set(Alarm.SOON_OVER, self._manners.longest_call - self._manners.warn_before)
            self._alarms.set(Alarm.OVER, self._manners.longest_call)
            await self._greet()
            reason = await self._lead()
        except Exception as problem:
            log.exception("call_failed", call=call, problem=problem)
            if broken := self._line.info.kind == "telephone":
                raise
            await self._apologise()
        finally:
            self._alarms.stop_all()
            self._hurry.stop()
            await self._mouth.stop()
            if not broken:
                await self._line.hang_up()
            listening.cancel()
            await asyncio.gather(listening, *self._aside, self._sound.close(), return_exceptions=True)
            await self._writer.close()
            parts.metrics.ended(reason, self._clock() - self._began)
            log.info("call_ended", call=call, reason=reason.value, seconds=round(self._clock() - self._began, 1))
            if parts.observer:
                parts.observer.ended(reason)
        return reason

    # The greeting

    async def _greet(self) -> None:
        """The words that every call begins with sound at once, while the conversation is being opened."""
        if self._kept:
            await self._answer(Answer(NotConnected(), "back", self._clock()))
            return
        expected = self._parts.greeting.expected
        opening = asyncio.create_task(self._talk.open(self._line.info))
        try:
            said = self._with_notices(words.utterances(expected)) if expected else []
            if said:
                await self._say(said)
            taken = await opening
        except Exception as problem:
            await self._trouble(problem)
            return
        finally:
            opening.cancel()
        self._parts.greeting.was(taken.turn)
        self._ask(taken.turn, taken.listening)
        really = self._with_notices(words.utterances(taken.turn))
        speech = self._speech
        if really != said or speech is None:
            speech = await self._say(really)
        self._told_deaf = not self._parts.hearing.ready()
        self._writer.write_greeting(self._began, speech, taken.turn)

    def _with_notices(self, said: list[Utterance]) -> list[Utterance]:
        if not self._parts.hearing.ready() and not self._told_deaf:
            said = words.before_the_question(said, self._parts.texts("hearing_down"))
        if self._warn:
            said = words.before_the_question(said, self._parts.texts("call_soon_over"))
        return said

    # The conversation

    async def _lead(self) -> Reason:
        while True:
            if (reason := await self._handle(await self._inbox.get())) is not None:
                return reason

    async def _handle(self, news: News) -> Reason | None:
        """The reason, when the call is over."""
        match news:
            case Gone():
                await self._keep_last_words()
                return Reason.HUNG_UP
            case Spoke(number):
                return await self._has_spoken(number)
            case Alarm.SOON_OVER:
                self._warn = True
                return None
            case Alarm.OVER:
                return await self._is_over()
            case Alarm.GOODBYE:
                if not self._listener.busy:
                    await self._say_goodbye()
                return None
        if self._ending is not None:
            return None  # we say goodbye, and what comes now comes too late
        match await self._listener.take(news):
            case Answer() as answer:
                await self._answer(answer)
            case Remark(text, question):
                again = words.only_the_question(self._turn) if question and self._turn else []
                await self._say([Utterance(self._parts.texts(text)), *again])
            case Again() if self._turn:
                self._alarms.stop(Alarm.GOODBYE)
                self._listener.expect(self._listening, done=True)
                await self._say(words.utterances(self._turn))
            case Farewell():
                await self._say_goodbye()
        return None

    async def _answer(self, answer: Answer) -> None:
        """Gives the dialogue what came, and says what it answers."""
        asked, begun = self._listening.key, self._clock()
        self._alarms.stop(Alarm.GOODBYE)
        self._caption_you(answer)
        self._show(Phase.THINKS)
        try:
            if self._talk.kept is None:
                taken = await self._talk.open(self._line.info)
            else:
                taken = await self._talk.take(answer.event)
        except Exception as problem:
            await self._trouble(problem)
            return
        finally:
            self._hurry.stop()
        answered, self._troubles = self._clock(), 0
        if answer.heard is not None:
            self._inbox.drop_keys("123456789")  # they were pressed for the question that has been answered
        self._ask(taken.turn, taken.listening)
        said = words.utterances(taken.turn)
        if self._time_is_up:
            said = [*(u for u in said if not u.question), Utterance(self._parts.texts("call_over"))]
            self._ending = Reason.TOO_LONG
        else:
            said = self._with_notices(said)
            self._told_deaf = not self._parts.hearing.ready()
            self._warn = False
        speech = await self._say(said)
        self._writer.write(answer, asked, taken.turn, speech, begun=begun, answered=answered)

    def _ask(self, turn: Turn, listening: Listening) -> None:
        self._turn, self._listening = turn, listening
        self._sound.follow(self._talk.kept.id if self._talk.kept else None, keep=listening.keep_audio)
        self._listener.expect(listening, done=turn.done)
        self._beside(self._parts.hearing.expect(listening))

    async def _say(self, said: Sequence[Utterance]) -> Speech:
        """Says this instead of anything else."""
        self._show(Phase.SPEAKS)
        self._speech = await self._mouth.say(said, self._tempo)
        return self._speech

    @property
    def _tempo(self) -> Tempo:
        return Tempo.SLOW if self._listening.slow else Tempo.NORMAL

    async def _trouble(self, problem: Exception) -> None:
        """The conversation cannot be kept now: an honest word, the way to a human, and the line stays open."""
        log.warning("conversation_refused", call=self._line.info.id, problem=problem)
        self._parts.metrics.troubles.inc()
        self._troubles += 1
        if self._troubles >= _TROUBLES_AT_MOST:
            self._ending = Reason.TROUBLE
        again = words.only_the_question(self._turn) if self._turn and self._ending is None else []
        self._listener.expect(self._listening)
        await self._say([Utterance(self._parts.texts("trouble_now")), *again])

    # Endings

    async def _has_spoken(self, number: int) -> Reason | None:
        """All has been heard: now we wait, or the call is over."""
        if self._speech is None or number != self._speech.number:
            return None
        if self._ending is not None:
            return await self._close(self._ending)
        if self._listening.connect:
            return await self._close(Reason.OFFICE)
        if self._speech is self._goodbye and not self._listener.busy:
            return await self._close(Reason.DONE)
        if self._turn is not None and self._turn.done:
            self._alarms.set(Alarm.GOODBYE, self._manners.goodbye_at_most)
        self._show(Phase.LISTENS)
        if self._parts.observer:
            self._parts.observer.waits(self._listening)
        return None

    async def _say_goodbye(self) -> None:
        """Nobody is hung up on without a word. Whoever still says or presses something is listened to."""
        self._goodbye = await self._say([Utterance(self._parts.texts("goodbye"))])

    async def _is_over(self) -> Reason | None:
        """The call has reached its length: not in danger, and not in the middle of an answer."""
        if (self._listening.key or "").startswith("crisis"):
            self._alarms.set(Alarm.OVER, self._manners.stay_in_danger)
        elif self._listener.busy and not self._time_is_up:
            self._time_is_up = True
            self._alarms.set(Alarm.OVER, self._manners.grace_for_words)
        elif self._ending is None:
            self._ending = Reason.TOO_LONG
            await self._say([Utterance(self._parts.texts("call_over"))])
        return None

    async def _close(self, reason: Reason) -> Reason:
        """We end the call. The exchange asks what comes next, so it is put down before the line closes."""
        office = reason is Reason.OFFICE
        self._parts.outcomes.put(
            self._line.info, Next.OFFICE if office else Next.END, self._talk.kept if office else None
        )
        if not office:
            self._beside(self._talk.hung_up())
        return reason

    async def _keep_last_words(self) -> None:
        """The caller is gone; what was said last is still given to the dialogue, within a bound."""
        self._hurry.stop()
        await self._mouth.stop()
        with contextlib.suppress(Exception):
            async with asyncio.timeout(self._manners.after_hang_up):
                if answer := await self._listener.last_words():
                    await self._talk.take(answer.event)
        await self._talk.hung_up()

    async def _apologise(self) -> None:
        """We have failed. The caller hears so, and is not left in silence."""
        with contextlib.suppress(Exception):
            async with asyncio.timeout(_CRASH_WORDS_AT_MOST):
                speech = await self._say([Utterance(self._parts.texts("trouble_now"))])
                while not isinstance(news := await self._inbox.get(), Gone):
                    if isinstance(news, Spoke) and news.number == speech.number:
                        break
        self._parts.outcomes.put(self._line.info, Next.END)
        await self._talk.hung_up()

    def _caption_you(self, answer: Answer) -> None:
        if isinstance(self._line, Captioned) and answer.heard is not None:
            self._beside(self._line.caption("you", answer.heard.words))

    def _show(self, phase: Phase) -> None:
        if isinstance(self._line, Captioned):
            self._beside(self._line.phase(phase))

    def _beside(self, work: Coroutine[Any, Any, None]) -> None:
        """Runs it without waiting for it; its failure is not the call's."""
        task = asyncio.create_task(work)
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)
