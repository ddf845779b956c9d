"""What the caller means us to take: of all that is heard and pressed, the one thing that answers the question.

Keys win over everything. Words are heard ahead while a pause lasts. Who only hums or says "ja just det" while we speak
has not answered, and we go on.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.dialogue.event import Event, Pressed, Said, Silent
from bot.dialogue.listening import DANGER, Listening
from nlu.crisis.net import assess
from nlu.moves.spot import spot
from voice.call.attention import Attention, is_sure
from voice.call.backchannel import only_listens
from voice.call.ears import TakesTurns
from voice.call.hurry import Hurry
from voice.call.keys import Keypad
from voice.call.line import RATE
from voice.call.manners import Manners
from voice.call.metrics import CallMetrics
from voice.call.mouth import Mouth
from voice.call.news import Alarm, Alarms, Inbox, Key, News, Noticed, Understood
from voice.call.record import How
from voice.call.silence import Reaction, Unheard
from voice.call.words import TextId
from voice.hearing.heard import Heard, Sound
from voice.turn_taking.happenings import Cut, Ended, Paused, Silence, WentOn

_PRE_ROLL = 0.3
"""Seconds of silence that a handed-out sound may begin with."""
_MARGIN = 0.2
"""Seconds of silence that a handed-out sound ends with."""
_DEAF_AT_MOST = 2
"""How often at one question we say that we cannot hear; after that it counts as silence."""
_STALLS_AT_MOST = 2


@dataclass(frozen=True)
class Answer:
    """What to give to the dialogue. `since` is when the caller had finished (seconds on the call's clock)."""

    event: Event
    how: How
    since: float
    heard: Heard | None = None
    keys: str | None = None
    endpoint_ms: float | None = None
    heard_after_ms: float | None = None
    barge_in: bool = False


@dataclass(frozen=True)
class Remark:
    """Something to say without asking the dialogue. `question`: the question is put again after it."""

    text: TextId
    question: bool = True


@dataclass(frozen=True)
class Again:
    """The conversation has ended, and its last words are to be heard once more: a case's number, help lines."""


@dataclass(frozen=True)
class Farewell:
    """The conversation has ended and nothing more comes."""


Taken = Answer | Remark | Again | Farewell | None


class Listener:
    """Takes the news of a call that concern what the caller says and presses."""

    def __init__(
        self,
        *,
        mouth: Mouth,
        taker: TakesTurns,
        attention: Attention,
        hearing_ready: Callable[[], bool],
        hurry: Hurry,
        inbox: Inbox,
        alarms: Alarms,
        manners: Manners,
        metrics: CallMetrics,
        clock: Callable[[], float],
    ) -> None:
        self._mouth = mouth
        self._taker = taker
        self._attention = attention
        self._hearing_ready = hearing_ready
        self._hurry = hurry
        self._inbox = inbox
        self._alarms = alarms
        self._manners = manners
        self._metrics = metrics
        self._clock = clock
        self._keypad = Keypad(hash_after_digit=manners.hash_after_digit)
        self._unheard = Unheard()
        self._listening = Listening()
        self._done = self._offered_again = False
        self._deaf_times = self._stalls = 0
        self._deaf_before = float("-inf")
        self._held: list[News] = []
        self._fresh_ear()

    def expect(self, listening: Listening, *, done: bool = False) -> None:
        """A question waits, or time that the caller asked for. `done`: the conversation has ended."""
        replaced = self._listening.keys == "entry" and listening.key == "offer_human"
        self._listening, self._done, self._offered_again = listening, done, False
        self._taker.expect(listening)
        self._keypad.expect(listening.keys, wary=replaced)
        self._unheard.new_question()
        self._deaf_times = self._stalls = 0
        self._alarms.stop(Alarm.KEY_ALONE, Alarm.ENTRY_STALLED, Alarm.WAITED_LONG)
        if listening.paused:
            self._alarms.set(Alarm.WAITED_LONG, self._manners.patience_for_waiting)

    @property
    def busy(self) -> bool:
        """Whether the caller is in the middle of an answer, as far as we know."""
        return self._attention.begun or self._keypad.entering or self._cut or self._taker.talking

    async def take(self, news: News) -> Taken:
        """What follows from it."""
        match news:
            case Key():
                return await self._key(news)
            case Noticed() if self._ended is not None:
                self._held.append(news)  # one thing after the other
            case Noticed(happening, at):
                return await self._notice(happening, at)
            case Understood() if self._attention.is_present(news):
                return await self._understood(news.heard)
            case Alarm.KEY_ALONE if self._keypad.unsure:
                if pressed := self._keypad.lapse():
                    return self._pressed(pressed, self._clock() - self._manners.key_alone_after)
                return Remark("keys_other_question")
            case Alarm.ENTRY_STALLED:
                return self._stalled()
            case Alarm.WAITED_LONG:
                return Answer(Silent(), "silence", self._clock())
        return None

    async def last_words(self) -> Answer | None:
        """What was being heard when the caller hung up."""
        heard = await self._attention.result()
        if heard is None or not heard.words or self._only_listens(heard):
            return None
        return self._said(heard, self._clock())

    # Keys

    async def _key(self, key: Key) -> Taken:
        pressed = self._keypad.press(key.key, key.at)
        if pressed is None and not self._keypad.entering:
            return None  # a # that belongs to the digit before it
        self._attention.drop_all()
        self._hurry.stop()
        self._deaf_before = key.at
        self._held.clear()
        self._fresh_ear()
        await self._mouth.cut()
        if pressed is not None:
            return self._pressed(pressed, key.at)
        self._alarms.stop(Alarm.KEY_ALONE, Alarm.WAITED_LONG)
        if self._keypad.unsure:
            self._alarms.set(Alarm.KEY_ALONE, self._manners.key_alone_after)
        self._alarms.set(Alarm.ENTRY_STALLED, self._manners.entry_stalls_after)
        return None

    def _pressed(self, pressed: str, at: float) -> Answer | Again:
        self._alarms.stop(Alarm.KEY_ALONE, Alarm.ENTRY_STALLED)
        if self._done and pressed == "*":
            return Again()
        self._hurry.begin(at)
        return Answer(Pressed(pressed), "key", at, keys=pressed)

    def _stalled(self) -> Taken:
        """The # is missing: tell kindly; at last what was entered counts without it, so that nobody keys it twice.

        A nought alone is a human everywhere else, and the greeting says so: here it is at last, too.
        """
        if not self._keypad.entering:
            return None
        self._stalls += 1
        nought = self._keypad.only_nought
        if self._stalls > _STALLS_AT_MOST and (pressed := self._keypad.finish()):
            return self._pressed("*0" if nought else pressed, self._clock())
        self._alarms.set(Alarm.ENTRY_STALLED, self._manners.entry_stalls_after)
        return Remark("keys_entry_nought" if nought else "keys_entry_end", question=False)

    # Words

    async def _notice(self, happening: object, at: float) -> Taken:
        match happening:
            case Cut(speech_ms) if not self._before_a_key(at - speech_ms / 1000):
                self._remember_question()
                if await self._mouth.cut():
                    self._cut = True
                    self._metrics.barge_ins.inc()
            case Paused(sound) if not self._keypad.entering and self._hearing_ready():
                if not self._before_a_key(_began(sound, at)):
                    self._remember_question()
                    self._attention.begin(sound, self._listening)
            case WentOn():
                self._attention.drop()
                self._ahead = None
            case Ended():
                return await self._has_ended(happening, at)
            case Silence():
                return await self._silence()
        return None

    async def _has_ended(self, ended: Ended, at: float) -> Taken:
        waited = max(0.0, ended.silence_ms / 1000 - _MARGIN)
        if self._before_a_key(_began(ended.sound, at - waited)):
            self._attention.drop_all()
            self._fresh_ear()
            return None
        if self._keypad.entering:
            return self._ended_among_keys(ended, at)
        self._remember_question()
        if ended.more:
            if self._hearing_ready():
                self._attention.begin_part(ended.sound, self._listening)
            self._ahead = None
            return None
        self._ended, self._ended_at = ended, at
        self._over_us = ended.began_over_us or self._mouth.speaking or self._cut
        if ended.hum:
            self._attention.drop()
            return await self._decide(Heard())
        if not self._hearing_ready():
            return await self._decide(None)
        self._alarms.stop(Alarm.WAITED_LONG)
        if self._ahead is not None:
            return await self._decide(self._ahead)
        self._hurry.begin(at - ended.silence_ms / 1000)
        if not self._attention.running:
            self._attention.begin(ended.sound, self._listening)
        return None

    def _ended_among_keys(self, ended: Ended, at: float) -> None:
        """Words while digits are keyed: the keys count, unless the words tell of danger."""
        if not ended.hum and self._hearing_ready():
            self._ended, self._ended_at, self._among_keys = ended, at, True
            self._attention.begin(ended.sound, self._listening)

    async def _understood(self, heard: Heard | None) -> Taken:
        if self._ended is not None:
            return await self._decide(heard)
        if heard is None:
            self._attention.done()  # it is tried again when the turn is over
        else:
            self._ahead = heard
            if is_sure(heard):
                self._taker.sure()
        return None

    async def _decide(self, heard: Heard | None) -> Taken:
        """The caller's turn is over, and this was heard in it; None when hearing does not work."""
        self._attention.done()
        taken = await self._weigh(heard)
        self._fresh_ear()
        if not isinstance(taken, Answer):
            self._hurry.stop()
        self._inbox.put_back(self._held)
        self._held.clear()
        return taken

    async def _weigh(self, heard: Heard | None) -> Taken:
        if self._among_keys:
            if heard is None or not _tells_of_danger(heard):
                return None
            self._keypad.expect(self._listening.keys)
            self._alarms.stop(Alarm.KEY_ALONE, Alarm.ENTRY_STALLED)
            await self._mouth.cut()
            return self._said(heard, self._ended_at)
        if heard is None:
            self._metrics.hearing_failures.inc()
            if self._over_us and self._mouth.go_on():
                return None
            self._deaf_times += 1
            deaf = self._deaf_times <= _DEAF_AT_MOST
            return Remark("hearing_down") if deaf else Answer(Silent(), "silence", self._ended_at)
        if self._over_us and self._only_listens(heard):
            if self._cut and self._mouth.go_on():
                self._metrics.went_on.inc()
            return None
        if heard.how == "none" or not heard.words.strip():
            self._metrics.rejects.inc()
            return self._without_words()
        if self._done and (wish := spot(heard.words)) and wish.whole and wish.move == "repeat":
            return Again()
        if self._over_us and self._question_begun is False and _skips(heard):
            return Remark("to_the_question")  # what is being told is skipped, not the question after it
        return self._said(heard, self._ended_at)

    def _without_words(self) -> Taken:
        if self._done:
            return None
        match self._unheard.sound_without_words():
            case Reaction.WAIT:
                return None
            case Reaction.TELL:
                return Remark("nothing_heard")
            case _:
                return Answer(Silent(), "silence", self._ended_at)

    def _said(self, heard: Heard, at: float) -> Answer:
        scored = heard.how == "scored"
        silence_ms = self._ended.silence_ms if self._ended else None
        return Answer(
            Said(heard.words, "spoken", heard.confidence, known=scored),
            "scored" if scored else "free",
            since=at - (silence_ms or 0) / 1000,
            heard=heard,
            endpoint_ms=silence_ms,
            heard_after_ms=max(0.0, (self._clock() - at) * 1000),
            barge_in=self._cut,
        )

    async def _silence(self) -> Taken:
        if self._cut:  # something cut us and was nothing after all
            self._fresh_ear()
            self._mouth.go_on()
            return None
        if self._keypad.entering or self._listening.paused or self._attention.begun or self._mouth.speaking:
            return None
        if not self._done:
            return Answer(Silent(), "silence", self._clock())
        if self._offered_again:
            return Farewell()
        self._offered_again = True
        return Remark("hear_again", question=False)

    def _only_listens(self, heard: Heard) -> bool:
        begun = self._question_begun is not False
        return self._over_us and only_listens(heard, self._listening, question_begun=begun, cut=self._cut)

    def _before_a_key(self, began: float) -> bool:
        """Words that began before a key was pressed: the key says it better."""
        return began < self._deaf_before

    def _remember_question(self) -> None:
        """Whether the question could be heard when these words began."""
        if self._question_begun is None:
            self._question_begun = self._mouth.question_begun

    def _fresh_ear(self) -> None:
        """What comes next is another stretch of speech."""
        self._ended: Ended | None = None
        self._ended_at = 0.0
        self._ahead: Heard | None = None
        self._cut = False
        self._over_us = self._among_keys = False
        self._question_begun: bool | None = None


def _tells_of_danger(heard: Heard) -> bool:
    if heard.candidate is not None:
        return heard.candidate.meaning == DANGER
    return assess(heard.words).level == "certain"


def _skips(heard: Heard) -> bool:
    if heard.candidate is not None:
        return heard.candidate.meaning == "move:skip"
    wish = spot(heard.words)
    return wish is not None and wish.whole and wish.move == "skip"


def _began(sound: Sound, at: float) -> float:
    """When the speech in a sound that ended shortly before `at` began, at the earliest."""
    return at - len(sound) / RATE + _PRE_ROLL
