"""Rasa gets its token whatever characters it is made of."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from nlu.engine.rasa_env import PROJECT

RASA = """
import argparse, sys
def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("command")
    parser.add_argument("-t", "--auth-token")
    print(parser.parse_args().auth_token)
"""


@pytest.mark.parametrize("token", ["abc", "-0EyHc", "--Q_8"])
def test_a_token_may_begin_with_a_dash(tmp_path: Path, token: str) -> None:
    (tmp_path / "rasa").mkdir()
    (tmp_path / "rasa" / "__init__.py").write_text("")
    (tmp_path / "rasa" / "__main__.py").write_text(RASA)
    env = {**os.environ, "PYTHONPATH": str(tmp_path), "RASA_AUTH_TOKEN": token}
    command = [sys.executable, str(PROJECT / "run_with_token.py"), "run"]
    told = subprocess.run(command, env=env, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == token
