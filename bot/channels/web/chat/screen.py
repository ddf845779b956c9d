"""What the chat page shows of a view: the same things always in the same places."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from bot.channels.web.chat.paragraphs import Pieces, pieces_of, question_and_rest
from bot.channels.web.downloads import addressed
from bot.conversations.port import Told, View
from bot.dialogue.options import SHOWN_IN_CHAT
from bot.dialogue.turn import Link, Message, MessageKind, MoveView, OptionView, Turn
from content.library import Library

MAX_WRITTEN = 40_000
"""Characters that fit in the field, so that a whole form stays below the limit on request bodies."""
SHORT_LABEL = 14
FIRST_MOVES = ("dont_know", "skip", "back", "help", "why")
"""The moves in sight, in this order; the others open with "Fler val"."""
ELSEWHERE = frozenset({"human", "more", "change"})
"""Moves with a place of their own: more options stand in the page already."""

FETCH = "/hamta/"
"""Below this a page's links to documents lead."""

IN_ENGLISH = "other_language_en"

Layout = Literal["none", "pair", "list", "ticks"]
Notice = Literal["gone", "stale", "nothing", "kept", "malformed"]


@dataclass(frozen=True)
class Said:
    """A message: its kind, and its text in pieces. `language` is named when it is not Swedish."""

    kind: MessageKind
    pieces: Pieces
    language: str = ""


@dataclass(frozen=True)
class Question:
    """What is asked, and what is said after it about how to answer."""

    kind: MessageKind
    text: str
    rest: str = ""


@dataclass(frozen=True)
class Field:
    """Where the client writes. `words` names its label and help in the content. `rows` 0 is a field of one line.

    `alone`: it is the way to answer, not one beside options.
    """

    words: str
    rows: int
    inputmode: str = "text"
    autocomplete: str = "off"
    alone: bool = True


_FIELDS = {
    "date": Field("date", 0),
    "amount": Field("amount", 0, "numeric"),
    "number": Field("number", 0, "numeric"),
    "phone": Field("phone", 0, "tel", "tel"),
    "name": Field("name", 0, "text", "name"),
    "contact": Field("contact", 0),
    "contact_phone": Field("phone", 0, "tel", "tel"),
    "contact_email": Field("contact", 0, "email", "email"),
    "text": Field("text", 3),
}
_OWN_WORDS = Field("own_words", 2, alone=False)
_AFTERWARDS = Field("afterwards", 2, alone=False)


@dataclass(frozen=True)
class Screen:
    """Everything that the section of the conversation shows. `question` is None when nothing waits.

    `options` are in sight, `more` open on request (`opened`: because the client has just asked for them).
    `written` and `ticked` are what the client wrote and ticked without sending it. `mark` tells the conversation from
    others in the same tab; without a yes it is empty, and the browser keeps no words.
    """

    key: str
    step: str
    messages: tuple[Said, ...]
    question: Question | None
    layout: Layout
    options: tuple[OptionView, ...]
    more: tuple[OptionView, ...]
    opened: bool
    field: Field
    moves: tuple[MoveView, ...]
    more_moves: tuple[MoveView, ...]
    human: MoveView | None
    change: MoveView | None
    links: tuple[Link, ...]
    case: str | None
    answers: tuple[Told, ...]
    session: bool
    stored: bool
    mark: str = ""
    notice: Notice | None = None
    written: str = ""
    ticked: frozenset[str] = frozenset()

    @property
    def may_begin_anew(self) -> bool:
        """Whether nothing would be lost by it: all was sent, or nothing was told. Somebody who only paused goes on."""
        return self.question is None and (self.case is not None or not self.answers)

    @property
    def in_crisis(self) -> bool:
        """Whether numbers to call, or words on safety, were just said: they are read first, and leaving is near."""
        return any(message.kind == "crisis" for message in self.messages)

    @property
    def anchor(self) -> str:
        """Where the next page begins to be read: at what was said before the question, if anything was."""
        return "sagt" if self.messages and self.question else "fraga"


