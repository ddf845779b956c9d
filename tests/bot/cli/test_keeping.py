"""From the setting to the disk: where calls may keep sound, and for how long."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from pathlib import Path

from bot.cli.call_parts import keeping
from bot.cli.compose import kept_sounds, opened_store
from bot.settings import load_settings


async def test_by_default_sound_is_kept_nowhere(tmp_path: Path) -> None:
    settings = load_settings()
    async with opened_store(tmp_path, settings) as database:
        with keeping(tmp_path, settings, database) as nowhere:
            assert nowhere is None


async def test_the_setting_opens_files_under_the_data_folder_for_so_many_days(tmp_path: Path) -> None:
    settings = load_settings(keep_audio_days=3)
    async with opened_store(tmp_path, settings) as database:
        with keeping(tmp_path, settings, database) as kept:
            assert kept is not None
            assert kept.days == 3
            file = await kept.apart(partial(kept.begin, "c1"))
            await kept.apart(partial(file.write, b"sound"))
            await kept.apart(file.close)
        sounds = kept_sounds(tmp_path, database)
        (sound,) = sounds.of("c1")
        assert sound.path.is_relative_to(tmp_path / "voice" / "kept")
        assert sound.until - sound.began == timedelta(days=3)
        assert list(sounds.hear(sound)) == [b"sound"]
