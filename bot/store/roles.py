"""The roles of staff, defined once. Light to import: the command line reads it at every start."""

from __future__ import annotations

from typing import Literal, TypeAlias, get_args

Role: TypeAlias = Literal["ombud", "editor", "lead", "admin"]
"""`ombud` works with the cases of one office, `lead` leads one office (or all, without one), `admin` runs the system,
`editor` changes words and sees no case.
"""
ROLES: tuple[Role, ...] = get_args(Role)
