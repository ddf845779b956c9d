"""A caller's sound put through a `TurnTaker`, and what it noticed with the time when it did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from bot.dialogue.listening import Answers, Listening
from tests.voice.sound import Pcm, as_frames, joined, mixed, noise
from voice.turn_taking.happenings import Ended, Happening
from voice.turn_taking.turn_taker import TurnTaker

FRAME_MS = 20
A = TypeVar("A")


@dataclass
class Noticed:
    """What was noticed, each with the milliseconds of sound after which it was."""

    all: list[tuple[float, Happening]]

    def of(self, kind: type[A]) -> list[A]:
        return [happening for _, happening in self.all if isinstance(happening, kind)]

    def times(self, kind: type[A]) -> list[float]:
        return [at for at, happening in self.all if isinstance(happening, kind)]

    @property
    def names(self) -> list[str]:
        return [type(happening).__name__ for _, happening in self.all]

    @property
    def ended(self) -> Ended:
        """The only end."""
        (ended,) = self.of(Ended)
        return ended


class OneCall:
    """A quiet line on which somebody may speak. Time goes on only by sound."""

    def __init__(
        self,
        answers: Answers = "choice",
        *,
        slow: bool = False,
        type: str = "",
        hiss_db: float = -68,
        begins: Pcm | None = None,
    ) -> None:
        self.taker = TurnTaker()
        self.taker.expect(Listening(key="question", type=type, answers=answers, slow=slow))
        self.hiss_db = hiss_db
        self.now = 0.0
        self.hear(noise(400, hiss_db) if begins is None else begins)

    def hear(self, sound: Pcm, ours: Pcm | None = None, *, stop_at_cut: bool = True) -> Noticed:
        """The sound, with the line's hiss. `ours` is what we say meanwhile; a `Cut` stops it as a call would."""
        hissing = mixed(sound, noise(len(sound) / 16, self.hiss_db, seed=7)) if len(sound) else sound
        playing = as_frames(ours) if ours is not None else []
        noticed: list[tuple[float, Happening]] = []
        for number, frame in enumerate(as_frames(hissing)):
            own = playing[number] if number < len(playing) else None
            self.now += FRAME_MS
            for happening in self.taker.hear(frame, own is not None, own):
                noticed.append((self.now, happening))
                if stop_at_cut and type(happening).__name__ == "Cut":
                    playing = playing[: number + 1]
        return Noticed(noticed)

    def quiet(self, ms: float) -> Noticed:
        return self.hear(noise(ms, self.hiss_db))

    def says(self, *sounds: Pcm, quiet_ms: float = 1500) -> Noticed:
        """Words, and silence after them."""
        return self.hear(joined(*sounds, noise(quiet_ms, self.hiss_db)))
