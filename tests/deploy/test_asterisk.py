"""The exchange as a process: the same package as its image, our configuration, its exact command and health check."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.deploy.exchange import ASTERISK, SOURCE, asked, exchange_in
from tests.deploy.house import House, Running


@pytest.fixture(scope="module")
def place(house: House) -> House:
    return exchange_in(house)


@pytest.fixture(scope="module")
def exchange(place: House) -> Iterator[Running]:
    running = place.wait_until_healthy(place.start(ASTERISK))
    yield running
    running.stop()


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


def test_nobody_outside_can_steer_it_and_as_delivered_nobody_can_call_it(place: House, exchange: Running) -> None:
    assert "Manager (AMI):             No" in asked(place, "manager show settings")
    assert "No objects found" in asked(place, "pjsip show endpoints")
    process = psutil.Process(exchange.process.pid)
    assert [c for c in process.net_connections("inet") if c.status == psutil.CONN_LISTEN] == []


def test_without_the_password_of_the_voice_process_it_does_not_start(place: House, tmp_path: Path) -> None:
    (tmp_path / "media_password").write_text("\n")
    without = House(place.folder, ports=place.ports, different={**place.different, "/run/secrets": str(tmp_path)})
    script = without.place("asterisk", "etc") / "start.sh"
    kept = script.read_text("utf-8")
    script.write_text(without.here("asterisk", (SOURCE / "conf/start.sh").read_text("utf-8")), "utf-8")
    try:
        done = without.run(ASTERISK)
    finally:
        script.write_text(kept, "utf-8")
    assert done.returncode == 1
    assert "media_password" in done.stderr


def test_it_goes_when_it_is_asked_to_and_the_health_check_sees_it(place: House, exchange: Running) -> None:
    assert exchange.stop() in (0, -15)
    assert not place.healthy(ASTERISK)
