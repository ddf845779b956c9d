"""Where a step stands in the files, so that a finding about structure points at a line."""

from __future__ import annotations

from content.check.finding import Finding, Level
from content.sources import Sources
from content.yaml_file import Path, YamlFile, show_path


class Places:
    """Finds the file and path of a flow's step: in the flow, or in the shared steps it uses."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._shared: dict[str, tuple[YamlFile, Path]] = {}
        for file in sources.under("steps"):
            for index, entry in enumerate(file.data or []):
                self._shared.setdefault(str(entry.get("key")), (file, (index,)))

    def flow(self, flow_id: str) -> YamlFile:
        return self._sources.files[f"flows/{flow_id}.yml"]

    def step(self, flow_id: str, index: int, field: str = "") -> tuple[YamlFile, Path]:
        """The place of a step's field; a field that the flow overrides stands in the flow's file."""
        file = self.flow(flow_id)
        path: Path = ("steps", index)
        entry = file.data["steps"][index]
        if "use" in entry and field not in entry:
            file, path = self._shared[entry["use"]]
        return file, (*path, field) if field else path

    def finding(
        self, level: Level, rule: str, place: tuple[YamlFile, Path], message: str, suggestion: str = ""
    ) -> Finding:
        file, path = place
        return Finding(level, rule, file.name, file.line(path), show_path(path), message, suggestion=suggestion)
