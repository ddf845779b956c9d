"""Clients ask for help, a pause or a human in many ways, and mostly they talk about something else."""

from __future__ import annotations

import pytest

from content.library import Sourced, Term
from nlu.moves import MOVES, Spotted, spot

GLOSSARY = tuple(
    Term(
        word=word,
        forms=forms,
        explanation="En förklaring.",
        common=word == "beslut",
        fact=Sourced(source="for the tests"),
    )
    for word, forms in (
        ("delgivning", ("delgiven",)),
        ("SIP", ("sip",)),
        ("avslag", ("avslaget",)),
        ("försörjningsstöd", ("soc-bidrag",)),
        ("omprövning", ()),
        ("laga kraft", ("vunnit laga kraft",)),
        ("interimistiskt", ()),
        ("JO", ()),
        ("beslut", ("beslutet",)),
    )
)

WHOLE_MESSAGES = {
    "help": (
        "hjälp", "Hjälp!", "hjälp mig", "kan du hjälpa mig", "jag fattar inte frågan", "jag förstår inte",
        "fattar inte", "jag förstår inte vad du menar", "jag forstår inte fråga", "vad menar du", "hur menar du",
        "vad är det", "vad är det för nåt", "vad ska jag svara", "vad ska jag säga",
        "eh jag fattar inte alls", "help", "ge mig ett exempel", "hej jag förstår inte frågan tack",
    ),
    "why": (
        "varför", "varför frågar du det", "varför vill du veta", "varför vill ni veta det?", "vafför frågar du",
        "varför frågar du om det", "varför behöver du veta det", "vad ska ni med det till", "men varför frågar du det",
    ),
    "repeat": (
        "säg igen", "va?", "va", "vad sa du", "vad sa du?", "kan du upprepa frågan", "en gång till", "igen",
        "kan du ta det igen", "jag hörde inte", "hur sa", "upprepa", "säg det igen tack", "va sa du", "ta om frågan",
        "ta det en gång till",
    ),
    "slower": (
        "långsammare", "saktare", "kan du prata långsammare", "prata saktare tack", "lite långsammare snälla",
        "det går för fort", "du pratar för fort", "ta det lugnt", "inte så fort", "kan du ta det lite lugnare",
    ),
    "back": (
        "backa", "gå tillbaka", "tillbaka", "backa ett steg", "jag vill gå tillbaka", "förra frågan", "bakåt",
        "kan vi gå tillbaka", "till förra frågan", "backa tack", "gå tillbaka till förra frågan", "ångra",
    ),
    "change": (
        "ändra", "jag vill ändra mitt svar", "jag vill ändra", "fel", "det blev fel", "jag sa fel", "jag svarade fel",
        "nej fel", "jag menade", "kan jag ändra mitt svar", "oj det blev fel", "jag ångrar mig", "jag tryckte fel",
    ),
    "dont_know": (
        "vet inte", "jag vet inte", "ingen aning", "minns inte", "jag vet faktiskt inte", "osäker", "kommer inte ihåg",
        "vet ej", "jag vet inte tyvärr", "jag har ingen aning", "jag inte vet", "vet inte riktigt",
    ),
    "skip": (
        "vill inte svara", "hoppa över", "pass", "nästa fråga", "jag vill inte svara på det", "det säger jag inte",
        "vill inte säga", "hoppa över den här frågan tack", "jag vill helst inte svara", "det vill jag inte berätta",
    ),
    "wait": (
        "vänta", "vänta lite", "ett ögonblick", "vänta ett tag", "kan du vänta lite", "en sekund bara", "paus",
        "jag behöver en paus", "låt mig tänka", "jag måste tänka", "vänta lite, jag ska hämta brevet",
    ),
    "stop": (
        "stopp", "sluta", "stopp!", "jag orkar inte mer", "jag vill sluta", "avsluta", "vi tar det sen", "hejdå",
        "jag orkar inte", "kan vi ta det senare", "jag måste gå", "avbryt", "det räcker", "jag vill avbryta nu",
    ),
    "human": (
        "människa", "en människa", "prata med en människa", "jag vill prata med en människa",
        "jag vill prata med nån på riktigt", "kan jag få prata med en riktig person", "koppla mig till en människa",
        "jag vill prata med ett ombud", "jag vill inte prata med en robot", "människa tack", "ge mig en människa",
        "jag vill prata med människa", "får jag prata med någon", "snälla, kan jag prata med en människa?",
    ),
    "erase": (
        "vill radera allt", "ta bort allt jag skrivit", "radera mina svar", "kan du ta bort allt", "ta bort allt",
        "jag vill ta bort det jag har sagt", "hur tar jag bort mina svar", "ta bort alla mina uppgifter",
    ),
    "more": ("visa fler", "fler", "fler alternativ", "visa mer", "finns det fler", "mer", "lista", "visa listan"),
    "continue": ("fortsätt", "kör vidare", "gå vidare", "vidare", "vi fortsätter", "jag är tillbaka", "okej fortsätt"),
}  # fmt: skip

