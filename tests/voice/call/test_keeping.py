"""A call whose caller agrees is kept, both sides, from the yes on; nothing that the disk does disturbs it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from structlog.testing import capture_logs

from bot.store.crypto import FieldCipher
from bot.store.kept_sounds import KeptSounds
from tests.voice.call.neighbours import scored
from tests.voice.call.scene import Scene
from tests.voice.call.virtual_time import story
from voice.call.keeping import Keeping
from voice.call.line import CallInfo
from voice.call.record import Reason
from voice.call.talk import Talk

MARK = 77
"""What the caller's sound is made of, where no words are meant."""


@dataclass
class Disk:
    """Takes sound; `full` after so many pieces, `hangs` for ever."""

    files: list[tuple[str, list[bytes]]] = field(default_factory=list)
    closed: int = 0
    full: int | None = None
    hangs: bool = False

    def begin(self, conversation: str) -> Disk:
        if self.full == 0:
            raise PermissionError(13, "kanariefagel")
        self.files.append((conversation, []))
        return self

    def write(self, sound: bytes) -> None:
        pieces = self.files[-1][1]
        if self.full is not None and len(pieces) >= self.full:
            raise OSError(28, "kanariefagel")
        pieces.append(sound)

    def close(self) -> None:
        self.closed += 1

    async def apart(self, work: Callable[[], Any]) -> Any:
        await asyncio.sleep(1e6 if self.hangs else 0.005)
        return work()

    @property
    def sides(self) -> tuple[np.ndarray, np.ndarray]:
        """The caller's side and ours, as numbers."""
        sound = np.frombuffer(b"".join(self.files[-1][1]), dtype="<i2").reshape(-1, 2)
        return sound[:, 0], sound[:, 1]


def keeping(disk: Disk) -> tuple[Scene, Disk]:
    scene = Scene()

    def apart(work: Callable[[], Any]) -> Awaitable[Any]:
        return disk.apart(work)

    scene.parts = replace(scene.parts, keeping=Keeping(30, disk.begin, apart))
    return scene, disk


def runs(numbers: np.ndarray) -> list[tuple[int, int]]:
    """Each number but silence, and for how many samples it stands, in order."""
    ends = np.flatnonzero(np.diff(numbers, append=numbers[-1] + 1)) + 1
    begins = [0, *ends[:-1]]
    return [(int(numbers[a]), int(b - a)) for a, b in zip(begins, ends, strict=True) if numbers[a]]


@story
async def test_only_what_comes_after_the_yes_is_kept_and_both_sides_of_it() -> None:
    scene, disk = keeping(Disk())
    await scene.rings()
    await scene.until_we_wait()
    scene.line.says(MARK, 100)  # before anything was agreed to
    scene.presses("1")
    await scene.until_we_wait()
    assert scene.step == "keep_audio"
    scene.says(scored("ja", "yes"), 400)
    await scene.until_we_wait()
    assert scene.step == "menu"
    scene.line.says(MARK + 1, 100)
    await scene.after(2)
    await scene.hangs_up()
    ((conversation, _),) = disk.files
    theirs, ours = disk.sides
    assert (conversation, disk.closed) == ("c1", 1)
    assert runs(theirs) == [(MARK + 1, 1_600)]
    said = [scene.voice.sentences[number] for number, _ in runs(ours)]
    assert said[0] == "Okej."
    assert "Får jag spara ljudet?" not in said


@story
async def test_no_clear_sound_lies_on_the_disk(tmp_path: Path) -> None:
    sounds = KeptSounds(tmp_path, FieldCipher([b"k" * 32]))
    began = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
    scene = Scene()
    begin = partial(sounds.begin, began=began, until=began + timedelta(days=30))
    scene.parts = replace(scene.parts, keeping=Keeping(30, begin, Disk().apart))
    await scene.rings()
    await scene.presses_when_asked("1", "1")
    await scene.until_we_wait()
    scene.line.says(MARK, 4_000)
    await scene.after(5)
    await scene.hangs_up()
    (kept,) = sounds.of("c1")
    stored = kept.path.read_bytes()
    tone = (MARK.to_bytes(2, "little") + bytes(2)) * 4
    assert tone in b"".join(sounds.hear(kept))
    assert tone not in stored
    assert max(stored.count(bytes([value])) for value in range(256)) < len(stored) / 200, "it looks like noise"


