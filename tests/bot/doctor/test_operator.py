"""The doctor asks the municipality for what only it knows."""

from __future__ import annotations

import pytest

from bot.doctor.operator import check_operator
from bot.settings import load_settings

ALL = {
    "operator_name": "Storköpings kommun",
    "privacy_contact": "dataskydd@storkoping.example",
    "accessibility_contact": "08-123 45 67",
}


def test_who_has_told_everything_is_left_alone() -> None:
    assert check_operator(load_settings(**ALL)).level == "ok"


@pytest.mark.parametrize("missing", list(ALL))
@pytest.mark.parametrize("empty", [None, "", "  "])
def test_what_is_missing_is_named_with_its_setting(missing: str, empty: str | None) -> None:
    found = check_operator(load_settings(**{**ALL, missing: empty}))
    assert found.level == "warning"
    assert found.mend == f"Fyll i OMBUD_{missing.upper()}."
