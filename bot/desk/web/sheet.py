"""A case sheet as the page draws it: its parts by name, and what stands in the head."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk.web.before_contact import contradictions
from bot.intakes.case_sheet import Row, Section
from content.library import Library


@dataclass(frozen=True)
class Sheet:
    """`head` by the label of the row; `parts` are the sections below it, each with its id."""

    head: dict[str, str]
    parts: dict[str, Section]

    @property
    def kind(self) -> str:
        """What the case is about, without the code that the terminal shows."""
        return self.head["Ärende"].split(" (")[0]

    @property
    def reasons(self) -> Section | None:
        return self.parts.get("reasons")

    @property
    def dates(self) -> Section | None:
        return self.parts.get("dates")

    @property
    def drawn(self) -> dict[str, Section]:
        """The sections below the head."""
        return {part: section for part, section in self.parts.items() if part != "reasons"}

    def place(self, part: str) -> str:
        """Where on the page the section stands, as a link; empty if it is not there."""
        return f"#{part}" if part in self.parts else ""

    def rows(self, part: str) -> tuple[Row, ...]:
        """The rows of a section; none if it is not there."""
        return self.parts[part].rows if part in self.parts else ()

    def must_know(self, safe: bool | None, library: Library) -> list[str]:
        """Short lines to read before one contacts the client, besides whether a message may be left."""
        step = library.step("contact_way")
        way = next((row.text for row in self.rows("contact") if step and row.label == step.label), "")
        needs = ", ".join(row.text for row in self.rows("adaptations"))
        return contradictions(way, needs, safe, library)

    @classmethod
    def of(cls, sections: tuple[Section, ...]) -> Sheet:
        first, *rest = sections
        return cls(
            head={row.label: row.text for row in first.rows},
            parts={section.id: section for section in rest},
        )
