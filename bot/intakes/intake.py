"""An intake: everything an ombud needs to begin, made from the answers of a conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.intakes.answers import Answers, codes_of, values_of
from bot.intakes.contact import contact_of
from bot.intakes.hard_dates import HardDate, hard_dates
from bot.intakes.priority import Hit, prioritise
from bot.intakes.routing import office_for
from content.flow import StepType
from content.library import Library

CALLBACK = "callback"
"""The kind of an intake that nobody sent: the conversation broke off, but the client may be contacted."""

_CODED = {StepType.CHOICE, StepType.MULTI, StepType.YES_NO, StepType.AREA, StepType.NUMBER}


@dataclass(frozen=True)
class OwnWords:
    """What the client said in free words, verbatim, and at which question."""

    key: str
    text: str


@dataclass(frozen=True)
class IntakeDraft:
    """An intake that is ready to be stored, but has no case number yet.

    `contact_safe` is None when the client did not say. `needs` and `adaptations` are option ids. `codes` names the
    answers that are codes and so may be shown in a list. `about` is the flow a call-back item comes from. `caller` is
    the number of the call, only if the client is to be reached by it.
    """

    kind: str
    about: str
    channel: str
    office: str
    priority: int
    hits: tuple[Hit, ...]
    hard_dates: tuple[HardDate, ...]
    contact: str | None
    contact_safe: bool | None
    needs: tuple[str, ...]
    adaptations: tuple[str, ...]
    own_words: tuple[OwnWords, ...]
    codes: tuple[str, ...]
    answers: Answers
    caller: str | None = None

    @property
    def first_hard_date(self) -> date | None:
        return self.hard_dates[0].date if self.hard_dates else None

    def payload(self) -> dict[str, Any]:
        """The part that is stored encrypted. `caller` is there only if the client is to be reached by it."""
        return {
            **({"caller": self.caller} if self.caller else {}),
            "about": self.about,
            "rules": [hit.as_json() for hit in self.hits],
            "hard_dates": [hard.as_json() for hard in self.hard_dates],
            "needs": list(self.needs),
            "adaptations": list(self.adaptations),
            "own_words": [{"key": words.key, "text": words.text} for words in self.own_words],
            "codes": list(self.codes),
            "answers": {key: dict(answer) for key, answer in self.answers.items()},
        }


def draft_intake(
    kind: str,
    answers: Answers,
    *,
    channel: str,
    library: Library,
    today: date,
    own_words: Sequence[OwnWords] = (),
    callback: bool = False,
    caller: str | None = None,
) -> IntakeDraft:
    """Prioritise, route and date the answers of the flow `kind`. Pure.

    Free-text answers are own words too, and each is listed once. With `callback` the intake's kind is `callback`.
    `caller` is the number of the call (E.164): it is the contact of a client who chose to be reached by it.
    """
    values = values_of(answers)
    priority = prioritise(library.priority, kind, values, today)
    contact = contact_of(answers, channel=channel, caller=caller)
    return IntakeDraft(
        kind=CALLBACK if callback else kind,
        about=kind,
        channel=channel,
        office=office_for(library.areas, values),
        priority=priority.level,
        hits=priority.hits,
        hard_dates=hard_dates(values),
        contact=contact.value.casefold() if contact else None,
        contact_safe={"yes": True, "no": False}.get(str(values.get("contact_safe"))),
        needs=tuple(dict.fromkeys([*codes_of(answers, "need"), *codes_of(answers, "urgent")])),
        adaptations=codes_of(answers, "adapt"),
        own_words=_all_own_words(answers, own_words, library),
        codes=tuple(key for key in answers if (step := library.step(key)) and step.type in _CODED),
        answers=answers,
        caller=contact.value if contact and contact.from_caller else None,
    )


def _all_own_words(answers: Answers, said: Sequence[OwnWords], library: Library) -> tuple[OwnWords, ...]:
    written = [
        OwnWords(key, raw)
        for key, answer in answers.items()
        if (step := library.step(key)) and step.type == StepType.TEXT and (raw := str(answer.get("raw") or ""))
        if answer.get("value") is not None
    ]
    return tuple(dict.fromkeys([*said, *written]))
