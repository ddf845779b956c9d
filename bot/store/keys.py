"""Where the field keys come from: OMBUD_KEY, OMBUD_KEY_FILE, or a file made once under the data folder."""

from __future__ import annotations

import base64
import binascii
import os
import re
import secrets
from collections.abc import Mapping
from pathlib import Path

from bot.store.crypto import KEY_BYTES

DEFAULT_KEY_FILE = Path("keys") / "field.key"
"""Under the data folder. Back it up apart from the data: without it nothing that a client said can be read."""


class KeyProblem(Exception):
    """The keys cannot be used. The message is in Swedish and says how to mend it."""


class MissingKey(KeyProblem):
    """There is stored data but no key."""


def load_keys(data_dir: Path, *, environ: Mapping[str, str], may_create: bool) -> tuple[bytes, ...]:
    """The keys, the sealing one first. Several keys are written one a line (or with commas between).

    With `may_create` a missing default key file is made, mode 0600; never when data sealed by a key exists already.
    Raises MissingKey, or KeyProblem when a key is malformed or its file cannot be read.
    """
    if text := environ.get("OMBUD_KEY", "").strip():
        return _parse(text, "OMBUD_KEY")
    named = environ.get("OMBUD_KEY_FILE", "").strip()
    path = Path(named) if named else data_dir / DEFAULT_KEY_FILE
    if not path.exists():
        if named:
            raise MissingKey(f"OMBUD_KEY_FILE pekar på {path}. Den filen finns inte.")
        if not may_create:
            raise MissingKey(
                f"Det finns sparade uppgifter, men nyckeln {path} saknas. "
                "Lägg tillbaka nyckeln från din säkerhetskopia, eller ange OMBUD_KEY_FILE."
            )
        _create(path)
    try:
        return _parse(path.read_text("ascii"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise KeyProblem(f"Nyckelfilen {path} går inte att läsa: {error.__class__.__name__}.") from None


def new_key() -> str:
    """A fresh random key as base64 text."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode("ascii")


def _parse(text: str, where: str) -> tuple[bytes, ...]:
    keys: list[bytes] = []
    for number, part in enumerate(re.split(r"[\s,]+", text.strip()), start=1):
        try:
            key = base64.b64decode(part.replace("-", "+").replace("_", "/"), validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if len(key) != KEY_BYTES:
            raise KeyProblem(f"Nyckel {number} i {where} är fel. Den ska vara {KEY_BYTES} byte i base64.")
        keys.append(key)
    return tuple(keys)


def _create(path: Path) -> None:
    """Make the key file whole or not at all; of two processes that start together, one wins and both read it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(new_key() + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, path)
        except FileExistsError:
            return
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    finally:
        draft.unlink()
