"""Sound of calls whose callers agreed to that: files under the data folder, sealed piece by piece, never clear on disk.

`<folder>/<conversation>/<began>-<until>-<random>.sound`. A file is a row of pieces, each its length (4 bytes, big
endian) and a sealed field (`bot.store.crypto`) that opens only at its place in that file of that conversation. What a
piece holds is two-channel sound, signed 16 bit little endian, 16 kHz: the caller's side and ours. A file may end in the
middle of a piece (the process was killed, the disk was full): what stands before it can be heard.
"""

from __future__ import annotations

import contextlib
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from bot.store.crypto import FieldCipher, Tampered

RATE = 16_000
CHANNELS = 2
BYTES_A_SECOND = RATE * CHANNELS * 2
LARGEST_PIECE = 1 << 20
"""Bytes of a sealed piece. Whoever reads a file need not hold more than that in memory."""

_TABLE = "kept_sounds"
_MOMENT = "%Y%m%dT%H%M%SZ"
_NAME = re.compile(r"(?P<began>[0-9]{8}T[0-9]{6}Z)-(?P<until>[0-9]{8}T[0-9]{6}Z)-[0-9a-f]{8}\.sound")
_CONVERSATION = re.compile(r"[A-Za-z0-9-]{1,64}")
_LENGTH_BYTES = 4


@dataclass(frozen=True)
class KeptSound:
    """One kept call, or the part of it after the caller's yes. `until` is what the caller was told."""

    path: Path
    began: datetime
    until: datetime

    @property
    def conversation(self) -> str:
        return self.path.parent.name


class SoundFile:
    """Takes sound as it is heard. All of it may raise OSError; then `close` and go on without."""

    def __init__(self, path: Path, cipher: FieldCipher) -> None:
        self._path = path
        self._cipher = cipher
        self._pieces = count()
        for folder in (path.parent.parent, path.parent):  # its names tell who has called and when
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")

    def write(self, sound: bytes) -> None:
        """Seals this piece and hands it to the system."""
        sealed = self._cipher.seal(sound, _TABLE, self._path.name, _place(self._path, next(self._pieces)))
        self._file.write(len(sealed).to_bytes(_LENGTH_BYTES) + sealed)
        self._file.flush()

    def close(self) -> None:
        """Never raises."""
        with contextlib.suppress(OSError):
            self._file.close()


class KeptSounds:
    """All kept sound of an installation. Its methods work on the disk: not in the event loop."""

    def __init__(self, folder: Path, cipher: FieldCipher) -> None:
        self._folder = folder
        self._cipher = cipher

    def begin(self, conversation: str, began: datetime, until: datetime) -> SoundFile:
        """A new file for this conversation. Raises OSError."""
        name = f"{_written(began)}-{_written(until)}-{secrets.token_hex(4)}.sound"
        return SoundFile(self._of(conversation) / name, self._cipher)

    def conversations(self) -> list[str]:
        """The conversations that have something here."""
        with contextlib.suppress(FileNotFoundError):
            return sorted(entry.name for entry in os.scandir(self._folder) if entry.is_dir())
        return []

    def of(self, conversation: str) -> list[KeptSound]:
        """What is kept of this conversation, oldest first."""
        found = []
        with contextlib.suppress(FileNotFoundError):
            for path in self._of(conversation).iterdir():
                if named := _NAME.fullmatch(path.name):
                    found.append(KeptSound(path, _read(named["began"]), _read(named["until"])))
        return sorted(found, key=lambda sound: (sound.began, sound.path.name))

    def hear(self, sound: KeptSound) -> Iterator[bytes]:
        """Its pieces, in order. Raises CipherError for a key that is not ours and for anything that was changed."""
        with sound.path.open("rb") as file:
            for number in count():
                length = int.from_bytes(file.read(_LENGTH_BYTES))
                if length > LARGEST_PIECE:
                    raise Tampered("a piece of kept sound is too long")
                sealed = file.read(length)
                if not sealed or len(sealed) < length:
                    return
                yield self._cipher.open(sealed, _TABLE, sound.path.name, _place(sound.path, number))

    def remove(self, sound: KeptSound) -> None:
        sound.path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            sound.path.parent.rmdir()  # if it was the last one

    def erase(self, conversation: str) -> int:
        """Removes all that is kept of this conversation; how many files. A call that goes on leaves nothing either."""
        folder, gone = self._of(conversation), 0
        with contextlib.suppress(FileNotFoundError):
            for path in list(folder.iterdir()):
                path.unlink(missing_ok=True)
                gone += 1
            folder.rmdir()
        return gone

    def _of(self, conversation: str) -> Path:
        if not _CONVERSATION.fullmatch(conversation):
            raise ValueError("not the id of a conversation")
        return self._folder / conversation


def _place(path: Path, number: int) -> str:
    return f"{path.parent.name}/{number}"


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(_MOMENT)


def _read(moment: str) -> datetime:
    return datetime.strptime(moment, _MOMENT).replace(tzinfo=UTC)
