"""The browser phone's line: it can also show what is said."""

from __future__ import annotations

import json

from voice.call.captions import Phase, Who
from voice.call.line import CallInfo
from voice.media.clock import Clock
from voice.media.line import WebSocketLine
from voice.media.socket import Socket


class BrowserLine(WebSocketLine):
    """Implements `voice.call.captions.Captioned`, too, by two messages that Asterisk does not know:

    `{"event":"CAPTION","who":"bot|you","text":...}` and `{"event":"PHASE","phase":"speaks|listens|thinks"}`.
    """

    def __init__(self, socket: Socket, info: CallInfo, *, clock: Clock | None = None) -> None:
        super().__init__(socket, info, clock=clock)
        self._phase: Phase | None = None

    async def caption(self, who: Who, text: str) -> None:
        await self._show({"event": "CAPTION", "who": who, "text": text})

    async def phase(self, phase: Phase) -> None:
        if phase is not self._phase:
            self._phase = phase
            await self._show({"event": "PHASE", "phase": phase.value})

    async def _show(self, message: dict[str, str]) -> None:
        await self.tell(json.dumps(message, ensure_ascii=False, separators=(",", ":")))
