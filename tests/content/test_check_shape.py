"""A flow with a hole in it: a question out of reach, a dead end, an answer nobody can give."""

from __future__ import annotations

from tests.content.small_content import FACT, SmallContent

FLOW = "flows/hjalp.yml"


def messages(small: SmallContent, rule: str) -> list[str]:
    return [finding.message for finding in small.findings(rule)]


def test_a_condition_on_a_question_that_does_not_exist(small: SmallContent) -> None:
    small.change(FLOW, 'when: {hungry: "no"}', 'when: {hungrig: "no"}')
    assert messages(small, "condition") == ["Villkoret frågar efter 'hungrig', som ingen fråga ger svar på."]


def test_a_condition_on_an_answer_that_nobody_can_give(small: SmallContent) -> None:
    small.change(FLOW, 'when: {hungry: "no"}', "when: {hungry: nej}")
    (found,) = small.findings("condition")
    assert found.message == "'hungry' kan inte bli 'nej'. Svaren är: yes, no."
    assert (found.file, found.line) == ("content/flows/hjalp.yml", 22)


def test_a_question_that_waits_for_a_later_one(small: SmallContent) -> None:
    small.change(FLOW, "    help: Du kan svara ja eller nej.", "    help: Du kan svara.\n    when: {meal: soup}")
    (found,) = small.findings("condition")
    assert (found.level, found.message) == ("warning", "'hungry' väntar på 'meal', som frågas senare.")


def test_a_question_behind_a_condition_that_never_holds(small: SmallContent) -> None:
    small.change(FLOW, 'when: {hungry: "no"}', 'when: {all: [{hungry: "no"}, {hungry: "yes"}]}')
    assert messages(small, "reach") == ["Ingen kan komma till 'meal'. Villkoret går aldrig ihop."]


def test_a_question_behind_an_end(small: SmallContent) -> None:
    small.change(FLOW, "  - use: name", "  - {key: stop, type: say, end: info, text: Hej då.}\n  - use: name")
    assert messages(small, "reach") == ["Ingen kan komma till 'name'. Villkoret går aldrig ihop."]


def test_a_question_behind_an_end_for_some_is_in_reach(small: SmallContent) -> None:
    stop = '  - {key: stop, type: say, end: info, text: Hej då., when: {hungry: "yes"}}\n  - use: name'
    small.change(FLOW, "  - use: name", stop)
    assert messages(small, "reach") == []


def test_a_question_that_is_put_again_stands_before_the_words_that_do_so(small: SmallContent) -> None:
    again = "  - {{key: more, type: say, text: Så här är det., asks_again: {}}}\n  - use: name"
    small.change(FLOW, "  - use: name", again.format("name"))
    assert messages(small, "condition") == ["'name' i asks_again är ingen fråga före 'more'."]
    small.change(FLOW, "asks_again: name", "asks_again: meal")
    assert messages(small, "condition") == []


def test_a_question_needs_a_way_on_after_silence(small: SmallContent) -> None:
    small.change(FLOW, "    again: Har du mat hemma?\n", "")
    assert messages(small, "parts") == ["Frågan 'hungry' saknar again."]


def test_a_question_says_why_it_is_asked(small: SmallContent) -> None:
    small.change("steps/people.yml", "  why: Då vet jag vem du är.\n", "")
    (found,) = small.findings("parts")
    assert found.message == "Frågan 'name' saknar why."
    assert found.file == "content/steps/people.yml"


def test_an_intake_tells_what_happens_in_both_cases(small: SmallContent) -> None:
    small.change(FLOW, "not_sent: Okej. Jag skickar inget.\n", "")
    assert messages(small, "ending") == ["Flödet 'hjälp' saknar not_sent."]


def test_a_flow_without_an_intake_ends_in_words(small: SmallContent) -> None:
    small.change(FLOW, "intake: true", "intake: false")
    assert messages(small, "ending") == ["Flödet 'hjälp' slutar utan besked, förklaring eller människa."]
    small.change(FLOW, "  - use: name", "  - use: name\n  - {key: bye, type: say, end: human, text: Hej då.}")
    assert messages(small, "ending") == []


def test_a_spoken_answer_is_short(small: SmallContent) -> None:
    small.change(FLOW, "label: soppa", "label: en soppa med korv och bröd till")
    (found,) = small.findings("options")
    assert "för långt att höra" in found.message
    small.change(FLOW, "label: en soppa", "spoken: soppa, label: en soppa")
    assert messages(small, "options") == []


def test_the_same_words_cannot_mean_two_answers(small: SmallContent) -> None:
    small.change(FLOW, "label: soppa", "label: soppa, synonyms: [Havregröt]")
    assert messages(small, "options") == ["'havregröt' betyder både 'porridge' och 'soup'."]


def test_a_choice_needs_something_to_choose(small: SmallContent) -> None:
    small.change(FLOW, "      - {id: soup, label: soppa}\n", "")
    assert messages(small, "options") == ["Frågan 'meal' behöver minst två svar att välja på."]


def test_a_fact_that_nobody_verified(small: SmallContent) -> None:
    small.change("faq.yml", FACT, "{source: någon sa det}")
    (found,) = small.findings("fact")
    assert (found.level, found.file, found.line) == ("error", "content/faq.yml", 1)


def test_a_fact_to_review_is_a_task_not_an_error(small: SmallContent) -> None:
    small.change("faq.yml", FACT, "{source: någon sa det, needs_review: true}")
    (found,) = small.findings("fact")
    assert found.level == "review"
    assert "någon sa det" in found.message


def test_a_verification_day_is_a_day(small: SmallContent) -> None:
    small.change("faq.yml", "2026-11-21", "i tisdags")
    assert messages(small, "fact") == ["cost: 'i tisdags' är inget datum."]


def test_a_neighbourhood_in_two_areas(small: SmallContent) -> None:
    small.change("areas.yml", "name: Farsta, office: norr", "name: Farsta, office: norr, aliases: [hjulsta]")
    assert messages(small, "areas") == ["'hjulsta' står både under Tensta och Farsta."]


def test_a_number_without_its_spoken_form(small: SmallContent) -> None:
    small.change("helplines.yml", ", spoken: ett ett två", "")
    assert messages(small, "fact") == ["Larm: numret saknar sin form för telefon."]
