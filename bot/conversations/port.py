"""The door between channels and conversations: every channel talks to a client through these calls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol, TypeAlias

from bot.conversations.input_line import InputLine
from bot.dialogue.turn import OptionView, Turn
from bot.letters.files import File

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


@dataclass(frozen=True)
class Told:
    """One answer as it is read back to the client: the question's short label, and the answer in words."""

    key: str
    label: str
    value: str


@dataclass(frozen=True)
class View:
    """What a page shows. `options` are all of the waiting question, where the turn shows one page of them.

    The options that the turn shows are the same here; those beyond its page have no digit.
    `answers` are what the client has told so far, in the order of the questions. `stored` tells whether anything of it
    lies on disk (the client has said yes).
    """

    turn: Turn
    options: tuple[OptionView, ...] = ()
    answers: tuple[Told, ...] = ()
    stored: bool = False


@dataclass(frozen=True)
class Erased:
    """What "radera mina svar" took away. The words of all `cases` are gone.

    `taken`: those of them that an ombud already had, who now sees an empty case in their place. A call-back item that
    nobody has read is erased too, but not named: the client has never heard of it.
    """

    cases: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()


class Conversations(Protocol):
    """Begins, leads and resumes conversations. Errors: see `bot.conversations.errors`."""

    async def open(self, channel: ChannelName, *, form: Form = "chat", caller: str | None = None) -> Opened:
        """Begins a conversation. `caller` is the number or channel id, kept only as a keyed hash."""
        ...

    async def take(
        self,
        conversation_id: str,
        token: str,
        line: InputLine,
        *,
        idempotency_key: str | None = None,
        waiting: str | None = None,
    ) -> Turn:
        """Takes one input and answers. The same idempotency key gives the same turn, once.

        `waiting` is the key of the question that the client saw: if another one waits by now (an old tab, the
        browser's way back), nothing is taken and StaleQuestion is raised.

        Raises NotFound, WrongToken, Expired, TooMany.
        """
        ...

    async def opening(self, channel: ChannelName = "web") -> View:
        """How every conversation begins. Nothing is begun or stored: that happens with the client's first answer."""
        ...

    async def view(self, conversation_id: str, token: str) -> View:
        """As `current`, with what a page shows beside the turn. Raises NotFound, WrongToken, Expired."""
        ...

    async def erase(self, conversation_id: str, token: str) -> Erased:
        """Takes away at once everything that the client told: the conversation, its log, and the words of its cases.

        The conversation answers Expired afterwards. Raises NotFound, WrongToken, Expired.
        """
        ...

    async def current(self, conversation_id: str, token: str) -> Turn:
        """The turn that waits for the client. Raises NotFound, WrongToken, Expired."""
        ...

    def link_pass(self, conversation_id: str, token: str, path: str) -> str:
        """A pass for a document, to stand in a link: whoever presses it within the hour gets the document."""
        ...

    async def document(self, conversation_id: str, path: str, *, token: str = "", link_pass: str = "") -> File:
        """What a turn's link points to: `path` is its address below the conversation's, "letters/appeal.pdf".

        Opened by the conversation's token, or by a pass for this document. Raises NotFound (also if the answers make no
        such document any more), WrongToken, Expired.
        """
        ...

    async def resume_code(self, conversation_id: str, token: str) -> ResumeCode:
        """A new code for going on elsewhere. Raises NotFound, WrongToken, Expired, TooMany."""
        ...

    async def resume(self, code: str, channel: ChannelName) -> Opened:
        """Takes a conversation up on a new channel and uses the code up. Raises WrongCode, TooMany."""
        ...
