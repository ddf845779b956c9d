"""How `ombud phone` reads its command line; a whole call by it is in `tests/voice/test_whole_call.py`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli.phone import in_order


def test_the_order_on_the_command_line_is_the_callers() -> None:
    argv = ["--keys", "1", "--wav=a.wav", "--out", "--wav", "--wav", "b.wav", "--keys=2#", "--json"]
    assert in_order(argv) == [("--keys", "1"), ("--wav", "a.wav"), ("--wav", "b.wav"), ("--keys", "2#")]


@pytest.mark.parametrize(
    ("options", "code"), [(("--wav", "text.wav"), 1), (("--wav", "none"), 1), (("--keys", "x"), 2)]
)
def test_a_file_that_is_no_sound_and_keys_that_are_none_are_told(
    options: tuple[str, str], code: int, tmp_path: Path
) -> None:
    (tmp_path / "text.wav").write_text("no sound")
    argv = [sys.executable, "-m", "bot.cli.main", "phone", "--data", str(tmp_path / "d"), *options]
    done = subprocess.run(argv, capture_output=True, text=True, timeout=60, cwd=tmp_path)
    assert done.returncode == code
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "d").exists()
