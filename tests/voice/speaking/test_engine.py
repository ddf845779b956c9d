"""The voice's process: how it sounds, what is made first, and what happens when it dies."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import psutil
import pytest

from tests.voice.speaking.sound import pitch, samples, seconds, spoken_dbfs
from voice.speaking.engine import CannotSpeak, Engine, Patience
from voice.speaking.voices import Voice

QUESTION = "Hur länge räcker maten?"
A_WHILE = 20.0


async def test_it_speaks_at_the_loudness_of_a_telephone(engine: Engine) -> None:
    sound = await engine.make(QUESTION, "normal")
    wave = samples(sound)
    assert 1.0 < seconds(sound) < 3.0
    assert len(sound) % 640 == 0
    assert spoken_dbfs(sound) == pytest.approx(-20.0, abs=1.0)
    assert np.abs(wave).max() < 0.9
    assert abs(wave.mean()) < 0.002
    assert abs(wave[0]) < 0.01


async def test_slow_is_slower_and_not_lower(engine: Engine) -> None:
    normal = await engine.make(QUESTION, "normal")
    slow = await engine.make(QUESTION, "slow")
    assert seconds(slow) > 1.25 * seconds(normal)
    assert pitch(slow) == pytest.approx(pitch(normal), rel=0.07)


async def test_english_is_not_read_as_swedish(engine: Engine) -> None:
    english = await engine.make("Say human, or press zero.", "normal", language="en")
    assert english != await engine.make("Say human, or press zero.", "normal")


async def test_nothing_to_say_is_no_sound(engine: Engine) -> None:
    assert await engine.make(" ", "normal") == b""


async def test_the_most_urgent_is_made_first(engine: Engine) -> None:
    made: list[str] = []

    async def make(text: str, urgency: int) -> None:
        await engine.make(text, "normal", urgency=urgency)
        made.append(text)

    async with asyncio.TaskGroup() as group:
        for number in range(4):
            group.create_task(make(f"Senare {'a' * number}.", 1))
        group.create_task(make("Genast.", 0))
    assert made.index("Genast.") == 0


async def test_what_nobody_waits_for_any_more_is_not_made(engine: Engine) -> None:
    waiting = [asyncio.create_task(engine.make("Ett långt svar som ingen hör. " * 20, "slow")) for _ in range(20)]
    await asyncio.sleep(0)
    for task in waiting:
        task.cancel()
    assert await engine.make("Hej.", "normal")
    assert engine.waiting == 0


async def test_when_the_process_is_killed_the_sentence_is_said_all_the_same() -> None:
    async with Engine(Voice()) as engine:
        assert await engine.ready(A_WHILE)
        (first,) = engine.pids
        asked = asyncio.create_task(engine.make(QUESTION, "normal"))
        os.kill(first, signal.SIGKILL)
        assert await asyncio.wait_for(asked, A_WHILE)
        (second,) = engine.pids
        assert second != first
    assert not psutil.pid_exists(second)


async def test_when_one_of_two_processes_dies_the_other_speaks_on() -> None:
    async with Engine(Voice(), processes=2) as engine:
        async with asyncio.timeout(A_WHILE):
            while len(engine.pids) < 2:  # noqa: ASYNC110 - it is another process that changes
                await asyncio.sleep(0.01)
        os.kill(engine.pids[0], signal.SIGKILL)
        asks = [engine.make(f"Det är nummer {'a' * n}.", "normal") for n in range(6)]
        assert all(await asyncio.wait_for(asyncio.gather(*asks), A_WHILE))


async def test_a_sentence_that_the_process_dies_of_is_not_tried_for_ever() -> None:
    endless = "Ett ord som aldrig tar slut, " * 400
    async with Engine(Voice(), patience=Patience(sentence=1.0, per_character=0.0)) as engine:
        assert await engine.ready(A_WHILE)
        first = engine.pids
        with pytest.raises(CannotSpeak, match="deadly"):
            await asyncio.wait_for(engine.make(endless, "slow"), A_WHILE)
        assert await engine.ready(A_WHILE)
        assert engine.pids != first
        alive = engine.pids
        with pytest.raises(CannotSpeak, match="deadly"):
            await engine.make(endless, "slow")
        assert await asyncio.wait_for(engine.make("Hej.", "normal"), A_WHILE)
        assert engine.pids == alive


async def test_a_voice_that_cannot_be_loaded_makes_nobody_wait(tmp_path: Path) -> None:
    broken = tmp_path / "sv_SE-broken.onnx"
    broken.write_bytes(b"not a voice")
    broken.with_name("sv_SE-broken.onnx.json").write_text("{}")
    async with Engine(Voice(broken), jitter=lambda: 0.0) as engine:
        with pytest.raises(CannotSpeak, match="down"):
            await asyncio.wait_for(engine.make("Hej.", "normal"), A_WHILE)
        assert engine.failing
        assert not engine.working


async def test_nobody_waits_for_an_engine_that_has_stopped() -> None:
    engine = Engine(Voice())
    engine.start()
    asked = asyncio.create_task(engine.make(QUESTION, "normal"))
    await asyncio.sleep(0)
    await engine.stop()
    with pytest.raises(CannotSpeak):
        await asked
    with pytest.raises(CannotSpeak):
        await engine.make(QUESTION, "normal")


def test_the_process_ends_with_its_parent_however_that_died() -> None:
    script = (
        "import asyncio\n"
        "from voice.speaking.engine import Engine\n"
        "from voice.speaking.voices import Voice\n"
        "async def main():\n"
        "    engine = Engine(Voice())\n"
        "    engine.start()\n"
        "    await engine.ready(20)\n"
        "    print(engine.pids[0], flush=True)\n"
        "    await asyncio.sleep(60)\n"
        "asyncio.run(main())\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as parent:
        assert parent.stdout is not None
        words = (line.decode().strip() for line in parent.stdout)
        voice = psutil.Process(int(next(word for word in words if word.isdigit())))
        parent.kill()
    assert psutil.wait_procs([voice], timeout=A_WHILE)[1] == []


async def test_a_piper_voice_speaks_too_and_slower_when_asked(joe: Voice) -> None:
    async with Engine(joe) as engine:
        assert await engine.ready(60)
        # Such a voice draws each sound's length anew every time: over a long text the draws even out.
        text = "Hello, how are you today? I would like to help you with your letter, one question at a time."
        normal = await engine.make(text, "normal")
        slow = await engine.make(text, "slow")
    assert spoken_dbfs(normal) == pytest.approx(-20.0, abs=1.0)
    assert seconds(slow) > 1.2 * seconds(normal)
    assert pitch(slow) == pytest.approx(pitch(normal), rel=0.12)
