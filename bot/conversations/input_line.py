"""One line of input from a client, the same for `talk --json` and for the HTTP API.

    {"text": "jag har ingen mat"}   {"choice": "yes"}   {"choices": ["food", "power"]}
    {"digits": "2"}                 {"silence": true}   {"move": "repeat"}

Exactly one of the fields is given; anything else is malformed.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self, TypeAlias, cast

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

MOVES = (
    "help", "why", "repeat", "slower", "back", "change", "dont_know", "skip", "wait", "stop", "human", "word",
    "more", "continue",
)  # fmt: skip
"""The global moves: they work in every step and every channel."""

MAX_TEXT = 102_400
"""The longest text that is taken in, in characters. The dialogue uses its beginning and says so kindly."""


def _whole_and_not_too_long(text: str) -> str:
    # Not `max_length`: a long text is well-formed, and is answered "too large" instead of "malformed".
    if len(text) > MAX_TEXT:
        raise PydanticCustomError("string_too_long", "the text is too long")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise PydanticCustomError("string_unicode", "the text holds half a character")
    return text


OptionId: TypeAlias = Annotated[str, StringConstraints(max_length=200)]
Kind: TypeAlias = Literal["text", "choice", "choices", "digits", "silence", "move"]


class InputLine(BaseModel):
    """What the client did: wrote or said a text, chose, pressed keys, was silent, or made a global move.

    An unknown option id or move is not malformed: the client gets the same question again (the dialogue's part).
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        json_schema_extra=lambda schema: _exactly_one_in(schema),
    )

    text: Annotated[str, AfterValidator(_whole_and_not_too_long)] | None = Field(
        default=None, description=f"Own words, typed or dictated; at most {MAX_TEXT} characters (more is answered 413)."
    )
    choice: OptionId | None = Field(default=None, description="The id of one option of the waiting question.")
    choices: Annotated[list[OptionId], Field(max_length=100)] | None = Field(
        default=None, description="The ids of all options that apply."
    )
    digits: Annotated[str, StringConstraints(pattern=r"^[0-9*#]{1,64}$")] | None = Field(
        default=None, description="Keys of a telephone."
    )
    silence: Literal[True] | None = Field(default=None, description="Nothing was said in time.")
    move: OptionId | None = Field(default=None, description=f"A global move: {', '.join(MOVES)}.")

    @model_validator(mode="after")
    def _exactly_one(self) -> Self:
        if len(self.model_fields_set) != 1 or getattr(self, next(iter(self.model_fields_set))) is None:
            raise ValueError(f"exactly one of {', '.join(type(self).model_fields)} is needed")
        return self

    @property
    def kind(self) -> Kind:
        return cast(Kind, next(iter(self.model_fields_set)))


def _exactly_one_in(schema: dict[str, Any]) -> None:
    """Says in the JSON schema what the model checks: one of the fields, and never null."""
    schema |= {"minProperties": 1, "maxProperties": 1}
    for described in schema["properties"].values():
        described.pop("default", None)
        [given] = [choice for choice in described.pop("anyOf") if choice != {"type": "null"}]
        described |= given
