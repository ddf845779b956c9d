"""A library, and a conversation in chat and one on the phone."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from content.library import Library
from content.loader import load_library
from tests.bot.dialogue.conversation import CALLER, Conversation

# How fast a shared machine is today says nothing about the code.
settings.register_profile("dialogue", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("dialogue")


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
    return Conversation(library, channel="phone")
