"""`ombud intakes audio`: the kept sound of a case's calls, taken out as a file. Who did it is noted first."""

from __future__ import annotations

import os
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.options import DEFAULT_DATA, AsJson, Data
from bot.cli.output import fail, print_json, run

if TYPE_CHECKING:
    from bot.store.kept_sounds import KeptSound, KeptSounds

_BETWEEN_SECONDS = 1
"""Of silence, where one call ends and the next begins."""


def audio(
    case: Annotated[str, typer.Argument(metavar="CASE", help='Ärendets nummer, till exempel "BJÖRK 47".')],
    out: Annotated[Path, typer.Option("--out", metavar="FIL.wav", help="Filen som ljudet skrivs till.")],
    as_json: AsJson = False,
    data: Data = DEFAULT_DATA,
) -> None:
    """Ta ut ljudet från ett samtal, om den som ringde sa ja till att spara det. Det antecknas vem som tog ut det."""

    async def work() -> None:
        from bot.cli.compose import kept_sounds, opened_store
        from bot.cli.intakes import note
        from bot.intakes.printable import printable
        from bot.intakes.queue import opened_case
        from bot.settings import load_settings
        from bot.store.crypto import CipherError
        from bot.store.kept_sounds import BYTES_A_SECOND
        from content.loader import load_library

        words = load_library().case_words
        async with opened_store(data, load_settings()) as database:
            sounds = kept_sounds(data, database)
            async with database.unit_of_work() as unit:
                intake = await opened_case(unit, case, words)
                found = sounds.of(intake.conversation_id) if intake else []
                if intake and found:
                    await note(unit, "took_audio", intake.case_number)
        if intake is None:
            fail(f"Det finns inget ärende {printable(case)}.", as_json=as_json)
        if not found:
            fail(f"Det finns inget sparat ljud i ärende {intake.case_number}.", as_json=as_json)
        try:
            size = _write(sounds, found, out)
        except FileExistsError:
            fail(f"{out} finns redan. Välj ett annat namn.", as_json=as_json)
        except OSError as problem:
            fail(f"Jag kan inte skriva {out} ({type(problem).__name__}).", as_json=as_json)
        except CipherError:
            fail("Ljudet går inte att öppna. Nyckeln är en annan, eller filen är ändrad.", as_json=as_json)
        seconds = size // BYTES_A_SECOND
        if as_json:
            print_json({"case": intake.case_number, "calls": len(found), "seconds": seconds, "file": str(out)})
            return
        typer.echo(f"Ljudet ligger i {out}, {seconds // 60} min {seconds % 60} s.")
        typer.echo("Den filen är inte krypterad. Ta bort den när du har lyssnat.")

    run(work(), as_json=as_json)


def _write(sounds: KeptSounds, found: Sequence[KeptSound], out: Path) -> int:
    """The calls one after the other, as one file that only its owner can read; how many bytes of sound.

    Nothing is left of a file that cannot be finished. Raises OSError and CipherError.
    """
    from bot.store.kept_sounds import BYTES_A_SECOND, CHANNELS, RATE

    written = 0
    handle = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file, wave.open(file, "wb") as wav:
            wav.setnchannels(CHANNELS)
            wav.setsampwidth(2)
            wav.setframerate(RATE)
            for number, sound in enumerate(found):
                if number:
                    wav.writeframes(bytes(BYTES_A_SECOND * _BETWEEN_SECONDS))
                for piece in sounds.hear(sound):
                    wav.writeframes(piece)
                    written += len(piece)
    except BaseException:
        out.unlink(missing_ok=True)
        raise
    return written
