"""What a call may keep, as the service tells it; and what was kept goes when the client takes the words back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.store.kept_sounds import KeptSounds
from tests.bot.conversations.conftest import Caller, Desk


@pytest.fixture
def sounds(desk: Desk, tmp_path: Path) -> KeptSounds:
    kept = desk.sounds = KeptSounds(tmp_path / "kept", desk.database.cipher)
    desk.service = desk.again()
    return kept


def keep(desk: Desk, sounds: KeptSounds, conversation: str) -> None:
    file = sounds.begin(conversation, desk.clock(), desk.clock() + timedelta(days=30))
    file.write(b"sound")
    file.close()


def may_keep(caller: Caller) -> bool:
    assert caller.taken
    return caller.taken.listening.keep_audio


async def test_a_call_may_keep_its_sound_after_the_second_yes_in_whatever_process_it_is(desk: Desk) -> None:
    caller = await Caller.rings(desk, audio_days=30)
    await caller.presses("1")
    assert (caller.asked, may_keep(caller)) == ("keep_audio", False)
    desk.service = desk.again()
    await caller.presses("1")
    assert may_keep(caller)
    desk.service = desk.again()
    assert (await desk.service.listening(caller.id, caller.token)).keep_audio


async def test_a_call_that_cannot_keep_sound_asks_nothing(desk: Desk) -> None:
    caller = await Caller.rings(desk)
    await caller.presses("1")
    assert (caller.asked, may_keep(caller)) == ("menu", False)


async def test_who_goes_on_with_an_earlier_call_is_asked_for_this_one(desk: Desk) -> None:
    first = await Caller.rings(desk, audio_days=30)
    await first.presses("1", "1")
    await first.says("klaga", "vården", "sluta")
    await first.presses("1")
    again = await Caller.rings(desk, audio_days=30)
    await again.presses("9", "*9")
    assert again.id == first.id
    assert (again.asked, may_keep(again)) == ("keep_audio", False)
    await again.presses("2")
    assert (again.asked, may_keep(again)) == ("what_happened", False)


async def test_erasing_takes_the_sound_of_that_client_alone(desk: Desk, sounds: KeptSounds) -> None:
    client, other = await desk.client(), await desk.client()
    keep(desk, sounds, client.id)
    keep(desk, sounds, other.id)
    await client.erases()
    assert sounds.conversations() == [other.id]


async def test_sound_that_cannot_be_removed_now_does_not_stop_the_erasing(desk: Desk, sounds: KeptSounds) -> None:
    client = await desk.client()
    keep(desk, sounds, client.id)
    (sounds.of(client.id)[0].path.parent / "a folder").mkdir()  # nobody can unlink that
    with capture_logs() as logs:
        await client.erases()
    assert [entry["event"] for entry in logs if entry["log_level"] == "error"] == ["kept sound not removed yet"]
