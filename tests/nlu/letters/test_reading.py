"""What one sentence of a letter tells, and what it only seems to tell."""

from __future__ import annotations

from datetime import date

import pytest

from content.library import Library
from content.loader import load_library
from nlu.letters import Instruction, LastDay, read_letter

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library()


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("Beslut\nDin ansökan om boendestöd avslås.", "no"),
        ("Nämnden beslutar att avslå din ansökan.", "no"),
        ("Du har inte rätt till sjukpenning.", "no"),
        ("Vi kan inte bevilja din ansökan om kontaktperson.", "no"),
        ("Beslut: Avslag", "no"),
        ("Din ansökan bifalls.", "yes"),
        ("Du beviljas försörjningsstöd med 5 000 kr.", "yes"),
        ("Ansökan beviljas delvis.", "partly"),
        ("Nämnden bifaller din ansökan om mat men avslår den i övrigt.", "partly"),
        ("Ditt boendestöd upphör den 1 maj 2026.", "ends"),
        ("Försäkringskassan återkräver 4 000 kr.", "repay"),
        ("Du ska betala tillbaka 4 000 kr.", "repay"),
        ("Du har fått avslag på din ansökan om studiemedel.", "no"),
        ("We have decided to reject your application for sickness benefit.", "no"),
        # Words that decide nothing
        ("Om du har fått avslag på din ansökan kan du överklaga.", None),
        ("Om ansökan avslås kan du överklaga beslutet.", None),
        ("Vid avslag kan du överklaga beslutet.", None),
        ("Beslut\nTidigare avslogs din ansökan.", None),
        ("Bistånd kan beviljas den som inte kan försörja sig.", None),
        ("Vi överväger att avslå din ansökan.", None),
        ("Du behöver inte betala tillbaka pengarna.", None),
        ("Störningarna måste upphöra.", None),
        ("Nämnden avslår inte din ansökan.", None),
        # Both, and the letter does not say that it is a part
        ("Din ansökan avslås.\nDin ansökan beviljas.", None),
    ],
)
def test_the_answer_is_what_is_decided(text: str, outcome: str | None) -> None:
    found = read_letter(f"Socialtjänsten\nBeslut\n\n{text}", today=TODAY).outcome
    assert (found.value if found else None) == outcome


@pytest.mark.parametrize(
    ("text", "route"),
    [
        ("Du kan överklaga beslutet.", "appeal"),
        ("Så här överklagar du", "appeal"),
        ("Du kan begära omprövning av beslutet.", "review"),
        ("Du kan begära omprövning. Ett omprövningsbeslut kan överklagas.", "review"),
        ("Beslutet kan inte överklagas.", "nothing"),
        ("Beslutet får ej överklagas.", "nothing"),
        ("Du kan begära omprövning av beslutet. Du kan också överklaga det.", None),
        ("Du kan överklaga beslutet om stöd. Beslutet om avgift kan inte överklagas.", None),
        ("11 kap. 1 § SoL. Överklagande: inom 3 veckor.", "appeal"),
        ("Vi har gjort en omprövning.", None),
    ],
)
def test_what_one_can_do_is_what_the_letter_says(text: str, route: str | None) -> None:
    found = read_letter(f"Beslut\n\nDin ansökan avslås.\n\n{text}", today=TODAY).route
    assert (found.value if found else None) == route


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Datum: 2026-11-03", date(2026, 11, 3)),
        ("Beslutsdatum 3 november 2026", date(2026, 11, 3)),
        ("Stockholm den 3 november 2026", date(2026, 11, 3)),
        ("Beslutsdatum: 2O26-1l-O3", date(2026, 11, 3)),
        ("Datum: 2026-11-05\nBeslutsdatum: 2026-11-03", date(2026, 11, 3)),
        ("Datum för beslut: 2026-11-03", date(2026, 11, 3)),
        ("Beslutsdatum: 2026-11-03\nBeslutsdatum: 2026-11-04", None),
        ("Datum: 2027-11-03", None),
        ("Datum: 3 november", None),
        ("Fakturadatum: 2026-11-03", None),
        ("Ansökan inkom den 3 november 2026.", None),
        ("Perioden 2026-10-01 - 2026-10-31.", None),
    ],
)
def test_the_day_of_the_decision(text: str, day: date | None) -> None:
    found = read_letter(f"Socialtjänsten\n{text}\n\nDin ansökan avslås.", today=TODAY).decision_date
    assert (found.value if found else None) == day


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Din ansökan avslås eftersom du har egna medel.", True),
        ("> Din ansökan avslås.\n> Skälet är att behovet är tillgodosett.", True),
        ("Din ansökan avslås.", False),
        ("Din ansökan avslås. Du kan få hjälp att läsa brevet eftersom vi har tolk.", False),
    ],
)
def test_why_may_stand_in_the_sentence_that_decides(text: str, told: bool) -> None:
    assert bool(read_letter(f"Socialtjänsten\nBeslut\n\n{text}", today=TODAY).reasons) is told


