"""The terminal for people: messages, numbered options, and an answer in numbers or own words."""

from __future__ import annotations

import re
import sys
import textwrap
from typing import TextIO

from bot.conversations.input_line import MAX_TEXT, InputLine
from bot.conversations.port import Form
from bot.dialogue.turn import Expects, OptionView, Turn

_CHOSEN_BY_NUMBER = frozenset({"choice", "multi", "yes_no", "area"})
_KEYS = re.compile(r"[0-9*#]{1,64}")
_WIDTH = 88


class Reading:
    """In the phone form a line of only digits, `*` and `#` is keys, and an empty line is silence."""

    def __init__(self, source: TextIO, out: TextIO, form: Form) -> None:
        self._source = source
        self._out = out
        self._form = form

    def read(self, waiting: Turn) -> InputLine | None:
        if self._source is sys.stdin and sys.stdin.isatty():
            self._out.write("> ")
            self._out.flush()
        line = self._source.readline()
        return self._input(line.strip(), waiting.expects) if line else None

    def show(self, turn: Turn) -> None:
        parts = [_wrapped(message.text) for message in turn.messages]
        if self._form == "chat" and turn.expects and turn.expects.options:
            parts.append("\n".join(f"  {key}. {o.label}" for key, o in _numbered(turn.expects).items()))
        # A document below the conversation's address cannot be fetched here; its words have been shown.
        parts += [f"{link.label}: {link.url}" for link in turn.links if link.url.startswith("http")]
        self._out.write("\n" + "\n\n".join(parts) + "\n\n")
        self._out.flush()

    def complain(self, why: str) -> None:
        told = {
            "Expired": "Samtalet är stängt. Börja gärna ett nytt.",
            "TooMany": "Det gick lite fort. Vänta en stund.",
        }
        self._out.write(f"{told.get(why, 'Det där kunde jag inte läsa. Försök igen.')}\n")
        self._out.flush()

    def end(self) -> None:
        self._out.write("\nHej då. Du kan alltid börja igen.\n")
        self._out.flush()

    def _input(self, line: str, expects: Expects | None) -> InputLine:
        line = line[:MAX_TEXT]
        if self._form == "phone":
            if not line:
                return InputLine(silence=True)
            return InputLine(digits=line) if _KEYS.fullmatch(line) else InputLine(text=line)
        if expects is not None and expects.options:
            chosen = _chosen(line, expects)
            if chosen and expects.type == "multi":
                return InputLine(choices=chosen)
            if len(chosen) == 1:
                return InputLine(choice=chosen[0])
        return InputLine(text=line)


def _numbered(expects: Expects) -> dict[str, OptionView]:
    """The shown options by the number to write: their own keys if all have one, else 1, 2, 3 ..."""
    digits = [option.digit for option in expects.options]
    own = all(digits) and len(set(digits)) == len(digits)
    return {(str(o.digit) if own else str(n)): o for n, o in enumerate(expects.options, 1)}


def _chosen(line: str, expects: Expects) -> list[str]:
    """The option ids that the line names by number. Words are the client's own, also when they are those of a label."""
    if expects.type not in _CHOSEN_BY_NUMBER or not re.fullmatch(r"[0-9][0-9 ,.]*", line):
        return []
    numbered = _numbered(expects)
    named = re.findall(r"[0-9]+", line)
    return [numbered[n].id for n in named] if all(n in numbered for n in named) else []


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.fill(line, _WIDTH) if line.strip() else "" for line in text.splitlines())
