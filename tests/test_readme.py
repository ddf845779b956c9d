"""The README tells the truth: its conversation, its settings and its commands are the program's own.

`python -m tests.test_readme` prints the conversation and the table of settings for pasting.
"""

from __future__ import annotations

import asyncio
import re
import textwrap
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import typer

from bot.cli.main import app
from bot.settings import settings_table
from content.loader import load_library
from nlu.engine.engine import Engine
from tests.scripts.player import Player
from tests.scripts.script import Line, Script

README = (Path(__file__).parents[1] / "README.md").read_text("utf-8")
SAMIRA = (
    "jag fick avslag av soc i tisdags, har två barn och ingen mat", "ja", "nej", "typ 40 spänn", "den 25", "nej",
    "ja", "nej, bara muntligt", "varför frågar du det?", "jag har lånat av grannen", "nej tack", "jag bor i Tensta",
    "ja", "Samira", "telefon", "070-123 45 67", "ja", "på förmiddagen", "nej", "skicka",
)  # fmt: skip
WIDTH = 96


async def conversation() -> str:
    """What Samira and the program say to each other on Monday 23 November 2026 at ten."""
    script = Script("readme", now=datetime(2026, 11, 23, 10, tzinfo=ZoneInfo("Europe/Stockholm")))
    player = Player(load_library(), Engine(mode="fallback"), script)
    await player.play()
    told = _bot(player)
    for number, words in enumerate(SAMIRA):
        script.lines = [Line(number, "Klient", words)]
        await player.go_on()
        told += [f"> {words}", *_bot(player)]
    return "\n".join(told)


def _bot(player: Player) -> list[str]:
    said = [line for message in player.turn.messages for line in message.text.split("\n")]
    return [part for line in said for part in textwrap.wrap(line, WIDTH)]


async def test_the_conversation_is_a_real_one() -> None:
    assert await conversation() in README


def test_every_setting_is_told() -> None:
    assert settings_table() in README


def test_every_command_is_told() -> None:
    told = {name for names in re.findall(r"^\| `ombud ([^`]*)`", README, re.M) for name in _spelt_out(names)}
    assert told == _commands()


def _spelt_out(names: str) -> list[str]:
    first, _, rest = names.partition(" ")
    return [f"{first} {name}" for name in rest.split("\\|")] if rest else [first]


def _commands() -> set[str]:
    found = {c.name or "" for c in app.registered_commands if not c.hidden}
    for group in app.registered_groups:
        assert isinstance(group.typer_instance, typer.Typer)
        found |= {f"{group.name} {c.name}" for c in group.typer_instance.registered_commands}
    return found


if __name__ == "__main__":
    print(asyncio.run(conversation()), settings_table(), sep="\n\n")
