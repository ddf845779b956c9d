"""The findings as an editor reads them in a terminal, and as JSON lines for programs."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from content.check.finding import Finding
from content.check.to_review import ToReview, in_words, to_review
from content.error import ContentError

_NAMES = {"error": "FEL", "warning": "RÅD", "review": "GRANSKA"}


def as_text(findings: Sequence[Finding]) -> str:
    """One block for each finding, what waits to be verified by kind, and a last line with the counts."""
    blocks = []
    for finding in findings:
        head = f"{_NAMES[finding.level]} {finding.file}:{finding.line} {finding.where}".rstrip()
        lines = [head, f"  {finding.message}"]
        if finding.age_days is not None:
            lines.append(f"  Har väntat i {_days(finding.age_days)}.")
        if finding.sentence:
            lines.append(f"  Meningen: {finding.sentence}")
        if finding.suggestion:
            lines.append(f"  Förslag: {finding.suggestion}")
        blocks.append("\n".join(lines))
    if waiting := to_review(findings):
        blocks.append(f"Väntar på granskning:\n{in_words(waiting)}")
        if ages := _ages(waiting):
            blocks.append(f"Det äldsta har väntat i {_days(max(ages))}.")
    count = Counter(finding.level for finding in findings)
    blocks.append(f"{count['error']} fel, {count['warning']} råd, {count['review']} att granska.")
    return "\n".join(blocks)


def _days(count: int) -> str:
    return "1 dag" if count == 1 else f"{count} dagar"


def _ages(waiting: Sequence[ToReview]) -> list[int]:
    return [one.oldest for one in waiting if one.oldest is not None]


def as_json_lines(findings: Sequence[Finding]) -> str:
    """One JSON object a line: level, rule, file, line, where, message, sentence, suggestion, source, age_days."""
    return "\n".join(json.dumps(asdict(finding), ensure_ascii=False) for finding in findings)


def from_error(error: ContentError) -> list[Finding]:
    """The problems of content that cannot be loaded, as findings, so that both are shown in the same way."""
    return [
        Finding("error", "load", problem.file, problem.line, problem.where, problem.message)
        for problem in error.problems
    ]


def has_errors(findings: Sequence[Finding]) -> bool:
    """Whether the content must not be published."""
    return any(finding.level == "error" for finding in findings)
