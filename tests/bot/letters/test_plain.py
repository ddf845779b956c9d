"""A letter as text to save, and as words to hear."""

from __future__ import annotations

import re

import pytest

from bot.letters.plain import as_spoken, as_text
from bot.letters.told import StoredAnswer
from content.library import Library
from tests.bot.letters.clients import LETTERS, kim, written
from voice.speaking.spoken_forms.spoken import spoken

APPEAL = """\
__________ (ort och datum)

Till: Socialtjänsten

Överklagande

Jag överklagar ert beslut om försörjningsstöd. Datumet på beslutet är __________ (vilken dag). \
Beslutets nummer är __________ (numret, om det finns). Jag fick beslutet den 6 november 2026.

Jag vill att beslutet ändras. Jag vill ha det som jag sökte.

Så här tycker jag att beslutet är fel:

    De har räknat fel på hyran.

Vänliga hälsningar

__________ (namnteckning)
Kim
__________ (telefon eller adress)
"""

APPEAL_SPOKEN = (
    "Brevet är till socialtjänsten. Jag överklagar ert beslut om försörjningsstöd. "
    "Datumet på beslutet är, här fyller du i vilken dag. "
    "Beslutets nummer är, här fyller du i numret, om det finns. Jag fick beslutet den 6 november 2026. "
    "Jag vill att beslutet ändras. Jag vill ha det som jag sökte. "
    "Så här tycker jag att beslutet är fel: De har räknat fel på hyran. "
    "Längst ner står det: Kim. Sist fyller du i ort och datum, telefon eller adress och namnteckning. "
    "Läs brevet innan du skriver under."
)

TOLD = {
    "decision_from": "social_services",
    "decision_about": "forsorjningsstod",
    "outcome": "no",
    "got_date": "2026-11-06",
    "wrong": "De har räknat fel på hyran.",
    "name": "Kim",
}


@pytest.fixture
def answers() -> dict[str, StoredAnswer]:
    return {key: StoredAnswer(value) for key, value in TOLD.items()}


def test_a_whole_letter_as_text(library: Library, answers: dict[str, StoredAnswer]) -> None:
    assert as_text(written(library, "appeal", answers)) == APPEAL


def test_a_whole_letter_as_it_is_read_aloud(library: Library, answers: dict[str, StoredAnswer]) -> None:
    assert as_spoken(written(library, "appeal", answers)) == APPEAL_SPOKEN


@pytest.mark.parametrize("answers", [kim(), {}], ids=["all told", "nothing told"])
@pytest.mark.parametrize("letter_id", LETTERS)
def test_what_is_heard_flows(library: Library, letter_id: str, answers: dict[str, StoredAnswer]) -> None:
    """No lines, brackets or stray signs, and after the voice's own forms no digit is left."""
    heard = as_spoken(written(library, letter_id, answers))
    assert not re.search(r"[_()\n]|  |, ?[.,]|[:.] ?[,.]|\.\.", heard)
    assert not re.search(r"\d", spoken(heard))


@pytest.mark.parametrize("letter_id", LETTERS)
def test_every_empty_place_is_named(library: Library, letter_id: str) -> None:
    text = as_text(written(library, letter_id, {}))
    assert text.count("__________") == len(re.findall(r"__________ \([^()]+\)", text)) >= 4
    assert "()" not in text
    assert not re.search(r"[{}]", text)
