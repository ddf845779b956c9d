"""Every piece of text in the content files, with the place where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from content.check.finding import Finding, Level
from content.sources import Sources
from content.yaml_file import Path, YamlFile, show_path

Form: TypeAlias = Literal["chat", "phone", "both"]
Role: TypeAlias = Literal["prose", "label", "staff"]
"""`prose` is said to a client in sentences, `label` in a few words, `staff` is read by an ombud."""

_PROSE = {
    "text",
    "again",
    "opening",
    "done",
    "not_sent",
    "why",
    "help",
    "about",
    "explanation",
    "means",
    "ombud",
    "not_means",
}
_LABELS = {"label", "spoken", "title", "example", "question", "name"}
_TO_STAFF = {"priority.yml": {"why"}}
_SKIPPED = {"areas.yml", "contract.yml", "letter_words.yml"}
"""Nothing is said from these, or as in the letters they have rules of their own (`content.check.letters`)."""
_PAGE_LISTS = ("paragraphs", "list", "after")


@dataclass(frozen=True)
class Piece:
    """One text in one form. `item` names what it belongs to: a text id, or the key of a step."""

    file: YamlFile
    path: Path
    text: str
    form: Form
    role: Role
    item: str = ""

    @property
    def field(self) -> str:
        """The field that holds the text: `again`, `label`, `ending`."""
        names = [part for part in self.path if isinstance(part, str) and part not in ("chat", "phone")]
        return names[-1] if names else ""

    def finding(self, level: Level, rule: str, message: str, sentence: str = "", suggestion: str = "") -> Finding:
        """A finding that points at this piece, and at the sentence's own line when the text runs over several."""
        line = self.file.line_of(self.path, sentence) if sentence else self.file.line(self.path)
        return Finding(level, rule, self.file.name, line, show_path(self.path), message, sentence, suggestion)


def pieces(sources: Sources) -> list[Piece]:
    """All pieces, in the order of the files."""
    found: list[Piece] = []
    for name, file in sources.files.items():
        if name in _SKIPPED or name.startswith("letters/") or file.data is None:
            continue
        if name == "texts.yml":
            for text_id, raw in file.data.items():
                found += _forms(file, (text_id,), raw, "prose", text_id)
        elif name == "web.yml":
            found += [_read(file, (word_id,), text, word_id) for word_id, text in file.data.items()]
        elif name.startswith("pages/"):
            found += _page(file, file.data)
        else:
            found += _walk(file, (), file.data, "", _TO_STAFF.get(name, set()))
    return found


def _walk(file: YamlFile, path: Path, data: Any, item: str, staff: set[str]) -> Iterator[Piece]:
    if isinstance(data, list):
        for index, entry in enumerate(data):
            yield from _walk(file, (*path, index), entry, item, staff)
    elif isinstance(data, dict):
        own = data.get("key") or data.get("use") or (data.get("id") if not item else None) or item
        for name, value in data.items():
            here = (*path, name)
            if name in staff or name == "staff_label":
                yield from _forms(file, here, value, "staff", own)
            elif name in _PROSE:
                yield from _forms(file, here, value, "prose", own)
            elif name == "ending" and isinstance(value, list):
                for index, entry in enumerate(value):
                    yield from _forms(file, (*here, index), entry, "prose", own)
            elif name in _LABELS:
                yield from _forms(file, here, value, "label", own)
            elif name in ("steps", "options", "variants"):
                yield from _walk(file, here, value, own, staff)


def _page(file: YamlFile, data: dict[str, Any]) -> Iterator[Piece]:
    item = data["id"]
    for name in ("title", "lead"):
        yield _read(file, (name,), data[name], item)
    for index, section in enumerate(data.get("sections", [])):
        here = ("sections", index)
        yield _read(file, (*here, "heading"), section["heading"], item)
        for name in _PAGE_LISTS:
            for number, text in enumerate(section.get(name, [])):
                yield _read(file, (*here, name, number), text, item)


def _read(file: YamlFile, path: Path, text: str, item: str) -> Piece:
    """What stands on the web is read, never heard on the phone. A word whose id ends so is an example to look at."""
    return Piece(file, path, text, "chat", "label" if item.endswith("_example") else "prose", item)


def _forms(file: YamlFile, path: Path, raw: Any, role: Role, item: str) -> Iterator[Piece]:
    if isinstance(raw, str):
        yield Piece(file, path, raw, "both", role, item)
    elif isinstance(raw, dict):
        for form in ("chat", "phone"):
            if isinstance(raw.get(form), str):
                yield Piece(file, (*path, form), raw[form], form, role, item)
