"""The Library: an immutable snapshot of everything published, with a version.

`content.loader.load_library(path)` builds it from the files beside this module; `Library.version` is a hash of the
files, so that a conversation can name what it ran on.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from content.condition import Condition
from content.explanation import Advice, Explanation
from content.flow import Flow, Frozen, Sourced, Step, Text
from content.heard import Heard
from content.info_page import InfoPage
from content.letter import Letter, LetterWords


class Area(Frozen):
    """A place people say they live in: a stadsdelsområde, with the neighbourhood names people really use."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    office: str
    valid_from: date | None = None
    valid_to: date | None = None


class Office(Frozen):
    """A PO office. `homeless` marks the unit for people without a home; `other` the fallback when unknown."""

    id: str
    name: str
    homeless: bool = False
    fallback: bool = False


class Areas(Frozen):
    municipality: str
    areas: tuple[Area, ...]
    offices: tuple[Office, ...]
    source: Sourced

    def area(self, area_id: str) -> Area | None:
        return next((a for a in self.areas if a.id == area_id), None)

    def office(self, office_id: str) -> Office | None:
        return next((o for o in self.offices if o.id == office_id), None)


class OpenHours(Frozen):
    """`always` (day and night), or weekdays 1-7 (Monday is 1) between two local times "HH:MM"."""

    always: bool = False
    days: tuple[int, ...] = ()
    opens: str = ""
    closes: str = ""
    closed_on_holidays: bool = True


class Helpline(Frozen):
    """A number a client can turn to. `number` as dialled, `spoken` as said ("nittio, ett, noll ett").

    `offered_in` names the flows that point to it in their "where to turn now".
    """

    id: str
    name: str
    number: str | None
    spoken: str | None = None
    about: Text
    offered_in: tuple[str, ...] = ()
    hours: OpenHours
    fact: Sourced


class FaqAnswer(Frozen):
    """An answer to a question about PO; `id` is the sub-intent `faq/<id>`."""

    id: str
    question: str
    text: Text
    phrases: tuple[str, ...] = ()
    fact: Sourced


class Term(Frozen):
    """A difficult word and its explanation in at most two sentences.

    `common`: most people know it, and it often stands beside a harder word: "att beslutet är interimistiskt".
    """

    word: str
    forms: tuple[str, ...] = ()
    explanation: str
    common: bool = False
    fact: Sourced

    @property
    def heading(self) -> str:
        """The word as it begins a line: "Laga kraft", "SIP"."""
        return self.word[:1].upper() + self.word[1:]


class PriorityRule(Frozen):
    """If `when` holds (and, if given, `deadline` falls within `within_days` days), the intake is at least `level`.

    `deadline` names a date answer; `working_days` counts working days instead of days. `why` is shown to the ombud.
    """

    id: str
    level: int
    kinds: tuple[str, ...] = ()
    when: Condition | None = None
    deadline: str | None = None
    within_days: int | None = None
    working_days: bool = False
    why: str


class Library(Frozen):
    """Everything published. `web` is every fixed word of the client's web pages, `pages` the pages to read.

    `heard` is what a telephone listens for besides the answers of the question that waits. `explanations` tell what a
    decision means, `advice` what can be done about it. `letters` are the letters that a client can sign.
    """

    version: str
    flows: Mapping[str, Flow]
    texts: Mapping[str, Text]
    areas: Areas
    helplines: tuple[Helpline, ...]
    faq: tuple[FaqAnswer, ...]
    glossary: tuple[Term, ...]
    priority: tuple[PriorityRule, ...]
    case_words: tuple[str, ...]
    web: Mapping[str, str] = {}
    pages: Mapping[str, InfoPage] = {}
    heard: Heard = Heard()
    explanations: tuple[Explanation, ...] = ()
    advice: tuple[Advice, ...] = ()
    letters: tuple[Letter, ...] = ()
    letter_words: LetterWords = LetterWords()

    def text(self, text_id: str) -> Text:
        """The text with that id. Raises KeyError: a missing system text is a broken library, not bad input."""
        return self.texts[text_id]

    def step(self, key: str) -> Step | None:
        """The first step with that key in any flow (a shared step is the same in all of them)."""
        for flow in self.flows.values():
            if found := flow.step(key):
                return found
        return None

    def helpline(self, helpline_id: str) -> Helpline | None:
        return next((h for h in self.helplines if h.id == helpline_id), None)
