"""The telephone: what hears, what speaks, and the password of its socket."""

from __future__ import annotations

import stat
from importlib.util import find_spec
from pathlib import Path

from bot.doctor.finding import Finding, error, ok, warning
from bot.settings import Settings

_FETCH = "Hämta en med: ombud models fetch"
_PASSWORD = Path("keys/media.password")


def check_hearing(data_dir: Path, settings: Settings) -> Finding:
    """Looks only: a packaged model is put together when it is first used. Raises ImportError without the packages."""
    from voice.hearing.models import fetched, hearing_model
    from voice.models import packaged
    from voice.models.problem import ModelProblem

    part = "Hörsel"
    if find_spec("faster_whisper") is None:
        return warning(part, "Programmet som hör är inte installerat.", "Kör: uv sync")
    if settings.hearing_model == "packaged" or (settings.hearing_model == "auto" and not fetched(data_dir)):
        if packaged.parts() is None and not packaged.built(data_dir / "models"):
            return warning(part, "Ingen modell finns. Den som ringer kan bara trycka på knappar.", _FETCH)
        return ok(part, "Den medföljande modellen hör. En bättre svensk hämtas med: ombud models fetch")
    try:
        model = hearing_model(settings.hearing_model, data_dir)
    except ModelProblem as problem:
        return error(part, str(problem), "Rätta OMBUD_HEARING_MODEL, eller ta bort den.")
    return ok(part, f"Modellen {model.name} hör.")


def check_voice(data_dir: Path, settings: Settings) -> Finding:
    """Raises ImportError without the packages."""
    from voice.speaking.voices import choose_voice

    part = "Röst"
    if find_spec("piper") is None:
        return warning(part, "Programmet som talar är inte installerat. Inga samtal kan tas.", "Kör: uv sync")
    try:
        voice = choose_voice(settings.voice, data_dir)
    except ValueError as problem:
        return error(part, str(problem), "Rätta OMBUD_VOICE, eller ta bort den.")
    if voice.embedded and settings.voice == "auto":
        return warning(part, "Rösten är den enkla inbyggda. Den låter som en robot.", _FETCH)
    return ok(part, f"Rösten {voice.name} talar.")


def check_media_password(data_dir: Path, settings: Settings) -> Finding:
    part = "Telefonens lösenord"
    if settings.media_password is not None:
        return ok(part, "Det kommer från OMBUD_MEDIA_PASSWORD.")
    path = settings.media_password_file or data_dir / _PASSWORD
    if not path.exists():
        if settings.media_password_file is not None:
            return error(part, f"Filen {path} finns inte.", "Rätta OMBUD_MEDIA_PASSWORD_FILE.")
        return ok(part, "Det skapas av: ombud serve")
    if stat.S_IMODE(path.stat().st_mode) & 0o077 and settings.media_password_file is None:
        return error(part, f"Andra kan läsa {path}.", f"Stäng den: chmod 600 {path}")
    return ok(part, f"Växeln och telefonen delar {path}.")
