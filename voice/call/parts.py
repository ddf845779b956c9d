"""What a call is made of, and who may look on."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from bot.conversations.phone_port import PhoneConversations
from bot.dialogue.listening import Listening
from bot.dialogue.turn import Turn
from voice.call.ears import TakesTurns
from voice.call.greeting import Greeting
from voice.call.keeping import Keeping
from voice.call.listener import Answer
from voice.call.manners import Manners
from voice.call.metrics import CallMetrics
from voice.call.outcomes import CallOutcomes
from voice.call.record import Reason, TurnRecord
from voice.call.words import Texts
from voice.hearing.heard import Hearing
from voice.speaking.speaker import Speaker


class Observer(Protocol):
    """Sees a call from inside: `ombud phone` and tests. It may see words, so it must keep them to itself."""

    def turn(self, record: TurnRecord, answer: Answer | None, turn: Turn) -> None:
        """A turn has begun to be heard. `answer` is None for the greeting."""
        ...

    def waits(self, listening: Listening) -> None:
        """All has been said; the call waits for the caller."""
        ...

    def ended(self, reason: Reason) -> None: ...


@dataclass(frozen=True)
class CallParts:
    """Shared by all calls of the process, except what `taker` makes for each.

    `clock` counts seconds, steadily, as the running loop does. `thinking` and `tone` are sounds for the line.
    `keeping` is where sound may be kept; None: nowhere, and nobody is asked.
    """

    conversations: PhoneConversations
    hearing: Hearing
    speaker: Speaker
    taker: Callable[[], TakesTurns]
    texts: Texts
    outcomes: CallOutcomes
    metrics: CallMetrics
    thinking: Callable[[], bytes]
    tone: Callable[[], bytes]
    greeting: Greeting = field(default_factory=Greeting)
    manners: Manners = field(default_factory=Manners)
    clock: Callable[[], float] = time.monotonic
    observer: Observer | None = None
    keeping: Keeping | None = None
