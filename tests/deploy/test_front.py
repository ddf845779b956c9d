"""The front as a process: real Caddy before the real web process, with a certificate of its own authority."""

from __future__ import annotations

import html
import re
import shutil
import socket
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Thread

import httpx
import pytest
from websockets.sync.client import connect
from websockets.sync.server import ServerConnection, serve
from websockets.typing import Subprotocol

from bot.supervisor.preflight import free_loopback_port
from content.loader import load_library
from tests.deploy.compose_file import ROOT, services
from tests.deploy.house import House, Running

FRONT = services()["front"]
SOURCE = ROOT / "bot/front"
PAGE = (SOURCE / "page/vilar/vilar.html").read_text("utf-8")
pytestmark = pytest.mark.skipif(
    shutil.which("caddy") is None or shutil.which("wget") is None,
    reason="the program caddy (or wget, which its image has) is missing: apt-get install caddy wget",
)


@pytest.fixture(scope="module")
def front(house: House, web: Running) -> Iterator[Running]:
    """The healthy front. What is different in the image's file are its ports and folders, as the table tells."""
    write_caddyfile(house)
    running = house.wait_until_healthy(house.start(FRONT))
    yield running
    running.stop()


def write_caddyfile(house: House) -> None:
    text = (SOURCE / "Caddyfile").read_text("utf-8")
    (house.place("front", "etc") / "Caddyfile").write_text(house.here("front", text), "utf-8")


@pytest.fixture(scope="module")
def trust(house: House, front: Running) -> ssl.SSLContext:
    """What a browser knows that trusts the front's own authority."""
    return ssl.create_default_context(cafile=str(house.place("front", "data") / "caddy/pki/authorities/local/root.crt"))


def client(house: House, trust: ssl.SSLContext, address: str = "127.0.0.1") -> httpx.Client:
    """A browser at an address of its own: the whole of 127.0.0.0/8 is this machine."""
    base = f"https://localhost:{house.port('front:8443')}"
    transport = httpx.HTTPTransport(verify=trust, local_address=address)
    return httpx.Client(base_url=base, transport=transport, timeout=30, trust_env=False)


def test_the_api_works_through_the_front(house: House, trust: ssl.SSLContext) -> None:
    with client(house, trust) as browser:
        begun = browser.post("/api/v1/conversations", json={"channel": "web"})
        assert begun.status_code == 201
        token = {"Authorization": f"Bearer {begun.json()['token']}"}
        turn = browser.post(f"/api/v1/conversations/{begun.json()['id']}/turns", json={"choice": "yes"}, headers=token)
        assert turn.json()["turn"]["expects"]["key"] == "menu"
        assert browser.get("/readyz").status_code == 200


