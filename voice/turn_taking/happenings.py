"""What turn-taking notices in a caller's sound. Times are in milliseconds of sound, never of a clock."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from voice.hearing.heard import Sound


@dataclass(frozen=True)
class Cut:
    """Real words began while we speak: fall silent now. Never for a hum, our own echo or noise."""

    speech_ms: float


@dataclass(frozen=True)
class Paused:
    """A first short silence: the turn may be over, so hearing may begin ahead on `sound`.

    If no `WentOn` comes between, the `Ended` that follows has the very same sound.
    """

    sound: Sound
    speech_ms: float


@dataclass(frozen=True)
class WentOn:
    """Speech again: what was heard ahead is not the whole turn."""


@dataclass(frozen=True)
class Ended:
    """The turn is over. `sound` is the whole of it with a little silence around; `speech_ms` counts its voice only.

    `began_over_us`: it began while we spoke. `hum`: nothing but "mm". `silence_ms`: how long we waited at its end.
    `more`: the caller speaks on; the turn was only too long for one piece (30 s), and the next piece is another turn.
    """

    sound: Sound
    speech_ms: float
    silence_ms: float
    began_over_us: bool = False
    hum: bool = False
    more: bool = False


@dataclass(frozen=True)
class Silence:
    """Nobody has spoken for as long as the question's patience, counted from when our own speech was over."""

    ms: float


Happening: TypeAlias = Cut | Paused | WentOn | Ended | Silence
