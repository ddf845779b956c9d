"""Serves the files of the `static` folders."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

router = APIRouter(include_in_schema=False)


@router.api_route("/static/{version}/{name:path}", methods=["GET", "HEAD"])
async def static_file(request: Request, version: str, name: str) -> Response:
    """One file. Its address changes with the content of the files, so a browser may keep it for ever.

    An address of another version gives today's file, which the browser then asks for again each time.
    """
    assets = request.app.state.pages.assets
    file = assets.file(name)
    if file is None:
        raise HTTPException(404)
    squeezed = file.gzipped is not None and _takes_gzip(request)
    tag = f'"{file.tag}{"-gz" if squeezed else ""}"'
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable" if version == assets.version else "no-cache",
        "ETag": tag,
    }
    if file.gzipped is not None:
        headers["Vary"] = "Accept-Encoding"
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if squeezed:
        headers["Content-Encoding"] = "gzip"
    return Response(file.gzipped if squeezed else file.body, headers=headers, media_type=file.media_type)


def _takes_gzip(request: Request) -> bool:
    for offer in request.headers.get("accept-encoding", "").split(","):
        name, _, weight = offer.replace(" ", "").partition(";q=")
        if name == "gzip":
            return not weight or weight.strip("0.") != ""
    return False
