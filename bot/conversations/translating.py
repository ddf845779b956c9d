"""From a channel's input line to an event of the dialogue, and from either to the log's plain data."""

from __future__ import annotations

from typing import Any

from bot.conversations.input_line import InputLine
from bot.dialogue.event import Chose, CodeMade, Event, Moved, Pressed, Said, Silent
from nlu.understanding import Understanding


def event_of(line: InputLine) -> Event:
    """What the client did, as the dialogue's event."""
    if line.text is not None:
        return Said(line.text)
    if line.choice is not None:
        return Chose((line.choice,))
    if line.choices is not None:
        return Chose(tuple(line.choices))
    if line.digits is not None:
        return Pressed(line.digits)
    if line.move is not None:
        return Moved(line.move)
    return Silent()


def logged(event: Event, understood: Understanding | None, step: str | None) -> dict[str, Any]:
    """What the conversation's log keeps of a turn: enough to replay it and to tell why it went as it did."""
    record: dict[str, Any] = {"event": vars(event) if not isinstance(event, CodeMade) else {}, "step": step}
    if understood is not None:
        record["understood"] = {
            "intent": understood.intent,
            "sub_intent": understood.sub_intent,
            "confidence": round(understood.confidence, 4),
            "crisis": understood.crisis.level,
            "crisis_kind": understood.crisis.kind,
            "language": understood.language,
            "engine": understood.engine,
            "answers": {
                key: {"value": found.value, "raw": found.raw, "uncertain": found.uncertain}
                for key, found in understood.answers.items()
            },
        }
    return record
