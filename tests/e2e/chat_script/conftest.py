"""A page with the chat open, in a fresh profile."""

from __future__ import annotations

import pytest_asyncio

from tests.e2e.browser import Misdeeds, OpensContext
from tests.e2e.chat_script.chat import Chat
from tests.e2e.web_process import WebProcess

NO_NETWORK = ("Failed to load resource", "ERR_INTERNET_DISCONNECTED")
"""What Chromium itself writes in its console when it is cut off."""


@pytest_asyncio.fixture
async def chat(new_context: OpensContext, web: WebProcess) -> Chat:
    """The chat without its worker, so that a test may stand between the page and the server."""
    context = await new_context(service_workers="block", reduced_motion="reduce")
    return await Chat(await context.new_page(), web.address).open()


@pytest_asyncio.fixture
async def cut_off(misdeeds: Misdeeds) -> None:
    """This test takes the network away: that the browser complains of it is no fault of the page."""
    misdeeds.expected = (*misdeeds.expected, *NO_NETWORK)
