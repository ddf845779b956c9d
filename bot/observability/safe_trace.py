"""Where an error came from, without what it says: messages of errors often quote the input that caused them."""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TypedDict

_MAX_FRAMES = 12


class SafeTrace(TypedDict):
    """`error` and `causes` are type names; `at` the last frames, the innermost last."""

    error: str
    causes: list[str]
    at: list[str]


def safe_trace(error: BaseException) -> SafeTrace:
    """Types of the error and its causes, and the last frames as `file:line function`. Never messages or values."""
    types: list[str] = []
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        missing = f"({cause.name})" if isinstance(cause, ImportError) and cause.name else ""  # a name of code
        types.append(f"{type(cause).__module__}.{type(cause).__qualname__}{missing}")
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    frames = traceback.extract_tb(error.__traceback__)[-_MAX_FRAMES:]
    return {
        "error": types[0],
        "causes": types[1:],
        "at": [f"{'/'.join(Path(f.filename).parts[-3:])}:{f.lineno} {f.name}" for f in frames],
    }
