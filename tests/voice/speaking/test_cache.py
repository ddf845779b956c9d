"""What was made before: on disk if it is fixed, in memory within bounds, and never broken."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from voice.speaking.cache import PromptDisk, SoundMemory, key_of

DAY = 86_400


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_what_was_written_is_found_again_also_by_another_process(tmp_path: Path) -> None:
    assert PromptDisk(tmp_path / "p").write("abc", b"sound")
    other = PromptDisk(tmp_path / "p")
    assert other.holds("abc")
    assert other.read("abc") == b"sound"
    assert other.size() == (1, 46)


def test_a_file_that_is_not_whole_is_not_played(tmp_path: Path) -> None:
    disk = PromptDisk(tmp_path)
    disk.write("abc", b"sound" * 1000)
    path = next(tmp_path.glob("*.pcm"))
    path.write_bytes(path.read_bytes()[:-700])
    assert disk.read("abc") is None
    assert not disk.holds("abc")


def test_a_disk_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    disk = PromptDisk(tmp_path / "file" / "prompts")
    assert not disk.write("abc", b"sound")
    assert disk.read("abc") is None
    assert not disk.holds("abc")
    assert disk.prune([], now=0) == 0


def test_a_prompt_that_went_from_under_us_is_just_not_there(tmp_path: Path) -> None:
    disk = PromptDisk(tmp_path)
    disk.write("abc", b"sound")
    next(tmp_path.glob("*.pcm")).unlink()
    assert disk.read("abc") is None


def test_old_prompts_that_nobody_needs_go(tmp_path: Path) -> None:
    disk = PromptDisk(tmp_path)
    for key, days in (("needed", 90), ("old", 90), ("new", 1)):
        disk.write(key, b"sound")
        os.utime(tmp_path / f"{key}.pcm", (100 * DAY - days * DAY, 100 * DAY - days * DAY))
    assert disk.prune(["needed"], now=100 * DAY) == 1
    assert [disk.holds(key) for key in ("needed", "old", "new")] == [True, False, True]


def test_another_voice_tempo_or_language_is_another_sound() -> None:
    keys = {key_of(v, t, x, "Hej.") for v in ("a", "b") for t in ("normal", "slow") for x in ("sv", "en")}
    assert len(keys) == 8


def test_what_was_used_last_stays_longest() -> None:
    memory = SoundMemory(10, Clock())
    memory.put("a", b"12345")
    memory.put("b", b"12345")
    memory.get("a")
    memory.put("c", b"12345")
    assert [key in memory for key in "abc"] == [True, False, True]


def test_a_clients_words_go_when_their_time_is_up() -> None:
    clock = Clock()
    memory = SoundMemory(100, clock, seconds=300)
    memory.put("a", b"12345")
    clock.now = 200
    memory.put("b", b"12345")
    assert memory.forget_old() == 100
    clock.now = 301
    assert memory.get("a") is None
    assert memory.get("b") == b"12345"
    clock.now = 602
    assert memory.forget_old() is None
    assert (len(memory), memory.used) == (0, 0)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 30))))
def test_memory_never_holds_more_than_it_may(puts: list[tuple[str, int]]) -> None:
    memory = SoundMemory(50, Clock())
    for key, size in puts:
        memory.put(key, bytes(size))
        assert memory.used == sum(len(memory.get(k) or b"") for k in "abcdef") <= 50
