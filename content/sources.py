"""Which files the content is made of, all read once: the loader builds from them, the check points into them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from content.error import Problem
from content.yaml_file import YamlFile, read_yaml

LISTS = ("helplines.yml", "faq.yml", "glossary.yml", "priority.yml")
MAPPINGS = ("areas.yml", "texts.yml")
OPTIONAL = ("web.yml", "heard.yml", "advice.yml", "letter_words.yml")
FOLDERS = ("flows", "steps", "pages", "decisions", "letters")
CASE_WORDS = "case_words.txt"


@dataclass(frozen=True)
class Sources:
    """Every content file of one folder. `files` is by path relative to it: "flows/sip.yml"."""

    root: Path
    files: dict[str, YamlFile]
    case_words: tuple[str, ...]
    version: str
    problems: tuple[Problem, ...]

    def under(self, folder: str) -> list[YamlFile]:
        """The files in one of the folders, in order of name."""
        return [file for name, file in sorted(self.files.items()) if name.startswith(f"{folder}/")]


def default_root() -> Path:
    """The folder of the content that this package carries."""
    return Path(__file__).parent


def file_paths(root: Path) -> list[Path]:
    """Every file the library is built from, whether it exists or not, in a fixed order."""
    found = [root / name for name in (*MAPPINGS, *LISTS, *OPTIONAL, CASE_WORDS)]
    for folder in FOLDERS:
        found += sorted((root / folder).glob("*.yml"))
    return found


def read_sources(root: Path) -> Sources:
    """Read all files. Never raises for what is in them: `problems` tells what is wrong."""
    digest = hashlib.sha256()
    files: dict[str, YamlFile] = {}
    problems: list[Problem] = []
    words: tuple[str, ...] = ()
    for path in file_paths(root):
        relative = path.relative_to(root).as_posix()
        name = f"{root.name}/{relative}"
        digest.update(relative.encode() + b"\0" + (path.read_bytes() if path.exists() else b"") + b"\0")
        if relative == CASE_WORDS:
            words = _read_words(path, name, problems)
            continue
        if relative in OPTIONAL and not path.exists():
            continue
        files[relative] = read_yaml(path, name)
        problems += files[relative].problems
    if not any(name.startswith("flows/") for name in files):
        problems.append(Problem(f"{root.name}/flows", 1, "", "Här finns inga flöden."))
    return Sources(root, files, words, digest.hexdigest()[:12], tuple(problems))


def _read_words(path: Path, name: str, problems: list[Problem]) -> tuple[str, ...]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        problems.append(Problem(name, 1, "", "Filen saknas."))
        return ()
    except UnicodeDecodeError:
        problems.append(Problem(name, 1, "", "Filen är inte sparad som UTF-8."))
        return ()
    words: list[str] = []
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        word = line.strip()
        if not word or word.startswith("#"):
            continue
        if not word.isalpha():
            problems.append(Problem(name, number, "", f"'{word}' är inte ett ord."))
        if word in seen:
            problems.append(Problem(name, number, "", f"'{word}' står två gånger."))
        seen.add(word)
        words.append(word)
    return tuple(words)
