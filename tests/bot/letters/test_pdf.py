"""A letter to print: tagged for a screen reader, in Swedish, with the same words as the text."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from pypdf.generic import DictionaryObject

from bot.letters.pdf import as_pdf
from bot.letters.plain import as_text
from bot.letters.told import StoredAnswer
from content.library import Library
from tests.bot.letters.clients import LETTERS, kim, letter_named, written
from tests.bot.letters.printed import (
    A4,
    POINTS_PER_CM,
    bare_words,
    drawn_lines_are_skipped,
    fonts_of,
    pages_of,
    painted_outside_tags,
    reader,
    tags_of,
    text_of,
)

CLIENTS = pytest.mark.parametrize("answers", [kim(), {}], ids=["all told", "nothing told"])
EVERY_LETTER = pytest.mark.parametrize("letter_id", LETTERS)
MARGIN = 2.0 * POINTS_PER_CM
WHITE, DARK = 250, 128


@EVERY_LETTER
@CLIENTS
def test_it_is_tagged_and_says_its_language_and_title(
    library: Library, letter_id: str, answers: dict[str, StoredAnswer]
) -> None:
    letter = written(library, letter_id, answers)
    pdf = reader(as_pdf(letter))
    root = pdf.trailer["/Root"]
    assert isinstance(root, DictionaryObject)
    marks, preferences, xmp = root["/MarkInfo"], root["/ViewerPreferences"], root["/Metadata"]
    assert isinstance(marks, DictionaryObject)
    assert isinstance(preferences, DictionaryObject)
    assert marks["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "sv"
    assert pdf.metadata
    assert pdf.metadata.title == letter.title
    assert preferences["/DisplayDocTitle"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp.get_object().get_data().decode()


@EVERY_LETTER
@CLIENTS
def test_it_has_one_heading_and_everything_stands_in_the_reading_order(
    library: Library, letter_id: str, answers: dict[str, StoredAnswer]
) -> None:
    letter = written(library, letter_id, answers)
    tags = tags_of(as_pdf(letter))
    assert tags.count("/H1") == 1
    told_quotes = [p for p in letter.paragraphs if p.quote and any(run.kind == "quote" for run in p.runs)]
    assert tags.count("/BlockQuote") == len(told_quotes)
    assert set(tags) <= {"/Document", "/P", "/H1", "/BlockQuote", "/Span"}


@EVERY_LETTER
@CLIENTS
def test_a_screen_reader_finds_everything_and_skips_the_lines(
    library: Library, letter_id: str, answers: dict[str, StoredAnswer]
) -> None:
    pdf = as_pdf(written(library, letter_id, answers))
    assert painted_outside_tags(pdf) == []
    assert drawn_lines_are_skipped(pdf)
    fonts = fonts_of(pdf)
    assert any(name.startswith("LibertinusSerif") for name in fonts)
    assert all(fonts.values())


@EVERY_LETTER
@CLIENTS
def test_its_words_are_the_words_of_the_text(
    library: Library, letter_id: str, answers: dict[str, StoredAnswer]
) -> None:
    letter = written(library, letter_id, answers)
    assert bare_words(text_of(as_pdf(letter))) == bare_words(as_text(letter))


@EVERY_LETTER
@CLIENTS
def test_it_is_one_a4_page_with_nothing_in_the_margins(
    library: Library, letter_id: str, answers: dict[str, StoredAnswer]
) -> None:
    pdf = as_pdf(written(library, letter_id, answers))
    (page,) = reader(pdf).pages
    assert [float(side) for side in page.mediabox[2:]] == pytest.approx(A4, abs=0.1)
    (picture,) = pages_of(pdf)
    assert (picture < DARK).mean() > 0.005
    edge = int(MARGIN)
    inside = picture.copy()
    inside[edge:-edge, edge:-edge] = 255
    assert inside.min() > WHITE


def test_an_empty_place_is_a_line_to_write_on(library: Library) -> None:
    """More of the page is ruled when less was told."""
    rows = [
        sum(row.sum() > picture.shape[1] * 0.2 for row in picture < DARK)
        for answers in (kim(), {})
        for picture in pages_of(as_pdf(written(library, "appeal", answers)))
    ]
    assert rows[0] >= 2
    assert rows[1] >= 8


def test_swedish_letters_and_quotation_marks_come_out_right(library: Library) -> None:
    said = "Åsa sa: ”Ät! Öl är dyrt, é och ü.” – 50 § … 1 200 kr"
    assert said in text_of(as_pdf(written(library, "appeal", kim(wrong=said))))


def test_the_same_letter_is_the_same_file(library: Library) -> None:
    letter = written(library, "appeal", kim())
    other_day = replace(letter, day=date(2027, 1, 4))
    assert as_pdf(letter) == as_pdf(letter) != as_pdf(other_day)
    created = reader(as_pdf(other_day)).metadata
    assert created
    assert created.creation_date
    assert created.creation_date.date() == date(2027, 1, 4)


def test_a_long_story_goes_on_on_numbered_pages(library: Library) -> None:
    pdf = as_pdf(written(library, "nodbistand", kim(more="Jag orkar inte mer med alla brev. " * 250)))
    pages = [page.extract_text() for page in reader(pdf).pages]
    assert len(pages) > 1
    for number, text in enumerate(pages, start=1):
        assert text.rstrip().endswith(f"{number} ({len(pages)})")
    assert "(namnteckning)" in pages[-1]
    assert letter_named(library, "nodbistand").title in pages[0]
