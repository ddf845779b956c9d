"""The door between channels and conversations: every channel talks to a client through these five calls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

from bot.conversations.input_line import InputLine
from bot.dialogue.turn import Turn

ChannelName: TypeAlias = Literal["web", "phone", "terminal", "telegram"]
Form: TypeAlias = Literal["chat", "phone"]


@dataclass(frozen=True)
class Opened:
    """A conversation that was begun or taken up again. `token` is shown once and stored only as a hash."""

    id: str
    token: str
    turn: Turn


@dataclass(frozen=True)
class ResumeCode:
    """A single-use code that opens the conversation on another channel until `expires_at` (UTC)."""

    code: str
    expires_at: datetime


class Conversations(Protocol):
    """Begins, leads and resumes conversations. Errors: see `bot.conversations.errors`."""

    async def open(self, channel: ChannelName, *, form: Form = "chat", caller: str | None = None) -> Opened:
        """Begins a conversation. `caller` is the number or channel id, kept only as a keyed hash."""
        ...

    async def take(
        self, conversation_id: str, token: str, line: InputLine, *, idempotency_key: str | None = None
    ) -> Turn:
        """Takes one input and answers. The same idempotency key gives the same turn, once.

        Raises NotFound, WrongToken, Expired, TooMany.
        """
        ...

    async def current(self, conversation_id: str, token: str) -> Turn:
        """The turn that waits for the client. Raises NotFound, WrongToken, Expired."""
        ...

    async def resume_code(self, conversation_id: str, token: str) -> ResumeCode:
        """A new code for going on elsewhere. Raises NotFound, WrongToken, Expired, TooMany."""
        ...

    async def resume(self, code: str, channel: ChannelName) -> Opened:
        """Takes a conversation up on a new channel and uses the code up. Raises WrongCode, TooMany."""
        ...