ORDINARY_ANSWERS = (
    "jag väntar på svar", "de sa att jag skulle sluta", "en människa på soc var otrevlig", "backarna vid Hökarängen",
    "jag har väntat i tre månader", "jag bor vid backen", "de svarar aldrig på mina frågor", "mat och medicin",
    "jag behöver hjälp med hyran", "jag behöver hjälp med mat", "ja", "nej", "två barn", "i måndags", "Farsta",
    "jag fick avslag", "jag förstår inte beslutet", "jag förstår inte varför jag fick avslag", "de ändrade mitt beslut",
    "jag har ingen mat", "handläggaren slutade", "min handläggare är borta", "det är fel på beslutet",
    "de har räknat fel på min hyra", "jag vill ha hjälp att klaga", "varför får jag inga pengar",
    "jag fattar inte varför soc gör så", "jag vill sluta med medicinen", "stoppa vräkningen", "de stoppade mina pengar",
    "de sa att jag måste vänta till nästa månad", "jag får vänta på pengar till den 25", "min son ska sluta skolan",
    "jag orkar inte med soc längre", "jag kan inte", "jag vill prata med min handläggare men hon svarar inte",
    "en snäll människa", "mänskligt bemötande", "det går för långsamt på soc", "elen stoppas på fredag", "hyra",
    "de frågar varför jag inte jobbar", "nästa vecka", "jag vill flytta tillbaka", "jag vill gå tillbaka till jobbet",
    "vad är klockan", "vad är du", "jag orkar inte leva", "jag vill sluta leva",
    "väntar", "handläggare", "vad är ett personligt ombud", "de vill ha tillbaka pengarna", "betala tillbaka", "🙂", "",
    "jag har fler barn hos min mamma", "jag bor hos en människa jag känner", "ingen människa svarar",
    "jag vet inte vad jag ska göra, de har stängt av elen", "hon vill inte svara i telefon",
    "kan ni vänta med att ringa till fredag", "min mamma hjälper mig", "förlåt, det är två barn",
    "jag vill fortsätta bo kvar", "de svarar inte", "de säger inget", "De svarar inte på mejl",
    "tolk", "sms", "någonstans att sova", "jag är rädd för någon", "telefon", "mitt nummer är 070-174 06 35",
)  # fmt: skip


@pytest.mark.parametrize("move", WHOLE_MESSAGES)
def test_a_message_that_is_only_a_move_is_heard_as_that_move(move: str) -> None:
    wrong = {text: got for text in WHOLE_MESSAGES[move] if not _is(got := spot(text, glossary=GLOSSARY), move, True)}
    assert not wrong


def test_ordinary_answers_are_no_moves() -> None:
    fired = {text: got for text in ORDINARY_ANSWERS if (got := spot(text, glossary=GLOSSARY))}
    assert not fired


def test_every_move_has_phrases() -> None:
    assert set(WHOLE_MESSAGES) | {"word"} == set(MOVES)


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("jag har ingen mat och jag vill prata med en människa", "human"),
        ("kan jag få prata med en människa? de har stängt elen", "human"),
        ("min hyra är sen, varför frågar du det?", "why"),
        ("två barn tror jag men vad sa du", "repeat"),
        ("ja fast kan du prata lite långsammare", "slower"),
        ("nej jag menade torsdag", "change"),
        ("jag menade två barn", "change"),
        ("jag sa fel, det var två barn", "change"),
        ("vänta jag ska kolla i brevet", "wait"),
        ("jag har fått brev men förstår inte vad du menar", "help"),
    ],
)
def test_a_move_inside_a_longer_message_leaves_the_rest_as_a_possible_answer(text: str, move: str) -> None:
    assert _is(spot(text, glossary=GLOSSARY), move, False)


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("vad betyder delgivning", "delgivning"),
        ("Vad betyder delgivning?", "delgivning"),
        ("vad är en SIP", "SIP"),
        ("vad är sip för nåt", "SIP"),
        ("vad är avslag för nåt", "avslag"),
        ("vad menas med omprövning", "omprövning"),
        ("vad betyder ordet avslag", "avslag"),
        ("jag förstår inte ordet delgivning", "delgivning"),
        ("jag vet inte vad en SIP är", "SIP"),
        ("va betyder försörjningsstöd egentligen", "försörjningsstöd"),
        ("vad betyder avslaget", "avslag"),
        ("delgivning, vad är det", "delgivning"),
        ("vad betyder förvaltningsrätten", "förvaltningsrätten"),
        ("vad står SIP för", "SIP"),
        ("vad är JO", "JO"),
        ("vad betyder omprövning i mitt beslut", "omprövning"),
        ("vad betyder det att beslutet vunnit laga kraft", "laga kraft"),
        ("vad innebär det att beslutet är interimistiskt?", "interimistiskt"),
        ("vad betyder avslag på min begäran om omprövning", "avslag"),
        ("vad betyder mitt beslut", "beslut"),
        ("vad betyder ompövning", "omprövning"),
        ("VAD BETYDER DELGIVNIG", "delgivning"),
        ("vad betyder avslan", "avslan"),
        ("vad betyder det, jo du vet", "det, jo du vet"),
        ("jag förstår inte ordet", None),
    ],
)
def test_asking_about_a_word_names_the_word(text: str, term: str | None) -> None:
    assert spot(text, glossary=GLOSSARY) == Spotted("word", term=term)


def test_without_a_glossary_only_clear_questions_about_a_word_count() -> None:
    assert spot("vad är en SIP") == Spotted("word", term="sip")
    assert spot("vad är klockan") is None
    assert spot("vad betyder det") == Spotted("help")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ändra stadsdel", "area"),
        ("jag vill ändra stadsdelen", "area"),
        ("jag vill ändra mitt namn", "name"),
        ("ändra telefonnummer", "contact_value"),
        ("kan jag ändra antal barn", "children_count"),
        ("numret är fel", "contact_value"),
        ("jag vill ändra mitt svar om pengar", "money"),
        ("fel nummer", "contact_value"),
        ("ändra", None),
    ],
)
def test_a_client_may_say_which_answer_to_change(text: str, key: str | None) -> None:
    assert spot(text) == Spotted("change", key=key)


def _is(got: Spotted | None, move: str, whole: bool) -> bool:
    return got is not None and (got.move, got.whole) == (move, whole)
