"""The words about decisions: short and easy, without a promise, a guess or a last day; and what an editor is told."""

from __future__ import annotations

import re

import pytest

from content.error import ContentError
from content.flow import Channel
from content.library import Library
from content.readability import lix, sentences, words
from content.sources import default_root, read_sources
from tests.content.decisions import all_texts, texts_of
from tests.content.small_content import SmallContent

CHANNELS: tuple[Channel, ...] = ("chat", "phone")
PROMISES = re.compile(
    r"\bdu (?:får|ska få|kommer att få) (?:pengar|pengarna|hjälpen|stödet|bidraget|boendestöd)\b|\bdu kommer att\b"
    r"|\bsäkert\b|\bgarant|\blovar\b|\bordnar sig\b|\bingen fara\b|\bdu har rätt till (?:pengar|stöd|hjälp)",
    re.IGNORECASE,
)
GUESSES = re.compile(
    r"\beftersom\b|\bberor på\b|\bdärför att\b|\bförmodligen\b|\btroligen\b|\bantagligen\b", re.IGNORECASE
)
DATES = re.compile(
    r"\d|\b(?:januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december)\b", re.IGNORECASE
)
QUOTED = re.compile(r"”[^”]*”")


def test_what_it_means_is_two_sentences_at_most(library: Library) -> None:
    for one in library.explanations:
        for channel in CHANNELS:
            assert 1 <= len(sentences(one.means.form(channel))) <= 2, one.id


@pytest.mark.parametrize("channel", CHANNELS)
def test_no_sentence_is_longer_than_twelve_words_and_no_advice_longer_than_four_sentences(
    library: Library, channel: Channel
) -> None:
    for name, text in all_texts(library):
        said = sentences(text.form(channel))
        assert all(len(words(sentence)) <= 12 for sentence in said), (name, said)
        assert len(said) <= 4, (name, said)


@pytest.mark.parametrize("channel", CHANNELS)
def test_each_file_reads_easily(library: Library, channel: Channel) -> None:
    by_id = {one.id: one for one in library.explanations}
    assert lix(*(advice.text.form(channel) for advice in library.advice)) < 25
    files = read_sources(default_root()).under("decisions")
    assert {file.name.rsplit("/", 1)[-1] for file in files} >= {"general.yml", "social_services.yml", "landlord.yml"}
    for file in files:
        said = [text.form(channel) for entry in file.data for text in texts_of(by_id[entry["id"]])]
        assert lix(*said) < 25, (file.name, lix(*said))


@pytest.mark.parametrize("channel", CHANNELS)
def test_nobody_is_promised_an_outcome_and_no_reason_is_guessed(library: Library, channel: Channel) -> None:
    for name, text in all_texts(library):
        said = QUOTED.sub("", text.form(channel))
        assert not PROMISES.search(said), (name, said)
        assert not GUESSES.search(said), (name, said)


def test_no_last_day_is_told_in_numbers(library: Library) -> None:
    for name, text in all_texts(library):
        chat = text.chat.replace("Ring 112", "")
        assert not DATES.search(re.sub(r"\{[^}]*\}", "", chat)), (name, chat)
        assert not DATES.search(re.sub(r"\{[^}]*\}", "", text.phone)), (name, text.phone)


def test_on_the_phone_nobody_is_told_to_write_here(library: Library) -> None:
    for name, text in all_texts(library):
        assert "skriv här" not in text.phone.lower(), name
        assert "eller skriv:" not in text.phone.lower(), name
        assert "”" not in text.phone, name


# --- What an editor is told -----------------------------------------------------------------------------------------

ADVICE = "- {id: ring, text: Ring dem., facts: [{source: lagen, verified_on: '2026-11-21'}]}\n"
EXPLANATION = """\
- id: nej
  when: {hungry: "no"}
  means: De sa nej.
  advice: [ring]
  ombud: Ett ombud kan hjälpa dig.
  not_means: Det är inte ditt fel.
  facts: [{source: lagen, verified_on: "2026-11-21"}]
"""


def decided(small: SmallContent, old: str = "", new: str = "") -> SmallContent:
    small.write("advice.yml", ADVICE)
    small.write("decisions/general.yml", EXPLANATION.replace(old, new) if old else EXPLANATION)
    return small


def test_an_explanation_that_is_right_gives_no_finding(small: SmallContent) -> None:
    assert decided(small).findings() == []


def test_a_file_of_explanations_that_is_hard_to_read_is_told(small: SmallContent) -> None:
    hard = "Förvaltningsrätten granskar socialtjänstens handläggning. Myndigheterna kompletterar utredningarna."
    found = decided(small, "De sa nej.", hard).findings("lix")
    assert {(finding.file, finding.where) for finding in found} == {
        ("content/decisions/general.yml", "(chat)"),
        ("content/decisions/general.yml", "(phone)"),
    }


@pytest.mark.parametrize("field", ["De sa nej.", "Ett ombud kan hjälpa dig.", "Det är inte ditt fel."])
def test_a_promise_in_an_explanation_is_an_error(small: SmallContent, field: str) -> None:
    (found,) = decided(small, field, "Du kommer att få pengar.").findings("promise")
    assert found.level == "error"


def test_advice_and_numbers_that_do_not_exist_are_told(small: SmallContent) -> None:
    with pytest.raises(ContentError) as raised:
        decided(small, "advice: [ring]", "advice: [skriv]\n  call: [ingen]").load()
    told_problems = " ".join(str(problem) for problem in raised.value.problems)
    assert "'skriv'" in told_problems
    assert "'ingen'" in told_problems
