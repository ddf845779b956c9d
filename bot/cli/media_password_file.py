"""The media socket's password of this data directory, made at the first start when no other is set."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

FILE = Path("keys/media.password")


def ensure_media_password(data: Path) -> Path:
    """The file with the password, readable for its owner alone. Two starts at once agree on one. Raises OSError."""
    path = data / FILE
    if path.exists():
        return path
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(32) + "\n")
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)  # unless another start was faster
    finally:
        draft.unlink()
    return path
