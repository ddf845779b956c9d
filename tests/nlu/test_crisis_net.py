"""Who is in danger is noticed, in many voices; who only sounds so is left in peace.

The phrases: `dev` and `held_out` were split once before tuning. `blind`, `blind_2` and `blind_3` were written after the
patterns, in deliberately odd words; heard for the first time .83, .87 and .71 of their cries were noticed (false alarms
.06, .12, .05), and the patterns have been tuned on them since. `blind_4`, in ordinary words, has never been tuned on.
"""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.crisis import assess
from nlu.crisis.rules import load_rules

DATA = Path(__file__).parent / "data"


def rows(name):
    return [json.loads(line) for line in (DATA / f"crisis_{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def measure(name):
    found = [(row, assess(row["text"]).level) for row in rows(name)]
    crisis = [(row, level) for row, level in found if row["crisis"]]
    certain = [(row, level) for row, level in crisis if row["level"] != "perhaps"]
    calm = [level for row, level in found if not row["crisis"]]
    return {
        "recall": sum(level != "none" for _, level in crisis) / len(crisis),
        "takeover": sum(level == "certain" for _, level in certain) / len(certain),
        "false_alarms": sum(level != "none" for level in calm) / len(calm),
    }


@pytest.mark.parametrize(
    ("name", "recall"),
    [("dev", 0.98), ("held_out", 0.98), ("blind", 0.98), ("blind_2", 0.98), ("blind_3", 0.97), ("blind_4", 0.98)],
)
def test_danger_is_heard_and_calm_is_left_in_peace(name, recall, record_property):
    figures = measure(name)
    record_property("figures", figures)
    assert figures["recall"] >= recall, figures
    assert figures["takeover"] >= 0.9, figures
    assert figures["false_alarms"] <= 0.03, figures


@pytest.mark.parametrize(
    "text",
    [
        "jag vill inte leva",
        "tog femti alvedon",
        "s j ä l v m o r d",
        "sjä1vm0rd",
        "sjelvmord är enda vägen",
        "ta mit liv ska jag",
        "jag vill do",
        "v i l l  d ö",
        "ja orka inte leva",
        "I want to kill myself",
        "JAG VILL DÖ!!!",
        "jag vill... dö",
        "jag vi­ll dö",
        "min man slår mig",
        "jag får ingen luft",
        "jag ska döda honom",
        "jag dör av skratt men jag vill inte leva längre",
    ],
)
def test_danger_is_certain_however_it_is_written(text):
    assert assess(text).level == "certain"


@pytest.mark.parametrize(
    "text",
    [
        "jag dör av skratt",
        "batteriet dör",
        "soc säger att det inte finns någon mat",
        "Vi bedömer att det inte finns behov av en SIP.",
        "det är en död tid på dagen",
        "livsviktigt brev",
        "jag höll på att dö av pinsamhet",
        "min man dog förra året",
        "dödsboet är tomt",
        "självmordslinjen vad är det?",
        "jag är inte självmordsbenägen",
        "hon tog livet av sig för tio år sen",
        "slå ihjäl lite tid",
        "hoppa av",
        "hänga upp tvätten",
        "skjuta upp mötet",
        "ingen slår mig",
        "jag är inte i fara",
        "hoppa över frågan",
        "jag vill sluta nu",
        "hej då",
    ],
)
def test_words_that_only_sound_like_danger_do_not_alarm(text):
    assert assess(text).level == "none"


@pytest.mark.parametrize("text", ["de tar livet av mig på soc", "jag orkar inte mer med alla papper"])
def test_weariness_with_offices_is_never_a_takeover(text):
    assert assess(text).level != "certain"


def test_being_afraid_of_somebody_is_asked_about():
    found = assess("jag är rädd för någon")
    assert (found.level, found.kind) == ("perhaps", "violence")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("jag vill ta livet av mig", "suicide"),
        ("jag skär mig", "self_harm"),
        ("han hotar att döda mig", "violence"),
        ("jag kan inte andas", "medical"),
        ("det brinner i köket", "danger"),
        ("jag ska döda honom", "harm_other"),
    ],
)
def test_the_kind_of_danger_is_told(text, kind):
    assert assess(text).kind == kind


