"""Every intake reaches an office."""

from __future__ import annotations

import pytest

from bot.intakes.routing import office_for
from content.condition import Value
from tests.bot.intakes.stories import library


@pytest.mark.parametrize(
    ("said", "office"),
    [
        ({"area": "farsta"}, "soderort"),
        ({"area": "bromma"}, "vasterort"),
        ({"area": "homeless"}, "hemlosa"),
        ({"area": "farsta", "home_risk": "homeless"}, "hemlosa"),
        ({"area": "farsta", "home_risk": "yes"}, "soderort"),
        ({"area": "elsewhere"}, "stockholm"),
        ({"area": "atlantis"}, "stockholm"),
        ({"area": None}, "stockholm"),
        ({}, "stockholm"),
    ],
)
def test_the_area_decides_the_office(said: dict[str, Value], office: str) -> None:
    assert office_for(library().areas, said) == office


def test_without_a_homeless_unit_the_fallback_takes_over() -> None:
    areas = library().areas
    smaller = areas.model_copy(update={"offices": tuple(o for o in areas.offices if not o.homeless)})
    assert office_for(smaller, {"area": "homeless"}) == "stockholm"


def test_areas_without_a_fallback_are_refused() -> None:
    areas = library().areas
    broken = areas.model_copy(update={"offices": tuple(o for o in areas.offices if not o.fallback)})
    with pytest.raises(LookupError):
        office_for(broken, {})
