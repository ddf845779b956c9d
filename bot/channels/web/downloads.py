"""What a client fetches: where a turn's links lead, and a document as an answer."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from starlette.responses import Response

from bot.dialogue.turn import Link, Turn
from bot.letters.files import File


def addressed(turn: Turn, address: Callable[[str], str]) -> Turn:
    """The turn with its links made whole: `address` gives a document's, from where it lies below the conversation."""
    if not turn.links:
        return turn
    return turn.model_copy(update={"links": tuple(_addressed(link, address) for link in turn.links)})


def _addressed(link: Link, address: Callable[[str], str]) -> Link:
    parts = urlsplit(link.url)
    whole = parts.scheme or parts.netloc or link.url.startswith("/")
    return link if whole else link.model_copy(update={"url": address(link.url)})


def as_download(file: File) -> Response:
    """The file, to be saved. It is the client's alone: nothing between keeps a copy."""
    headers = {"Content-Disposition": f'attachment; filename="{file.name}"', "Cache-Control": "no-store"}
    return Response(file.content, media_type=file.media_type, headers=headers)
