"""What must be right before anything starts. A problem here is told precisely, and nothing is half started."""

from __future__ import annotations

import errno
import os
import random
import socket
import tempfile
from pathlib import Path

_FIRST_OF_OURS, _OURS = 20_500, 12_000
_chosen = random.SystemRandom()
"""Not the usual one: two processes that were one would choose the same ports."""


class CannotStart(Exception):
    """Nothing can be started. The message is for the operator, in Swedish, and says what to do."""


def require_data_dir(data_dir: Path) -> None:
    """Creates the data directory if it is missing, and makes sure that it can be written to."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=data_dir):
            pass
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else type(error).__name__
        told = f"Jag kan inte skriva i mappen {data_dir} ({reason})."
        raise CannotStart(f"{told} Ge rätt att skriva där, eller välj en annan med --data.") from error


def require_free_port(host: str, port: int) -> None:
    """Makes sure that we may listen on the port."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as error:
        raise CannotStart(f"Adressen {host} finns inte på den här datorn. Välj en annan med --host.") from error
    with socket.socket(family, kind, protocol) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(address)
        except OSError as error:
            raise CannotStart(_port_problem(host, port, error)) from error


def _port_problem(host: str, port: int, error: OSError) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} används redan av ett annat program. Stäng det, eller välj en annan port med --port."
    if error.errno == errno.EACCES:
        return f"Port {port} kräver särskilda rättigheter. Välj en port över 1023 med --port."
    return f"Jag kan inte lyssna på {host}, port {port} ({os.strerror(error.errno or 0)}). Välj en annan med --host."


def free_loopback_port() -> int:
    """A port on 127.0.0.1 that nobody uses right now.

    It lies below those that the system lends to outgoing connections, so that none of them takes it before we listen.
    """
    for port in (_FIRST_OF_OURS + _chosen.randrange(_OURS) for _ in range(100)):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise CannotStart("Jag hittar ingen ledig port på den här datorn. Starta om den, eller stäng andra program.")
