"""`ombud phone`: a whole call without a telephone. Files and keys are the caller; what the caller hears is written."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from bot.cli.options import DEFAULT_DATA, AsJson, Data
from bot.cli.output import fail, print_json, run

if TYPE_CHECKING:
    from bot.dialogue.listening import Listening
    from bot.dialogue.turn import Turn
    from voice.call.file_line import FileLine, KeyTurn, SpokenTurn
    from voice.call.listener import Answer
    from voice.call.record import Reason, TurnRecord

_LONGEST_TURN_SECONDS = 600
_LOADING_AT_MOST = 120
_ORDER = "ombud.phone.order"


class InOrder(TyperCommand):
    """Remembers the order in which `--wav` and `--keys` stood, which options alone do not tell."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.meta[_ORDER] = list(in_order(args))
        return super().parse_args(ctx, args)


def in_order(args: Sequence[str]) -> list[tuple[str, str]]:
    """The caller's turns as they stand on the command line: `("--wav", path)` and `("--keys", keys)`."""
    turns, words = [], iter(args)
    for word in words:
        name, is_one, value = word.partition("=")
        if name in ("--wav", "--keys"):
            turns.append((name, value if is_one else next(words, "")))
        elif name in ("--out", "--data") and not is_one:
            next(words, None)
    return turns


def phone(
    context: typer.Context,
    wav: Annotated[list[Path] | None, typer.Option("--wav", metavar="A.wav", help="Vad den som ringer säger.")] = None,
    keys: Annotated[list[str] | None, typer.Option("--keys", help="Knappar: 0-9 * #.")] = None,
    out: Annotated[Path | None, typer.Option("--out", metavar="DIR", help="Mapp för call.wav och turn-NN.wav.")] = None,
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Ring utan telefon: filer och knappar är den som ringer, i den ordning de står."""
    del wav, keys  # they are taken in their order
    turns: list[SpokenTurn | KeyTurn] = [_turn(*each, as_json=as_json) for each in context.meta[_ORDER]]
    run(_call(turns, out, data, as_json=as_json), as_json=as_json)


def _turn(option: str, value: str, *, as_json: bool) -> SpokenTurn | KeyTurn:
    from voice.call.file_line import KeyTurn, SpokenTurn
    from voice.http.wav import WavError, read_wav

    if option == "--keys":
        pressed = value.replace(" ", "").replace(",", "")
        if not pressed or set(pressed) - set("0123456789*#"):
            raise typer.BadParameter("Knappar är 0-9, * och #.", param_hint="--keys")
        return KeyTurn(pressed)
    try:
        sound = read_wav(Path(value).read_bytes(), longest_seconds=_LONGEST_TURN_SECONDS)
    except OSError as problem:
        fail(f"Jag kan inte läsa {value} ({type(problem).__name__}).", as_json=as_json)
    except WavError as problem:
        fail(f"{value} är ingen wav-fil som jag kan läsa ({problem}).", as_json=as_json)
    return SpokenTurn((sound * 32767).astype("<i2").tobytes())


async def _call(turns: Sequence[SpokenTurn | KeyTurn], out: Path | None, data: Path, *, as_json: bool) -> None:
    import time
    from dataclasses import replace

    from bot.cli.call_parts import call_rooms
    from bot.observability.logs import configure_logs
    from bot.settings import load_settings
    from bot.supervisor.preflight import CannotStart
    from voice.call.call import Call
    from voice.call.file_line import FileLine

    settings = load_settings()
    configure_logs("error", settings.log_format, process="phone", stream=sys.stderr)
    async with call_rooms(data, settings) as rooms:
        opening = await rooms.conversations.conversations.opening("phone")
        await rooms.speaker.prepare([message.text for message in opening.turn.messages])
        await rooms.conversations.understander.engine.warm(rooms.library())
        heard = await rooms.hearing.loaded(_LOADING_AT_MOST)
        if not heard and any(type(turn).__name__ == "SpokenTurn" for turn in turns):
            raise CannotStart("Modellen som hör går inte att läsa in. Kör: ombud models status")
        line = FileLine(turns, time.monotonic)
        witness = Witness(line, as_json=as_json)
        await Call(line, replace(rooms.calls, observer=witness)).run()
        if out is not None:
            witness.write(out)


class Witness:
    """Prints a line for each turn, and writes what the caller heard. Implements `voice.call.parts.Observer`."""

    def __init__(self, line: FileLine, *, as_json: bool) -> None:
        self._line = line
        self._as_json = as_json
        self._began: list[float] = []

    def turn(self, record: TurnRecord, answer: Answer | None, turn: Turn) -> None:
        self._began.append(self._line.seconds)
        told = told_turn(record, answer, turn)
        if self._as_json:
            print_json(told)
            return
        if answer is not None:
            typer.echo(f"> {told['heard'] or '(tystnad)'}  [{told['how']}]")
        for message in turn.messages:
            typer.echo(message.text)

    def waits(self, listening: Listening) -> None:
        self._line.waits(listening.keys)

    def ended(self, reason: Reason) -> None:
        if not self._as_json:
            typer.echo(f"(slut: {reason.value})")

    def write(self, folder: Path) -> None:
        """`call.wav`, and what was heard in each turn as `turn-NN.wav`."""
        from voice.http.wav import wav

        folder.mkdir(parents=True, exist_ok=True)
        (folder / "call.wav").write_bytes(wav(self._line.heard()))
        ends = [*self._began[1:], self._line.seconds]
        for number, (began, ended) in enumerate(zip(self._began, ends, strict=True), start=1):
            (folder / f"turn-{number:02}.wav").write_bytes(wav(self._line.heard(began, ended)))


def told_turn(record: TurnRecord, answer: Answer | None, turn: Turn) -> dict[str, Any]:
    """The contract's line. Numbers in milliseconds; null where a turn has no such part."""
    heard = answer.heard if answer else None
    return {
        "turn": record.number,
        "heard": heard.words if heard else answer.keys if answer else None,
        "how": record.how if answer else None,
        "confidence": None if record.confidence is None else round(record.confidence, 3),
        "candidate": heard.candidate.meaning if heard and heard.candidate else None,
        "endpoint_ms": _round(record.endpoint_ms),
        "hear_ms": _round(record.hear_ms),
        "dialogue_ms": _round(record.dialogue_ms),
        "speak_ms": _round(record.speak_ms),
        "speech_end_to_audio_ms": _round(record.speech_end_to_audio_ms),
        "step": record.next_step,
        "turn_object": turn.model_dump(mode="json"),
    }


def _round(ms: float | None) -> float | None:
    return None if ms is None else round(ms, 1)
