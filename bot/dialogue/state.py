"""Where a conversation stands. Plain data: every golden script saves and loads it between all turns."""

from __future__ import annotations

from typing import Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from content.condition import Value
from content.flow import Channel

How: TypeAlias = Literal["button", "key", "words", "speech", "derived"]


class _Data(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Answer(_Data):
    """One answer with its provenance. `move` tells why `value` is None: the client declined, or we did not understand.

    `at` is ISO 8601 local time; `latest` the last possible day when a date is a range; `confidence` 0-1 for speech.
    """

    value: Value
    raw: str
    how: How
    channel: Channel
    at: str
    confidence: float | None = None
    uncertain: bool = False
    latest: str | None = None
    move: Literal["dont_know", "skip", "not_understood"] | None = None


class Frame(_Data):
    """One flow under way: the statements already made and the questions asked in it, in order."""

    flow: str
    said: list[str] = Field(default_factory=list)
    asked: list[str] = Field(default_factory=list)


class Interlude(_Data):
    """A question on top of the flow, which waits unchanged below.

    `kind` names what it is (see `bot.dialogue.interludes`), `key` the step it concerns, `data` what it must remember.
    """

    kind: str
    key: str = ""
    data: dict[str, str] = Field(default_factory=dict)
    pending: Answer | None = None


class OwnWords(_Data):
    """What the client said in free words, and at which question."""

    key: str
    text: str


class Case(_Data):
    number: str
    flow: str


class State(_Data):
    """`connectable`: the call can be put through to the office. `connects`: how often that was tried in this call.

    `number_kept`: the caller agreed to go on from this number another day. `paused_at`: the turn in which the client
    asked us to wait. `doubted`: what was perhaps heard where it must be heard well.
    `denied`: questions whose number was heard wrong, once for each time.
    `audio_days`: for how long the sound of this call can be kept, 0: not at all. `keep_audio`: the caller agreed to it.
    """

    channel: Channel
    consent: Literal["unasked", "yes", "no"] = "unasked"
    caller: str | None = None
    slow: bool = False
    ended: Literal["done", "stopped", "declined"] | None = None
    answers: dict[str, Answer] = Field(default_factory=dict)
    replaced: dict[str, Answer] = Field(default_factory=dict)
    flows: list[Frame] = Field(default_factory=list)
    interludes: list[Interlude] = Field(default_factory=list)
    own_words: list[OwnWords] = Field(default_factory=list)
    cases: list[Case] = Field(default_factory=list)
    topic: str | None = None
    page: int = 0
    picked: list[str] = Field(default_factory=list)
    listing: bool = False
    failures: int = 0
    ladders: int = 0
    silences: int = 0
    given_up: int = 0
    turns: int = 0
    danger_checked: int = -100
    offered: list[str] = Field(default_factory=list)
    submissions: int = 0
    connectable: bool = False
    connecting: bool = False
    connects: int = 0
    take_ups: int = 0
    denied: list[str] = Field(default_factory=list)
    number_kept: bool = False
    paused_at: int = -100
    doubted: str | None = None
    audio_days: int = 0
    keep_audio: bool = False

    def values(self) -> dict[str, Value]:
        """The answers as conditions see them; a declined answer is present with None."""
        return {key: answer.value for key, answer in self.answers.items()}

    def hushed(self) -> State:
        """The state without a word of the client's: what may be stored before the yes."""
        return State(
            channel=self.channel,
            consent=self.consent,
            slow=self.slow,
            ended=self.ended,
            turns=self.turns,
            connectable=self.connectable,
            audio_days=self.audio_days,
        )
