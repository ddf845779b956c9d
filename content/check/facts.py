"""Every fact has a source and a day it was verified, or is marked for review and shown to the editor as a task."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from content.check.finding import Finding
from content.flow import Sourced
from content.library import Library
from content.sources import Sources
from content.yaml_file import Path, YamlFile, show_path


def check_facts(library: Library, sources: Sources) -> Iterator[Finding]:
    """Helplines, FAQ, glossary, areas, and what the flows and the pages rest on.

    `needs_review` gives level "review", a missing check an error.
    """
    groups: list[tuple[str, list[tuple[str, Sourced]]]] = [
        ("helplines.yml", [(line.name, line.fact) for line in library.helplines]),
        ("faq.yml", [(answer.id, answer.fact) for answer in library.faq]),
        ("glossary.yml", [(term.word, term.fact) for term in library.glossary]),
    ]
    for name, facts in groups:
        for index, (what, fact) in enumerate(facts):
            yield from _judge(fact, what, sources.files[name], (index,))
    for flow in library.flows.values():
        file = sources.files[f"flows/{flow.id}.yml"]
        for index, fact in enumerate(flow.facts):
            yield from _judge(fact, flow.title, file, ("facts", index))
        for index, step in enumerate(flow.steps):
            for fact in step.facts:
                yield from _judge(fact, step.key, file, ("steps", index))
    for file in sources.under("decisions"):
        for index, entry in enumerate(file.data):
            one = next(one for one in library.explanations if one.id == entry["id"])
            for fact in one.facts:
                yield from _judge(fact, one.id, file, (index,))
    for index, advice in enumerate(library.advice):
        for fact in advice.facts:
            yield from _judge(fact, advice.id, sources.files["advice.yml"], (index,))
    for page in library.pages.values():
        file = sources.files[f"pages/{page.id}.yml"]
        for index, section in enumerate(page.sections):
            for number, fact in enumerate(section.facts):
                yield from _judge(fact, section.heading, file, ("sections", index, "facts", number))
    yield from _judge(library.areas.source, "Stadsdelar och kontor", sources.files["areas.yml"], ("source",))
    yield from _numbers(library, sources.files["helplines.yml"])


def _judge(fact: Sourced, what: str, file: YamlFile, path: Path) -> Iterator[Finding]:
    def finding(level: str, message: str, suggestion: str = "") -> Finding:
        return Finding(
            "review" if level == "review" else "error",
            "fact",
            file.name,
            file.line(path),
            show_path(path),
            message,
            suggestion=suggestion,
        )

    if fact.verified_on:
        try:
            date.fromisoformat(fact.verified_on)
        except ValueError:
            yield finding("error", f"{what}: '{fact.verified_on}' är inget datum.", 'Skriv så här: "2026-11-21".')
    if fact.needs_review:
        yield finding("review", f"{what}: någon behöver kontrollera det här. Källa: {fact.source}")
    elif not fact.verified_on:
        suggestion = "Fyll i verified_on, eller sätt needs_review: true."
        yield finding("error", f"{what}: uppgiften är inte kontrollerad.", suggestion)


def _numbers(library: Library, file: YamlFile) -> Iterator[Finding]:
    for index, line in enumerate(library.helplines):
        if line.number and not line.spoken:
            path: Path = (index,)
            message = f"{line.name}: numret saknar sin form för telefon."
            yield Finding(
                "error", "fact", file.name, file.line(path), show_path(path), message, suggestion="spoken: ett ett två"
            )
