"""What is the letter's, and what is the client's: a footer is no cry for help, and a cry for help is never a footer."""

from __future__ import annotations

import pytest

from nlu.crisis import assess
from nlu.letters import clients_own_words, looks_like_a_letter
from tests.nlu.letters.corpus_letters import Case, cases

LETTER = next(case.text for case in cases("first_sidfot_kris"))


def test_a_footer_with_help_lines_is_no_cry_for_help() -> None:
    assert assess(LETTER).level != "none"
    assert assess(clients_own_words(LETTER)).level == "none"


@pytest.mark.parametrize(
    "cry",
    [
        "jag vill inte leva längre",
        "Jag tänker ta livet av mig.",
        "vill dö",
        "orkar inte leva mer",
        "I want to die",
        "han slår mig",
        "Jag har tagit tabletter",
    ],
)
def test_what_the_client_says_around_a_letter_is_heard(cry: str) -> None:
    lines = LETTER.splitlines()
    middle = "\n".join([*lines[:6], "", cry, "", *lines[6:]])
    for text in (f"{cry}\n\n{LETTER}", f"{LETTER}\n\n{cry}", f"{cry} {LETTER}", middle):
        assert assess(clients_own_words(text)).level != "none", text


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_no_letter_of_the_corpus_alone_is_a_cry_for_help(case: Case) -> None:
    assert assess(clients_own_words(case.text)).level == "none"


@pytest.mark.parametrize(
    "text",
    [
        "Stockholmshem\n2026-09-11\nUppsägning på grund av obetald hyra\nVi säger härmed upp ditt hyresavtal.\nDu kan "
        "få tillbaka hyresrätten om du betalar inom tre veckor.\nSocialnämnden har underrättats. 12 kap. 44 § JB.",
        "KRONOFOGDEN\nBetalningsföreläggande\n2026-09-09\nBostäder AB kräver att du betalar 9 870 kronor för hyra. Om "
        "du anser att kravet är fel ska du bestrida det senast den 23 september 2026. Om du inte betalar "
        "kan vi besluta (utslag) att du ska betala.\nDelgivning har skett.",
    ],
)
def test_what_a_landlord_or_kronofogden_sends_is_a_letter(text: str) -> None:
    assert looks_like_a_letter(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "avslag",
        "Försäkringskassan avslog min ansökan om sjukpenning",
        "Jag fick ett beslut från Försäkringskassan den 3 november 2026. Jag sökte sjukpenning och jag fick avslag. "
        "Jag vill överklaga men jag vet inte hur. Min handläggare svarar aldrig. Jag har ringt dem varje dag.",
        "de svarar aldrig " * 100,
        "Beslut från Försäkringskassan 2026-11-03. Avslag på sjukpenning. Förstår inte varför. Ingen mat. Hyran ska "
        "betalas. Handläggaren svarar inte. Överklaga hur? Två barn hemma.",
    ],
)
def test_a_story_is_no_letter(text: str) -> None:
    assert not looks_like_a_letter(text)
