"""HEAD: what GET would answer, without its body. Monitors and link checkers ask so."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.look.compression import is_below


class HeadByGet:
    """Every address that takes GET takes HEAD too, but for those below the paths in `never`."""

    def __init__(self, app: ASGIApp, never: tuple[str, ...] = ()) -> None:
        self._app = app
        self._never = never

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        head = scope["type"] == "http" and scope["method"] == "HEAD"
        if not head or any(is_below(scope["path"], path) for path in self._never):
            await self._app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        # A copy: the server looks into its own to know that no body is to come.
        asked = {**scope, "method": "GET"}
        try:
            await self._app(asked, receive, without_body)
        finally:
            scope.update({**asked, "method": "HEAD"})  # which route it was
