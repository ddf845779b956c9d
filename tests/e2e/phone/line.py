"""A whole line: an exchange, and the voice process behind it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.e2e.phone.exchange import Exchange
from tests.e2e.phone.voice_process import VoiceProcess


@dataclass(frozen=True)
class Line:
    """`prompts` is the folder of what the exchange says by itself."""

    exchange: Exchange
    voice: VoiceProcess
    prompts: Path
