"""An editor changes a button or a page of the web: it is read, and checked as everything else that a client reads."""

from __future__ import annotations

from datetime import date

import pytest

from content.error import ContentError
from tests.content.small_content import SmallContent


def problems(small: SmallContent) -> list[str]:
    with pytest.raises(ContentError) as caught:
        small.load()
    return [str(problem) for problem in caught.value.problems]


def test_words_and_pages_are_in_the_library(small: SmallContent) -> None:
    library = small.load()
    assert library.web["skip"] == "Gå ner till det som står här"
    page = library.pages["tider"]
    assert (page.title, page.updated) == ("Tider", date(2026, 11, 21))
    assert page.texts() == ["Tider", "Här ser du när vi har öppet.", "Vardagar", "Vi har öppet.", "Kom när du vill."]


def test_content_without_a_web_still_loads(small: SmallContent) -> None:
    small.remove("web.yml")
    small.remove("pages/tider.yml")
    library = small.load()
    assert (dict(library.web), dict(library.pages)) == ({}, {})
    assert small.findings() == []


@pytest.mark.parametrize("name", ["web.yml", "pages/tider.yml"])
def test_the_version_follows_them(small: SmallContent, name: str) -> None:
    before = small.load().version
    path = small.root / name
    small.write(name, path.read_text("utf-8").replace("Gå ner", "Gå").replace("Vi har", "Här är"))
    assert small.load().version != before


@pytest.mark.parametrize(
    ("web", "told"),
    [
        ("number: 112", "content/web.yml:1: number: Här ska det stå text."),
        ("skip: {chat: ja, phone: nej}", "content/web.yml:1: skip: Här ska det stå text."),
        ("Skip It: ja", "content/web.yml:1: Skip It: Namnet ska vara små bokstäver"),
        ("- skip", "content/web.yml:1: Filen ska ha ett namn och en text på varje rad."),
        ("skip: ja\nskip: nej", "content/web.yml:2: skip: 'skip' står två gånger."),
    ],
)
def test_a_broken_word_gives_file_and_line(small: SmallContent, web: str, told: str) -> None:
    small.write("web.yml", web)
    assert problems(small)[0].startswith(told)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("id: tider", "id: time", "content/pages/tider.yml:1: id: Sidans id ska vara 'tider', som filen heter."),
        ("lead: Här", "led: Här", "content/pages/tider.yml:1: lead: Fältet saknas."),
        ("2026-11-21\nsections", "i dag\nsections", "content/pages/tider.yml:4: updated: "),
        ("[Vi har öppet.]", "Vi har öppet.", "content/pages/tider.yml:7: sections[0].paragraphs: "),
    ],
)
def test_a_broken_page_gives_file_and_line(small: SmallContent, old: str, new: str, told: str) -> None:
    small.change("pages/tider.yml", old, new)
    assert problems(small)[0].startswith(told)


@pytest.mark.parametrize("name", ["web.yml", "pages/tider.yml"])
@pytest.mark.parametrize("text", ["", "- - -", "hej", "a: [", "\x00", "? [1]: 2\n", "!own x", "12", "&a {b: *a}"])
def test_no_file_makes_the_loader_fall_over(small: SmallContent, name: str, text: str) -> None:
    small.write(name, text)
    assert problems(small)[0].startswith(f"content/{name}:")


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Du kan erhålla svar.", "jargon"),
        ("Vi säger hejjsan.", "spelling"),
        ("Det ordnar sig.", "promise"),
        ("Ring 08-999 999.", "number"),
        ("Vi ser " + "er " * 15 + ".", "sentence_length"),
        ("Vi väntar på {word}.", "placeholder"),
        ("Ring {line:brand}.", "placeholder"),
    ],
)
def test_a_word_and_a_page_are_checked_sentence_by_sentence(small: SmallContent, text: str, rule: str) -> None:
    small.change("web.yml", "Gå ner till det som står här", f"'{text}'")
    small.change("pages/tider.yml", "Kom när du vill.", f"'{text}'")
    found = small.findings(rule)
    assert [(f.file, f.where) for f in found] == [
        ("content/pages/tider.yml", "sections[0].list[0]"),
        ("content/web.yml", "skip"),
    ]


@pytest.mark.parametrize("text", ["Till exempel: 070-123 45 67.", "Ring {line:sos}.", "Det står i EN 301 549."])
def test_an_example_and_the_name_of_a_standard_are_no_numbers_to_call(small: SmallContent, text: str) -> None:
    small.change("web.yml", "Gå ner till det som står här", f"'{text}'")
    assert [f for f in small.findings() if f.rule in ("number", "placeholder")] == []


def test_a_placeholder_that_the_page_fills_must_stay(small: SmallContent) -> None:
    small.change("web.yml", "Ring {number}", "Ring nu")
    (found,) = small.findings("placeholder")
    assert (found.where, found.message) == ("help_call", "{number} måste vara kvar.")


def test_a_page_must_tell_every_period_somewhere(small: SmallContent) -> None:
    page = (small.root / "pages/tider.yml").read_text("utf-8").replace("tider", "tillganglighet")
    small.write("pages/tillganglighet.yml", page.replace("[Vi har öppet.]", "['Ring {contact}.']"))
    (found,) = small.findings("placeholder")
    assert (found.file, found.message) == ("content/pages/tillganglighet.yml", "{responsible} saknas på sidan.")


def test_all_words_together_and_each_page_must_be_easy(small: SmallContent) -> None:
    hard = "Socialtjänsten behandlar ansökningar. Handläggare beslutar."
    small.change("web.yml", "Gå ner till det som står här", hard)
    small.change("pages/tider.yml", "Kom när du vill.", hard)
    assert {f.file for f in small.findings("lix")} == {"content/web.yml", "content/pages/tider.yml"}


def test_a_page_about_law_may_say_why_it_is_a_little_harder(small: SmallContent) -> None:
    small.change("pages/tider.yml", "Kom när du vill.", "Kommunen beslutar. Ansökan kostar inget.")
    (found,) = small.findings("lix")
    assert "under 25" in found.message
    small.change("pages/tider.yml", "updated:", "harder_because: Lagens egna ord.\nupdated:")
    assert small.findings("lix") == []


def test_a_fact_on_a_page_that_nobody_checked_is_an_error_and_one_to_review_a_task(small: SmallContent) -> None:
    small.change("pages/tider.yml", 'verified_on: "2026-11-21"', "needs_review: false")
    (found,) = small.findings("fact")
    assert (found.level, found.where) == ("error", "sections[0].facts[0]")
    small.change("pages/tider.yml", "needs_review: false", "needs_review: true")
    assert [f.level for f in small.findings("fact")] == ["review"]
