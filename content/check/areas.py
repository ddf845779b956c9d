"""A neighbourhood's name leads to one area only: otherwise people end up at the wrong office."""

from __future__ import annotations

from collections.abc import Iterator

from content.check.finding import Finding
from content.library import Library
from content.sources import Sources
from content.yaml_file import Path, show_path


def check_areas(library: Library, sources: Sources) -> Iterator[Finding]:
    """Names and aliases that stand twice, in one area or in two."""
    file = sources.files["areas.yml"]
    owners: dict[str, str] = {}
    for index, area in enumerate(library.areas.areas):
        for number, name in enumerate((area.name, *area.aliases)):
            owner = owners.setdefault(name.lower(), area.name)
            if owner == area.name and (number == 0 or name.lower() not in _before(area.name, area.aliases, number)):
                continue
            path: Path = ("areas", index, "aliases", max(number - 1, 0))
            message = f"'{name}' står både under {owner} och {area.name}."
            suggestion = "Ta bort namnet om det finns på två ställen."
            yield Finding("error", "areas", file.name, file.line(path), show_path(path), message, suggestion=suggestion)


def _before(name: str, aliases: tuple[str, ...], number: int) -> set[str]:
    return {earlier.lower() for earlier in (name, *aliases)[:number]}
