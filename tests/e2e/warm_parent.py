"""Starts web processes quickly: imports and trains once, then forks a real `ombud web` for every "start" it reads.

    python -m tests.e2e.warm_parent PORT DATA

A fresh Python needs seconds to import the libraries, and a proof that kills fifty processes would mostly wait for
that. A forked child runs the same code from the same entry, opens the database anew and shares nothing with earlier
children but read-only memory. Only the standard output of this parent is a protocol: "warm", then a pid per start.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import signal
import sys
from datetime import date
from pathlib import Path


def warm() -> None:
    """Everything a first conversation would load."""
    import uvicorn

    import bot.channels.web.app
    import bot.cli.browser_line
    import bot.cli.compose
    import bot.cli.housekeeping
    import bot.cli.readiness
    import bot.conversations.newest_library
    import bot.conversations.service
    import bot.desk.web.router  # noqa: F401
    from content.calendar import days_off
    from content.loader import load_library
    from nlu.engine.engine import Engine

    uvicorn.Config(None, log_config=None).load()  # ty: ignore[invalid-argument-type] - what it serves by
    days_off(date.today().year)  # noqa: DTZ011 - the year that the children will ask for
    engine = Engine(None, mode="fallback")
    asyncio.run(engine.understand("jag har ingen mat i dag", today=date(2026, 11, 24), library=load_library()))


def main(port: int, data: Path) -> None:
    warm()
    print("warm", flush=True)
    child = 0
    for line in sys.stdin:
        if child:
            os.waitpid(child, 0)
        if line.strip() != "start":
            return
        child = os.fork()
        if not child:
            _serve(port, data)
        print(child, flush=True)


def _serve(port: int, data: Path) -> None:
    ctypes.CDLL(None).prctl(1, signal.SIGKILL, 0, 0, 0)  # PR_SET_PDEATHSIG: no orphan, whatever happens to the proof
    os.dup2(os.open(os.devnull, os.O_RDWR), 0)
    os.dup2(2, 1)
    from bot.cli.web import web

    try:
        web("127.0.0.1", port, data, without_migration=True)
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
