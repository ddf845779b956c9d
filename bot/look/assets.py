"""Styles, scripts, fonts and pictures: sent from our own address, under a name that changes with their content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path


class Assets:
    """The files of the `static` folders. A folder `static/chat/` is served as `/static/<version>/chat/`.

    One version for all of them, so that a module can import its neighbour by a relative address.
    """

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._files: Mapping[str, Path] = {
            path.relative_to(folder).as_posix(): path
            for folder in folders
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        digest = hashlib.sha256()
        for name, path in sorted(self._files.items()):
            digest.update(name.encode() + b"\0" + path.read_bytes())
        self.version = digest.hexdigest()[:12]

    def url(self, name: str) -> str:
        """The address of `look/base.css`. Raises KeyError for a file that is not there."""
        if name not in self._files:
            raise KeyError(name)
        return f"/static/{self.version}/{name}"

    def file(self, name: str) -> Path | None:
        return self._files.get(name)
