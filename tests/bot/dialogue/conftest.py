"""A library, and a conversation in chat and one on the phone."""

from __future__ import annotations

import pytest

from content.library import Library
from content.loader import load_library
from tests.bot.dialogue.conversation import CALLER, Conversation


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library()


@pytest.fixture
def chat(library: Library) -> Conversation:
    return Conversation(library)


@pytest.fixture
def call(library: Library) -> Conversation:
    """A call from a number that the exchange tells us."""
    return Conversation(library, channel="phone", caller=CALLER)


@pytest.fixture
def hidden_call(library: Library) -> Conversation:
    """A call from a hidden number."""
    return Conversation(library, channel="phone", connectable=True)