def test_a_last_day_is_told_with_what_it_is_for() -> None:
    found = read_letter("Betala senast den 30 november 2026.", today=TODAY).last_day
    assert found
    assert found.value == LastDay(date(2026, 11, 30), "pay")


def test_how_long_the_letter_gives_also_across_a_page_header() -> None:
    text = (
        "Beslut\nDin ansökan avslås.\n\nÖverklagandet ska ha kommit in inom tre\n\nSida 2 (3)\n\n"
        "veckor från den dag du fick det."
    )
    found = read_letter(text, today=TODAY).within
    assert found
    assert found.value == Instruction(3, "weeks")


def test_weeks_to_pay_the_rent_are_no_time_to_appeal() -> None:
    text = "Beslut\nVi säger upp ditt hyreskontrakt.\nBetala hyresskulden inom tre veckor."
    assert read_letter(text, today=TODAY).within is None


def test_an_authority_that_is_only_mentioned_has_not_sent_it() -> None:
    text = "Beslut\nDin ansökan avslås.\nKontakta Försäkringskassan. Uppgifter från socialtjänsten har hämtats."
    assert read_letter(text, today=TODAY).authority is None


def test_difficult_words_are_found_through_the_noise_of_a_scanner(library: Library) -> None:
    text = "Beslutet har vunnit 1aga kraft. Du kan begara ornprovning. Du far en skalig levnads-\nniva."
    found = [word.value for word in read_letter(text, today=TODAY, glossary=library.glossary).words]
    assert found == ["laga kraft", "omprövning", "skälig levnadsnivå"]


def test_common_words_are_not_explained(library: Library) -> None:
    common = {term.word for term in library.glossary if term.common}
    found = read_letter("Ett beslut från en myndighet om din ansökan.", today=TODAY, glossary=library.glossary).words
    assert not common & {word.value for word in found}


def test_two_decisions_leave_only_what_is_the_same() -> None:
    text = "Socialtjänsten\n2026-11-05\nAnsökan om försörjningsstöd avslås.\nAnsökan om boendestöd avslås."
    found = read_letter(text, today=TODAY)
    assert found.several
    assert found.about is None
    assert found.outcome
    assert found.outcome.value == "no"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Vi har fattat två beslut. Ansökan avslås.", 2),
        ("Beslut 1\nAnsökan avslås.\nBeslut 2\nAnsökan beviljas.", 2),
        ("Vi har fattat tre beslut. Ansökan avslås.", 3),
        ("Beslut 1\nAnsökan avslås.\nBeslut 2\nAnsökan avslås.\nBeslut 3\nAnsökan avslås.", 3),
        ("Beslut\nAnsökan avslås.", None),
    ],
)
def test_how_many_decisions_there_are(text: str, count: int | None) -> None:
    found = read_letter(text, today=TODAY).several
    assert (found.value if found else None) == count


def test_what_is_missing_is_named() -> None:
    assert read_letter("Beslut\nDin ansökan avslås.", today=TODAY).not_found == (
        "authority", "about", "decision_date", "route", "reasons",
    )  # fmt: skip
