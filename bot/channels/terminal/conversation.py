"""One conversation in a terminal, from the greeting to the end of the input."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from typing import Protocol

from bot.conversations.errors import ConversationError
from bot.conversations.input_line import InputLine
from bot.conversations.phone_port import PhoneConversations
from bot.conversations.port import Conversations, Form
from bot.conversations.translating import event_of
from bot.dialogue.turn import Turn


class BadLine(Exception):
    """A line that cannot be read as input. `why` is a code; what was written is not repeated."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Terminal(Protocol):
    def read(self, waiting: Turn) -> InputLine | None:
        """The next input for the waiting turn; None at the end. Blocks. Raises BadLine."""
        ...

    def show(self, turn: Turn) -> None: ...

    def complain(self, why: str) -> None:
        """Tells that a line could not be used."""
        ...

    def end(self) -> None:
        """The input is over."""
        ...


class Talks(PhoneConversations, Conversations, Protocol):
    """A conversation as it is read, and as it is heard."""


async def converse(conversations: Talks, terminal: Terminal, *, form: Form) -> None:
    """Shows the greeting, then answers line by line until the input ends.

    In the phone's form the client may go on with an earlier conversation, as a caller may.
    """
    opened = await conversations.open("terminal", form=form)
    turn = opened.turn
    terminal.show(turn)
    while True:
        try:
            line = await _read(terminal, turn)
        except BadLine as problem:
            terminal.complain(problem.why)
            continue
        if line is None:
            terminal.end()
            return
        try:
            if form == "phone":
                taken = await conversations.take_event(opened.id, opened.token, event_of(line))
                opened, turn = taken.moved or opened, taken.turn
            else:
                turn = await conversations.take(opened.id, opened.token, line)
        except ConversationError as problem:
            terminal.complain(type(problem).__name__)
            continue
        terminal.show(turn)


async def _read(terminal: Terminal, waiting: Turn) -> InputLine | None:
    """Reads in a thread that nobody waits for at the end: Ctrl-C at the prompt must not need an Enter after it."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[InputLine | None] = loop.create_future()

    def settle(line: InputLine | None, problem: BaseException | None) -> None:
        if answer.done():
            return
        if problem is None:
            answer.set_result(line)
        else:
            answer.set_exception(problem)

    def work() -> None:
        line, problem = None, None
        try:
            line = terminal.read(waiting)
        except BaseException as error:
            problem = error
        with contextlib.suppress(RuntimeError):  # the loop is closed: the conversation is over
            loop.call_soon_threadsafe(settle, line, problem)

    threading.Thread(target=work, name="terminal", daemon=True).start()
    return await answer
