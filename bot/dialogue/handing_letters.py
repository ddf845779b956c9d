"""Letters that the client can sign: shown or read aloud to the client as soon as the answers make them possible. Pure.

They are the client's own and are never sent by us. What they say comes from `content/letters/` and from the client.
"""

from __future__ import annotations

from bot.dialogue.draft import Draft
from bot.dialogue.turn import Link, Message
from bot.letters.choosing import letters_made
from bot.letters.plain import as_spoken, as_text
from bot.letters.writing import write
from content.flow import Flow, Step
from content.letter import Letter

PDF, TEXT = "letters/{id}.pdf", "letters/{id}.txt"
LAST_DAY = "last-day.ics"
"""Where a letter, and the last day for a calendar, lie below the address of the conversation."""


def tell(draft: Draft, statement: Step) -> None:
    """After the statement each letter in full, and what to do with it. Says nothing if the answers make no letter."""
    letters = _letters(draft, draft.flow.id) if draft.flow else ()
    if not letters:
        return
    draft.tell(statement.text, "explain")
    first, *others = letters
    _read_out(draft, first)
    for letter in others:
        if draft.state.channel == "phone":  # one letter by ear is enough for anybody
            draft.say("letter_also", "explain", name=draft.fill(letter.name))
        else:
            _read_out(draft, letter)
    draft.say("letter_to_fetch", "explain")
    _link(draft, letters)


def _read_out(draft: Draft, letter: Letter) -> None:
    written = write(letter, draft.library, draft.state.answers, draft.now.date())
    text = as_spoken(written) if draft.state.channel == "phone" else as_text(written)
    draft.say("letter_named", "explain", name=draft.fill(letter.name))
    draft.messages.append(Message(kind="explain", text=text.strip()))
    draft.tell(letter.after, "explain")


def hand_over(draft: Draft, flow: Flow) -> None:
    """At the end of a flow its letters once more, to be fetched; in full if the flow has no place where it shows them.

    On the phone there is nothing to fetch, and who is in need has heard the own words already.
    """
    letters = _letters(draft, flow.id)
    if not letters or draft.state.channel == "phone":
        return
    if not any(step.explains == "letters" for step in flow.steps):
        draft.say("letters_begin", "explain")
        for letter in letters:
            _read_out(draft, letter)
    draft.say("letters_at_the_end", "explain")
    _link(draft, letters)


def _letters(draft: Draft, flow: str) -> tuple[Letter, ...]:
    return letters_made(draft.library, flow, draft.state.answers, draft.now.date())


def _link(draft: Draft, letters: tuple[Letter, ...]) -> None:
    if draft.state.channel == "phone":
        return
    for letter in letters:
        for link in (
            Link(label=f"{letter.title} (PDF)", url=PDF.format(id=letter.id), kind="pdf"),
            Link(label=f"{letter.title} (text)", url=TEXT.format(id=letter.id), kind="web"),
        ):
            if link not in draft.links:
                draft.links.append(link)
