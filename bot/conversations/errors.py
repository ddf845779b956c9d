"""What can go wrong when a channel talks to the conversation service: each is an answer, never a crash."""

from __future__ import annotations


class ConversationError(Exception):
    """Base of everything that the conversation service raises on purpose. Carries no client word."""


class NotFound(ConversationError):
    """No conversation has this id."""


class WrongToken(ConversationError):
    """The token is missing or does not open this conversation."""


class Expired(ConversationError):
    """The conversation existed and has passed its time, or was erased."""


class TooMany(ConversationError):
    """Too many attempts or turns. `retry_after` is in seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"retry after {retry_after:.0f} s")
        self.retry_after = retry_after


class WrongCode(ConversationError):
    """The resume code opens nothing: unknown, used or too old. Which of them is never told."""


class StaleQuestion(ConversationError):
    """The answer was given to another question than the one that waits. Nothing was taken."""
