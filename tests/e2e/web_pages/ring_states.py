"""The states of the browser phone. What is at the other end of its line is told here, message by message."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

from playwright.async_api import WebSocketRoute, expect

from tests.e2e.web_pages.states import state
from tests.e2e.web_pages.visit import Visit

CONVERSATION = (
    ("bot", "Hej! Det här är Ombudslinjen. Jag är en dator. Tryck 0 om du vill prata med en människa."),
    ("bot", "Får jag spara det du säger? Säg ja eller nej. Du kan också trycka 1 för ja och 2 för nej."),
    ("you", "ja"),
    ("bot", "Tack. Vad vill du ha hjälp med?"),
    ("you", "jag har fått avslag på försörjningsstöd och har två barn hemma"),
    ("bot", "Är du eller någon annan i fara just nu?"),
)
OtherEnd = Callable[[WebSocketRoute], None]


def other_end(*, phase: str = "listens", hangs_up: bool = False) -> OtherEnd:
    """What answers: shows a conversation, and then ends or waits."""

    def answer(socket: WebSocketRoute) -> None:
        def obey(message: str | bytes) -> None:
            if not isinstance(message, str) or json.loads(message)["event"] != "MEDIA_START":
                return
            for who, text in CONVERSATION:
                socket.send(json.dumps({"event": "CAPTION", "who": who, "text": text}))
            socket.send(json.dumps({"event": "PHASE", "phase": phase}))
            if hangs_up:
                socket.send(json.dumps({"command": "HANGUP"}))

        socket.on_message(obey)

    return answer


async def _opens(visit: Visit, answer: OtherEnd | None = None) -> None:
    await visit.page.unroute_all()
    await visit.page.route_web_socket(re.compile(r"/media\?"), answer or other_end())
    await visit.goes_to("/ring")


async def _rings(visit: Visit, shown: str, answer: OtherEnd | None = None) -> None:
    """Without a microphone, until the page is in this state."""
    await _opens(visit, answer)
    await visit.page.get_by_role("button", name="Ring utan mikrofon").click()
    await expect(visit.page.locator("#telefonen")).to_have_attribute("data-state", shown)


@state("ring: before a call")
async def _before(visit: Visit) -> None:
    await _opens(visit)


@state("ring: in a call, listens")
async def _listens(visit: Visit) -> None:
    await _rings(visit, "talking")
    await expect(visit.page.locator("#texten > :last-child")).to_contain_text("i fara just nu?")


@state("ring: in a call, thinks, larger text")
async def _thinks(visit: Visit) -> None:
    await _rings(visit, "talking", other_end(phase="thinks"))
    larger = visit.page.get_by_role("button", name="Större text")
    await larger.click()
    await expect(larger).to_have_attribute("aria-pressed", "true")


@state("ring: in a call, paused")
async def _paused(visit: Visit) -> None:
    await _rings(visit, "talking")
    await visit.page.get_by_role("button", name="Paus").click()


@state("ring: ended")
async def _ended(visit: Visit) -> None:
    await _rings(visit, "ended", other_end(hangs_up=True))


@state("ring: no microphone allowed")
async def _denied(visit: Visit) -> None:
    await _opens(visit)
    await visit.page.get_by_role("button", name="Ring upp").click()
    await expect(visit.page.locator("#telefonen")).to_have_attribute("data-state", re.compile("denied|missing"))
