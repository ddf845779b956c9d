"""Whose request it is and how it came: by the peer's own word, or by that of a trusted proxy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from starlette.requests import Request

_WITH_PORT = re.compile(r"(?:\[(?P<six>[^\]]+)\]|(?P<four>[\d.]+))(?::\d+)?")


def _parsed(text: str) -> IPv4Address | IPv6Address | None:
    """The address, of which some proxies name the port too (`192.0.2.1:4711`, `[2001:db8::1]:4711`)."""
    text = text.strip()
    if found := _WITH_PORT.fullmatch(text):
        text = found["six"] or found["four"]
    try:
        address = ip_address(text)
    except ValueError:
        return None
    return address.ipv4_mapped or address if isinstance(address, IPv6Address) else address


def client_address(peer: str, forwarded: Sequence[str], trusted: Sequence[IPv4Network | IPv6Network]) -> str:
    """The address to count requests by.

    `X-Forwarded-For` (`forwarded`, header values in order) is read from the right, and only as far as each hop is a
    trusted proxy. An IPv6 address counts as its /64, because one subscriber has a whole /64.
    """
    hops = [part for value in forwarded for part in value.split(",")]
    address = _parsed(peer)
    while hops and address is not None and any(address in net for net in trusted if net.version == address.version):
        behind = _parsed(hops.pop())
        if behind is None:
            break
        address = behind
    if address is None:
        return peer
    return str(ip_network((address, 64), strict=False)) if isinstance(address, IPv6Address) else str(address)


def address_of(request: Request) -> str:
    """The address to count a request of this application by."""
    peer = request.client.host if request.client else "unknown"
    forwarded = request.headers.getlist("x-forwarded-for")
    return client_address(peer, forwarded, request.app.state.settings.proxy_networks)


def came_by_https(request: Request) -> bool:
    """Whether the client's way here is encrypted: to this process, or to a trusted proxy that says so.

    Of several values in `X-Forwarded-Proto` the last counts, which the nearest proxy wrote.
    """
    if request.url.scheme == "https":
        return True
    peer = _parsed(request.client.host) if request.client else None
    trusted = request.app.state.settings.proxy_networks
    if peer is None or not any(peer in net for net in trusted if net.version == peer.version):
        return False
    said = [part for value in request.headers.getlist("x-forwarded-proto") for part in value.split(",")]
    return bool(said) and said[-1].strip().lower() == "https"
