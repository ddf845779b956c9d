"""A small hub on the loopback network, which can break off, lie and be gone."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

REVISION = "a" * 40


@dataclass
class Hub:
    """Files by path, and how they misbehave. `asked`: what was asked of it, as `GET path bytes=5-`."""

    files: dict[str, bytes] = field(default_factory=dict)
    breaks_after: dict[str, list[int]] = field(default_factory=dict)
    """Path to how many bytes each next answer sends before the connection ends."""
    lies: dict[str, bytes] = field(default_factory=dict)
    """Path to the content it sends instead of the one that it tells the checksum of."""
    no_checksum: set[str] = field(default_factory=set)
    moves: dict[str, str] = field(default_factory=dict)
    """Path to the address that it sends an asker on to, without a checksum."""
    ignores_range: bool = False
    asked: list[str] = field(default_factory=list)
    url: str = ""

    def downloads(self) -> list[str]:
        return [line for line in self.asked if line.startswith("GET")]


@contextmanager
def serving(hub: Hub) -> Generator[Hub]:
    """The hub answers at `hub.url` while the block lasts."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: tests read `asked`."""

        def do_HEAD(self) -> None:
            path = self._path()
            if moved := hub.moves.get(path):
                self.send_response(307)
                self.send_header("Location", moved)
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            if path not in hub.files:
                self._empty(404)
                return
            content, large = hub.files[path], path.endswith((".bin", ".onnx"))
            self.send_response(302 if large else 200)
            if large:
                self.send_header("Location", f"{hub.url}/elsewhere/{path}")
                self.send_header("X-Linked-Size", str(len(content)))
                if path not in hub.no_checksum:
                    self.send_header("X-Linked-Etag", f'"{hashlib.sha256(content).hexdigest()}"')
            elif path not in hub.no_checksum:
                git = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
                self.send_header("ETag", f'"{git}"')
            self.send_header("X-Repo-Commit", REVISION)
            self.send_header("Content-Length", "0" if large else str(len(content)))
            self.end_headers()

        def do_GET(self) -> None:
            path = self._path()
            content = hub.lies.get(path, hub.files.get(path))
            if content is None:
                self._empty(404)
                return
            start = 0
            if not hub.ignores_range and (wanted := re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))):
                start = int(wanted[1])
            self.send_response(206 if start else 200)
            self.send_header("Content-Length", str(len(content) - start))
            self.end_headers()
            rest = content[start:]
            if breaks := hub.breaks_after.get(path):
                self.wfile.write(rest[: breaks.pop(0)])
                self.close_connection = True
            else:
                self.wfile.write(rest)

        def _path(self) -> str:
            hub.asked.append(" ".join([self.command, self.path, self.headers.get("Range", "")]).strip())
            found = re.fullmatch(r"(?:/elsewhere)?/(?:[^/]+/[^/]+/resolve/[^/]+/)?(.+)", self.path)
            return found[1] if found else ""

        def _empty(self, status: int) -> None:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
