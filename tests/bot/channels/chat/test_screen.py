"""Where the parts of a turn stand on the page."""

from __future__ import annotations

import pytest

from bot.channels.web.chat.screen import MAX_WRITTEN, screen_of
from bot.conversations.port import Told, View
from bot.dialogue.turn import Expects, Link, Message, MoveView, OptionView, Turn
from bot.settings import Settings
from content.loader import load_library
from tests.bot.channels.chat.conftest import Site

LIBRARY = load_library()
NINE = tuple(OptionView(id=f"o{n}", label=f"Val {n}") for n in range(9))
HUMAN = MoveView(id="human", label="Prata med en människa")


def turn(*messages: Message, kind: str = "choice", key: str = "menu", shown: tuple[OptionView, ...] = ()) -> Turn:
    return Turn(messages=messages, expects=Expects(type=kind, key=key, options=shown), moves=(HUMAN,))


def ask(text: str) -> Message:
    return Message(kind="ask", text=text)


def test_seven_options_are_in_sight_and_the_others_open_on_request() -> None:
    screen = screen_of(View(turn(ask("Vad?"), shown=NINE[:7]), NINE), LIBRARY, session=True)
    assert (screen.options, screen.more, screen.opened) == (NINE[:7], NINE[7:], False)
    screen = screen_of(View(turn(ask("Vad?"), shown=NINE[7:]), NINE), LIBRARY, session=True)
    assert screen.opened, "the client has just asked for more"


@pytest.mark.parametrize(
    ("kind", "labels", "layout"),
    [
        ("yes_no", ("Ja", "Nej"), "pair"),
        ("choice", ("Ja", "Nej, någon annan än jag"), "list"),
        ("choice", ("Ja", "Nej", "Kanske"), "list"),
        ("multi", ("Mat", "El"), "ticks"),
        ("date", (), "none"),
    ],
)
def test_how_options_are_laid_out(kind: str, labels: tuple[str, ...], layout: str) -> None:
    shown = tuple(OptionView(id=str(n), label=label) for n, label in enumerate(labels))
    assert screen_of(View(turn(ask("Vad?"), kind=kind, shown=shown), shown), LIBRARY, session=True).layout == layout


def test_the_last_question_is_the_question_and_the_rest_stands_above() -> None:
    said = Message(kind="say", text="Tack.")
    crisis = Message(kind="crisis", text="Ring 112.")
    screen = screen_of(View(turn(said, ask("Hur mår du?"))), LIBRARY, session=True)
    assert [m.pieces.paragraphs for m in screen.messages] == [("Tack.",)]
    assert screen.question is not None
    assert (screen.question.text, screen.anchor) == ("Hur mår du?", "sagt")
    danger = turn(crisis, Message(kind="crisis", text="Tänker du på att ta ditt liv?"), key="crisis_ask")
    screen = screen_of(View(danger), LIBRARY, session=True)
    assert screen.question is not None
    assert (screen.question.kind, screen.question.text) == ("crisis", "Tänker du på att ta ditt liv?")
    assert len(screen.messages) == 1


def test_a_question_that_was_not_said_again_stands_there_all_the_same() -> None:
    waits = turn(Message(kind="say", text="Ta den tid du behöver."), key="adult")
    screen = screen_of(View(waits), LIBRARY, session=True)
    assert screen.question is not None
    assert screen.question.text == "Är du 18 år eller äldre?"
    screen = screen_of(View(turn(Message(kind="say", text="Jag väntar."), key="okand")), LIBRARY, session=True)
    assert screen.question is not None
    assert screen.question.text == LIBRARY.web["chat_your_turn"]


def test_an_introduction_and_what_it_introduces_are_one_message() -> None:
    why = [Message(kind="explain", text="Därför frågar jag:"), Message(kind="explain", text="Det är bråttom.")]
    screen = screen_of(View(turn(*why, ask("Vad?"))), LIBRARY, session=True)
    assert [m.pieces.paragraphs for m in screen.messages] == [("Därför frågar jag:", "Det är bråttom.")]


def test_nobody_loses_a_pause_by_beginning_anew() -> None:
    ended = Turn(messages=(Message(kind="done", text="Då slutar vi här."),), moves=(HUMAN,), done=True)
    told = (Told("need", "Behöver", "mat"),)
    assert not screen_of(View(ended, answers=told), LIBRARY, session=True).may_begin_anew
    assert screen_of(View(ended), LIBRARY, session=True).may_begin_anew
    sent = ended.model_copy(update={"case": "BJÖRK 47"})
    assert screen_of(View(sent, answers=told), LIBRARY, session=True).may_begin_anew


def test_the_longest_text_of_the_field_fits_in_a_request() -> None:
    assert MAX_WRITTEN * len("%C3%A5") < Settings().max_body_bytes - 4096


async def test_links_of_a_turn_can_be_followed_and_fetched(site: Site) -> None:
    links = (Link(label="Brevet", url="/brev/1", kind="pdf"), Link(label="Mind", url="https://mind.se", kind="web"))
    shown = turn(ask("Vad?")).model_copy(update={"links": links, "case": "BJÖRK 47"})

    class Showing:
        async def opening(self) -> View:
            return View(shown)

    site.app.state.conversations = Showing()
    browser = await site.browser()
    page = await browser.goes_to("/")
    letter, mind = page.root.one("ul", class_="files").every("a")
    assert (letter.text, letter.attrs["href"], "download" in letter.attrs) == ("Brevet", "/brev/1", True)
    assert (mind.text, mind.attrs["href"], "download" in mind.attrs) == ("Mind", "https://mind.se", False)
    assert page.root.one(id="nummer").text == "BJÖRK 47"
