"""One file from the hub: resumed after a break, checked before it counts.

The hub tells a file's checksum in the header `X-Linked-Etag` (SHA-256, of large files) or `ETag` (git's SHA-1 of the
content, of small ones). A server that tells neither is not believed: a model is code that hears what clients say.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import httpx

from voice.models.problem import ModelProblem

Progress = Callable[[str, int, int], None]
"""Told of a file: its name, bytes had so far, bytes in all."""

Pause = Callable[[float], None]
"""Waits so many seconds."""

_CHUNK = 1 << 18
_SPARE_BYTES = 200 * 1024 * 1024
_TRIES_IN_VAIN = 5
"""Breaks that bring nothing new before we give up. One that brought something does not count."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_GIT = re.compile(r"[0-9a-f]{40}")


@dataclass(frozen=True)
class Remote:
    """A file as the hub tells of it. `checksum` is `sha256:<hex>` or `git:<hex>`."""

    url: str
    size: int
    checksum: str
    revision: str


class NoNetwork(ModelProblem):
    """The hub cannot be reached."""


def look_up(client: httpx.Client, url: str) -> Remote | None:
    """What the hub tells of the file; None if it has none of that name. Raises ModelProblem, NoNetwork."""
    asked = url
    try:
        for _ in range(4):
            answer = client.head(asked, headers={"Accept-Encoding": "identity"}, follow_redirects=False)
            moved = answer.url.join(answer.headers.get("location", ""))
            here = (moved.scheme, moved.netloc) == (answer.url.scheme, answer.url.netloc)
            if not (answer.is_redirect and here and "x-linked-etag" not in answer.headers):
                break  # the way to the bytes leads elsewhere; a checksum is taken from the hub itself alone
            asked = str(moved)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise NoNetwork(f"Jag når inte {_host(url)} ({type(error).__name__}).") from error
    if answer.status_code == httpx.codes.NOT_FOUND:
        return None
    if answer.is_error:
        raise ModelProblem(f"{_host(url)} svarade {answer.status_code} för {url}.")
    told = answer.headers.get("x-linked-etag") or answer.headers.get("etag", "")
    size = answer.headers.get("x-linked-size") or answer.headers.get("content-length", "")
    return Remote(
        asked if answer.is_success else url,
        int(size) if size.isdigit() else -1,
        _checksum(told, url),
        answer.headers.get("x-repo-commit", ""),
    )


def _checksum(etag: str, url: str) -> str:
    told = etag.removeprefix("W/").strip('"').lower()
    if _SHA256.fullmatch(told):
        return f"sha256:{told}"
    if _GIT.fullmatch(told):
        return f"git:{told}"
    raise ModelProblem(f"{_host(url)} säger ingen kontrollsumma för {url}. Då hämtar jag den inte.")


def download(
    client: httpx.Client, remote: Remote, target: Path, progress: Progress, *, pause: Pause = time.sleep
) -> None:
    """Puts the file at `target`. What a broken try has fetched lies in `<target>.part` and is gone on from.

    Raises ModelProblem: no network, disk full, or other bytes than the hub promised (which are thrown away).
    """
    if target.is_file() and is_right(target, remote):
        progress(target.name, target.stat().st_size, target.stat().st_size)
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    _room_for(remote, part)
    in_vain = 0
    while True:
        had = part.stat().st_size if part.exists() else 0
        try:
            _fetch(client, remote, part, target.name, progress)
        except httpx.HTTPError as error:
            in_vain = 0 if part.exists() and part.stat().st_size > had else in_vain + 1
            if in_vain >= _TRIES_IN_VAIN:
                raise NoNetwork(
                    f"Hämtningen av {target.name} bröts ({type(error).__name__}). Kör kommandot igen så fortsätter den."
                ) from error
            pause(0.5 * in_vain)
            continue
        except OSError as error:
            raise ModelProblem(f"Jag kan inte skriva {part} ({os.strerror(error.errno or 0)}).") from error
        if not is_right(part, remote):
            part.unlink()
            raise ModelProblem(
                f"{target.name} är inte den fil som {_host(remote.url)} lovade. Den är bortkastad. Försök igen senare."
            )
        part.replace(target)
        return


def _fetch(client: httpx.Client, remote: Remote, part: Path, name: str, progress: Progress) -> None:
    had = part.stat().st_size if part.exists() else 0
    if had and had >= remote.size >= 0:
        if had == remote.size:
            return  # all of it is here: it only was not checked yet
        part.unlink()
        had = 0
    headers = {"Accept-Encoding": "identity", **({"Range": f"bytes={had}-"} if had else {})}
    with client.stream("GET", remote.url, headers=headers, follow_redirects=True) as answer:
        if answer.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            part.unlink()
            raise httpx.ReadError("the server does not go on from there")
        if answer.is_error:
            raise httpx.HTTPStatusError(f"status {answer.status_code}", request=answer.request, response=answer)
        goes_on = answer.status_code == httpx.codes.PARTIAL_CONTENT
        if not goes_on:
            had = 0
        with part.open("ab" if goes_on else "wb") as out:
            for chunk in answer.iter_raw():  # as it comes: what came before a break is kept
                out.write(chunk)
                had += len(chunk)
                progress(name, had, remote.size)
                if had > remote.size >= 0:
                    break  # more than was promised: the checksum tells the rest
            out.flush()
            os.fsync(out.fileno())
    if had < remote.size:
        raise httpx.ReadError("the connection ended early")


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def hexdigest(self) -> str: ...


def is_right(path: Path, remote: Remote) -> bool:
    """Whether the file has the size and the checksum that the hub tells."""
    size = path.stat().st_size
    if remote.size >= 0 and size != remote.size:
        return False
    kind, _, told = remote.checksum.partition(":")
    seen: _Hash = hashlib.sha256() if kind == "sha256" else hashlib.sha1(b"blob %d\0" % size, usedforsecurity=False)
    with path.open("rb") as source:
        while chunk := source.read(_CHUNK):
            seen.update(chunk)
    return seen.hexdigest() == told


def _room_for(remote: Remote, part: Path) -> None:
    had = part.stat().st_size if part.exists() else 0
    needed, free = max(0, remote.size - had) + _SPARE_BYTES, shutil.disk_usage(part.parent).free
    if free < needed:
        mb = 1024 * 1024
        raise ModelProblem(
            f"Disken är för full för {part.stem}: den behöver {needed // mb} MB, det finns {free // mb} MB."
        )


def _host(url: str) -> str:
    return httpx.URL(url).host or url
