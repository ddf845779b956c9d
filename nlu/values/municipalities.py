"""Names of other municipalities and of well-known places in them, from `data/municipalities.json`."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib import resources

from nlu.values.clean import normal


@lru_cache(maxsize=1)
def _places() -> dict[str, tuple[str, ...]]:
    raw = json.loads(resources.files("nlu.values").joinpath("data/municipalities.json").read_text(encoding="utf-8"))
    by_name = {name: (name, *localities) for name, localities in raw["stockholms_lan"].items()}
    return by_name | {name: (name,) for name in raw["sverige"]}


@lru_cache(maxsize=8)
def other_places(own_municipality: str) -> frozenset[str]:
    """Normalised place names outside `own_municipality` (its name may be given as "Stockholms stad")."""
    own = normal(own_municipality)
    return frozenset(
        normal(place)
        for name, places in _places().items()
        if not own.startswith(normal(name)) and not normal(name).startswith(own or "-")
        for place in places
    )
