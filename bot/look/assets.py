"""Styles, scripts, fonts and pictures: sent from our own address, under a name that changes with their content."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".webmanifest": "application/manifest+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".txt": "text/plain; charset=utf-8",
    ".mp3": "audio/mpeg",
    ".wav": "audio/wav",
}
_SQUEEZED = frozenset({".css", ".js", ".mjs", ".json", ".webmanifest", ".svg", ".txt"})
_IMPORT = re.compile(r'^@import "([^"]+)";$', re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LINES_OF_COMMENT = re.compile(r"^[ \t]*(?:/\*(?:(?!\*/).)*\*/[ \t]*|//[^\n]*)\n", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Asset:
    """One file as it is sent. `gzipped` is there when it is smaller; `tag` changes with the content."""

    body: bytes
    gzipped: bytes | None
    media_type: str
    tag: str

    @classmethod
    def of(cls, name: str, body: bytes) -> Asset:
        kind = PurePosixPath(name).suffix
        squeezed = gzip.compress(body, 9, mtime=0) if kind in _SQUEEZED else None
        return cls(
            body=body,
            gzipped=squeezed if squeezed is not None and len(squeezed) < len(body) else None,
            media_type=_TYPES.get(kind, "application/octet-stream"),
            tag=hashlib.sha256(body).hexdigest()[:16],
        )


class Assets:
    """The files of the `static` folders, in memory. A folder `static/chat/` is served as `/static/<version>/chat/`.

    One version for all of them, so that a module can import its neighbour by a relative address. In a style, a line
    `@import "part.css";` is replaced by that file of the same folder, and comments are left out: one request, no more.
    Of a script, lines that hold nothing but a comment are left out.
    """

    def __init__(self, folders: tuple[Path, ...]) -> None:
        paths = {
            path.relative_to(folder).as_posix(): path
            for folder in folders
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        self._files: Mapping[str, Asset] = {
            name: Asset.of(name, _MADE.get(path.suffix, Path.read_bytes)(path)) for name, path in sorted(paths.items())
        }
        digest = hashlib.sha256()
        for name, file in self._files.items():
            digest.update(name.encode() + b"\0" + file.tag.encode() + b"\0")
        self.version = digest.hexdigest()[:12]

    def url(self, name: str) -> str:
        """The address of `look/base.css`. Raises KeyError for a file that is not there."""
        if name not in self._files:
            raise KeyError(name)
        return f"/static/{self.version}/{name}"

    def file(self, name: str) -> Asset | None:
        return self._files.get(name)

    def names(self) -> tuple[str, ...]:
        return tuple(self._files)


def _style(path: Path) -> bytes:
    def part(found: re.Match[str]) -> str:
        return (path.parent / found.group(1)).read_text(encoding="utf-8")

    text = _COMMENT.sub("", _IMPORT.sub(part, path.read_text(encoding="utf-8")))
    return ("\n".join(line for line in text.splitlines() if line.strip()) + "\n").encode()


def _script(path: Path) -> bytes:
    return _LINES_OF_COMMENT.sub("", path.read_text(encoding="utf-8")).encode()


_MADE: Mapping[str, Callable[[Path], bytes]] = {".css": _style, ".js": _script}
