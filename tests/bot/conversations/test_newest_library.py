"""Editing a file under a running service never costs a client a turn."""

from __future__ import annotations

from random import Random

import pytest

from bot.conversations.newest_library import LOOKS_EVERY, NewestLibrary
from bot.conversations.service import ConversationService
from content.error import ContentError, Problem
from content.library import Library
from content.loader import load_library
from tests.bot.conversations.conftest import Client, Clock, Desk


class Shelf:
    """A library that an editor changes and breaks."""

    def __init__(self) -> None:
        self.library = load_library()
        self.broken = False
        self.loads = 0

    def load(self) -> Library:
        self.loads += 1
        if self.broken:
            raise ContentError([Problem("texts.yml", 1, "", "Trasig fil.")])
        return self.library

    def publish(self, version: str) -> None:
        self.library = self.library.model_copy(update={"version": version})


def test_a_changed_library_is_taken_up_after_a_moment() -> None:
    shelf, clock = Shelf(), Clock()
    newest = NewestLibrary(shelf.load, clock)
    before = newest().version
    shelf.publish("new")
    assert newest().version == before
    clock.turn(seconds=LOOKS_EVERY.total_seconds())
    assert newest().version == "new"


def test_a_broken_library_leaves_the_last_whole_one_and_is_not_read_at_every_turn() -> None:
    shelf, clock = Shelf(), Clock()
    newest = NewestLibrary(shelf.load, clock)
    whole = newest()
    shelf.broken = True
    clock.turn(seconds=5)
    loads = shelf.loads
    assert all(newest() is whole for _ in range(10))
    assert shelf.loads == loads + 1
    shelf.broken = False
    shelf.publish("mended")
    clock.turn(seconds=5)
    assert newest().version == "mended"


def test_with_no_whole_library_at_all_nothing_starts() -> None:
    shelf = Shelf()
    shelf.broken = True
    with pytest.raises(ContentError):
        NewestLibrary(shelf.load, Clock())()


async def test_clients_go_on_while_an_editor_has_broken_a_file(desk: Desk) -> None:
    shelf = Shelf()
    desk.service = ConversationService(desk.database, shelf.load, desk.listener, clock=desk.clock, rng=Random(1))
    client: Client = await desk.client()
    shelf.broken = True
    desk.clock.turn(minutes=1)
    await client.does(choice="yes")
    assert client.expected == "menu"
