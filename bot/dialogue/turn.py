"""The Turn: what the client is told and what is expected next. Its JSON form is the contract of every channel.

Example::

    {"messages": [{"kind": "ask", "text": "Är du 18 år eller äldre?"}],
     "expects": {"type": "yes_no", "key": "adult", "required": true,
                 "options": [{"id": "yes", "label": "Ja", "digit": "1"}, {"id": "no", "label": "Nej", "digit": "2"}]},
     "moves": [{"id": "human", "label": "Prata med en människa"}],
     "links": [], "flow": "po_intake", "case": null, "done": false, "held_back": []}
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

MessageKind: TypeAlias = Literal["say", "ask", "explain", "summary", "crisis", "done"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Message(_Part):
    kind: MessageKind
    text: str


class OptionView(_Part):
    """One shown answer. `digit` is the telephone key that chooses it, or None when no key is left."""

    id: str
    label: str
    digit: str | None = None


class Expects(_Part):
    """What the waiting step takes. `options` are those shown now; every option id of the step is accepted."""

    type: str
    key: str
    options: tuple[OptionView, ...] = ()
    required: bool = False


class MoveView(_Part):
    id: str
    label: str


class Link(_Part):
    label: str
    url: str
    kind: Literal["pdf", "ics", "web"]


class Turn(_Part):
    """`held_back`: keys of answers that are kept in memory only, because the client has not said yes yet."""

    messages: tuple[Message, ...]
    expects: Expects | None = None
    moves: tuple[MoveView, ...] = ()
    links: tuple[Link, ...] = ()
    flow: str | None = None
    case: str | None = None
    done: bool = False
    held_back: tuple[str, ...] = ()
