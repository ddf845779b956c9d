"""The real exchange for a proof: Asterisk with our files, a line from this machine and one telephone of the office."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.deploy.exchange import ASTERISK, asked, exchange_in
from tests.deploy.house import House, Running

MEDIA_PASSWORD = "talar+svenska/="
OFFICE, OFFICE_PASSWORD = "kontoret", "kaffe-klockan-tre"
RING_SECONDS = 3
SITE = f"OFFICE = PJSIP/{OFFICE}\nRING_SECONDS = {RING_SECONDS}\n"
TRUNK = """
[trunk](line)
[trunk]
type = identify
endpoint = trunk
match = 127.0.0.1
[only-these]
type = acl
deny = 0.0.0.0/0.0.0.0
permit = 127.0.0.1/255.255.255.255
permit = 127.0.0.2/255.255.255.255
permit = 127.0.0.3/255.255.255.255
"""
"""The line to the world is whoever calls from 127.0.0.1; 127.0.0.3 may ask, and 127.0.0.9 may not even that."""
LOCAL = f"""
[{OFFICE}](desk-phone)
auth = {OFFICE}
aors = {OFFICE}
[{OFFICE}](password)
username = {OFFICE}
password = {OFFICE_PASSWORD}
[{OFFICE}](place)
"""


@dataclass(frozen=True)
class Exchange:
    """A running exchange. `port` is its SIP port, `voice_port` where it looks for the voice process."""

    house: House
    running: Running

    @property
    def port(self) -> int:
        return self.house.port("asterisk:5060")

    @property
    def voice_port(self) -> int:
        return self.house.port("voice:8081")

    def ask(self, question: str) -> str:
        return asked(self.house, question)

    def calls_now(self) -> int:
        """How many channels are alive."""
        last = self.ask("core show channels count").splitlines()
        return next(int(line.split()[0]) for line in last if line.endswith(("active channels", "active channel")))


@contextmanager
def running_exchange(prompts: Path | None = None, **different: str) -> Generator[Exchange]:
    """Asterisk that runs until the end of the block. `prompts` is a folder of what it says by itself; `different` takes
    the place of an operator's file (`site`, `trunk`, `local`)."""
    house = House(Path(tempfile.mkdtemp(prefix="line")))  # short: the name of a socket may not be long
    try:
        secrets = house.place("secrets")
        (secrets / "media_password").write_text(MEDIA_PASSWORD)
        for name, text in {"site": SITE, "trunk": TRUNK, "local": LOCAL, **different}.items():
            (secrets / f"{name}.conf").write_text(text)
        if prompts:
            shutil.copytree(prompts, house.place("prompts"), dirs_exist_ok=True)
        own = exchange_in(house)
        yield Exchange(own, own.wait_until_healthy(own.start(ASTERISK)))
    finally:
        house.close()
