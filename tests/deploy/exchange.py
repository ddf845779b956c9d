"""The exchange on this machine: Debian's own package in a folder, with our configuration as the image has it."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.deploy.compose_file import ROOT, services
from tests.deploy.house import House

ASTERISK = services()["asterisk"]
SOURCE = ROOT / "voice/asterisk"
CACHE = ROOT / ".cache/asterisk"


def package() -> Path:
    """Asterisk's files in a folder. Unpacked once on a machine; a skip says what that lacks."""
    CACHE.parent.mkdir(parents=True, exist_ok=True)
    with CACHE.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (CACHE / "usr/sbin/asterisk").exists():
            if shutil.which("mmdebstrap") is None:
                pytest.skip("the program mmdebstrap is missing: apt-get install mmdebstrap")
            script = [str(SOURCE / "install.sh"), str(CACHE)]
            done = subprocess.run(script, capture_output=True, text=True, timeout=300)
            if done.returncode:
                pytest.skip(f"Debian's package asterisk could not be fetched: {done.stderr.strip()[-300:]}")
    return CACHE


def exchange_in(house: House) -> House:
    """The same house where `asterisk` is the unpacked one, with our configuration. Secrets are the house's own."""
    files = package()
    programs = house.place("asterisk", "bin")
    library = files / "usr/lib/x86_64-linux-gnu"
    # It is of a newer Debian than this machine may be, so it brings its own loader and libraries.
    loader = f'exec {files}/usr/lib64/ld-linux-x86-64.so.2 --library-path {library} {files}/usr/sbin/asterisk "$@"'
    (programs / "asterisk").write_text(f"#!/bin/sh\n{loader}\n")
    (programs / "asterisk").chmod(0o755)
    different = {
        "/usr/lib/x86_64-linux-gnu/asterisk/modules": str(library / "asterisk/modules"),
        "/usr/share/asterisk": str(files / "usr/share/asterisk"),
        "/usr/sbin": str(programs),
    }
    own = House(house.folder, ports=house.ports, running=house.running, different=different)
    etc = own.place("asterisk", "etc")
    (etc / "keys").mkdir(exist_ok=True)
    own.place("asterisk", "run")
    for file in sorted((SOURCE / "conf").iterdir()):
        (etc / file.name).write_text(own.here("asterisk", file.read_text("utf-8")), "utf-8")
    return own


def asked(house: House, question: str) -> str:
    """What the running exchange answers to a command of its console."""
    argv = ["asterisk", "-C", house.here("asterisk", "/etc/asterisk/asterisk.conf"), "-rx", question]
    program = shutil.which("asterisk", path=house.environment(ASTERISK)["PATH"])
    assert program
    env = {**os.environ, **house.environment(ASTERISK)}
    return subprocess.run([program, *argv[1:]], capture_output=True, text=True, timeout=30, env=env).stdout
