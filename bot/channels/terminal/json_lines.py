"""The terminal for programs: one input object per line in, one Turn per line out."""

from __future__ import annotations

import json
from typing import TextIO

from pydantic import ValidationError

from bot.channels.terminal.conversation import BadLine
from bot.conversations.input_line import InputLine
from bot.dialogue.turn import Turn


class JsonLines:
    """A line that is no input gets `{"error": ...}` on the same stream, and the conversation goes on."""

    def __init__(self, source: TextIO, out: TextIO) -> None:
        self._source = source
        self._out = out

    def read(self, waiting: Turn) -> InputLine | None:
        while line := self._source.readline():
            if line.strip():
                return _parsed(line)
        return None

    def show(self, turn: Turn) -> None:
        self._write(turn.model_dump_json())

    def complain(self, why: str) -> None:
        self._write(json.dumps({"error": why}))

    def end(self) -> None:
        pass

    def _write(self, line: str) -> None:
        self._out.write(line + "\n")
        self._out.flush()


def _parsed(line: str) -> InputLine:
    try:
        return InputLine.model_validate_json(line)
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False, include_url=False)[0]
        if first["type"] == "json_invalid":
            raise BadLine("the line is no JSON object") from None
        if first["type"] == "string_too_long":
            raise BadLine("the text is too long") from None
        raise BadLine("the line needs exactly one of text, choice, choices, digits, silence, move") from None
