"""Hearing works behind the sound: a caller may wait a moment longer for an answer, but must never hear a gap."""

from __future__ import annotations

import os
import sys
import threading

NICE = 5


def behind_the_sound() -> None:
    """Lowers the priority of this thread, and of every thread that it starts. For good; does nothing but on Linux."""
    if sys.platform.startswith("linux"):  # elsewhere a priority is the whole process', sound and all
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), NICE)
