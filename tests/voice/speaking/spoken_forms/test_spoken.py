"""How written Swedish sounds: a table that reads as a list of promises, and what holds for every text."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.flow import Text
from content.library import Library
from content.loader import load_library
from voice.speaking.prompts import fixed_texts
from voice.speaking.spoken_forms.number_words import cardinal, ordinal
from voice.speaking.spoken_forms.spoken import spoken

# fmt: off
SAID = [
    ("den 3 mars", "den tredje mars"),
    ("3 mars 2026", "den tredje mars tjugo hundra tjugosex"),
    ("2026-03-03", "den tredje mars tjugo hundra tjugosex"),
    ("den 2026-03-03", "den tredje mars tjugo hundra tjugosex"),
    ("3/3", "den tredje mars"),
    ("3/3 2026", "den tredje mars tjugo hundra tjugosex"),
    ("den 25", "den tjugofemte"),
    ("den 25:e", "den tjugofemte"),
    ("den 1 maj", "den första maj"),
    ("torsdag 3 december 2026", "torsdag den tredje december tjugo hundra tjugosex"),
    ("måndag 3–5 mars", "måndag den tredje till den femte mars"),
    ("fr.o.m. 1 jan. 2027", "från och med den första januari tjugo hundra tjugosju"),
    ("Beslutet kom 03.03.2026.", "Beslutet kom den tredje mars tjugo hundra tjugosex."),
    ("kl. 14.30", "klockan fjorton och trettio"),
    ("Kl 9", "Klockan nio"),
    ("kl. 09.05", "klockan nio noll fem"),
    ("klockan 14:00", "klockan fjorton"),
    ("kl. 8–16", "klockan åtta till sexton"),
    ("Öppet 08.00-16.00 vardagar.", "Öppet åtta till sexton vardagar."),
    ("24/7", "dygnet runt"),
    ("Mötet är 13:15.", "Mötet är tretton och femton."),
    ("1 kr", "en krona"),
    ("1 250 kr", "ett tusen två hundra femtio kronor"),
    ("1 250 kronor", "ett tusen två hundra femtio kronor"),
    ("100 kr.", "ett hundra kronor."),
    ("Det kostar 50 kr. Du betalar sedan.", "Det kostar femtio kronor. Du betalar sedan."),
    ("40 kr per dag", "fyrtio kronor per dag"),
    ("500 kr/mån", "fem hundra kronor per månad"),
    ("12,50 kr", "tolv kronor och femtio öre"),
    ("0,50 kr", "femtio öre"),
    ("250:-", "två hundra femtio kronor"),
    ("-50 kr", "minus femtio kronor"),
    ("3 tkr", "tre tusen kronor"),
    ("1,5 mkr", "ett komma fem miljoner kronor"),
    ("1,5 miljoner kronor", "ett komma fem miljoner kronor"),
    ("12 000 kronor", "tolv tusen kronor"),
    ("21 kronor", "tjugoen kronor"),
    ("20 €", "tjugo euro"),
    ("25 %", "tjugofem procent"),
    ("2,5 %", "två komma fem procent"),
    ("12,5% av summan", "tolv komma fem procent av summan"),
    ("08-508 40 700", "noll åtta, fem noll åtta, fyra noll, sju noll noll"),
    ("070-123 45 67", "noll sju noll, ett två tre, fyra fem, sex sju"),
    ("0701234567", "noll sju noll, ett två tre, fyra fem, sex sju"),
    ("0812345678", "noll åtta, ett två tre, fyra fem sex, sju åtta"),
    ("+46701234567", "noll sju noll, ett två tre, fyra fem, sex sju"),
    ("+46 70 123 45 67", "noll sju noll, ett två tre, fyra fem, sex sju"),
    ("+4790123456", "plus fyra sju, nio noll, ett två, tre fyra, fem sex"),
    ("020-50 50 50", "noll två noll, fem noll, fem noll, fem noll"),
    ("Ring 112 nu.", "Ring ett ett två nu."),
    ("Ring 1177, dag och natt.", "Ring elva, sjuttiosju, dag och natt."),
    ("Ring 90101.", "Ring nittio, ett, noll ett."),
    ("90 101", "nittio, ett, noll ett"),
    ("116 111", "ett ett sex, ett ett ett"),
    ("112 kronor", "ett hundra tolv kronor"),
    ("112 dagar", "ett hundra tolv dagar"),
    ("För ja, tryck 1.", "För ja, tryck ett."),
    ("1 dag", "en dag"),
    ("2 barn", "två barn"),
    ("1 barn", "ett barn"),
    ("21 dagar", "tjugoen dagar"),
    ("1 arbetsdag", "en arbetsdag"),
    ("3-4 dagar", "tre till fyra dagar"),
    ("18 år", "arton år"),
    ("18-åring", "artonåring"),
    ("2-rummare", "tvårummare"),
    ("3:e gången", "tredje gången"),
    ("nr 5", "nummer fem"),
    ("1 250", "ett tusen två hundra femtio"),
    ("2 000 000", "två miljoner"),
    ("0", "noll"),
    ("007", "noll noll sju"),
    ("12345678", "ett två, tre fyra, fem sex, sju åtta"),
    ("850101-1234", "åtta fem, noll ett, noll ett, ett två tre fyra"),
    ("123 45 Stockholm", "ett två tre, fyra fem Stockholm"),
    ("Ditt nummer är BJÖRK 47.", "Ditt nummer är björk, fyra sju."),
    ("ABBORRE 105", "abborre, ett noll fem"),
    ("11 kap. 1 § SoL", "kapitel elva, paragraf ett, socialtjänstlagen"),
    ("FL 33 §", "förvaltningslagen, paragraf trettiotre"),
    ("33 § FL", "paragraf trettiotre, förvaltningslagen"),
    ("§ 33", "paragraf trettiotre"),
    ("SoL 2025:400", "socialtjänstlagen tjugo hundra tjugofem, nummer fyra hundra"),
    ("JB 12 kap. 44 §", "jordabalken, kapitel tolv, paragraf fyrtiofyra"),
    ("ett SIP-möte", "ett sipp-möte"),
    ("t.ex. mat", "till exempel mat"),
    ("Mat, el m.m. Hyran också.", "Mat, el med mera. Hyran också."),
    ("mat m.m.", "mat med mera."),
    ("bl.a. hyra", "bland annat hyra"),
    ("Det gäller p.g.a. sjukdom.", "Det gäller på grund av sjukdom."),
    ("Den är tom.", "Den är tom."),
    ("ca 200 kr", "cirka två hundra kronor"),
    ("ca. 3 veckor", "cirka tre veckor"),
    ("LSS", "ell ess ess"),
    ("ett LSS-beslut", "ett ell ess ess beslut"),
    ("SIP", "sipp"),
    ("Kalla till SIP:en.", "Kalla till sippen."),
    ("BUP och SOS", "bupp och ess o ess"),
    ("ADHD", "a de hå de"),
    ("anna.berg@exempel.se", "anna punkt berg snabel-a exempel punkt se"),
    ("anna47@exempel.se", "anna fyra sju snabel-a exempel punkt se"),
    ("mind.se", "mind punkt se"),
    ("https://www.exempel.se/hjalp", "exempel punkt se snedstreck hjalp"),
    ("1177.se", "elva, sjuttiosju punkt se"),
    ("ja/nej", "ja eller nej"),
    ("och/eller", "och eller"),
    ("Tryck * eller #", "Tryck stjärna eller fyrkant"),
    ("Mat & hyra", "Mat och hyra"),
    ("Stadsdel: Tensta (Järva).", "Stadsdel: Tensta, Järva."),
    ("”Hej”, sa hon.", "Hej, sa hon."),
    ("½ liter", "en halv liter"),
    ("A4", "A fyra"),
    ("COVID-19", "COVID nitton"),
    ("sedan 2019", "sedan tjugo hundra nitton"),
    ("år 2026", "år tjugo hundra tjugosex"),
    ("2026 personer", "två tusen tjugosex personer"),
    ("mellan 2019 och 2021", "mellan tjugo hundra nitton och tjugo hundra tjugoett"),
    ("5 kg", "fem kilo"),
    ("30 min", "trettio minuter"),
    ("tel. 08-123 45 67", "telefon noll åtta, ett två tre, fyra fem, sex sju"),
    ("JA TACK", "JA TACK"),
    ("i dag", "i dag"),
    ("Jag har ingen mat – inte alls", "Jag har ingen mat, inte alls"),
    ("Pengar nu: 1 250 kronor.", "Pengar nu: ett tusen två hundra femtio kronor."),
    ("I speak only Swedish. Say human, or press zero.", "I speak only Swedish. Say human, or press zero."),
    ("vecka 12", "vecka tolv"),
    ("kl 24", "klockan tjugofyra"),
    ("22/10", "den tjugoandra oktober"),
    ("10-12 barn", "tio till tolv barn"),
    ("Jag är 54 år och har 3 barn.", "Jag är femtiofyra år och har tre barn."),
    ("1 250,50 kr", "ett tusen två hundra femtio kronor och femtio öre"),
    ("100 000 kr", "ett hundra tusen kronor"),
    ("1.250 kr", "ett tusen två hundra femtio kronor"),
    ("kl. 7 på morgonen", "klockan sju på morgonen"),
    ("den 3 feb. kl. 9", "den tredje februari klockan nio"),
    ("den 31 maj", "den trettioförsta maj"),
    ("Kl. 00:15", "Klockan noll och femton"),
    ("21 år", "tjugoett år"),
    ("1 vecka", "en vecka"),
    ("101 kronor", "ett hundra en kronor"),
    ("1 000 kr", "ett tusen kronor"),
    ("1985", "nitton hundra åttiofem"),
    ("född 1985", "född nitton hundra åttiofem"),
    ("2005", "två tusen fem"),
    ("den 30/11", "den trettionde november"),
    ("kl 7.05", "klockan sju noll fem"),
    ("0771-524 524", "noll sju sju ett, fem två fyra, fem två fyra"),
    ("1 miljon kronor", "en miljon kronor"),
    ("11414", "ett ett fyra, ett fyra"),
    ("2:a", "andra"),
    ("1:a", "första"),
    ("v. 3", "vecka tre"),
    ("14-15 år", "fjorton till femton år"),
    ("Dina svar är skickade. Numret är EKORRE 12.", "Dina svar är skickade. Numret är ekorre, ett två."),
    ("f.d. make", "före detta make"),
    ("dvs. nej", "det vill säga nej"),
    ("osv.", "och så vidare."),
    ("Jfr 12 kap. 3 a §", "Jämför kapitel tolv, paragraf tre a"),
    ("GDPR", "ge de pe err"),
    ("LVU", "ell ve u"),
    ("Hör av dig på tfn 0701234567!", "Hör av dig på telefon noll sju noll, ett två tre, fyra fem, sex sju!"),
    ("Tel: +46 8 508 40 700", "Telefon: noll åtta, fem noll åtta, fyra noll, sju noll noll"),
    ("10 %", "tio procent"),
    ("-5 °C", "minus fem grader"),
]
# fmt: on


@pytest.mark.parametrize(("written", "said"), SAID)
def test_the_written_is_said(written: str, said: str) -> None:
    assert spoken(written) == said


def test_the_helplines_numbers_are_said_as_the_content_says_them() -> None:
    well_known = {"112", "1177", "90101", "90390", "116 111", "08-123 492 00", "08-508 40 700"}
    for line in load_library().helplines:
        if line.number in well_known:
            assert line.spoken == spoken(line.number)


def test_what_the_content_spells_out_passes_unchanged() -> None:
    library = load_library()
    for line in library.helplines:
        if line.spoken:
            assert spoken(line.spoken) == line.spoken
    for text in _phone_texts(library):
        if not re.search(r"[{\d”’()]|[A-ZÅÄÖ]{2}", text):
            assert spoken(text) == " ".join(text.split())


def test_no_fixed_prompt_keeps_a_digit_or_a_sign() -> None:
    for text in fixed_texts(load_library()):
        assert not set(spoken(text)) & set("0123456789{}[]<>*#@%§&/+=_")


_PIECES = st.sampled_from(
    ["1", "0", "12", "250", "2026", "112", "1177", " ", "-", "–", ".", ",", ":", ";", "/", "%", "§", "kr", "kl.", "den",
     "mars", "t.ex.", "m.m.", "BJÖRK", "LSS", "SIP", "SoL", "@", "se", ".se", "\n", "(", ")", "ö", "A", "+46", "070",
     "€", "½", "²", "*", "#", "'", "dag", "kap.", "tom.", "år", "&", "[[", "_", "nr", "mån", "st.", "v.", "\x00"]
)  # fmt: skip


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=60), *(st.lists(_PIECES, max_size=14).map(glue.join) for glue in ("", " "))))
def test_every_text_can_be_said_without_digits_and_saying_it_again_changes_nothing(text: str) -> None:
    said = spoken(text)
    assert not any(character.isdigit() for character in said)
    assert spoken(said) == said
    assert said == said.strip()


@given(st.integers(0, 10**12 - 1))
def test_every_number_has_words(number: int) -> None:
    assert cardinal(number).replace(" ", "").isalpha()


@pytest.mark.parametrize("number", [-1, 10**12])
def test_a_number_without_words_is_refused(number: int) -> None:
    with pytest.raises(ValueError):
        cardinal(number)


def test_no_two_days_of_a_month_sound_the_same() -> None:
    assert len({ordinal(day) for day in range(1, 32)}) == 31


def _phone_texts(library: Library) -> list[str]:
    steps = [step for flow in library.flows.values() for step in flow.steps]
    texts: list[Text] = [*library.texts.values(), *(step.text for step in steps)]
    return [text.phone for text in texts]
