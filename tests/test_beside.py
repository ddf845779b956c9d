"""Two processes tell what one would have told: nothing is left out, and nobody's end is taken for a success."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.beside import ROOT

CONFTEST = """
import tests.beside
from tests.beside import pytest_runtestloop
tests.beside.BESIDE, tests.beside.ALONE, tests.beside.WORTH_IT = ("beside/",), ("alone/",), 1
"""
WHERE = "import os\ndef where(name): open(os.environ['NOTES'], 'a').write(f'{name} {os.getpid()}\\n')\n"


def a_run_of(tmp_path: Path, *options: str, **files: str) -> tuple[str, dict[str, str]]:
    """What pytest says of these files, and which process each test was in."""
    (tmp_path / "conftest.py").write_text(CONFTEST)
    for name, source in {"here": "", "beside": "", "alone": "def test_last(): where('last')\n", **files}.items():
        (tmp_path / name).mkdir()
        usual = "".join(f"def test_{name}_{number}(): where('{name}')\n" for number in range(3))
        (tmp_path / name / f"test_{name}.py").write_text(WHERE + usual + source)
    notes = tmp_path / "notes"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-o", "asyncio_mode=auto", *options],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT), "NOTES": str(notes)}, capture_output=True, text=True,
    )  # fmt: skip
    return done.stdout + done.stderr, dict(line.split() for line in notes.read_text().splitlines())


def counted(said: str) -> dict[str, int]:
    return {what: int(number) for number, what in re.findall(r"(\d+) (passed|failed|error|skipped)", said)}


def test_each_test_is_run_once_and_the_last_ones_when_the_other_process_has_ended(tmp_path: Path) -> None:
    skipped = "import pytest\ndef test_none(): pytest.skip('nothing here')\n"
    slow = "import time\ndef test_slow(): time.sleep(1); where('slow')\n"
    said, where = a_run_of(tmp_path, "-ra", beside=slow + skipped)
    assert counted(said) == {"passed": 11, "skipped": 1}
    assert where["here"] == where["last"] != where["beside"]
    assert list(where)[-1] == "last"
    assert "nothing here" in said


def test_what_fails_there_fails_here_and_says_why(tmp_path: Path) -> None:
    wrong = (
        "import pytest\n"
        "def test_wrong(): print('in between'); assert [1, 2] == [1, 3]\n"
        "@pytest.fixture\ndef broken(): raise OSError('no disk')\n"
        "def test_broken(broken): pass\n"
    )
    said, _ = a_run_of(tmp_path, beside=wrong)
    assert counted(said) == {"passed": 10, "failed": 1, "error": 1}
    assert "assert [1, 2] == [1, 3]" in said
    assert "in between" in said
    assert "no disk" in said


def test_a_process_that_dies_takes_its_tests_with_it_as_failures(tmp_path: Path) -> None:
    said, _ = a_run_of(tmp_path, beside="def test_dies(): os._exit(0)\ndef test_after(): pass\n")
    assert counted(said) == {"passed": 10, "failed": 2}
    assert said.count("ended before") >= 2


@pytest.mark.parametrize("side", ["here", "beside"])
def test_who_wants_to_stop_at_the_first_failure_is_obeyed(tmp_path: Path, side: str) -> None:
    said, where = a_run_of(tmp_path, "-x", **{side: "def test_wrong(): assert False\n"})
    assert counted(said)["failed"] == 1
    assert "stopping after 1 failures" in said
    assert "last" not in where


def test_a_run_of_one_kind_only_is_one_process(tmp_path: Path) -> None:
    said, where = a_run_of(tmp_path, "here", "alone")
    assert counted(said) == {"passed": 7}
    assert len(set(where.values())) == 1
