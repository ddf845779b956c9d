"""A YAML file read into plain data that still knows on which line everything stands.

YAML 1.2: `yes` and `no` are text, not true and false, which is what option ids need. Dates stay text. Anchors and
aliases work; merge keys and own tags do not.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, TypeAlias

import yaml
from yaml import MappingNode, MarkedYAMLError, Node, ScalarNode, SequenceNode, YAMLError

from content.error import Problem
from content.plain_yaml import PlainLoader

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value inside a file: ("steps", 2, "text", "chat")."""

_DEEPEST = 40
_MOST_VALUES = 100_000


def show_path(path: Path) -> str:
    """The path as an editor reads it: `steps[2].text.chat`."""
    shown = ""
    for part in path:
        shown += f"[{part}]" if isinstance(part, int) else f".{part}" if shown else part
    return shown


@dataclass
class YamlFile:
    """One file's data. `name` is how the file is shown: relative to the content folder's parent."""

    name: str
    data: Any = None
    lines: dict[Path, int] = field(default_factory=dict)
    source: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: Path) -> int:
        """The line (from 1) of the value, or of the nearest thing around it that stands in the file."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def line_of(self, path: Path, words: str) -> int:
        """The line of these words inside the value at `path`: a long text runs over several lines."""
        first = self.line(path)
        start = " ".join(words.split()[:3])
        following = sorted(line for line in self.lines.values() if line > first)
        last = following[0] - 1 if following else len(self.source)
        for number in range(first, last + 1):
            if start and start in " ".join(self.source[number - 1].split()):
                return number
        return first

    def problem(self, path: Path, message: str) -> Problem:
        return Problem(self.name, self.line(path), show_path(path), message)


def read_yaml(path: FilePath, name: str) -> YamlFile:
    """Read one file. Never raises for what is in the file: `problems` tells what is wrong."""
    file = YamlFile(name)
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        file.problems.append(Problem(name, 1, "", "Filen saknas."))
        return file
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        file.problems.append(Problem(name, line, "", "Filen är inte sparad som UTF-8."))
        return file
    file.source = tuple(text.splitlines())
    try:
        node = yaml.compose(text, PlainLoader)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        file.problems.append(Problem(name, line, "", f"Det här är inte giltig YAML: {error.problem or error.context}."))
        return file
    except (YAMLError, ValueError) as error:
        first = str(error).splitlines()[0]
        file.problems.append(Problem(name, 1, "", f"Det här är inte giltig YAML: {first}."))
        return file
    if node is not None:
        file.data = _value(node, (), file)
    return file


def _value(node: Node, path: Path, file: YamlFile) -> Any:
    file.lines.setdefault(path, node.start_mark.line + 1)
    # Aliases can make a short file endlessly deep or wide.
    if len(path) > _DEEPEST or len(file.lines) > _MOST_VALUES:
        if not file.problems:
            file.problems.append(Problem(file.name, file.line(path), "", "Filen upprepar sig själv."))
        return None
    if isinstance(node, MappingNode):
        return _mapping(node, path, file)
    if isinstance(node, SequenceNode):
        return [_value(child, (*path, index), file) for index, child in enumerate(node.value)]
    return _scalar(node, path, file)


def _mapping(node: MappingNode, path: Path, file: YamlFile) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = key_node.start_mark.line + 1
        if not isinstance(key_node, ScalarNode):
            file.problems.append(Problem(file.name, line, show_path(path), "Ett fältnamn måste vara ett ord."))
            continue
        key = str(key_node.value)
        if key in found:
            message = f"'{key}' står två gånger."
            file.problems.append(Problem(file.name, line, show_path((*path, key)), message))
            continue
        # The key's line, not the value's: a block of text starts on the line after its name.
        file.lines[(*path, key)] = line
        found[key] = _value(value_node, (*path, key), file)
    return found


def _scalar(node: Node, path: Path, file: YamlFile) -> Any:
    kind = str(node.tag).rsplit(":", 1)[-1]
    text = node.value
    if kind in ("str", "timestamp"):
        return text
    if kind == "null":
        return None
    if kind == "bool":
        return text.lower() == "true"
    if kind in ("int", "float"):
        try:
            return int(text.replace("_", "")) if kind == "int" else float(text)
        except ValueError:
            return text
    file.problems.append(file.problem(path, f"Märket {node.tag} går inte att använda här."))
    return text
