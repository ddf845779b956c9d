"""Serves the files of the `static` folders."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import FileResponse
from starlette.exceptions import HTTPException
from starlette.responses import Response

router = APIRouter(include_in_schema=False)


@router.get("/static/{version}/{name:path}")
async def static_file(request: Request, version: str, name: str) -> Response:
    """One file. Its address changes with the content of the files, so a browser may keep it for ever."""
    assets = request.app.state.pages.assets
    path = assets.file(name)
    if path is None:
        raise HTTPException(404)
    keep = "public, max-age=31536000, immutable" if version == assets.version else "no-cache"
    return FileResponse(path, headers={"Cache-Control": keep})
