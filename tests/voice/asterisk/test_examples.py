"""The files that an operator fills in: as delivered they let nobody in, and without their semicolons they work."""

from __future__ import annotations

import re

from tests.deploy.exchange import SOURCE
from tests.e2e.phone.exchange import running_exchange
from tests.e2e.phone.sip_caller import SipCaller

EXAMPLES = {path.stem: path.read_text("utf-8") for path in (SOURCE / "examples").glob("*.conf")}


def switched_on(name: str) -> str:
    """Settings stand close to their semicolon; explanations have a space between."""
    return re.sub(r"(?m)^;(?=\S)(?!;|   )", "", EXAMPLES[name])


async def test_as_delivered_nobody_can_call_and_nothing_listens_but_sip() -> None:
    with running_exchange(None, **EXAMPLES) as exchange:
        assert "No objects found" in exchange.ask("pjsip show endpoints")
        assert "No objects found" in exchange.ask("pjsip show registrations")
        async with SipCaller(exchange.port) as caller:
            assert await caller.dial() == 401
        assert "ERROR" not in exchange.running.log


def test_switched_on_they_are_understood() -> None:
    files = {name: switched_on(name) for name in EXAMPLES}
    files["trunk"] = files["trunk"].split("; --- Encrypted")[0]  # needs a certificate
    with running_exchange(None, **files) as exchange:
        endpoints = exchange.ask("pjsip show endpoints")
        assert "Endpoint:  trunk" in endpoints
        assert "Endpoint:  kontoret" in endpoints
        assert "trunk-registration" in exchange.ask("pjsip show registrations")
        assert "198.51.100.10" in exchange.ask("pjsip show identifies")
        assert "203.0.113.7" in exchange.ask("pjsip show transport udp")
        assert "PJSIP/kontoret" in exchange.ask("dialplan show globals")
        assert "ERROR" not in exchange.running.log
