"""Asks a child over loopback HTTP whether it serves."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

import httpx


def answers(url: str) -> Callable[[], Awaitable[bool]]:
    """A probe that is true once GET `url` answers 200."""

    async def probe() -> bool:
        try:
            async with httpx.AsyncClient(timeout=2.0, trust_env=False) as client:
                return (await client.get(url)).status_code == 200
        except httpx.HTTPError:
            return False

    return probe


async def ready_parts(url: str) -> Mapping[str, str]:
    """The parts as `/readyz` tells them; empty when nobody answers."""
    try:
        async with httpx.AsyncClient(timeout=2.0, trust_env=False) as client:
            return dict((await client.get(url)).json()["parts"])
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        return {}
