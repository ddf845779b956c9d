"""The note in the data folder that tells other commands where the Rasa of a running `ombud serve` answers.

A note can outlive its writer (kill -9), and then anybody may listen at the address. So it is believed only while the
process that wrote it runs and one of its own children listens on the port: client words go to nobody else.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from collections.abc import Generator
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from nlu.engine.address import RasaAddress

RASA_ADDRESS_FILE = Path("rasa") / "address"
_SAME_START_SECONDS = 1.0


@contextlib.contextmanager
def noted(data_dir: Path, address: RasaAddress | None) -> Generator[None]:
    """Keeps the note, readable by its owner only, for as long as the block runs. None: no note."""
    if address is None:
        yield
        return
    note = data_dir / RASA_ADDRESS_FILE
    _write(note, {"address": address.secret_line, "pid": os.getpid(), "born": psutil.Process().create_time()})
    try:
        yield
    finally:
        note.unlink(missing_ok=True)


def read_note(data_dir: Path) -> RasaAddress | None:
    """The noted address, or None when there is no note or it cannot be trusted."""
    try:
        note = json.loads((data_dir / RASA_ADDRESS_FILE).read_text("utf-8"))
        address = RasaAddress.parse(note["address"])
        port = urlsplit(address.base).port
        trusted = port is not None and _listens(int(note["pid"]), float(note["born"]), port)
    except (OSError, ValueError, KeyError, TypeError, psutil.Error):
        return None
    return address if trusted else None


def _listens(pid: int, born: float, port: int) -> bool:
    """Whether that very process runs (ids are used again) and a child of it listens on the port."""
    writer = psutil.Process(pid)
    if abs(writer.create_time() - born) > _SAME_START_SECONDS:
        return False
    return any(_owns(child, port) for child in writer.children(recursive=True))


def _owns(process: psutil.Process, port: int) -> bool:
    try:
        sockets = process.net_connections(kind="tcp")
    except psutil.Error:  # it ended just now
        return False
    return any(socket.status == psutil.CONN_LISTEN and socket.laddr.port == port for socket in sockets)


def _write(note: Path, content: dict[str, object]) -> None:
    note.parent.mkdir(parents=True, exist_ok=True)
    draft = note.with_name(f".{note.name}.{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump(content, file)
    draft.replace(note)
