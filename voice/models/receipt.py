"""The receipt that says that a model's folder is whole. It is written last, so an interrupted fetch has none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NAME = "complete.json"


@dataclass(frozen=True)
class Receipt:
    """What the folder holds. `checksums`: file name to `sha256:...` or `git:...`, as checked when it was written."""

    source: str
    revision: str
    sizes: Mapping[str, int]
    checksums: Mapping[str, str]


def write(folder: Path, receipt: Receipt) -> None:
    """Declares the folder whole."""
    told = {
        "source": receipt.source,
        "revision": receipt.revision,
        "sizes": dict(receipt.sizes),
        "checksums": dict(receipt.checksums),
    }
    part = folder / f".{NAME}.part"
    part.write_text(json.dumps(told, indent=1), "utf-8")
    part.replace(folder / NAME)


def read(folder: Path) -> Receipt | None:
    """The folder's receipt, if there is one and every file that it names is there in full."""
    try:
        told = json.loads((folder / NAME).read_text("utf-8"))
        receipt = Receipt(told["source"], told["revision"], told["sizes"], told["checksums"])
        whole = all((folder / name).stat().st_size == size for name, size in receipt.sizes.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return receipt if whole else None
