"""Sentences that were made before: fixed prompts on disk and in memory, what concerns one client in memory and briefly.

Only a fixed prompt may reach the disk. Anything else may hold what a client said, so it lives in memory, for as long as
it may be asked for again in the same call ("säg igen"), and then goes.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections import OrderedDict
from collections.abc import Callable, Iterable
from pathlib import Path

MEGABYTE = 1024 * 1024
_SUFFIX = ".pcm"
_HEADER = b"OMBUDPCM1"
_DAY = 86_400


def key_of(fingerprint: str, tempo: str, language: str, sentence: str) -> str:
    """The name of a sentence's sound: the same words in another voice or tempo have another."""
    return hashlib.sha256("\0".join((fingerprint, tempo, language, sentence)).encode()).hexdigest()


class PromptDisk:
    """The fixed prompts' sounds as files. A disk that is full, read-only or broken only means that nothing is found.

    Its methods do I/O: not for the event loop, save `holds`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: set[str] = set()
        with contextlib.suppress(OSError):
            self._known = {path.stem for path in folder.glob(f"*{_SUFFIX}")}

    def holds(self, key: str) -> bool:
        """Whether it is there, as far as is known without looking."""
        return key in self._known

    def read(self, key: str) -> bytes | None:
        """The sound; None if it is not there or is not whole."""
        try:
            raw = self._path(key).read_bytes()
        except OSError:
            self._known.discard(key)
            return None
        digest = raw[len(_HEADER) : len(_HEADER) + 32]
        sound = raw[len(_HEADER) + 32 :]
        if not raw.startswith(_HEADER) or hashlib.sha256(sound).digest() != digest:
            self._known.discard(key)
            return None
        self._known.add(key)
        return sound

    def write(self, key: str, sound: bytes) -> bool:
        """Stores it, whole or not at all. Whether that worked."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._folder, prefix=".", suffix=".part")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_HEADER + hashlib.sha256(sound).digest() + sound)
                os.replace(name, self._path(key))
            except OSError:
                with contextlib.suppress(OSError):
                    os.unlink(name)
                raise
        except OSError:
            return False
        self._known.add(key)
        return True

    def prune(self, keep: Iterable[str], *, now: float, days: int = 30) -> int:
        """Removes prompts that are not to be kept and older than `days`; gives how many. `now` in epoch seconds.

        Not younger ones: another process may run on another version of the texts.
        """
        keep, removed = set(keep), 0
        for path in [*self._folder.glob(f"*{_SUFFIX}"), *self._folder.glob(".*.part")]:
            with contextlib.suppress(OSError):
                if path.stem not in keep and path.stat().st_mtime < now - days * _DAY:
                    path.unlink()
                    self._known.discard(path.stem)
                    removed += 1
        return removed

    def size(self) -> tuple[int, int]:
        """How many prompts, and how many bytes."""
        sizes = []
        for path in self._folder.glob(f"*{_SUFFIX}"):
            with contextlib.suppress(OSError):
                sizes.append(path.stat().st_size)
        return len(sizes), sum(sizes)

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{_SUFFIX}"


class SoundMemory:
    """Sounds in memory, the least recently used ones given up first, and each after `seconds` without use, if given."""

    def __init__(self, most_bytes: int, clock: Callable[[], float], *, seconds: float | None = None) -> None:
        self._most = most_bytes
        self._clock = clock
        self._seconds = seconds
        self._sounds: OrderedDict[str, tuple[bytes, float]] = OrderedDict()
        self._bytes = 0

    def get(self, key: str) -> bytes | None:
        self.forget_old()
        if (found := self._sounds.pop(key, None)) is None:
            return None
        self._sounds[key] = (found[0], self._clock())
        return found[0]

    def __contains__(self, key: str) -> bool:
        return key in self._sounds

    def put(self, key: str, sound: bytes) -> None:
        self.forget_old()
        self._remove(key)
        if len(sound) > self._most:
            return
        self._sounds[key] = (sound, self._clock())
        self._bytes += len(sound)
        while self._bytes > self._most:
            self._remove(next(iter(self._sounds)))

    def forget_old(self) -> float | None:
        """Gives up what was not used for too long. Seconds until the next must go; None if none must."""
        if self._seconds is None:
            return None
        while self._sounds:
            key, (_, used) = next(iter(self._sounds.items()))
            left = used + self._seconds - self._clock()
            if left > 0:
                return left
            self._remove(key)
        return None

    @property
    def used(self) -> int:
        """Bytes of sound."""
        return self._bytes

    def __len__(self) -> int:
        return len(self._sounds)

    def _remove(self, key: str) -> None:
        if found := self._sounds.pop(key, None):
            self._bytes -= len(found[0])
