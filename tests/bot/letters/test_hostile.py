"""What a client says can neither break a letter nor run anything in it: it comes out as it was said."""

from __future__ import annotations

import unicodedata
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import DictionaryObject

from bot.letters.pdf import as_pdf
from bot.letters.plain import as_spoken, as_text
from bot.letters.told import StoredAnswer
from bot.letters.writing import write
from content.library import Library
from content.loader import load_library
from tests.bot.letters.clients import TODAY, kim, letter_named, written
from tests.bot.letters.printed import pages_of, reader, text_of

LITERAL = [
    '#panic("ut")',
    "#read(sys.inputs.letter)",
    '#include "/etc/passwd"',
    "$ x^2 $ *fet* _kursiv_ `kod` ~ @ref <label> // slut /* borta */",
    "\\ \\u{41} \\# \\$",
    "= Rubrik",
    "- punkt + ett / term: ord",
    "#set document(title: [Annan])",
    '{"text": "}", "kind": "blank"}',
    "</text> ]]> -- ' OR 1=1; %PDF-1.7 endstream endobj",
    "{name} {wrong} {} {{",
    "https://exempel.se/en/mycket/lång/väg",
]

ODD = [
    "\x00\x01\x1b[31m",
    "😀👩‍👩‍👧🇸🇪",
    "مرحبا بكم",
    "\u202eomvänt\u202c",
    "你好，我需要帮助",
    "ก็",
    "a" + "\u0301" * 60,
    "0\u0e31",
    "\ud800",
    "\ufeff\u200b\u00ad\ue000\ufffe",
    "\r\n\t\v\f\u2028\u2029\x85",
    "a" * 5_000,
    "ord " * 1_250,
    "\n" * 300,
    "",
    "   ",
]


@pytest.mark.parametrize("said", LITERAL)
def test_what_looks_like_a_command_is_printed_as_it_stands(library: Library, said: str) -> None:
    pdf = as_pdf(written(library, "appeal", kim(wrong=said, name="Kim " + said)))
    text = text_of(pdf)
    assert text.count(said) == 2
    metadata = reader(pdf).metadata
    assert metadata
    assert metadata.title == "Överklagande"
    root = reader(pdf).trailer["/Root"]
    assert isinstance(root, DictionaryObject)
    assert "/OpenAction" not in root
    assert "/AA" not in root
    assert not [page for page in reader(pdf).pages if page.get("/Annots")]


@pytest.mark.parametrize("said", ODD, ids=range(len(ODD)))
def test_odd_signs_break_nothing(library: Library, said: str) -> None:
    letter = written(library, "nodbistand", kim(more=said, tried=said, name=said))
    pdf = as_pdf(letter)
    assert "Jag ansöker om bistånd" in text_of(pdf)
    assert all(picture[:, -28:].min() > 250 for picture in pages_of(pdf))
    for text in (as_text(letter), as_spoken(letter)):
        assert text.encode()
        assert not [sign for sign in text if unicodedata.category(sign) in {"Cc", "Cs"} and sign != "\n"]


def test_a_sign_that_cannot_be_drawn_becomes_a_square_and_the_rest_stays(library: Library) -> None:
    text = text_of(as_pdf(written(library, "appeal", kim(wrong="Jag är ledsen 😀 och hungrig"))))
    assert "Jag är ledsen □ och hungrig" in text


def test_a_mark_that_cannot_be_drawn_takes_no_other_letters_with_it(library: Library) -> None:
    text = text_of(as_pdf(written(library, "appeal", kim(wrong="0\u0e31 och 200 kronor"))))
    assert "0□ och 200 kronor" in text


@settings(max_examples=60, deadline=None)
@given(said=st.text(max_size=300))
def test_any_text_makes_a_letter(said: str) -> None:
    library = load_library()
    answers = {key: StoredAnswer(said) for key in ("wrong", "name", "contact_value")}
    pdf = as_pdf(write(letter_named(library, "appeal"), library, answers, TODAY))
    assert pdf.startswith(b"%PDF-1.7")


def test_letters_of_several_people_do_not_mix(library: Library) -> None:
    """Several threads set letters at the same time."""
    words = [f"Sak nummer {number} är fel." for number in range(24)]
    letters = [written(library, "appeal", kim(wrong=said)) for said in words]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(as_pdf, letters))
    for said, pdf in zip(words, made, strict=True):
        assert said in text_of(pdf)
        assert text_of(pdf).count("Sak nummer") == 1
