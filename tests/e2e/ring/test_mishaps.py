"""What goes wrong on the browser's side: the microphone goes, the network stalls, the other end talks nonsense."""

from __future__ import annotations

import pytest_asyncio
from playwright.async_api import expect

from tests.e2e.ring.conftest import Caller

_KEEP_STREAM = """() => {
  const devices = navigator.mediaDevices, ask = devices.getUserMedia.bind(devices);
  devices.getUserMedia = async (wishes) => (window.stream = await ask(wishes));
}"""

_LINE = """async () => {
  const { Line } = await import(document.querySelector('[href$="/line.js"]').href);
  window.told = [];
  window.time = 0;
  performance.now = () => window.time;
  const open = WebSocket.OPEN;
  window.WebSocket = class {
    static OPEN = open;
    readyState = open;
    bufferedAmount = 0;
    sent = [];
    send(message) { this.sent.push(message); }
    close() {}
  };
  const note = (name) => (...said) => window.told.push([name, ...said]);
  const names = ['open', 'play', 'mark', 'flush', 'caption', 'phase', 'end'];
  window.line = new Line('ws://nowhere/media', Object.fromEntries(names.map((name) => [name, note(name)])));
  line.socket.onopen();
  told.length = 0;
}"""

_SENDS = """(frames) => {
  for (const [at, held] of frames) {
    window.time = at;
    line.socket.bufferedAmount = held;
    line.send(new ArrayBuffer(640));
  }
}"""
"""A frame at each time, in ms, while so many bytes wait in the browser."""


@pytest_asyncio.fixture
async def line(caller: Caller) -> Caller:
    """A page that has the line's script with a network that the test holds."""
    await caller.page.evaluate(_LINE)
    return caller


async def test_a_microphone_that_is_pulled_out_leaves_the_keys(caller: Caller) -> None:
    await caller.page.evaluate(_KEEP_STREAM)
    call = await caller.rings()
    await caller.page.evaluate("stream.getTracks()[0].dispatchEvent(new Event('ended'))")
    await caller.is_told("Svara med knapparna")
    await expect(caller.page.get_by_text("Mikrofonen försvann. Du kan svara med knapparna.")).to_be_visible()
    await caller.page.keyboard.press("3")
    await call.until(lambda: call.keys == ["3"])
    await call.line.hang_up()


async def test_who_has_hung_up_is_not_listened_to(caller: Caller) -> None:
    await caller.page.evaluate(_KEEP_STREAM)
    await caller.rings()
    assert await caller.page.evaluate("stream.getTracks().map((track) => track.readyState)") == ["live"]
    await caller.presses("Lägg på")
    assert await caller.page.evaluate("stream.getTracks().map((track) => track.readyState)") == ["ended"]


async def test_a_network_that_stalls_for_a_while_is_borne_and_then_the_line_is_lost(line: Caller) -> None:
    stalled = [[1, 0], [1000, 90_000], [9000, 90_000], [10_000, 30_000], [11_000, 90_000], [20_000, 90_000]]
    await line.page.evaluate(_SENDS, stalled)
    assert await line.page.evaluate("told") == []
    assert await line.page.evaluate("line.socket.sent.filter((sent) => sent.byteLength).length") == 2
    await line.page.evaluate(_SENDS, [[21_001, 90_000]])
    assert await line.page.evaluate("told") == [["end", "lost"]]


async def test_nonsense_is_not_listened_to(line: Caller) -> None:
    nonsense = ["", "{", "null", "[]", "12", '"HANGUP"', "{}", '{"command":7}', '{"event":"MEDIA_START"}', "\x00" * 99]
    await line.page.evaluate("nonsense => nonsense.forEach((data) => line.socket.onmessage({ data }))", nonsense)
    assert await line.page.evaluate("told") == []
    await line.page.evaluate('line.socket.onmessage({ data: \'{"command":"HANGUP"}\' })')
    await line.page.evaluate("line.socket.onclose({ code: 1000 })")
    assert await line.page.evaluate("told") == [["end", "ended"]]
