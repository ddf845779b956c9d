"""A turn under construction: the working copy of the state, the messages and effects gathered so far."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from bot.dialogue.effect import Effect
from bot.dialogue.interludes import CRISIS
from bot.dialogue.state import Frame, Interlude, State
from bot.dialogue.turn import Link, Message, MessageKind
from content.flow import Flow, Step, Text
from content.library import Library

Asking: TypeAlias = Literal["full", "again", "list", "none"]
"""How the waiting question is put: in full, in its shorter form, with its options read out, or not at all."""

_PLACEHOLDER = re.compile(r"\{(\w+)(?::(\w+))?\}")


@dataclass
class Draft:
    """Everything one `advance` works on. `now` is local time with a zone; `on_duty` tells if a human can be alerted.

    `can_connect` tells if the office takes calls now.
    """

    library: Library
    state: State
    now: datetime
    on_duty: bool = False
    can_connect: bool = False
    messages: list[Message] = field(default_factory=list)
    effects: list[Effect] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    asking: Asking = "full"
    case: str | None = None

    def say(self, text_id: str, kind: MessageKind = "say", **values: str) -> None:
        """Say a system text. A text that the library lacks is a broken library: KeyError."""
        self.tell(self.library.text(text_id), kind, **values)

    def tell(self, text: Text, kind: MessageKind = "say", **values: str) -> None:
        filled = self.fill(text, **values)
        if filled:
            self.messages.append(Message(kind=kind, text=filled))

    def fill(self, text: Text | str, **values: str) -> str:
        """The channel's form of the text with its placeholders set. `{line:id}` becomes a helpline's number."""
        raw = text if isinstance(text, str) else text.form(self.state.channel)

        def value(match: re.Match[str]) -> str:
            name, argument = match[1], match[2]
            if name == "line" and argument:
                return self.helpline_number(argument)
            return values.get(name, self.case or "" if name == "case" else "")

        return _PLACEHOLDER.sub(value, raw).strip()

    def helpline_number(self, helpline_id: str) -> str:
        line = self.library.helpline(helpline_id)
        if line is None or line.number is None:
            return ""
        return line.spoken or line.number if self.state.channel == "phone" else line.number

    @property
    def frame(self) -> Frame | None:
        return self.state.flows[-1] if self.state.flows else None

    @property
    def flow(self) -> Flow | None:
        return self.library.flows.get(self.frame.flow) if self.frame else None

    @property
    def interlude(self) -> Interlude | None:
        return self.state.interludes[-1] if self.state.interludes else None

    @property
    def in_danger(self) -> bool:
        """Whether the waiting question concerns somebody's safety; nothing else is put on top of it."""
        return self.interlude is not None and self.interlude.kind in CRISIS

    def push(self, interlude_kind: str, /, key: str = "", **data: str) -> Interlude:
        """Put a question on top of what waits."""
        interlude = Interlude(kind=interlude_kind, key=key, data=data)
        self.state.interludes.append(interlude)
        self.fresh_question()
        return interlude

    def pop(self) -> None:
        if self.state.interludes:
            self.state.interludes.pop()
        self.fresh_question()

    def fresh_question(self) -> None:
        """A new question starts with no failures, on its first page, with nothing picked."""
        state = self.state
        state.page, state.picked, state.listing = 0, [], False
        state.failures = state.ladders = state.silences = 0
        state.doubted = None

    def step_named(self, key: str) -> Step | None:
        """The step with that key, as the current flow asks it, or as any flow does."""
        return (self.flow.step(key) if self.flow else None) or self.library.step(key)