@story
async def test_our_side_runs_smoothly_sentence_after_sentence() -> None:
    scene, disk = keeping(Disk())
    await scene.rings()
    await scene.presses_when_asked("1", "1")
    await scene.until_we_wait()
    await scene.after(1)
    await scene.hangs_up()
    for number, samples in runs(disk.sides[1]):
        frames = max(10, len(scene.voice.sentences[number]) * 2)
        assert abs(samples / 320 - frames) <= 1, scene.voice.sentences[number]


@story
async def test_a_no_opens_no_file() -> None:
    scene, disk = keeping(Disk())
    await scene.rings()
    await scene.presses_when_asked("1", "2")
    await scene.until_we_wait()
    scene.line.says(MARK, 5_000)
    await scene.after(6)
    await scene.hangs_up()
    assert disk.files == []


@story
async def test_without_the_setting_nobody_is_asked() -> None:
    scene = Scene()
    await scene.rings()
    await scene.presses_when_asked("1")
    await scene.until_we_wait()
    assert scene.step == "menu"
    await scene.hangs_up()


@story
async def test_who_hangs_up_in_the_middle_is_kept_to_the_last_frame() -> None:
    scene, disk = keeping(Disk())
    await scene.rings()
    await scene.presses_when_asked("1", "1")
    await scene.until_we_wait()
    scene.line.says(MARK, 3_300)
    await scene.after(2.5)
    assert await scene.hangs_up() is Reason.HUNG_UP
    ((_, samples),) = runs(disk.sides[0])
    assert abs(samples / 16_000 - 2.5) < 0.05
    assert len(disk.files[0][1]) > 1, "it is written while the call goes on"
    assert disk.closed == 1


@story
async def test_a_disk_that_cannot_be_written_costs_the_call_nothing_and_is_told_once() -> None:
    for full in (0, 1):
        scene, disk = keeping(Disk(full=full))
        with capture_logs() as logs:
            await scene.rings()
            await scene.presses_when_asked("1", "1")
            await scene.until_we_wait()
            await scene.after(5)
            scene.presses("0")
            await scene.until_we_wait()
            assert await scene.hangs_up() is Reason.HUNG_UP
        told = [entry for entry in logs if entry["event"] == "sound_not_kept"]
        assert [entry["log_level"] for entry in told] == ["error"]
        assert "kanariefagel" not in str(logs)
        assert disk.closed == full


@story
async def test_a_disk_that_hangs_holds_up_neither_the_call_nor_its_end() -> None:
    scene, _ = keeping(Disk(hangs=True))
    with capture_logs() as logs:
        await scene.rings()
        await scene.presses_when_asked("1", "1")
        await scene.until_we_wait()
        scene.line.says(MARK, 60_000)
        await scene.after(5)
        begun = scene.line.now
        assert await scene.hangs_up() is Reason.HUNG_UP
        assert scene.line.now - begun < 15
    assert [entry["problem"] for entry in logs if entry["event"] == "sound_not_kept"] == ["too slow"]


@story
async def test_what_waits_for_a_slow_disk_is_bounded() -> None:
    scene, disk = keeping(Disk(hangs=True))
    with capture_logs() as logs:
        await scene.rings()
        await scene.presses_when_asked("1", "1")
        await scene.until_we_wait()
        for _ in range(10):
            await scene.after(5)
            scene.presses("*")
        assert [entry["problem"] for entry in logs if entry["event"] == "sound_not_kept"] == ["too slow"]
        assert scene.step == "menu"
        await scene.hangs_up()
    assert disk.files == []


@story
async def test_the_browser_phone_says_that_it_keeps_nothing_so_nobody_is_asked_there() -> None:
    scene = Scene()
    talk = Talk(scene.conversations, audio_days=30)
    await talk.open(CallInfo("b1", kind="browser"))
    assert scene.conversations.state.audio_days == 0
    await talk.open(CallInfo("t1"))
    assert scene.conversations.state.audio_days == 30
