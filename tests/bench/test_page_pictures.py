"""The README shows the pictures that are there, and they are small."""

from __future__ import annotations

import re
from pathlib import Path

from tests.bench.page_pictures import MOST_BYTES, README_PICTURES
from tests.bench.pages import PICTURES

README = (Path(__file__).parents[2] / "README.md").read_text("utf-8")


def test_every_picture_is_shown_with_words_for_those_who_do_not_see_it() -> None:
    shown = re.findall(r'<img src="bot/look/pictures/([\w-]+)\.webp" width="\d+" alt="[^"]{20,}">', README)
    assert sorted(shown) == sorted(picture.file for picture in README_PICTURES)


def test_the_folder_holds_these_and_nothing_else() -> None:
    assert sorted(p.name for p in PICTURES.iterdir()) == sorted(f"{p.file}.webp" for p in README_PICTURES)
    assert all(path.stat().st_size <= MOST_BYTES for path in PICTURES.iterdir())
