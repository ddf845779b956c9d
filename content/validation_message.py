"""Pydantic's complaints, said in Swedish to the person who edits a content file."""

from __future__ import annotations

from pydantic_core import ErrorDetails

_MESSAGES = {
    "missing": "Fältet saknas.",
    "extra_forbidden": "Okänt fält. Är det felstavat?",
    "string_type": 'Här ska det stå text. Ett nummer behöver citattecken: "112".',
    "string_too_short": "Här får det inte vara tomt.",
    "bool_type": "Här ska det stå true eller false.",
    "bool_parsing": "Här ska det stå true eller false.",
    "int_type": "Här ska det stå ett heltal.",
    "int_parsing": "Här ska det stå ett heltal.",
    "tuple_type": "Här ska det stå en lista.",
    "list_type": "Här ska det stå en lista.",
    "dict_type": "Här ska det stå fält med namn och värde.",
    "model_type": "Här ska det stå fält med namn och värde.",
    "date_from_datetime_parsing": "Här ska det stå ett datum: 2026-11-21.",
    "date_type": "Här ska det stå ett datum: 2026-11-21.",
}


def in_swedish(detail: ErrorDetails) -> str:
    """The message for one validation error; an unusual one keeps pydantic's own words."""
    kind = detail["type"]
    if kind in _MESSAGES:
        return _MESSAGES[kind]
    context = detail.get("ctx", {})
    if kind in ("enum", "literal_error"):
        return f"'{detail['input']}' går inte här. Välj: {context.get('expected', '').replace(' or ', ' eller ')}."
    if kind == "value_error":
        return f"Villkoret är fel: {context.get('error', detail['msg'])}."
    return f"{detail['msg']}."
