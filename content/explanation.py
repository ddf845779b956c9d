"""What a decision means and what can be done about it, for each kind of decision (`content/decisions/`)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from pydantic import Field

from content.condition import Condition, Value, holds
from content.flow import Frozen, Sourced, Text

LastDay: TypeAlias = Literal["object", "home"]


class Advice(Frozen):
    """One thing that the client can do now. Told only if `when` holds."""

    id: str
    text: Text
    when: Condition | None = None
    facts: tuple[Sourced, ...] = Field(min_length=1)


class Explanation(Frozen):
    """One kind of decision, told by its answers (`when`).

    `means`: two sentences at most. `advice`: ids of what can be done now, the best first. `call`: help lines to call;
    whoever decided is named otherwise. `ombud`: what an ombud can do. `not_means`: what it does not mean.
    `last_day`: which last day is told: to object, or to pay the rent and keep the home.
    `general`: nothing more certain is known about this kind, and the client is told so.
    """

    id: str
    when: Condition
    means: Text
    advice: tuple[str, ...] = Field(min_length=1)
    call: tuple[str, ...] = ()
    ombud: Text
    not_means: Text
    general: bool = False
    last_day: LastDay = "object"
    facts: tuple[Sourced, ...] = Field(min_length=1)


def explanation_for(known: Sequence[Explanation], answers: Mapping[str, Value]) -> Explanation | None:
    """The one that says most about these answers: of those that hold, the first with the most conditions."""
    fitting = [explanation for explanation in known if holds(explanation.when, answers)]
    return max(fitting, key=lambda explanation: len(explanation.when), default=None)
