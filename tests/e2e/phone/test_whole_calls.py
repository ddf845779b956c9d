"""Whole nödprövningar over a real telephone line: in words, with keys, and both; several at once."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.e2e.phone.conftest import Line
from tests.e2e.phone.story import call

KEYS = {
    "consent": "keys:1", "menu": "keys:2", "danger": "keys:2", "need": "keys:1#", "food_days": "keys:1",
    "children_count": "keys:1#", "money": "keys:150#", "next_money": "keys:*9", "evict_letter": "keys:2",
    "applied": "keys:2", "turned_away": "keys:2", "tried": "keys:1", "more": "keys:1", "area": "keys:1",
    "send_ombud": "keys:1", "name": "keys:1", "contact_way": "keys:1", "contact_value": "keys:1#",
    "contact_safe": "keys:1", "contact_time": "keys:3", "adapt": "keys:*9", "confirm": "keys:1", "summary": "keys:1",
}  # fmt: skip
WORDS = {
    "consent": "ja", "menu": "akut hjälp", "danger": "nej", "need": "mat", "food_days": "i dag", "children_count": "två",
    "money": "vet inte", "next_money": "vet inte", "evict_letter": "nej", "applied": "nej", "turned_away": "nej",
    "tried": "hoppa över", "more": "nej", "area": "Farsta", "send_ombud": "ja", "name": "hoppa över",
    "contact_way": "telefon", "contact_value": "keys:1#", "contact_safe": "ja", "contact_time": "när som helst",
    "adapt": "hoppa över", "confirm": "ja", "summary": "skicka",
}  # fmt: skip


def intakes(data: Path) -> list[dict[str, Any]]:
    """What the ombud gets, oldest first."""
    argv = [sys.executable, "-m", "bot.cli.main", "intakes", "export", "--json", "--data", str(data)]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=60, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


async def test_with_keys_only(line: Line) -> None:
    async with call(line.exchange, line.voice, number="0701111111") as person:
        print(await person.answer_all(KEYS))
    print(await asyncio.to_thread(intakes, line.voice.data))


async def test_in_words(line: Line) -> None:
    async with call(line.exchange, line.voice, number="0702222222") as person:
        try:
            print(await person.answer_all(WORDS))
        finally:
            for t in person.turns(): print(t)
    print(await asyncio.to_thread(intakes, line.voice.data))
