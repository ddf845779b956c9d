"""Builds the Library from the content files, or tells everything that is wrong with them.

A text may be written as one string (the same for reading and hearing) or as `{chat: ..., phone: ...}`. A step in a
flow is written out, or is `{use: key}` with the fields that differ, and then comes from `content/steps/*.yml`.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from content.error import ContentError, Problem
from content.explanation import Advice, Explanation
from content.flow import Flow, Frozen, Step, Text
from content.heard import Heard
from content.info_page import InfoPage
from content.letter import Letter, LetterWords
from content.library import Areas, FaqAnswer, Helpline, Library, PriorityRule, Term
from content.short_forms import as_text, with_texts
from content.sources import Sources, default_root, file_paths, read_sources
from content.validation_message import in_swedish
from content.yaml_file import Path as YamlPath
from content.yaml_file import YamlFile

M = TypeVar("M", bound=Frozen)

_WEB_ID = re.compile(r"[a-z][a-z0-9_]*")

_loaded: dict[Path, tuple[tuple[tuple[str, int, int], ...], Library]] = {}


def load_library(root: Path | None = None) -> Library:
    """The library made of the files in `root` (default: the package's own). Loaded again only when a file changed.

    Raises ContentError with every problem found: YAML, unknown or missing field, wrong type, a name used twice, an
    unknown `use` or office, a broken condition. A library is complete or not there at all.
    """
    folder = (root or default_root()).resolve()
    stamp = _stamp(folder)
    known = _loaded.get(folder)
    if known and known[0] == stamp:
        return known[1]
    library = build_library(read_sources(folder))
    _loaded[folder] = (stamp, library)
    return library


def build_library(sources: Sources) -> Library:
    """The library made of files that are read already. Raises ContentError as `load_library` does."""
    builder = _Builder(sources)
    library = builder.library()
    if builder.problems or library is None:
        raise ContentError(builder.problems)
    return library


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    found = []
    for path in file_paths(folder):
        if path.exists():
            stat = path.stat()
            found.append((path.as_posix(), stat.st_mtime_ns, stat.st_size))
    return tuple(found)


class _Builder:
    def __init__(self, sources: Sources) -> None:
        self.sources = sources
        self.problems: list[Problem] = list(sources.problems)
        self.shared: dict[str, dict[str, Any]] = {}
        self.shared_steps: dict[str, Step | None] = {}

    def library(self) -> Library | None:
        self._collect_shared_steps()
        flows = self._flows()
        texts = self._texts()
        areas = self._areas()
        helplines = self._list("helplines.yml", Helpline, "id")
        faq = self._list("faq.yml", FaqAnswer, "id")
        glossary = self._list("glossary.yml", Term, "word")
        priority = self._list("priority.yml", PriorityRule, "id")
        web = self._web()
        pages = self._pages()
        heard = self._heard()
        advice = self._list("advice.yml", Advice, "id") if "advice.yml" in self.sources.files else ()
        explanations = self._explanations({one.id for one in advice}, {line.id for line in helplines})
        letters = self._letters()
        letter_words = self._letter_words()
        if self.problems or areas is None:
            return None
        return Library(
            version=self.sources.version,
            flows=flows,
            texts=texts,
            areas=areas,
            helplines=helplines,
            faq=faq,
            glossary=glossary,
            priority=priority,
            case_words=self.sources.case_words,
            web=web,
            pages=pages,
            heard=heard,
            explanations=explanations,
            advice=advice,
            letters=letters,
            letter_words=letter_words,
        )

    def _collect_shared_steps(self) -> None:
        for file in self.sources.under("steps"):
            for index, entry in enumerate(self._entries(file, (), file.data)):
                key = entry.get("key")
                if not isinstance(key, str):
                    self.problems.append(file.problem((index,), "Frågan har ingen nyckel (key)."))
                elif key in self.shared:
                    self.problems.append(file.problem((index, "key"), f"'{key}' finns redan bland stegen."))
                else:
                    self.shared[key] = entry
                    self.shared_steps[key] = self._step(file, (index,), entry)

    def _flows(self) -> dict[str, Flow]:
        flows: dict[str, Flow] = {}
        for file in self.sources.under("flows"):
            if file.problems and file.data is None:
                continue
            if flow := self._flow(file):
                flows[flow.id] = flow
        return flows

    def _flow(self, file: YamlFile) -> Flow | None:
        if not isinstance(file.data, dict):
            self.problems.append(file.problem((), "Filen ska beskriva ett flöde: id, title, steps."))
            return None
        raw = dict(file.data)
        self._named_as_file(file, "Flödets")
        steps = [
            self._flow_step(file, ("steps", index), entry)
            for index, entry in enumerate(self._entries(file, ("steps",), raw.get("steps")))
        ]
        self._unique(file, ("steps",), "key", [step.key if step else None for step in steps])
        # A broken step is told already; the rest of the flow is still checked.
        raw["steps"] = [step for step in steps if step]
        return self._valid(Flow, raw, file, ())

    def _flow_step(self, file: YamlFile, path: YamlPath, entry: dict[str, Any]) -> Step | None:
        if "use" not in entry:
            return self._step(file, path, entry)
        if entry["use"] not in self.shared:
            self.problems.append(file.problem((*path, "use"), f"Det finns inget delat steg '{entry['use']}'."))
            return None
        step = self.shared_steps[entry["use"]]
        changed = {name: value for name, value in entry.items() if name != "use"}
        if step is None or not changed:
            return step
        return self._step(file, path, {**self.shared[entry["use"]], **changed})

    def _step(self, file: YamlFile, path: YamlPath, raw: dict[str, Any]) -> Step | None:
        step = self._valid(Step, raw, file, path)
        if step:
            self._unique(file, (*path, "options"), "id", [option.id for option in step.options])
        return step

    def _texts(self) -> dict[str, Text]:
        file = self.sources.files["texts.yml"]
        if not isinstance(file.data, dict):
            if not file.problems:
                self.problems.append(file.problem((), "Filen ska ha ett namn och en text på varje rad."))
            return {}
        found = {}
        for name, raw in file.data.items():
            if text := self._valid(Text, as_text(raw), file, (name,)):
                found[name] = text
        return found

    def _web(self) -> dict[str, str]:
        file = self.sources.files.get("web.yml")
        if file is None or file.problems:
            return {}
        if not isinstance(file.data, dict):
            self.problems.append(file.problem((), "Filen ska ha ett namn och en text på varje rad."))
            return {}
        for name, text in file.data.items():
            if not isinstance(name, str) or not _WEB_ID.fullmatch(name):
                self.problems.append(file.problem((name,), "Namnet ska vara små bokstäver a-z, siffror och _."))
            elif not isinstance(text, str):
                self.problems.append(
                    file.problem((name,), 'Här ska det stå text. Ett nummer behöver citattecken: "112".')
                )
        return dict(file.data)

    def _heard(self) -> Heard:
        file = self.sources.files.get("heard.yml")
        if file is None or file.problems:
            return Heard()
        heard = self._valid(Heard, file.data, file, ()) or Heard()
        self.problems += [file.problem((), fault) for fault in heard.faults()]
        return heard

    def _explanations(self, advice: set[str], helplines: set[str]) -> tuple[Explanation, ...]:
        found: list[Explanation] = []
        for file in self.sources.under("decisions"):
            for index, entry in enumerate(self._entries(file, (), file.data)):
                one = self._valid(Explanation, entry, file, (index,))
                if one is None:
                    continue
                if one.id in {other.id for other in found}:
                    self.problems.append(file.problem((index, "id"), f"'{one.id}' finns redan."))
                for number, name in enumerate(one.advice):
                    if name not in advice:
                        self.problems.append(file.problem((index, "advice", number), f"Det finns inget råd '{name}'."))
                for number, name in enumerate(one.call):
                    if name not in helplines:
                        self.problems.append(file.problem((index, "call", number), f"Det finns inget nummer '{name}'."))
                found.append(one)
        return tuple(found)

    def _letters(self) -> tuple[Letter, ...]:
        letters: list[Letter] = []
        for file in self.sources.under("letters"):
            if file.problems:
                continue
            if not isinstance(file.data, dict):
                self.problems.append(file.problem((), "Filen ska beskriva ett brev: id, flow, title, to, parts."))
                continue
            self._named_as_file(file, "Brevets")
            if letter := self._valid(Letter, file.data, file, ()):
                letters.append(letter)
        return tuple(letters)

    def _letter_words(self) -> LetterWords:
        file = self.sources.files.get("letter_words.yml")
        if file is None or file.problems:
            return LetterWords()
        return self._valid(LetterWords, file.data, file, ()) or LetterWords()

    def _pages(self) -> dict[str, InfoPage]:
        pages: dict[str, InfoPage] = {}
        for file in self.sources.under("pages"):
            if file.problems:
                continue
            if not isinstance(file.data, dict):
                self.problems.append(file.problem((), "Filen ska beskriva en sida: id, title, lead, sections."))
                continue
            self._named_as_file(file, "Sidans")
            if page := self._valid(InfoPage, file.data, file, ()):
                pages[page.id] = page
        return pages

    def _named_as_file(self, file: YamlFile, whose: str) -> None:
        stem = file.name.rsplit("/", 1)[-1].removesuffix(".yml")
        if file.data.get("id") != stem:
            self.problems.append(file.problem(("id",), f"{whose} id ska vara '{stem}', som filen heter."))

    def _areas(self) -> Areas | None:
        file = self.sources.files["areas.yml"]
        if file.data is None:
            if not file.problems:
                self.problems.append(file.problem((), "Filen är tom."))
            return None
        areas = self._valid(Areas, file.data, file, ())
        if areas is None:
            return None
        self._unique(file, ("areas",), "id", [area.id for area in areas.areas])
        self._unique(file, ("offices",), "id", [office.id for office in areas.offices])
        for index, area in enumerate(areas.areas):
            if not areas.office(area.office):
                path = ("areas", index, "office")
                self.problems.append(file.problem(path, f"Det finns inget kontor '{area.office}'."))
        for kind in ("homeless", "fallback"):
            if sum(getattr(office, kind) for office in areas.offices) != 1:
                self.problems.append(file.problem(("offices",), f"Precis ett kontor ska ha '{kind}: true'."))
        return areas

    def _list(self, name: str, kind: type[M], unique: str) -> tuple[M, ...]:
        file = self.sources.files[name]
        if file.data is None:
            return ()
        found = [
            self._valid(kind, entry, file, (index,)) for index, entry in enumerate(self._entries(file, (), file.data))
        ]
        self._unique(file, (), unique, [getattr(item, unique) if item else None for item in found])
        return tuple(item for item in found if item)

    def _entries(self, file: YamlFile, path: YamlPath, data: Any) -> list[dict[str, Any]]:
        if data is None:
            return []
        if not isinstance(data, list):
            self.problems.append(file.problem(path, "Här ska det stå en lista."))
            return []
        found = []
        for index, entry in enumerate(data):
            if isinstance(entry, dict):
                found.append(entry)
            else:
                self.problems.append(file.problem((*path, index), "Här ska det stå fält med namn och värde."))
                found.append({})
        return found

    def _unique(self, file: YamlFile, path: YamlPath, field: str, names: list[str | None]) -> None:
        seen: set[str] = set()
        for index, name in enumerate(names):
            if name is not None and name in seen:
                self.problems.append(file.problem((*path, index, field), f"'{name}' står två gånger."))
            seen.add(name or "")

    def _valid(self, kind: type[M], raw: Any, file: YamlFile, path: YamlPath) -> M | None:
        try:
            return kind.model_validate(with_texts(kind, raw))
        except ValidationError as error:
            for detail in error.errors(include_url=False):
                self.problems.append(file.problem((*path, *detail["loc"]), in_swedish(detail)))
            return None
