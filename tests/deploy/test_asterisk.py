"""The exchange as a process: the same package as its image, our configuration, its exact command and health check."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.deploy.compose_file import ROOT, services
from tests.deploy.house import House, Running

ASTERISK = services()["asterisk"]
SOURCE = ROOT / "voice/asterisk"
CACHE = ROOT / ".cache/asterisk"


@pytest.fixture(scope="module")
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


@pytest.fixture(scope="module")
def place(house: House, package: Path) -> House:
    """A house whose `asterisk` is the unpacked one, with our configuration in it."""
    programs = house.place("asterisk", "bin")
    library = package / "usr/lib/x86_64-linux-gnu"
    # It is of a newer Debian than this machine may be, so it brings its own loader and libraries.
    loader = f'exec {package}/usr/lib64/ld-linux-x86-64.so.2 --library-path {library} {package}/usr/sbin/asterisk "$@"'
    (programs / "asterisk").write_text(f"#!/bin/sh\n{loader}\n")
    (programs / "asterisk").chmod(0o755)
    different = {
        "/usr/lib/x86_64-linux-gnu/asterisk/modules": str(library / "asterisk/modules"),
        "/usr/share/asterisk": str(package / "usr/share/asterisk"),
        "/usr/sbin": str(programs),
    }
    own = House(house.folder, ports=house.ports, running=house.running, different=different)
    etc = own.place("asterisk", "etc")
    (etc / "keys").mkdir(exist_ok=True)
    for file in sorted((SOURCE / "conf").glob("*.conf")):
        (etc / file.name).write_text(own.here("asterisk", file.read_text("utf-8")), "utf-8")
    return own


@pytest.fixture(scope="module")
def exchange(place: House) -> Iterator[Running]:
    running = place.wait_until_healthy(place.start(ASTERISK))
    yield running
    running.stop()


def asked(place: House, question: str) -> str:
    argv = ["asterisk", "-C", place.here("asterisk", "/etc/asterisk/asterisk.conf"), "-rx", question]
    program = shutil.which("asterisk", path=place.environment(ASTERISK)["PATH"])
    assert program
    env = {**os.environ, **place.environment(ASTERISK)}
    return subprocess.run([program, *argv[1:]], capture_output=True, text=True, timeout=30, env=env).stdout


def test_it_is_the_version_that_the_image_asks_for(place: House, exchange: Running) -> None:
    version = asked(place, "core show version")
    assert version.startswith("Asterisk 22.")
    assert "ASTERISK_VERSION=1:22." in (SOURCE / "Dockerfile").read_text("utf-8")


def test_everything_it_is_told_to_load_is_there(place: House, exchange: Running) -> None:
    loaded = asked(place, "module show")
    wanted = [
        line.split("=>" if "=>" in line else "=")[1].strip()
        for line in (SOURCE / "conf/modules.conf").read_text("utf-8").splitlines()
        if line.startswith("load")
    ]
    assert [name for name in wanted if name not in loaded] == []
    assert "ERROR" not in exchange.log
    assert "WARNING" not in exchange.log


def test_nobody_outside_can_steer_it_or_call_it_yet(place: House, exchange: Running) -> None:
    assert "Manager (AMI):             No" in asked(place, "manager show settings")
    assert "No objects found" in asked(place, "pjsip show endpoints")
    process = psutil.Process(exchange.process.pid)
    assert [c for c in process.net_connections("inet") if c.status == psutil.CONN_LISTEN] == []


def test_it_goes_when_it_is_asked_to_and_the_health_check_sees_it(place: House, exchange: Running) -> None:
    assert exchange.stop() in (0, -15)
    assert not place.healthy(ASTERISK)
