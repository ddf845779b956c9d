"""The door between a telephone call and its conversation: what a channel that hears and speaks needs besides turns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.conversations.port import ChannelName, Form, Opened
from bot.dialogue.event import Event
from bot.dialogue.listening import Listening
from bot.dialogue.turn import Turn


@dataclass(frozen=True)
class Taken:
    """What one event led to: the turn to speak, and what to listen for after it.

    `moved`: the caller goes on with an earlier conversation. Everything that follows belongs to that one, under its id
    and token; `turn` and `listening` are its already.
    """

    turn: Turn
    listening: Listening
    moved: Opened | None = None


class PhoneConversations(Protocol):
    """As `bot.conversations.port.Conversations`, for calls. Errors: see `bot.conversations.errors`."""

    async def open(
        self,
        channel: ChannelName,
        *,
        form: Form = "chat",
        caller: str | None = None,
        connectable: bool = False,
        audio_days: int = 0,
    ) -> Opened:
        """Begins a conversation; a call says `open("phone", form="phone", caller=...)`, the number in E.164 or None.

        `connectable`: the line can be put through to a human at the office (a telephone can, a browser cannot).
        `audio_days`: for how many days this call's sound is kept if the caller agrees; 0: never, and nobody is asked.
        """
        ...

    async def listening(self, conversation_id: str, token: str) -> Listening:
        """What to listen for at the question that waits. Raises NotFound, WrongToken, Expired."""
        ...

    async def take_event(self, conversation_id: str, token: str, event: Event) -> Taken:
        """Takes what happened and answers. Raises NotFound, WrongToken, Expired, TooMany.

        Words that are one of the `Listening.candidates` come as `Said(words, "spoken", confidence, known=True)`: then
        no model is asked what they mean. Danger is looked for in all words.
        """
        ...

    async def current(self, conversation_id: str, token: str) -> Turn:
        """The turn that waits for the caller. Raises NotFound, WrongToken, Expired."""
        ...

    async def hung_up(self, conversation_id: str, token: str) -> None:
        """The caller is gone: a call-back item is made at once if the caller agreed to one. Never raises for that.

        May be called again, and after an end: then it does nothing. Raises NotFound, WrongToken, Expired.
        """
        ...