def test_the_first_page_comes_safely(house: House, trust: ssl.SSLContext) -> None:
    with client(house, trust) as browser:
        page = browser.get("/", headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert page.headers["strict-transport-security"].startswith("max-age=")
    assert len(page.headers.get_list("strict-transport-security")) == 1
    assert "server" not in page.headers
    assert page.headers["content-encoding"] in ("gzip", "zstd")
    for cookie in page.headers.get_list("set-cookie"):
        assert "secure" in cookie.lower(), "the web process has not understood that the browser came by TLS"


def test_http_is_led_to_https_and_a_browser_is_offered_http_2(house: House, trust: ssl.SSLContext) -> None:
    plain = httpx.get(f"http://localhost:{house.port('front:8080')}/hjalp?x=1", trust_env=False)
    assert (plain.status_code, plain.headers["location"]) == (308, "https://localhost/hjalp?x=1")
    trust.set_alpn_protocols(["h2", "http/1.1"])
    with (
        socket.create_connection(("127.0.0.1", house.port("front:8443")), timeout=10) as plain_socket,
        trust.wrap_socket(plain_socket, server_hostname="localhost") as secured,
    ):
        assert secured.selected_alpn_protocol() == "h2"
        assert secured.version() in ("TLSv1.2", "TLSv1.3")


def test_limits_count_each_client_and_nobody_can_pretend_to_be_another(house: House, trust: ssl.SSLContext) -> None:
    def guess(browser: httpx.Client, **headers: str) -> int:
        return browser.post("/api/v1/resume", json={"code": "AAAA-BBBB"}, headers=headers).status_code

    with client(house, trust, "127.0.0.2") as guesser, client(house, trust, "127.0.0.3") as other:
        tries = [guess(guesser) for _ in range(12)]
        assert tries[0] != 429
        assert tries[-1] == 429
        assert guess(guesser, **{"X-Forwarded-For": "198.51.100.7"}) == 429
        assert guess(other) != 429


@pytest.mark.parametrize(("size", "by_whom"), [(300_000, "web"), (3_000_000, "front")])
def test_a_body_that_is_too_large_is_refused(house: House, trust: ssl.SSLContext, size: int, by_whom: str) -> None:
    with client(house, trust) as browser:
        kind = {"Content-Type": "application/json"}
        refused = browser.post("/api/v1/conversations", content=b"x" * size, headers=kind)
    assert refused.status_code == 413
    assert (refused.headers["content-type"] == "application/problem+json") is (by_whom == "web")


def test_figures_are_not_shown_to_the_world(house: House, trust: ssl.SSLContext) -> None:
    with client(house, trust) as browser:
        assert browser.get("/metrics").status_code == 404


def test_the_browser_phone_comes_through_with_a_ticket_and_nobody_with_a_password(
    house: House, front: Running, trust: ssl.SSLContext
) -> None:
    def says(socket: ServerConnection) -> None:
        assert socket.request
        socket.send(socket.request.path)

    where, protocol = f"wss://localhost:{house.port('front:8443')}/media", [Subprotocol("media")]
    with serve(says, "127.0.0.1", house.port("voice:8081"), subprotocols=protocol, compression=None) as voice:
        Thread(target=voice.serve_forever, daemon=True).start()
        try:
            with connect(f"{where}?ticket=abc", ssl=trust, subprotocols=protocol, compression=None) as browser:
                assert browser.subprotocol == "media"
                assert browser.recv(timeout=5) == "/media?ticket=abc"
        finally:
            voice.shutdown()
    with client(house, trust) as browser:
        guessed = {"Authorization": "Basic YXN0ZXJpc2s6Z2lzc25pbmc="}
        assert browser.get("/media").status_code == 404
        assert browser.get("/media", params={"ticket": "abc"}, headers=guessed).status_code == 404
        for path in ("/hear", "/speak", "/calls/1/next"):
            assert browser.get(path).status_code == 404
    assert "ticket" not in front.log


def test_while_the_web_is_away_a_client_meets_a_kind_page(house: House, front: Running, trust: ssl.SSLContext) -> None:
    lonely = House(house.folder, ports={"web:8080": free_loopback_port()})  # where nobody listens
    write_caddyfile(lonely)
    running = lonely.wait_until_healthy(lonely.start(FRONT))
    try:
        with client(lonely, trust) as browser, ThreadPoolExecutor() as at_once:
            page, program = at_once.map(browser.get, ["/", "/api/v1/conversations/x"])
            style = browser.get("/vilar/vilar.css")
    finally:
        running.stop()
    assert (page.status_code, page.headers["retry-after"], page.text) == (503, "10", PAGE)
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert style.headers["content-type"].startswith("text/css")
    assert (program.status_code, program.headers["content-type"]) == (503, "application/problem+json")
    assert program.json()["status"] == 503
    assert "server" not in page.headers
    assert "conversations" not in running.log + front.log, "the log tells who asked for what"


def test_the_words_of_the_kind_page_are_the_editors_words() -> None:
    words = load_library().web
    body = re.sub(r"<title>.*?</title>", "", PAGE)
    told = [html.unescape(text).strip() for text in re.findall(r">([^<]+)<", body)]
    wanted = ("error_waiting_title", "error_waiting", "error_to_chat", "error_danger", "error_call")
    assert [text for text in told if text] == [words[name] for name in wanted]
    assert f"<title>{words['error_waiting_title']}</title>" in PAGE


def test_the_kind_page_needs_nobody_else() -> None:
    assert set(re.findall(r'(?:href|src)="([^"]+)"', PAGE)) == {"/vilar/vilar.css", "/", "tel:112"}
    assert not re.search(r"<style|<script|style=|url\(", PAGE + Path(SOURCE / "page/vilar/vilar.css").read_text())
