"""Asks a child over loopback HTTP whether it serves."""

from __future__ import annotations

import ssl
from collections.abc import Awaitable, Callable, Mapping
from functools import cache

import httpx


@cache
def trusted() -> ssl.SSLContext:
    """Whom a probe trusts, read once: it takes 20 ms of a core, and the parts are asked again and again."""
    return httpx.create_ssl_context(trust_env=False)


def answers(url: str) -> Callable[[], Awaitable[bool]]:
    """A probe that is true once GET `url` answers 200."""

    async def probe() -> bool:
        try:
            async with httpx.AsyncClient(timeout=2.0, trust_env=False, verify=trusted()) as client:
                return (await client.get(url)).status_code == 200
        except httpx.HTTPError:
            return False

    return probe


async def ready_parts(url: str) -> Mapping[str, str]:
    """The parts as `/readyz` tells them; empty when nobody answers."""
    try:
        async with httpx.AsyncClient(timeout=2.0, trust_env=False, verify=trusted()) as client:
            return dict((await client.get(url)).json()["parts"])
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return {}
