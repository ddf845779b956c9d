"""What the client's form says: one answer, and what was written or ticked but not sent."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from starlette.datastructures import FormData

from bot.conversations.input_line import InputLine
from nlu.crisis import assess

_KEY = re.compile(r"[A-Za-z0-9_-]{16,100}")
_STEP = re.compile(r"[A-Za-z0-9_]{0,80}")


@dataclass(frozen=True)
class AnswerForm:
    """`waiting` is the question that was answered. At most one of `choice` and `move` is a pressed button.

    `key` is the page's own: the same page sent twice is one answer. `alarming`: the written words tell of danger.
    """

    key: str
    waiting: str
    text: str = ""
    choice: str | None = None
    ticks: tuple[str, ...] = ()
    move: str | None = None
    done: bool = False
    alarming: bool = False

    @classmethod
    def of(cls, form: FormData) -> AnswerForm | None:
        """Reads the fields. None when they are not from one of our pages."""
        key, waiting = _word(form, "key"), _word(form, "waiting")
        if not _KEY.fullmatch(key) or not _STEP.fullmatch(waiting):
            return None
        text = _word(form, "text").replace("\r\n", "\n").replace("\r", "\n").strip()
        return cls(
            key=key,
            waiting=waiting,
            text=text,
            alarming=bool(text) and assess(text).level != "none",
            choice=_word(form, "choice") or None,
            ticks=tuple(dict.fromkeys(v for v in form.getlist("choices") if isinstance(v, str) and v)),
            move=_word(form, "move") or None,
            done="done" in form,
        )

    @property
    def sends_words(self) -> bool:
        """Whether the written words are the answer.

        A pressed button is the answer instead of them, and ticks are when "Klar" was pressed; but words that tell of
        danger are met before anything else.
        """
        pressed = self.move or self.choice or (self.done and self.ticks)
        return bool(self.text) and (self.alarming or not pressed)

    @property
    def unsent(self) -> str:
        """Words that were written when something else was pressed: they stay in the field of the next page."""
        return "" if self.sends_words else self.text

    def line(self, labels: Mapping[str, str]) -> InputLine | None:
        """The answer; None when nothing was chosen or written. `labels` are the words of the options.

        Ticks that go with sent words are said with them, so that neither is lost.
        Raises pydantic.ValidationError for what no page of ours sends, and for a text that is too long.
        """
        if self.sends_words:
            ticked = ", ".join(labels[tick] for tick in self.ticks if tick in labels)
            return InputLine(text=f"{ticked}. {self.text}" if ticked else self.text)
        if self.move:
            return InputLine(move=self.move)
        if self.choice:
            return InputLine(choice=self.choice)
        return InputLine(choices=list(self.ticks)) if self.ticks else None

    @property
    def once(self) -> str:
        """The idempotency key: of this page and this answer. Another answer from an old page is not the same."""
        said = "\0".join(
            [
                self.key,
                self.waiting,
                self.move or "",
                self.choice or "",
                *self.ticks,
                "",
                self.text if self.sends_words else "",
            ]
        )
        return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()

    def fields(self) -> list[tuple[str, str]]:
        """All but the text, as hidden fields of a form that sends the same again."""
        found = [("key", self.key), ("waiting", self.waiting), *(("choices", tick) for tick in self.ticks)]
        if self.choice:
            found.append(("choice", self.choice))
        if self.move:
            found.append(("move", self.move))
        if self.done:
            found.append(("done", "1"))
        return found


def _word(form: FormData, name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""
