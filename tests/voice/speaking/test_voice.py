"""The voice as a call knows it: prompts are ready, a client's words leave no trace, and there is always some sound."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncGenerator
from pathlib import Path

import pytest

from tests.voice.speaking.sound import longest_silence, samples, seconds
from voice.speaking import tones
from voice.speaking.speaker import Tempo
from voice.speaking.voice import PreparedVoice
from voice.speaking.voices import Voice

A_WHILE = 20.0


async def _said(voice: PreparedVoice, text: str, tempo: Tempo = Tempo.NORMAL) -> list[bytes]:
    async with asyncio.timeout(A_WHILE):
        return [sound async for sound in voice.speak(text, tempo)]


def _files(tmp_path: Path) -> int:
    return len(list((tmp_path / "prompts").glob("*")))


async def test_a_text_comes_a_sentence_at_a_time_in_whole_frames(voice: PreparedVoice) -> None:
    pieces = await _said(voice, "Hej. Hur mår du? För ja, tryck 1.")
    assert len(pieces) == 3
    assert all(len(piece) % 640 == 0 and piece for piece in pieces)


async def test_numbers_are_put_into_words(voice: PreparedVoice) -> None:
    assert await _said(voice, "Tryck 1.") == await _said(voice, "Tryck ett.")


async def test_there_is_time_between_sentences_and_more_of_it_when_slow(voice: PreparedVoice) -> None:
    normal = await _said(voice, "Ja. Nej.")
    slow = await _said(voice, "Ja. Nej.", Tempo.SLOW)
    assert abs(samples(normal[0])[:640]).max() > 0.01  # the first word is not kept waiting
    assert longest_silence(b"".join(normal)) >= 0.28
    assert longest_silence(b"".join(slow)) >= 0.64
    assert seconds(slow[0]) > 1.1 * seconds(normal[0])


async def test_there_is_time_to_write_down_a_code_told_in_pairs(voice: PreparedVoice) -> None:
    code = await _said(voice, "Din kod är: 8 0. 9 5. Koden gäller i ett dygn.")
    assert [longest_silence(piece) >= 1.2 for piece in code] == [False, False, True, True]
    assert longest_silence(b"".join(await _said(voice, "Tryck 2. Tryck 3."))) < 1.0


async def test_what_was_prepared_is_ready_and_needs_no_process(tmp_path: Path, voice: PreparedVoice) -> None:
    assert not voice.is_ready("Ta den tid du behöver.")
    await voice.prepare(["Ta den tid du behöver. Jag väntar."])
    assert voice.is_ready("Ta den tid du behöver. Jag hörde något nytt.")
    assert not voice.is_ready("Ta den tid du behöver.", Tempo.SLOW)
    other = PreparedVoice(Voice(), tmp_path / "prompts")
    await other.start()
    await other.stop()
    assert await _said(other, "Ta den tid du behöver. Jag väntar.") == await _said(
        voice, "Ta den tid du behöver. Jag väntar."
    )


async def test_what_a_client_said_never_reaches_the_disk(tmp_path: Path, voice: PreparedVoice) -> None:
    await voice.prepare(["Pengar nu:"])
    kept = _files(tmp_path)
    first = await _said(voice, "Pengar nu: 40 kronor. Behöver nu: insulin.")
    assert voice.is_ready("40 kronor.")  # "säg igen" is answered at once
    assert await _said(voice, "Pengar nu: 40 kronor. Behöver nu: insulin.") == first
    assert _files(tmp_path) == kept


async def test_a_fixed_prompt_that_had_to_be_made_for_a_call_is_kept(tmp_path: Path, voice: PreparedVoice) -> None:
    await voice.prepare(["Hej."])
    for file in (tmp_path / "prompts").iterdir():
        file.unlink()
    await _said(voice, "Hej.")
    assert _files(tmp_path) == 1


async def test_preparing_again_makes_only_what_is_new(tmp_path: Path, voice: PreparedVoice) -> None:
    await voice.prepare(["Hej. Ja."])
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "prompts").iterdir()}
    await voice.prepare(["Ja. Nej. Hej."])
    after = {file: file.stat().st_mtime_ns for file in (tmp_path / "prompts").iterdir()}
    assert len(after) == 3
    assert after.items() >= before.items()


async def test_a_caller_does_not_wait_for_what_is_being_prepared(voice: PreparedVoice) -> None:
    preparing = asyncio.create_task(voice.prepare([f"{'Mycket att säga ' * 8} {'a' * n}." for n in range(60)]))
    await asyncio.sleep(0)
    assert await _said(voice, "Jag hörde fyrtio kronor.")
    assert not preparing.done()
    preparing.cancel()
    await asyncio.gather(preparing, return_exceptions=True)


async def test_a_disk_that_takes_nothing_is_no_reason_for_silence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    async with PreparedVoice(Voice(), tmp_path / "file" / "prompts") as voice:
        assert await voice.loaded(A_WHILE)
        await voice.prepare(["Hej."])
        assert voice.is_ready("Hej.")
        assert await _said(voice, "Hej. Ja.")


async def test_a_caller_who_interrupts_leaves_nothing_behind(voice: PreparedVoice) -> None:
    speaking = voice.speak("Det här är en lång text. " * 30)
    assert isinstance(speaking, AsyncGenerator)
    await anext(speaking)
    await speaking.aclose()
    assert await _said(voice, "Hej.")


async def test_words_that_could_be_commands_are_only_words(voice: PreparedVoice) -> None:
    for text in ("[[h'ej]]", "<break time='9s'/>", "\x00\x01", "😀", "", "/", "-", "x" * 3000, "1" * 900):
        await _said(voice, text)
    assert voice.state == "ok"


async def test_when_the_chosen_voice_is_broken_the_embedded_one_speaks(tmp_path: Path) -> None:
    async with PreparedVoice(_broken(tmp_path), tmp_path / "prompts") as voice:
        pieces = await _said(voice, "Hej. Ja.")
        assert len(pieces) == 2
        assert tones.trouble() not in pieces
        assert voice.state == "degraded"
        await voice.prepare(["Hej."])
        assert _files(tmp_path) == 0  # another voice's sound is not kept as this one's


async def test_without_any_voice_the_caller_hears_a_tone_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(_without_piper(tmp_path)))
    async with PreparedVoice(Voice(), tmp_path / "prompts") as voice:
        assert await _said(voice, "Hej. Ja. Nej.") == [tones.trouble()]
        assert voice.state == "down"


async def test_no_word_is_logged_when_it_cannot_be_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(_without_piper(tmp_path)))
    async with PreparedVoice(Voice(), tmp_path / "prompts") as voice:
        await _said(voice, "Jag heter Samira.")
    logged = "".join(capfd.readouterr())
    assert "cannot_speak" in logged
    assert "samira" not in logged.casefold()


async def test_a_call_goes_on_when_the_voice_is_killed_in_the_middle(voice: PreparedVoice) -> None:
    pieces = []
    async with asyncio.timeout(A_WHILE):
        async for sound in voice.speak("Det är ett. Det är två. Det är tre. Det är fyra."):
            pieces.append(sound)
            if len(pieces) == 2:
                os.kill(voice.pids[0], signal.SIGKILL)
    assert len(pieces) == 4
    assert not any(piece.endswith(tones.trouble()) for piece in pieces)


async def test_english_is_said_by_a_voice_that_knows_english(tmp_path: Path, joe: Voice) -> None:
    swedish = Voice(_linked(joe, tmp_path / "sv_SE-joe.onnx"))
    async with PreparedVoice(swedish, tmp_path / "prompts") as voice, PreparedVoice(Voice(), tmp_path / "p") as other:
        await voice.prepare(["I speak only Swedish."])
        assert voice.is_ready("I speak only Swedish.")
        (by_the_spare,) = await _said(voice, "I speak only Swedish.")
        (by_the_embedded,) = await _said(other, "I speak only Swedish.")
    assert seconds(by_the_spare) == pytest.approx(seconds(by_the_embedded), rel=0.05)


def _broken(folder: Path) -> Voice:
    path = folder / "sv_SE-broken.onnx"
    path.write_bytes(b"not a voice")
    path.with_name(f"{path.name}.json").write_text("{}")
    return Voice(path)


def _without_piper(folder: Path) -> Path:
    """A place that comes before the installed piper and has none."""
    (folder / "without").mkdir(exist_ok=True)
    (folder / "without" / "piper.py").write_text("raise ImportError('not installed')")
    return folder / "without"


def _linked(voice: Voice, path: Path) -> Path:
    assert voice.path is not None
    path.symlink_to(voice.path)
    path.with_name(f"{path.name}.json").symlink_to(f"{voice.path}.json")
    return path
