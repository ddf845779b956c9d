"""What the doctor says of the telephone."""

from __future__ import annotations

from pathlib import Path

from bot.doctor.telephone import check_hearing, check_media_password, check_voice
from bot.settings import load_settings


def test_the_packaged_model_and_the_embedded_voice_work_and_better_ones_are_named(tmp_path: Path) -> None:
    hearing, voice = check_hearing(tmp_path, load_settings()), check_voice(tmp_path, load_settings())
    assert hearing.level == "ok"
    assert voice.level == "warning"
    assert "ombud models fetch" in hearing.meaning + voice.mend
    assert not list(tmp_path.iterdir()), "the doctor only looks"


def test_a_model_or_voice_that_is_named_and_not_there_is_an_error(tmp_path: Path) -> None:
    wrong = load_settings(hearing_model="no-such-model", voice="no-such-voice")
    assert check_hearing(tmp_path, wrong).level == "error"
    assert check_voice(tmp_path, wrong).level == "error"


def test_an_embedded_voice_that_was_chosen_is_no_fault(tmp_path: Path) -> None:
    assert check_voice(tmp_path, load_settings(voice="embedded")).level == "ok"


def test_a_password_that_others_can_read_or_that_is_missing_is_an_error(tmp_path: Path) -> None:
    assert check_media_password(tmp_path, load_settings()).level == "ok"
    path = tmp_path / "keys/media.password"
    path.parent.mkdir()
    path.write_text("secret")
    path.chmod(0o644)
    assert "chmod 600" in check_media_password(tmp_path, load_settings()).mend
    path.chmod(0o600)
    assert check_media_password(tmp_path, load_settings()).level == "ok"
    assert check_media_password(tmp_path, load_settings(media_password_file=tmp_path / "none")).level == "error"
