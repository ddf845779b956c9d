"""YAML as our files mean it: version 1.2's true and false, read by the fast parser.

`yes` and `no` are text, which is what option ids need. Dates stay text.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml


class PlainLoader(yaml.CSafeLoader):
    """PyYAML's C parser with the implicit types of YAML 1.2's core schema."""


_CORE_SCHEMA = {
    "bool": (r"true|True|TRUE|false|False|FALSE", "tTfF"),
    "int": (r"[-+]?[0-9]+", "-+0123456789"),
    "float": (r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+0123456789."),
    "null": (r"~|null|Null|NULL|", "~nN"),
}

PlainLoader.yaml_implicit_resolvers = {}
for _name, (_pattern, _starts) in _CORE_SCHEMA.items():
    _first = [*_starts, ""] if _name == "null" else list(_starts)
    PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_name}", re.compile(rf"^(?:{_pattern})$"), _first)


def load_plain(path: Path) -> Any:
    """The file's data. Raises OSError, UnicodeDecodeError or yaml.YAMLError."""
    return yaml.load(path.read_text(encoding="utf-8"), PlainLoader)  # noqa: S506 - a safe loader
