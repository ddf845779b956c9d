"""Sound for tests: words said by several voices over a telephone, and everything else that a line may carry.

    from tests.voice.sound import as_frames, joined, silence, spoken
    frames = as_frames(joined(silence(300), spoken("ja", "sv+f2"), silence(1000)))

Everything is mono int16 at 16 kHz, shape (samples,). Speech is made by espeak in a child process (its first word costs
0.2 s, then 5 ms each) and kept in .cache/sound.
"""

from tests.voice.sound.noises import (
    at_level,
    click,
    cough,
    crying_child,
    echo_of,
    hum,
    joined,
    louder,
    mixed,
    noise,
    silence,
    television,
)
from tests.voice.sound.telephone import Pcm, as_frames, as_wave, from_frames, telephoned
from tests.voice.sound.voices import VOICES, spoken

__all__ = [
    "VOICES",
    "Pcm",
    "as_frames",
    "as_wave",
    "at_level",
    "click",
    "cough",
    "crying_child",
    "echo_of",
    "from_frames",
    "hum",
    "joined",
    "louder",
    "mixed",
    "noise",
    "silence",
    "spoken",
    "telephoned",
    "television",
]
