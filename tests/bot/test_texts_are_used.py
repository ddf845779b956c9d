"""The system texts and the code that says them name the same ids: nothing is missing, nothing is left over."""

from __future__ import annotations

import re
from pathlib import Path

import bot
from content.loader import load_library

SOURCE = "\n".join(path.read_text("utf-8") for path in Path(bot.__file__).parent.rglob("*.py"))
BUILT_BY_NAME = re.compile(r"^(move_|crisis_)")


def test_every_text_is_said_somewhere() -> None:
    unused = [t for t in load_library().texts if f'"{t}"' not in SOURCE and not BUILT_BY_NAME.match(t)]
    assert unused == []


def test_every_text_that_the_dialogue_says_exists() -> None:
    named = set(re.findall(r'(?:\.say|library\.text|hint)\(\s*"([a-z_0-9]+)"', SOURCE))
    named |= {text for pair in re.findall(r'\.say\("([a-z_0-9]+)" if .*? else "([a-z_0-9]+)"', SOURCE) for text in pair}
    assert named - set(load_library().texts) == set()
