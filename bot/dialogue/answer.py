"""Making an Answer with its provenance."""

from __future__ import annotations

from typing import cast

from bot.dialogue.draft import Draft
from bot.dialogue.state import Answer, How
from content.condition import Value


def answer_from(
    draft: Draft,
    value: Value,
    raw: str,
    how: How,
    *,
    move: str | None = None,
    confidence: float | None = None,
    uncertain: bool = False,
    latest: str | None = None,
) -> Answer:
    """An answer given now on this conversation's channel; `move` is why there is no value (see `Answer`)."""
    return Answer(
        value=value,
        raw=raw,
        how=how,
        channel=draft.state.channel,
        at=draft.now.isoformat(timespec="seconds"),
        confidence=confidence,
        uncertain=uncertain,
        latest=latest,
        move=cast("None", move),
    )
