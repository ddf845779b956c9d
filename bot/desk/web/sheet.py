"""A case sheet as the page draws it: its parts by name, and what stands in the head."""

from __future__ import annotations

from dataclasses import dataclass

from bot.desk.web.before_contact import contradictions
from bot.intakes.case_sheet import Row, Section
from bot.intakes.case_words import WHY_NO_VALUE
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

    def who_and_how(self, safe: bool | None, library: Library) -> list[str]:
        """Short lines about who is at the other end, and what does not go together with what others can see."""
        step = library.step("contact_way")
        way = next((row.text for row in self.rows("contact") if step and row.label == step.label_for_staff), "")
        needs = ", ".join(row.text for row in self.rows("adaptations"))
        about = self.head.get("Gäller", "")
        who = [f"Gäller {about[0].lower()}{about[1:]}"] if about else []
        return [*who, *contradictions(way, needs, safe, library)]

    @property
    def needs(self) -> list[str]:
        """A line about what the client needs in the talk; none if nothing was said or needed."""
        told = [row.text for row in self.rows("adaptations") if row.text not in {*WHY_NO_VALUE.values(), "nej"}]
        return [f"Behöver i samtalet: {', '.join(told)}."] if told else []

    @classmethod
    def of(cls, sections: tuple[Section, ...]) -> Sheet:
        first, *rest = sections
        return cls(
            head={row.label: row.text for row in first.rows},
            parts={section.id: section for section in rest},
        )
