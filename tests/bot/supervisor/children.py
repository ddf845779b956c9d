"""Tiny programs that a test lets the supervisor run."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

from bot.supervisor.process import Command


def program(source: str, *arguments: object) -> Command:
    """A command that runs this Python source, quickly (no site packages)."""
    return Command((sys.executable, "-I", "-S", "-c", textwrap.dedent(source), *map(str, arguments)))


SLEEPER = """
import os, sys, time
open(sys.argv[1], "w").write(str(os.getpid()))
print("up", flush=True)
time.sleep(60)
"""
"""Writes its process id to a file, says "up" and stays."""

STUBBORN = """
import os, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
open(sys.argv[1], "w").write(str(os.getpid()))
print("up", flush=True)
time.sleep(60)
"""
"""The same, and does not listen when asked to end."""

PARENT = """
import os, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-I", "-S", "-c", "import time; time.sleep(60)"])
open(sys.argv[1], "w").write(str(child.pid))
print("up", flush=True)
time.sleep(60)
"""
"""Starts a process of its own and writes that one's id."""


def alive(pid: int) -> bool:
    """Whether the process still runs (a zombie does not)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in {"Z", "X"}