@pytest.mark.parametrize(
    "text", ["min vän vill dö", "min son säger att han vill dö", "det är för en kompis, han har svalt piller"]
)
def test_danger_to_somebody_else_is_marked(text):
    found = assess(text)
    assert found.level == "certain"
    assert found.about_other


@pytest.mark.parametrize(
    "text", ["mitt barn andas inte", "min bebis har slutat andas", "mamma är medvetslös", "hon får ingen luft"]
)
def test_somebody_else_who_is_very_ill_is_marked(text):
    found = assess(text)
    assert (found.level, found.kind, found.about_other) == ("certain", "medical", True)


def test_who_cannot_breathe_is_not_taken_for_the_child_that_was_named():
    assert not assess("jag har barn och kan inte andas").about_other


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("aldrig, jag kommer inte vara kvar då", "suicide"),
        ("jag är nog inte kvar då", "suicide"),
        ("jag vill att jag inte finns", "suicide"),
        ("det är som att det inte finns någon mening", "suicide"),
        ("vill inte va med längre", "suicide"),
        ("min man kollar mobilen", "violence"),
        ("han läser mina meddelanden", "violence"),
        ("min kille går igenom min telefon", "violence"),
        ("han får inte se det här", "violence"),
    ],
)
def test_danger_said_sideways_is_at_least_asked_about(text, kind):
    found = assess(text)
    assert found.level != "none"
    assert found.kind == kind


@pytest.mark.parametrize(
    "text", ["jag kollar mobilen", "min man kollar på tv", "nej jag vill inte vara med", "soc läser mina papper"]
)
def test_ordinary_words_close_to_them_do_not_alarm(text):
    assert assess(text).level == "none"


def test_own_danger_is_not_taken_for_somebody_elses():
    assert not assess("hon lämnade mig och jag vill dö").about_other


def test_the_labels_of_our_own_questions_do_not_alarm():
    labels = [
        "ja",
        "nej",
        "vet inte",
        "vill inte svara",
        "nej, någon annan",
        "har ingen bostad",
        "medicin",
        "någonstans att sova",
        "den är slut",
        "till i morgon",
        "avslag",
        "det slutar",
        "betala tillbaka",
        "hittar det inte",
        "Existentiella frågor",
        "genom någon annan",
        "ta med någon",
        "säga nej till beslutet",
        "spelar ingen roll",
        "kort möte",
        "få personer",
        "inget",
    ]
    assert [label for label in labels if assess(label).level != "none"] == []


def test_a_cry_at_the_end_of_a_very_long_text_is_found_in_good_time():
    text = "jag fick ett brev från soc och förstår det inte. " * 2100 + "jag vill inte leva"
    started = time.perf_counter()
    assert assess(text).level == "certain"
    assert time.perf_counter() - started < 5


@settings(max_examples=150)
@given(st.text(max_size=300))
def test_any_text_gets_an_answer(text):
    assert assess(text).level in {"none", "perhaps", "certain"}


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "jag",
                "vill",
                "inte",
                "dö",
                "leva",
                "hej",
                "brev",
                "soc",
                "min",
                "man",
                "|",
                ".",
                ",",
                "!",
                "😀",
                "<b>",
                "\x00",
            ]
        ),
        max_size=60,
    )
)
def test_the_same_text_always_gets_the_same_answer(words):
    text = " ".join(words)
    assert assess(text) == assess(text)


@settings(max_examples=60)
@given(st.sampled_from(["hej", "jag bor i farsta", "tack för idag", "vad är en sip"]), st.booleans())
def test_calm_words_around_do_not_hide_a_cry(calm, before):
    cry = "jag vill inte leva"
    assert assess(f"{calm}. {cry}" if before else f"{cry}. {calm}").level == "certain"


def test_every_pattern_in_the_files_can_be_used():
    rules = load_rules()
    assert all(rule.regex.pattern for index in (rules.danger, rules.harmless) for rule in index.everything())
