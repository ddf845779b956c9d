"""Messages in short pieces, and numbers that can be called."""

from __future__ import annotations

import pytest

from bot.channels.web.chat.paragraphs import Pieces, pieces_of, question_and_rest
from bot.channels.web.chat.phone_links import calling

html = calling(["112", "1177", "90101", "116 111", "08-123 492 00"])


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Ring 112.", ["112"]),
        ("Ring 112 nu. Ring 1177, dag och natt.", ["112", "1177"]),
        ("Bris: 116 111.", ["116111"]),
        ("Ring 08-123 492 00!", ["0812349200"]),
        ("Fara för livet: 112. Självmordslinjen: 90101, dag och natt.", ["112", "90101"]),
        ("Jag har 112 kr kvar", []),
        ("112 kronor", []),
        ("Det är 1120 eller 5112", []),
        ("Ring 070-112 33 44", []),
        ("klockan 1.112", []),
        ("", []),
    ],
)
def test_numbers_of_help_lines_are_links_and_nothing_else_is(text: str, links: list[str]) -> None:
    made = str(html(text))
    assert [part.split('"')[0] for part in made.split("tel:")[1:]] == links


def test_everything_else_is_escaped() -> None:
    assert str(html('<b>112</b> & "x"')) == (
        '&lt;b&gt;<a class="call" href="tel:112">112</a>&lt;/b&gt; &amp; &#34;x&#34;'
    )
    assert str(calling([])("<b>")) == "&lt;b&gt;"


def test_a_long_message_is_broken_and_a_question_stays_with_its_answer() -> None:
    text = "Hej! Jag heter Bo. Du bestämmer. Skriv kort. Är du i fara? Ring 112."
    assert pieces_of(text, "say").paragraphs == (
        "Hej! Jag heter Bo.",
        "Du bestämmer. Skriv kort.",
        "Är du i fara? Ring 112.",
    )
    assert pieces_of("En. Två. Tre.", "say").paragraphs == ("En. Två. Tre.",)


def test_in_danger_each_number_has_a_line_of_its_own() -> None:
    text = "Ring 112 nu. Ring 90101, dag och natt. Är du under 18 år? Ring Bris på 116 111. Det är bra. Jag är kvar."
    assert pieces_of(text, "crisis").paragraphs == (
        "Ring 112 nu.",
        "Ring 90101, dag och natt.",
        "Är du under 18 år? Ring Bris på 116 111.",
        "Det är bra. Jag är kvar.",
    )


def test_a_summary_is_read_back_row_by_row() -> None:
    assert pieces_of("Så här:\nÅlder: 34\nNamn: Bo: den långe\nslut", "summary") == Pieces(
        ("Så här:",), (("Ålder", "34"), ("Namn", "Bo: den långe"), ("", "slut"))
    )


def test_the_question_stands_alone() -> None:
    assert question_and_rest("Vad behöver du? Du kan välja flera.") == ("Vad behöver du?", "Du kan välja flera.")
    assert question_and_rest("Skriv vad det är.") == ("Skriv vad det är.", "")
