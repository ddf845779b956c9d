"""Which office gets an intake."""

from __future__ import annotations

from collections.abc import Mapping

from content.condition import Value
from content.library import Areas


def office_for(areas: Areas, values: Mapping[str, Value]) -> str:
    """The office id: the homeless unit for those without a home, else the area's, else the fallback.

    Raises LookupError if the areas file has no fallback office: nobody would see the intake.
    """
    area_id = values.get("area")
    if area_id == "homeless" or values.get("home_risk") == "homeless":
        for office in areas.offices:
            if office.homeless:
                return office.id
    area = areas.area(area_id) if isinstance(area_id, str) else None
    if area is not None and areas.office(area.office) is not None:
        return area.office
    for office in areas.offices:
        if office.fallback:
            return office.id
    raise LookupError("no office in areas.yml is marked as fallback")
