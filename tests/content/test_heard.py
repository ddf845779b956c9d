"""What a telephone listens for: no wording stands for two things, and the file may be missing."""

from __future__ import annotations

import pytest

from content.error import ContentError
from content.heard import Heard
from content.loader import load_library
from nlu.moves import MOVES
from tests.content.small_content import SmallContent


def test_a_library_without_the_file_listens_for_nothing_more(small: SmallContent) -> None:
    assert small.load().heard == Heard()


def test_the_file_is_read(small: SmallContent) -> None:
    small.write("heard.yml", "moves:\n  back: [backa]\ndanger: [jag vill dö]\n")
    heard = small.load().heard
    assert heard.moves == {"back": ("backa",)}
    assert heard.danger == ("jag vill dö",)


@pytest.mark.parametrize(("text", "told"), [
    ("moves: {back: [backa], human: [Backa]}", "'Backa' står under både 'back' och 'human'."),
    ("moves: {back: ['']}", "'back' har en tom rad."), ("nummer: [ett]", "Okänt fält"),
])  # fmt: skip
def test_what_is_wrong_is_told(small: SmallContent, text: str, told: str) -> None:
    small.write("heard.yml", text)
    with pytest.raises(ContentError) as caught:
        small.load()
    assert told in str(caught.value.problems[0])


def test_every_move_that_is_listened_for_is_a_move() -> None:
    assert set(load_library().heard.moves) <= set(MOVES)
