"""`ombud talk`: a conversation in the terminal, with the same core and the same store as every channel."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from typing import Annotated

import typer

from bot.cli.nlu import EngineName
from bot.cli.options import DEFAULT_DATA, AsJson, Data, Today, parse_day


class FormName(StrEnum):
    CHAT = "chat"
    PHONE = "phone"


def talk(
    channel: Annotated[FormName, typer.Option("--channel", help="Som i chatten, eller som i telefon.")] = FormName.CHAT,
    as_json: AsJson = False,
    today: Today = None,
    data: Data = DEFAULT_DATA,
    understanding: Annotated[
        EngineName, typer.Option("--understanding", help="Vem som förstår fri text.")
    ] = EngineName.AUTO,
) -> None:
    """Prata med programmet här. En rad in, ett svar ut."""
    day = parse_day(today)

    from bot.channels.terminal.conversation import converse
    from bot.channels.terminal.json_lines import JsonLines
    from bot.channels.terminal.reading import Reading
    from bot.cli.compose import clock_on, conversation_parts
    from bot.cli.output import run
    from bot.observability.logs import configure_logs
    from bot.settings import load_settings

    async def work() -> None:
        settings = load_settings()
        configure_logs("error", settings.log_format, process="talk")
        terminal = JsonLines(sys.stdin, sys.stdout) if as_json else Reading(sys.stdin, sys.stdout, channel.value)
        async with conversation_parts(data, settings, mode=understanding.value, clock=clock_on(day)) as parts:
            await converse(parts.conversations, terminal, form=channel.value)

    try:
        run(work(), as_json=as_json)
    except KeyboardInterrupt:
        # All is saved and closed. A thread still waits for the keyboard, and Python's own way out would wait for it.
        sys.stdout.flush()
        os._exit(130)
