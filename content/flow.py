"""What a flow is: ordered steps with one text in two forms, and conditions as data.

These types are the schema of `content/flows/*.yml`. They are immutable; a conversation runs against one
snapshot. Conditions are data (never evaluated strings): see `content.condition`.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from content.condition import Condition, Value, holds

Channel: TypeAlias = Literal["chat", "phone"]


class Frozen(BaseModel):
    """Base of all content: unknown fields are an error, nothing can be changed after loading."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class StepType(StrEnum):
    SAY = "say"
    CHOICE = "choice"
    MULTI = "multi"
    YES_NO = "yes_no"
    DATE = "date"
    AMOUNT = "amount"
    NUMBER = "number"
    TEXT = "text"
    NAME = "name"
    PHONE = "phone"
    CONTACT = "contact"
    AREA = "area"


class Sourced(Frozen):
    """Where a fact comes from. Unverified facts carry `needs_review` and are never spoken as certain.

    `verified_on` is the ISO day somebody held it against its source, `since` the day it was written without that.
    """

    source: str = Field(min_length=1)
    verified_on: str | None = None
    since: str | None = None
    reviewed_by: str | None = None
    needs_review: bool = False


class Text(Frozen):
    """One thing said, in the form for reading (`chat`) and the form for hearing (`phone`)."""

    chat: str
    phone: str

    def form(self, channel: Channel) -> str:
        return self.phone if channel == "phone" else self.chat


class Option(Frozen):
    """One answer a client can choose. `spoken` is the label in a phone prompt ("För <spoken>, tryck 1")."""

    id: str
    label: str
    spoken: str | None = None
    synonyms: tuple[str, ...] = ()

    def form(self, channel: Channel) -> str:
        return self.spoken or self.label if channel == "phone" else self.label


class Variant(Frozen):
    """Another wording of the same question, for some answers: "Vilken mejladress har du?" after mejl."""

    when: Condition
    text: Text
    again: Text | None = None


class Step(Frozen):
    """One question (or, for `say`, one statement).

    `text` is the question without the options and without keys: the channel form of the options is added by the
    dialogue. `again` is the shorter form asked after silence or a misunderstanding. `label` names the answer in
    the summary ("Stadsdel"), `staff_label` the same to an ombud where `label` speaks to the client. `depends` lists
    keys whose change makes this answer stale although `when` does not name them. `end` (only on `say`) closes the flow
    there: `info` without an intake, `human` by offering a human.
    `explains` (only on `say`): after its words comes what the decision means that the answers tell of, or the
    letters that can be written from them, or how long the client has waited.
    `asks_again` (only on `say`): the key of a question before it, which is put once more after its words.
    `narrows`: the key of a broader question. Own words that answer it answer this one too where they name an option.
    `polar` marks an open question that a plain "nej" answers ("Står det en dag ...?", "Vill du berätta mer?").
    `variants`: the first whose condition holds lends its words. `facts` are the sources that the words rest on.
    """

    key: str
    type: StepType
    text: Text
    again: Text | None = None
    label: str = ""
    staff_label: str = ""
    why: str = ""
    example: str = ""
    help: str = ""
    options: tuple[Option, ...] = ()
    required: bool = False
    sensitive: bool = False
    when: Condition | None = None
    depends: tuple[str, ...] = ()
    expect: Literal["past", "future"] | None = None
    end: Literal["info", "human"] | None = None
    explains: Literal["decision", "letters", "waiting"] | None = None
    asks_again: str | None = None
    narrows: str | None = None
    polar: bool = False
    variants: tuple[Variant, ...] = ()
    facts: tuple[Sourced, ...] = ()

    def worded(self, answers: Mapping[str, Value]) -> Step:
        """The step in the words that fit what is known."""
        for variant in self.variants:
            if holds(variant.when, answers):
                return self.model_copy(update={"text": variant.text, "again": variant.again or self.again})
        return self

    @property
    def label_for_staff(self) -> str:
        return self.staff_label or self.label

    def option(self, option_id: str) -> Option | None:
        return next((o for o in self.options if o.id == option_id), None)


class Derived(Frozen):
    """A fact that follows from answers: when the condition holds, `set` is recorded as known."""

    when: Condition
    set: dict[str, str | int | tuple[str, ...]]


class Flow(Frozen):
    """An ordered list of steps that ends in an intake, an explanation or a human.

    `title` is how the flow is named to the client in a sentence ("nödprövning"); `opening` is said when it
    starts; `not_sent` when the client does not want an ombud to see the answers; `done` after submission (may use
    `{case}`); `ending` is always said last, in both cases, in order.
    """

    id: str
    title: str
    intake: bool = False
    opening: Text | None = None
    steps: tuple[Step, ...]
    derive: tuple[Derived, ...] = ()
    done: Text | None = None
    not_sent: Text | None = None
    ending: tuple[Text, ...] = ()
    facts: tuple[Sourced, ...] = ()

    def step(self, key: str) -> Step | None:
        return next((s for s in self.steps if s.key == key), None)
