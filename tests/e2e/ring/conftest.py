"""A real web process with a browser phone, the real media socket behind it, and Chromium with a microphone."""

from __future__ import annotations

import os
import wave
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from tests.e2e.browser import FLAGS, Misdeeds, chromium, fresh_profile
from tests.e2e.ring.other_end import Call, OtherEnd
from tests.e2e.web_process import GENEROUS, WebProcess
from tests.voice.media.server import PASSWORD, Served, served
from tests.voice.sound import joined, silence, spoken
from voice.media.limits import MediaLimits

LINES = 2
SPEECH = "jag bor i Farsta och jag vill ha ett ombud"


@pytest.fixture(scope="session")
def other_end() -> OtherEnd:
    return OtherEnd()


@pytest_asyncio.fixture(scope="session")
async def socket(other_end: OtherEnd) -> AsyncIterator[Served]:
    async with served(other_end.take, MediaLimits(calls=LINES, browser_calls=LINES)) as server:
        yield server


@pytest.fixture(scope="session")
def ring_web(socket: Served, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebProcess]:
    process = WebProcess(
        tmp_path_factory.mktemp("ring-web") / "data",
        **GENEROUS,
        OMBUD_MEDIA_ADDRESS=f":{socket.port}",
        OMBUD_MEDIA_PASSWORD=PASSWORD,
    )
    try:
        process.wait_until_ready()
        yield process
    finally:
        process.stop()


@pytest.fixture(scope="session")
def speech_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is said into the microphone, over and over."""
    path = tmp_path_factory.mktemp("speech") / "speech.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(joined(spoken(SPEECH, telephone=False), silence(300)).astype("<i2").tobytes())
    return path


@pytest_asyncio.fixture(scope="session")
async def phone_browser(speech_file: Path) -> AsyncIterator[Browser]:
    """Chromium that has a microphone, into which the speech is said."""
    flags = (*FLAGS, "--use-fake-device-for-media-stream", f"--use-file-for-fake-audio-capture={speech_file}")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("OMBUD_")}
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=chromium(), args=flags, env={**environment})
        yield launched
        await launched.close()


@dataclass
class Caller:
    """Somebody at `/ring`."""

    page: Page
    other_end: OtherEnd

    async def rings(self, button: str = "Ring upp") -> Call:
        await self.page.get_by_role("button", name=button).click()
        call = await self.other_end.call()
        await self.sees("talking")
        return call

    async def sees(self, state: str) -> None:
        """Until the page is in this state."""
        await expect(self.page.locator("#telefonen")).to_have_attribute("data-state", state)

    async def is_told(self, phase: str) -> None:
        await expect(self.page.locator(".ring__phase")).to_have_text(phase, use_inner_text=True)

    async def presses(self, button: str) -> None:
        await self.page.get_by_role("button", name=button, exact=True).click()


OpensPhone = Callable[..., Awaitable[Caller]]


@pytest_asyncio.fixture
async def opens_phone(
    phone_browser: Browser, ring_web: WebProcess, other_end: OtherEnd, misdeeds: Misdeeds
) -> AsyncIterator[OpensPhone]:
    """Opens `/ring` in a fresh profile; `allowed`: the microphone may be used."""
    contexts = []

    async def open_one(*, allowed: bool = True, **options: object) -> Caller:
        context = await fresh_profile(phone_browser, misdeeds, reduced_motion="reduce", **options)
        contexts.append(context)
        if allowed:
            await context.grant_permissions(["microphone"], origin=ring_web.address)
        page = await context.new_page()
        await page.goto(f"{ring_web.address}/ring")
        return Caller(page, other_end)

    yield open_one
    for context in contexts:
        await context.close()
    assert misdeeds.seen == []


@pytest_asyncio.fixture
async def caller(opens_phone: OpensPhone) -> Caller:
    return await opens_phone()
