"""Runs one command and makes sure that it dies when the supervisor does. Standard library only; run as a script.

    python -I -S guard.py GRACE_SECONDS -- COMMAND...

The supervisor holds the other end of our standard input. When it closes, because the supervisor asks us to stop or
because it is gone however it died, the command's whole process group gets SIGTERM and, after the grace, SIGKILL. On
Linux the kernel also tells us when the supervisor dies, and kills the command should we ourselves be killed.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import subprocess
import sys
import time

_PR_SET_PDEATHSIG = 1


def _die_with_parent(signal_number: int, parent: int) -> None:
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal_number, 0, 0, 0)
    if os.getppid() != parent:  # it died before the line above took effect
        os._exit(1)


def _signal_group(group: int, signal_number: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal_number)


def main(arguments: list[str]) -> int:
    """Runs the command until it ends or is to stop; gives its exit code, or 128 + signal."""
    grace = float(arguments[0])
    command = arguments[arguments.index("--") + 1 :]
    wake_read, wake_write = os.pipe()
    os.set_blocking(wake_write, False)
    signal.set_wakeup_fd(wake_write)
    asked_to_stop = False

    def stop(*_: object) -> None:
        nonlocal asked_to_stop
        asked_to_stop = True

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, stop)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    _die_with_parent(signal.SIGTERM, os.getppid())
    me = os.getpid()
    try:
        child = subprocess.Popen(  # noqa: S603 - running a given command is what this is for
            command,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=lambda: _die_with_parent(signal.SIGKILL, me),
        )
    except OSError as error:
        print(f"cannot start {os.path.basename(command[0])}: {error.strerror}", flush=True)
        return 127
    deadline: float | None = None
    while child.poll() is None:
        if asked_to_stop and deadline is None:
            deadline = time.monotonic() + grace
            _signal_group(child.pid, signal.SIGTERM)
        if deadline is not None and time.monotonic() >= deadline:
            _signal_group(child.pid, signal.SIGKILL)
            child.wait()
            break
        watched = [wake_read] if asked_to_stop else [wake_read, 0]
        wait = None if deadline is None else max(0.0, deadline - time.monotonic())
        readable = select.select(watched, [], [], wait)[0]
        if wake_read in readable:
            os.read(wake_read, 512)
        if 0 in readable and not os.read(0, 512):
            asked_to_stop = True
    _signal_group(child.pid, signal.SIGKILL)  # whatever the command left behind
    return child.returncode if child.returncode >= 0 else 128 - child.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
