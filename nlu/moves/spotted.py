"""A global move that the client asked for in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

MoveId: TypeAlias = Literal[
    "help", "why", "repeat", "slower", "back", "change", "dont_know", "skip", "wait", "stop", "human", "word", "more",
    "continue", "erase",
]  # fmt: skip
MOVES: tuple[MoveId, ...] = get_args(MoveId)


@dataclass(frozen=True)
class Spotted:
    """`whole`: the message is nothing but the move. `term`: the word asked about (move "word"), as in the glossary
    if it is there. `key`: the question to change (move "change"), when the client named it.
    """

    move: MoveId
    term: str | None = None
    key: str | None = None
    whole: bool = True
