"""The words: whether the content loads."""

from __future__ import annotations

from bot.doctor.finding import Finding, error, ok
from content.error import ContentError
from content.loader import load_library


def check_content() -> Finding:
    try:
        library = load_library()
    except ContentError as problem:
        first = problem.problems[0]
        return error("Texter", f"{len(problem.problems)} fel. Det första: {first}", "Se alla: ombud content check")
    return ok("Texter", f"{len(library.flows)} samtal är inlästa, version {library.version}.")
