"""A page to read: what we keep, how accessible we are. The schema of `content/pages/*.yml`.

Words in `{braces}` are filled in by the page's route: a period from the settings, the operator's name.
"""

from __future__ import annotations

from datetime import date

from pydantic import Field

from content.flow import Frozen, Sourced


class InfoSection(Frozen):
    """One heading with what stands under it: `paragraphs`, then the points of `list`, then `after`.

    `facts` are the sources that a statement about law rests on.
    """

    heading: str = Field(min_length=1)
    paragraphs: tuple[str, ...] = ()
    list: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    facts: tuple[Sourced, ...] = ()


class InfoPage(Frozen):
    """One page. `title` is its heading and its name in the browser, `lead` the most important thing on it. `updated` is
    the day that somebody last looked through all of it.

    `harder_because` is the reason why this page may be a little harder to read (LIX 30 instead of 25), as a page about
    law can be.
    """

    id: str
    title: str = Field(min_length=1)
    lead: str = Field(min_length=1)
    sections: tuple[InfoSection, ...] = ()
    updated: date
    harder_because: str = ""

    def texts(self) -> list[str]:
        """Every text of the page, in the order of reading."""
        found = [self.title, self.lead]
        for section in self.sections:
            found += [section.heading, *section.paragraphs, *section.list, *section.after]
        return found