def screen_of(
    view: View,
    library: Library,
    *,
    session: bool,
    mark: str = "",
    notice: Notice | None = None,
    written: str = "",
    ticked: Iterable[str] = (),
) -> Screen:
    """Puts a view in its places. `session`: whether this browser holds the conversation already, `mark` its mark."""
    turn = view.turn
    asked = _asked(turn)
    expects = turn.expects
    in_sight, more, opened = _options(view)
    offered = {move.id: move for move in turn.moves}
    rest = [move for move in turn.moves if move.id not in FIRST_MOVES and move.id not in ELSEWHERE]
    change = offered.get("change")
    if change and not view.answers:
        rest.append(change)
    return Screen(
        key=secrets.token_urlsafe(18),
        step=expects.key if expects else "",
        messages=_messages([m for place, m in enumerate(turn.messages) if place != asked], library),
        question=_question(turn, asked, library),
        layout=_layout(expects.type if expects else "", in_sight),
        options=in_sight,
        more=more,
        opened=opened,
        field=_field(view, in_sight, library),
        moves=tuple(offered[move] for move in FIRST_MOVES if move in offered),
        more_moves=tuple(rest),
        human=offered.get("human"),
        change=change if view.answers else None,
        links=addressed(turn, FETCH.__add__).links,
        case=turn.case,
        answers=view.answers,
        session=session,
        stored=view.stored,
        mark=mark if view.stored else "",
        notice=notice,
        written=written,
        ticked=frozenset(ticked),
    )


def _messages(messages: list[Message], library: Library) -> tuple[Said, ...]:
    """An introduction ("Därför frågar jag:") and what it introduces are one message."""
    shown: list[Said] = []
    introduced: MessageKind | None = None
    for message in messages:
        pieces = pieces_of(message.text, message.kind)
        if introduced == message.kind:
            pieces = Pieces(shown.pop().pieces.paragraphs + pieces.paragraphs, pieces.rows)
        shown.append(Said(message.kind, pieces, "en" if message.text == library.text(IN_ENGLISH).chat else ""))
        introduced = message.kind if message.text.endswith(":") else None
    return tuple(shown)


def _asked(turn: Turn) -> int | None:
    """The place of the message that is the question."""
    if turn.expects is None:
        return None
    places = [place for place, m in enumerate(turn.messages) if m.kind in ("ask", "crisis", "summary")]
    asks = [place for place in places if turn.messages[place].kind == "ask"]
    if asks:
        return asks[-1]
    if places and places[-1] == len(turn.messages) - 1 and turn.messages[places[-1]].text.rstrip().endswith("?"):
        return places[-1]
    return None


def _question(turn: Turn, asked: int | None, library: Library) -> Question | None:
    """The question. It is not said again when the client only asked to wait, but the page still needs it."""
    if turn.expects is None:
        return None
    if asked is not None:
        message = turn.messages[asked]
        return Question(message.kind, *question_and_rest(" ".join(message.text.split())))
    step = library.step(turn.expects.key)
    words = step.text.chat if step and "{" not in step.text.chat else library.web["chat_your_turn"]
    return Question("ask", *question_and_rest(words))


def _options(view: View) -> tuple[tuple[OptionView, ...], tuple[OptionView, ...], bool]:
    """Those in sight, those that open on request, and whether the turn itself shows some of the latter."""
    expects = view.turn.expects
    if expects is None:
        return (), (), False
    every = view.options or expects.options
    in_sight, more = every[:SHOWN_IN_CHAT], every[SHOWN_IN_CHAT:]
    beyond = {option.id for option in more}
    return in_sight, more, any(option.id in beyond for option in expects.options)


def _field(view: View, options: tuple[OptionView, ...], library: Library) -> Field:
    """Own words are always taken: beside options, in place of them, and when the conversation has come to an end."""
    expects = view.turn.expects
    if expects is None:
        return _AFTERWARDS
    if options:
        return _OWN_WORDS
    kind = _kind_of_contact(view, library) if expects.type == "contact" else expects.type
    return _FIELDS.get(kind, _OWN_WORDS)


def _kind_of_contact(view: View, library: Library) -> str:
    """What is asked for depends on how the client wants to be reached."""
    told = next((answer.value for answer in view.answers if answer.key == "contact_way"), None)
    step = library.step("contact_way")
    way = next((o.id for o in step.options if o.label == told), "") if step else ""
    return {"phone": "contact_phone", "sms": "contact_phone", "email": "contact_email"}.get(way, "contact")


def _layout(kind: str, options: tuple[OptionView, ...]) -> Layout:
    if not options:
        return "none"
    if kind == "multi":
        return "ticks"
    short = all(len(option.label) <= SHORT_LABEL for option in options)
    return "pair" if len(options) == 2 and short else "list"
