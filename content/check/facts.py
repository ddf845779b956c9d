"""Every fact has a source and a day it was verified, or is marked for review and shown to the editor as a task."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from content.check.finding import Finding, Level
from content.flow import Sourced
from content.library import Library
from content.sources import Sources
from content.yaml_file import Path, YamlFile, show_path


def check_facts(library: Library, sources: Sources, today: date | None = None) -> Iterator[Finding]:
    """Helplines, FAQ, glossary, areas, and what the flows, explanations, letters and pages rest on.

    `needs_review` gives level "review" with its age on `today`, a missing check an error.
    """
    for place, fact in facts_of(library, sources):
        yield from _judge(place, fact, today)
    yield from _numbers(library, sources.files["helplines.yml"])


@dataclass(frozen=True)
class Place:
    """Where a fact stands, and what it is about, in words for the editor."""

    file: YamlFile
    path: Path
    what: str

    def finding(self, level: Level, message: str, suggestion: str = "") -> Finding:
        where = show_path(self.path)
        return Finding(level, "fact", self.file.name, self.file.line(self.path), where, message, suggestion=suggestion)


def facts_of(library: Library, sources: Sources) -> Iterator[tuple[Place, Sourced]]:
    """Every fact of the library with its place. One that is shared by several texts comes once for each."""
    groups: list[tuple[str, list[tuple[str, Sourced]]]] = [
        ("helplines.yml", [(line.name, line.fact) for line in library.helplines]),
        ("faq.yml", [(answer.id, answer.fact) for answer in library.faq]),
        ("glossary.yml", [(term.word, term.fact) for term in library.glossary]),
    ]
    for name, facts in groups:
        for index, (what, fact) in enumerate(facts):
            yield Place(sources.files[name], (index,), what), fact
    for flow in library.flows.values():
        file = sources.files[f"flows/{flow.id}.yml"]
        for index, fact in enumerate(flow.facts):
            yield Place(file, ("facts", index), flow.title), fact
        for index, step in enumerate(flow.steps):
            for fact in step.facts:
                yield Place(file, ("steps", index), step.key), fact
    for file in sources.under("decisions"):
        for index, entry in enumerate(file.data):
            one = next(one for one in library.explanations if one.id == entry["id"])
            for fact in one.facts:
                yield Place(file, (index,), one.id), fact
    for index, advice in enumerate(library.advice):
        for fact in advice.facts:
            yield Place(sources.files["advice.yml"], (index,), advice.id), fact
    for letter in library.letters:
        file = sources.files[f"letters/{letter.id}.yml"]
        for index, fact in enumerate(letter.facts):
            yield Place(file, ("facts", index), letter.title), fact
    for page in library.pages.values():
        file = sources.files[f"pages/{page.id}.yml"]
        for index, section in enumerate(page.sections):
            for number, fact in enumerate(section.facts):
                yield Place(file, ("sections", index, "facts", number), section.heading), fact
    yield Place(sources.files["areas.yml"], ("source",), "Stadsdelar och kontor"), library.areas.source


def _judge(place: Place, fact: Sourced, today: date | None) -> Iterator[Finding]:
    for written in (fact.verified_on, fact.since):
        if written and _day(written) is None:
            yield place.finding("error", f"{place.what}: '{written}' är inget datum.", 'Skriv så här: "2026-11-21".')
    if fact.needs_review:
        message = f"{place.what}: någon behöver kontrollera det här. Källa: {fact.source}"
        known = _day(fact.verified_on) or _day(fact.since)
        age = max((today - known).days, 0) if today and known else None
        suggestion = "" if fact.verified_on or fact.since else "Skriv i since vilken dag uppgiften kom hit."
        yield replace(place.finding("review", message, suggestion), source=fact.source, age_days=age)
    elif not fact.verified_on:
        suggestion = "Fyll i verified_on, eller sätt needs_review: true."
        yield place.finding("error", f"{place.what}: uppgiften är inte kontrollerad.", suggestion)


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None


def _numbers(library: Library, file: YamlFile) -> Iterator[Finding]:
    for index, line in enumerate(library.helplines):
        if line.number and not line.spoken:
            path: Path = (index,)
            message = f"{line.name}: numret saknar sin form för telefon."
            yield Finding(
                "error", "fact", file.name, file.line(path), show_path(path), message, suggestion="spoken: ett ett två"
            )
