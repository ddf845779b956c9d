"""Questions for tests of hearing, as the dialogue asks them, and sound as turn-taking cuts it out."""

from __future__ import annotations

import numpy as np

from bot.dialogue.listening import Candidate, Listening
from tests.voice.sound import Pcm, joined, silence
from voice.hearing.heard import Sound

MOVES = tuple(
    Candidate(words, meaning)
    for words, meaning in (
        ("människa", "move:human"), ("prata med en människa", "move:human"), ("backa", "move:back"),
        ("en gång till", "move:repeat"), ("vänta", "move:wait"), ("jag förstår inte", "move:help"),
        ("jag vill dö", "danger"),
    )
)  # fmt: skip
YES = tuple(Candidate(words, "yes") for words in ("ja", "jo", "ja tack", "ja det stämmer"))
NO = tuple(Candidate(words, "no") for words in ("nej", "nä", "nej tack", "nej det stämmer inte"))
YES_NO = Listening(key="consent", type="yes_no", closed=True, candidates=(*YES, *NO, *MOVES))
STORY = Listening(key="need", type="text", answers="story", candidates=MOVES)


def places(*names: str) -> Listening:
    own = tuple(Candidate(name, name.casefold()) for name in names)
    return Listening(key="area", type="area", closed=True, candidates=(*own, *MOVES))


def cut_out(pcm: Pcm) -> Sound:
    """As turn-taking gives it: float, with a little silence around."""
    return joined(silence(100), pcm, silence(250)).astype(np.float32) / 32768
