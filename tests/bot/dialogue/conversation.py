"""A conversation with the dialogue core, driven by hand.

Between all turns the state is saved and loaded as JSON, an intake that the core asks for is "stored" at once, and
every turn is checked for what must hold of all turns. So each story proves these for free.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.dialogue.advance import advance
from bot.dialogue.effect import Alert, Effect, MakeCode, SubmitIntake, TakeUp
from bot.dialogue.event import (
    Chose,
    CodeMade,
    Event,
    Moved,
    NotTakenUp,
    Pressed,
    Resumed,
    Said,
    Silent,
    Started,
    Submitted,
)
from bot.dialogue.options import SHOWN_IN_CHAT, SPOKEN_AT_A_TIME
from bot.dialogue.state import State
from bot.dialogue.turn import Turn
from content.condition import Value
from content.flow import Channel
from content.library import Library
from nlu.understanding import Crisis, CrisisKind, CrisisLevel, Extracted, Understanding

A_MONDAY_MORNING = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
CALLER = "+46701740605"
"""One of the numbers that are kept free for fiction."""

CODE = "12345678"

_PLACEHOLDER = re.compile(r"\{\w+(?::\w+)?\}")
_OPTION_BY_KEY = re.compile(r"[Tt]ryck [1-8]\b")
"""Options are told with figures; the keys that always mean the same (nio, noll, stjärna) with words."""
_OPTION_BEFORE_KEY = re.compile(r"(?:\bFör [^.?!]*\w, tryck|\w\? Tryck) [1-8]\.")


def meant(intent: str, sub_intent: str | None = None, confidence: float = 0.95, **answers: Value) -> Understanding:
    """What the classifier and the extraction would have said; `answers` are values found in the text."""
    found = {key: Extracted(value, str(value)) for key, value in answers.items()}
    return Understanding(intent, sub_intent, confidence, answers=found)


def heard_in_passing(**answers: Value) -> Understanding:
    """Values found in a text that means nothing else."""
    found = {key: Extracted(value, str(value)) for key, value in answers.items()}
    return Understanding(confidence=0.2, answers=found)


def danger(
    level: CrisisLevel = "certain", kind: CrisisKind = "suicide", *, about_other: bool = False, **answers: Value
) -> Understanding:
    found = {key: Extracted(value, str(value)) for key, value in answers.items()}
    return Understanding("crisis", None, 0.9, crisis=Crisis(level, kind, about_other), answers=found)


@dataclass(repr=False)
class Conversation:
    """`told` is the last turn as one text; `asked` the key of the question that waits (None when it is over).

    No earlier conversation is ever found here: taking one up is the service's part. `effects` are all that were asked.
    """

    library: Library
    channel: Channel = "chat"
    caller: str | None = None
    on_duty: bool = False
    connectable: bool = False
    can_connect: bool = False
    audio_days: int = 0
    now: datetime = A_MONDAY_MORNING
    state: State = field(init=False)
    turn: Turn = field(init=False)
    intakes: list[SubmitIntake] = field(default_factory=list)
    alerts: list[Alert] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    transcript: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.state = State(channel=self.channel)
        self.takes(Started(self.caller, self.connectable, self.audio_days))

    def __repr__(self) -> str:
        return f"Conversation({self.channel}, at {self.asked})"

    def says(self, text: str, understood: Understanding | None = None) -> Conversation:
        return self.takes(Said(text), understood)

    def speaks(self, text: str, understood: Understanding | None = None, *, confidence: float = 0.9) -> Conversation:
        return self.takes(Said(text, "spoken", confidence), understood)

    def chooses(self, *options: str) -> Conversation:
        return self.takes(Chose(options))

    def presses(self, *keys: str) -> Conversation:
        for pressed in keys:
            self.takes(Pressed(pressed))
        return self

    def wants(self, move: str) -> Conversation:
        return self.takes(Moved(move))

    def is_silent(self, times: int = 1) -> Conversation:
        for _ in range(times):
            self.takes(Silent())
        return self

    def comes_back(self) -> Conversation:
        return self.takes(Resumed())

    def agrees(self) -> Conversation:
        return self.chooses("yes")

    def begins(self, flow: str) -> Conversation:
        """Say yes and choose the flow in the menu."""
        return self.agrees().chooses(flow)

    def answers(self, **by_key: Any) -> Conversation:
        """Give these answers by button, or in words where there are no buttons, as the questions come.

        A question that is not named is not answered; the conversation waits there.
        """
        while (key := self.asked) in by_key:
            self._give(by_key[str(key)])
            assert self.asked != key, f"'{key}' did not take {by_key[str(key)]!r}\n{self.story}"
        return self

    def _give(self, value: Any) -> None:
        if value is None:
            self.wants("skip")
        elif isinstance(value, list | tuple):
            self.chooses(*value)
        elif self.turn.expects and self.turn.expects.type in ("choice", "yes_no", "area"):
            self.chooses(value)
        else:
            self.says(str(value))

    def takes(self, event: Event, understood: Understanding | None = None) -> Conversation:
        self.now += timedelta(seconds=20)
        self.transcript.append(f"> {event}")
        messages = self._advance(event, understood)
        while (then := self._performed()) is not None:
            messages += self._advance(then, None)
        self.turn = self.turn.model_copy(update={"messages": tuple(messages)})
        self._check(event)
        return self

    def _performed(self) -> Event | None:
        """Does what the last turn asked of the edge; the event that tells the core about it."""
        asked = next((e for e in self._asked if isinstance(e, SubmitIntake | TakeUp | MakeCode)), None)
        if isinstance(asked, SubmitIntake):
            self.intakes.append(asked)
            return Submitted(f"BJÖRK {46 + len(self.intakes)}")
        return NotTakenUp() if isinstance(asked, TakeUp) else CodeMade(CODE) if asked else None

    def _advance(self, event: Event, understood: Understanding | None) -> list[Any]:
        before = self.state.model_dump_json()
        loaded = State.model_validate_json(before)
        assert loaded == self.state
        advanced = advance(
            self.library, loaded, event, understood, self.now, on_duty=self.on_duty, can_connect=self.can_connect
        )
        assert loaded.model_dump_json() == before, "the given state was changed"
        self.state, self.turn = advanced.state, advanced.turn
        assert Turn.model_validate_json(self.turn.model_dump_json()) == self.turn
        self._asked = list(advanced.effects)
        self.effects += advanced.effects
        self.alerts += [e for e in advanced.effects if isinstance(e, Alert)]
        self.transcript += [f"  [{m.kind}] {m.text}" for m in self.turn.messages]
        self.transcript.append(f"  ({self.turn.expects.key if self.turn.expects else 'waits for nothing'})")
        return list(self.turn.messages)

    def _check(self, event: Event) -> None:
        """What holds of every turn in every conversation."""
        turn = self.turn
        assert turn.expects or turn.done, self.story
        assert not (turn.expects and turn.done), self.story
        assert any(m.id == "human" for m in turn.moves), self.story
        for message in turn.messages:
            assert message.text.strip(), self.story
            assert not _PLACEHOLDER.search(message.text), f"{message.text}\n{self.story}"
        if self.channel == "chat":
            assert not turn.expects or len(turn.expects.options) <= SHOWN_IN_CHAT, self.story
        else:
            for message in turn.messages:
                by_key = len(_OPTION_BY_KEY.findall(message.text))
                assert by_key <= SPOKEN_AT_A_TIME, message.text
                assert by_key == len(_OPTION_BEFORE_KEY.findall(message.text)), message.text
        assert isinstance(event, Silent) or turn.messages, f"nothing was said\n{self.story}"

    @property
    def asked(self) -> str | None:
        return self.turn.expects.key if self.turn.expects else None

    @property
    def options(self) -> list[str]:
        return [o.id for o in self.turn.expects.options] if self.turn.expects else []

    @property
    def moves(self) -> set[str]:
        return {m.id for m in self.turn.moves}

    @property
    def told(self) -> str:
        return "\n".join(m.text for m in self.turn.messages)

    def heard(self, text_id: str) -> bool:
        """Whether the last turn said that system text, whatever its words are just now."""
        whole = self.library.text(text_id).form(self.channel)
        return all(_flat(part) in _flat(self.told) for part in _PLACEHOLDER.split(whole))

    def said_of(self, flow: str, key: str) -> bool:
        """Whether the last turn made that statement of the flow."""
        step = self.library.flows[flow].step(key)
        assert step
        whole = step.text.form(self.channel)
        return all(_flat(part) in _flat(self.told) for part in _PLACEHOLDER.split(whole))

    def question(self, key: str) -> str:
        """How that question is worded just now."""
        step = self.library.step(key)
        assert step
        return step.text.form(self.channel)

    @property
    def known(self) -> dict[str, Value]:
        return self.state.values()

    @property
    def story(self) -> str:
        return "\n".join(self.transcript[-60:])


def _flat(text: str) -> str:
    return " ".join(text.split())
