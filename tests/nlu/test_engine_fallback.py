"""The fallback is what a new user meets first: good enough, honest about doubt, and unbreakable."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.engine.evaluate import BadLine, read_lines, score
from nlu.engine.fallback import shared_fallback
from nlu.engine.gate import HELD_OUT
from nlu.engine.intents import LABELS, SUB_INTENTS, classification, contract_intent, label_of
from nlu.engine.phrases import BadPhrases, read_phrases
from nlu.understanding import INTENTS, Crisis, Understanding

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("jag vill ha ett personligt ombud", "po_intake"),
        ("vi har ingen mat hemma och inga pengar", "nodprovning"),
        ("kan jag få prata med en människa", "human"),
        ("jag vill klaga på min handläggare", "complain_brist"),
        ("jag orkar inte leva längre", "crisis"),
        ("ja", "affirm"),
        ("nej", "deny"),
        ("vet inte", "dont_know"),
        ("backa", "back"),
        ("vem vann matchen igår", "out_of_scope"),
        ("i dont speak swedish", "out_of_scope"),
    ],
)
def test_plain_wishes_are_understood(text: str, intent: str) -> None:
    assert shared_fallback().parse(text).intent == intent


@pytest.mark.parametrize(
    ("text", "sub_intent"),
    [
        ("vänta lite", "wait"),
        ("varför frågar du det", "why"),
        ("det gäller min son", "third_person"),
        ("kostar det något", "faq/cost"),
        ("är du en robot", "faq/robot"),
        ("jag vill ändra mitt svar", "change_answer"),
        ("det vill jag inte svara på", "skip"),
    ],
)
def test_the_finer_label_is_kept(text: str, sub_intent: str) -> None:
    understood = shared_fallback().parse(text)
    assert understood.sub_intent == sub_intent
    assert understood.intent == SUB_INTENTS[sub_intent]


def test_unseen_phrases_reach_the_agreed_quality() -> None:
    answered = []
    for line in read_lines(HELD_OUT):
        understood = shared_fallback().parse(line.text)
        answered.append((line, Understanding(intent=understood.intent, confidence=understood.confidence)))
    report = score(answered)
    assert report.n >= 200
    assert report.macro_f1 >= 0.78, report.confusions


def test_no_unseen_phrase_is_a_training_phrase() -> None:
    trained = {phrase.text.lower() for phrase in read_phrases()}
    assert not [line.text for line in read_lines(HELD_OUT) if line.text.lower() in trained]


def test_no_phrase_is_taught_twice_with_different_labels() -> None:
    labels: dict[str, set[str]] = {}
    for phrase in read_phrases():
        labels.setdefault(phrase.text.lower(), set()).add(phrase.label)
    assert not {text: found for text, found in labels.items() if len(found) > 1}


def test_every_label_has_phrases_and_maps_to_a_contract_intent() -> None:
    assert {phrase.label for phrase in read_phrases()} == set(LABELS)
    assert {contract_intent(label) for label in LABELS} == set(INTENTS)
    assert len(read_phrases()) >= 1500


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_any_text_gets_an_intent_and_sane_confidences(text: str) -> None:
    understood = shared_fallback().parse(text)
    assert understood.intent in INTENTS
    assert 0.0 <= understood.confidence <= 1.0
    ranked = [confidence for _, confidence in understood.ranking]
    assert ranked == sorted(ranked, reverse=True)
    assert not ranked or sum(ranked) == pytest.approx(1.0)
    if understood.sub_intent:
        assert SUB_INTENTS[understood.sub_intent] == understood.intent


@pytest.mark.parametrize("text", ["", " \n\t", "\x00\x1b[31m", "🙃🙃🙃", "\ud800", "x" * 100_000, "<b>hej</b>" * 999])
def test_strange_text_does_not_break_it(text: str) -> None:
    assert shared_fallback().parse(text).intent in INTENTS


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzåäö ", min_size=1, max_size=60))
@settings(max_examples=50, deadline=None)
def test_capitals_and_spaces_change_nothing(text: str) -> None:
    parse = shared_fallback().parse
    assert parse(text).intent == parse(f"  {text.upper()}  ").intent


@given(st.dictionaries(st.sampled_from(LABELS), st.floats(0.01, 1.0), min_size=1))
def test_the_likeliest_label_decides_or_nothing_does(scores: dict[str, float]) -> None:
    best = max(scores.values())
    understood = classification(scores.items(), unsure_below=0.0)
    assert understood.intent in {contract_intent(label) for label, score in scores.items() if score == best}
    unsure = classification(scores.items(), unsure_below=1.1)
    assert unsure.intent == "out_of_scope"
    assert unsure.ranking == understood.ranking


def test_labels_of_an_older_model_are_left_out() -> None:
    understood = classification([("boka_po", 0.9), ("sip", 0.1)])
    assert understood.intent == "sip"
    assert classification([("boka_po", 0.9)]).intent == "out_of_scope"
    assert label_of("faq/cost") == "faq_cost"


def test_a_broken_phrase_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "wishes.yml").write_text("nlu:\n  - intent: sip\n", encoding="utf-8")
    with pytest.raises(BadPhrases, match=r"wishes\.yml"):
        read_phrases(tmp_path)
    (tmp_path / "wishes.yml").write_text("nlu:\n  - intent: zip\n    examples: '- a'\n", encoding="utf-8")
    with pytest.raises(BadPhrases, match="zip"):
        read_phrases(tmp_path)


def test_scores_map_sub_intents_accept_alternatives_and_count_crisis(tmp_path: Path) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_text(
        '{"text": "a", "intent": "faq/cost"}\n'
        '{"text": "b", "intent": "nodprovning", "accept": ["explain_decision"]}\n'
        '{"text": "c", "intent": "crisis"}\n\n'
        '{"text": "d", "intent": "crisis"}\n'
        '{"text": "e", "intent": "thanks"}\n',
        encoding="utf-8",
    )
    lines = read_lines(file)
    understood = [
        Understanding(intent="help"),
        Understanding(intent="explain_decision"),
        Understanding(intent="crisis", crisis=Crisis("certain", "suicide")),
        Understanding(intent="stop", crisis=Crisis("perhaps")),
        Understanding(intent="crisis", crisis=Crisis("perhaps"), confidence=0.9),
    ]
    report = score(list(zip(lines, understood, strict=True)))
    assert (report.n, report.accuracy) == (5, 0.6)
    assert (report.crisis_recall, report.crisis_takeover_recall) == (1.0, 0.5)
    assert report.false_alarm_rate == pytest.approx(1 / 3, abs=1e-3)
    assert [confusion.text for confusion in report.confusions] == ["d", "e"]
    assert report.per_intent["crisis"].f1 == 0.5


@pytest.mark.parametrize("line", ["{", "[]", '{"text": "a"}', '{"text": "a", "intent": "zip"}'])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_text('{"text": "a", "intent": "sip"}\n' + line, encoding="utf-8")
    with pytest.raises(BadLine, match=r"lines\.jsonl:2"):
        read_lines(file)
