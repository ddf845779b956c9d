"""The short form of a text in the files: one string instead of `{chat: ..., phone: ...}` when they are the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from content.flow import Frozen, Text


def as_text(raw: Any) -> Any:
    """The long form of one text; anything else as it is."""
    return {"chat": raw, "phone": raw} if isinstance(raw, str) else raw


def with_texts(kind: type[Frozen], raw: Any) -> Any:
    """Write out the short form of every field that is a Text or a list of them."""
    if not isinstance(raw, Mapping):
        return raw
    full = dict(raw)
    for name, info in kind.model_fields.items():
        value = full.get(name)
        if info.annotation is Text or Text in get_args(info.annotation):
            full[name] = [as_text(item) for item in value] if isinstance(value, list) else as_text(value)
            if name not in raw:
                del full[name]
    return full
