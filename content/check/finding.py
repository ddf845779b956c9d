"""What the content check found: one remark on one place, with the sentence and what to write instead."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Level: TypeAlias = Literal["error", "warning", "review"]

ORDER: dict[Level, int] = {"error": 0, "warning": 1, "review": 2}


@dataclass(frozen=True)
class Finding:
    """`error` stops publishing, `warning` is advice, `review` is a fact that somebody must verify.

    `line` counts from 1. `where` is the path in the file ("steps[2].text.chat"). `sentence` is the sentence the remark
    is about, "" when it is about structure. `rule` is the stable name of the rule.
    """

    level: Level
    rule: str
    file: str
    line: int
    where: str
    message: str
    sentence: str = ""
    suggestion: str = ""
    source: str = ""
    age_days: int | None = None
