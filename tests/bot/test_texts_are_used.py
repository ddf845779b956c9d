"""The words in the content and the code that says them name the same ids: nothing is missing, nothing is left over."""

from __future__ import annotations

import re
from pathlib import Path

import bot
import voice
from content.check.web_placeholders import PAGES, WEB
from content.loader import load_library

_BOT = Path(bot.__file__).parent
_SAYING = (_BOT, Path(voice.__file__).parent)
SOURCE = "\n".join(path.read_text("utf-8") for room in _SAYING for path in room.rglob("*.py"))
TEMPLATES = "\n".join(path.read_text("utf-8") for path in _BOT.rglob("*.html"))
SCRIPTS = "\n".join(path.read_text("utf-8") for path in _BOT.rglob("*.js"))
BUILT_BY_NAME = re.compile(r"^(move_|crisis_|read_letter_)")
_WORD_CALL = re.compile(r"""\bword\(\s*['"]([a-z0-9_]+)['"]\s*((?:,[^()]*(?:\([^()]*\)[^()]*)*)?)\)""")
_STRING = re.compile(r"""'[^']*'|"[^"]*\"""")
_BUILT_ENDS_OPEN = re.compile(r"""['"]([a-z0-9]+(?:_[a-z0-9]+)*_)(?:['"]\s*[~+]|\{)""")
"""The beginning of an id that is put together: `word('chat_help_' ~ field.words)`, `f"info_{what}_none"`."""
_BUILT_BEGINS_OPEN = re.compile(r"""[~+]\s*['"](_[a-z0-9_]+)['"]""")
"""The end of one: `word(why ~ '_now')`."""
_SCRIPT = "script_"
"""What a script says, it takes by the rest of the word's id."""


def test_every_text_is_said_somewhere() -> None:
    unused = [t for t in load_library().texts if f'"{t}"' not in SOURCE and not BUILT_BY_NAME.match(t)]
    assert unused == []


def test_every_text_that_the_dialogue_says_exists() -> None:
    named = set(re.findall(r'(?:\.say|library\.text|hint)\(\s*"([a-z_0-9]+)"', SOURCE))
    named |= {text for pair in re.findall(r'\.say\("([a-z_0-9]+)" if .*? else "([a-z_0-9]+)"', SOURCE) for text in pair}
    assert named - set(load_library().texts) == set()


def test_every_word_of_the_web_is_shown_somewhere() -> None:
    beginnings = tuple(set(_BUILT_ENDS_OPEN.findall(TEMPLATES + SOURCE)) - {_SCRIPT})
    ends = tuple(set(_BUILT_BEGINS_OPEN.findall(TEMPLATES)))
    stems = {id: next((id.removesuffix(end) for end in ends if id.endswith(end)), id) for id in load_library().web}
    unused = [id for id, stem in stems.items() if not (_named(id) or _named(stem) or id.startswith(beginnings))]
    assert unused == []


def _named(id: str) -> bool:
    quoted = re.compile(rf"""['"]{id}['"]""")
    in_script = re.compile(rf"""['"]{id.removeprefix(_SCRIPT)}['"]""")
    return bool(quoted.search(TEMPLATES + SOURCE) or (id.startswith(_SCRIPT) and in_script.search(SCRIPTS)))


def test_every_word_that_a_page_shows_exists() -> None:
    shown = {id for id, _ in _WORD_CALL.findall(TEMPLATES + SOURCE)}
    shown |= {_SCRIPT + id for id in re.findall(r"""\bwords?\(['"]([a-z0-9_]+)['"]\)""", SCRIPTS)}
    shown |= set(re.findall(r'\.web\["([a-z0-9_]+)"\]', SOURCE))
    assert shown - set(load_library().web) == set()


def test_what_a_page_fills_in_is_what_the_word_holds() -> None:
    for id, arguments in _WORD_CALL.findall(TEMPLATES + SOURCE):
        if "**" not in arguments:
            filled = set(re.findall(r"\b([a-z_]+)=", _STRING.sub("", arguments)))
            assert filled == WEB.get(id, frozenset()), id


def test_no_promise_of_a_placeholder_outlives_its_word() -> None:
    library = load_library()
    assert set(WEB) - set(library.web) == set()
    assert set(PAGES) - set(library.pages) == set()
