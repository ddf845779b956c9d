"""A conversation service that answers as a test tells it to."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.channels.readiness import Parts
from bot.conversations.errors import NotFound, WrongCode, WrongToken
from bot.conversations.input_line import InputLine
from bot.conversations.port import ChannelName, Erased, Form, Opened, ResumeCode, View
from bot.dialogue.turn import Expects, Message, OptionView, Turn
from bot.letters.files import File

ID = "6f1c1f9e-0000-4000-8000-000000000001"
TOKEN = "the-right-token"
QUESTION = Turn(
    messages=(Message(kind="ask", text="Får jag ställa frågor?"),),
    expects=Expects(
        type="yes_no",
        key="consent",
        options=(OptionView(id="yes", label="Ja", digit="1"), OptionView(id="no", label="Nej", digit="2")),
        required=True,
    ),
)


class FakeConversations:
    """One conversation. Set `error` to have every call raise it; `taken` records what came through."""

    def __init__(self) -> None:
        self.error: Exception | None = None
        self.taken: list[tuple[InputLine, str | None]] = []
        self.opened: list[tuple[ChannelName, Form]] = []

    async def open(self, channel: ChannelName, *, form: Form = "chat", caller: str | None = None) -> Opened:
        self._may_fail()
        self.opened.append((channel, form))
        return Opened(ID, TOKEN, QUESTION)

    async def take(
        self,
        conversation_id: str,
        token: str,
        line: InputLine,
        *,
        idempotency_key: str | None = None,
        waiting: str | None = None,
    ) -> Turn:
        self._door(conversation_id, token)
        self.taken.append((line, idempotency_key))
        return QUESTION

    async def opening(self, channel: ChannelName = "web") -> View:
        self._may_fail()
        return View(QUESTION)

    async def view(self, conversation_id: str, token: str) -> View:
        self._door(conversation_id, token)
        return View(QUESTION, stored=True)

    async def erase(self, conversation_id: str, token: str) -> Erased:
        self._door(conversation_id, token)
        return Erased()

    async def current(self, conversation_id: str, token: str) -> Turn:
        self._door(conversation_id, token)
        return QUESTION

    def link_pass(self, conversation_id: str, token: str, path: str) -> str:
        return "a-pass"

    async def document(self, conversation_id: str, path: str, *, token: str = "", link_pass: str = "") -> File:
        self._door(conversation_id, TOKEN if link_pass == "a-pass" else token)
        if path not in ("letters/appeal.txt", "last-day.ics"):
            raise NotFound
        return File("brev.txt", "text/plain; charset=utf-8", "Jag överklagar.".encode())

    async def resume_code(self, conversation_id: str, token: str) -> ResumeCode:
        self._door(conversation_id, token)
        return ResumeCode("12345678", datetime(2026, 11, 22, 12, 0, tzinfo=UTC))

    async def resume(self, code: str, channel: ChannelName) -> Opened:
        self._may_fail()
        if code != "12345678":
            raise WrongCode
        return Opened(ID, TOKEN, QUESTION)

    def _door(self, conversation_id: str, token: str) -> None:
        self._may_fail()
        if conversation_id != ID:
            raise NotFound
        if token != TOKEN:
            raise WrongToken

    def _may_fail(self) -> None:
        if self.error is not None:
            raise self.error


class FakeReadiness:
    """Says whatever `now` is."""

    def __init__(self) -> None:
        self.now = Parts(database="ok", understanding="ok")

    async def parts(self) -> Parts:
        return self.now
