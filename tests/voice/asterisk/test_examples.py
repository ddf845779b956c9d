"""The files that an operator fills in: as delivered they let nobody in, and without their semicolons they work."""

from __future__ import annotations

import re
import socket
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bot.supervisor.preflight import free_loopback_port
from tests.deploy.exchange import SOURCE
from tests.e2e.phone.exchange import running_exchange
from tests.e2e.phone.sip_caller import SipCaller

OWN = "Xk3vQ9pLw2Zt8RbN5yHd"
EXAMPLES = {path.stem: path.read_text("utf-8") for path in (SOURCE / "examples").glob("*.conf")}


def switched_on(name: str) -> str:
    """Settings stand close to their semicolon; explanations have a space between. Passwords are the operator's own."""
    settings = re.sub(r"(?m)^;(?=\S)(?!;|   )", "", EXAMPLES[name])
    return settings.replace("a-long-random-one", OWN).replace("the-provider-s-password", OWN)


@pytest.mark.parametrize(
    ("name", "password"),
    [("local", "a-long-random-one"), ("local", "kontoret123"), ("local", ""), ("trunk", "the-provider-s-password")],
)
def test_with_a_password_that_the_world_knows_or_guesses_it_does_not_start(name: str, password: str) -> None:
    known = switched_on(name).replace(OWN, password)
    with pytest.raises(AssertionError, match=f"{name}.conf: ") as refused, running_exchange(None, **{name: known}):
        pass
    assert not password or password not in str(refused.value)


async def test_as_delivered_nobody_can_call_and_nothing_listens_but_sip() -> None:
    with running_exchange(None, **EXAMPLES) as exchange:
        assert "No objects found" in exchange.ask("pjsip show endpoints")
        assert "No objects found" in exchange.ask("pjsip show registrations")
        async with SipCaller(exchange.port) as caller:
            assert await caller.dial() == 401
        assert "ERROR" not in exchange.running.log


def test_switched_on_they_are_understood_and_the_line_can_be_encrypted(tmp_path: Path) -> None:
    files, port = {name: switched_on(name) for name in EXAMPLES}, free_loopback_port()
    certificate = tmp_path / "line_tls.pem"
    certificate.write_bytes(self_signed())
    here = {"/run/secrets/line_tls.pem": str(certificate), "0.0.0.0:5061": f"127.0.0.1:{port}"}
    for place, other in here.items():
        assert place in files["trunk"]
        files["trunk"] = files["trunk"].replace(place, other)
    with running_exchange(None, **files) as exchange:
        trusting = ssl.create_default_context(cadata=certificate.read_text().split("-----BEGIN PRIVATE")[0])
        with socket.create_connection(("127.0.0.1", port), timeout=5) as plain:
            assert trusting.wrap_socket(plain, server_hostname="localhost").version() in ("TLSv1.2", "TLSv1.3")
        endpoints = exchange.ask("pjsip show endpoints")
        assert "Endpoint:  trunk" in endpoints
        assert "Endpoint:  kontoret" in endpoints
        assert "trunk-registration" in exchange.ask("pjsip show registrations")
        assert "198.51.100.10" in exchange.ask("pjsip show identifies")
        assert "203.0.113.7" in exchange.ask("pjsip show transport udp")
        assert "PJSIP/kontoret" in exchange.ask("dialplan show globals")
        assert "ERROR" not in exchange.running.log


def self_signed() -> bytes:
    """A certificate for localhost and its key, in one file as the operator's."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = serialization.NoEncryption()
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain)
    return certificate.public_bytes(serialization.Encoding.PEM) + private
