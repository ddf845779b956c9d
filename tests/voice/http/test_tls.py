"""The second door, for an exchange on another machine: the same socket, encrypted."""

from __future__ import annotations

import asyncio
import datetime
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from prometheus_client import CollectorRegistry
from websockets.exceptions import InvalidMessage

from bot.supervisor.preflight import free_loopback_port
from tests.voice.media.exchange import basic, calling
from tests.voice.media.server import PASSWORD, USER, EarsOfATest, MouthOfATest, PartsOfATest
from voice.call.line import Line
from voice.http.app import create_voice_app
from voice.http.credentials import Credentials
from voice.http.server import CertificateError, Tls, serve_voice
from voice.media.tickets import TicketKeeper

RIGHT = basic(USER, PASSWORD)


@pytest.fixture
def tls(tmp_path: Path) -> Tls:
    """A certificate for localhost that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (tmp_path / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / "key.pem").write_bytes(private)
    return Tls(free_loopback_port(), tmp_path / "certificate.pem", tmp_path / "key.pem")


async def greet(line: Line) -> None:
    await line.play(b"\x05\x00" * 320 * 5)
    async for _ in line.events():
        pass


def serving(port: int, tls: Tls) -> asyncio.Task[None]:
    app = create_voice_app(
        greet,
        EarsOfATest(),
        MouthOfATest(),
        PartsOfATest(),
        registry=CollectorRegistry(),
        credentials=Credentials(USER, PASSWORD),
        tickets=TicketKeeper(PASSWORD),
    )
    return asyncio.create_task(serve_voice(app, "127.0.0.1", port, tls))


async def until_open(port: int, server: asyncio.Task[None]) -> None:
    for _ in range(1_000):
        assert not server.done(), "the server did not start"
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.01)
        else:
            writer.close()
            return
    raise AssertionError("nobody listens")


async def test_a_call_comes_in_by_either_door_and_both_close_together(tls: Tls) -> None:
    plain = free_loopback_port()
    trusting = ssl.create_default_context(cafile=str(tls.certificate))
    server = serving(plain, tls)
    try:
        await until_open(plain, server)
        await until_open(tls.port, server)
        for address, context in (
            (f"ws://127.0.0.1:{plain}/media", None),
            (f"wss://localhost:{tls.port}/media", trusting),
        ):
            async with calling(address, headers=RIGHT, tls=context) as caller:
                await caller.until(lambda caller=caller: len(caller.playout.speech) == 640 * 5)
        with pytest.raises((InvalidMessage, OSError)):
            async with calling(f"ws://127.0.0.1:{tls.port}/media", headers=RIGHT):
                pass
    finally:
        server.cancel()
        await asyncio.gather(server, return_exceptions=True)
    with pytest.raises(OSError):
        await asyncio.open_connection("127.0.0.1", tls.port)


@pytest.mark.parametrize("damage", ["missing", "nonsense"])
async def test_a_certificate_that_cannot_be_read_is_told_before_anything_is_served(tls: Tls, damage: str) -> None:
    if damage == "missing":
        tls.certificate.unlink()
    else:
        tls.key.write_text("no key")
    with pytest.raises(CertificateError):
        await serving(free_loopback_port(), tls)
