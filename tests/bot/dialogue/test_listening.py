"""What a call listens for: every wording at every question means what it says when it is given back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.advance import advance
from bot.dialogue.draft import Draft
from bot.dialogue.event import Said, Silent
from bot.dialogue.interludes import CRISIS
from bot.dialogue.listening import DANGER, ELSE, MOST_WORDINGS, Candidate, Listening, listening
from bot.dialogue.meaning import Given, Meaning, Move
from bot.dialogue.state import Frame, Interlude, State
from bot.dialogue.waiting import waiting
from bot.dialogue.words import interpret_words
from content.flow import StepType
from content.library import Library
from content.loader import load_library
from nlu.crisis import assess
from nlu.engine.engine import Engine
from nlu.understanding import Crisis, Understanding
from tests.bot.dialogue.conversation import A_MONDAY_MORNING, CALLER, Conversation, meant
from tests.bot.dialogue.events import inputs
from tests.bot.dialogue.test_every_input import conversations

LIBRARY = load_library()
MENU = {"consent", "menu", "summary"}


def _places() -> list[tuple[str, str]]:
    """Every question of every flow, once."""
    found: dict[str, str] = {}
    for flow in LIBRARY.flows.values():
        for step in flow.steps:
            if step.type is not StepType.SAY:
                found.setdefault(step.key, flow.id)
    return [(flow, key) for key, flow in found.items()]


def _at(flow: str, key: str) -> State:
    """A call in which that question waits, whatever came before."""
    state = State(channel="phone", consent="yes", caller=CALLER)
    if key == "consent":
        state.consent = "unasked"
    elif flow == "crisis":
        state.interludes = [Interlude(kind=key, data={"kind": "danger"})]
    elif key != "menu":
        state.flows = [Frame(flow=flow)]
        state.interludes = [Interlude(kind="change", key=key)] if key != "summary" else []
    return state


def _heard(state: State) -> Listening:
    return listening(LIBRARY, state, A_MONDAY_MORNING)


def _given_back(state: State, words: str, understood: Understanding | None = None) -> Meaning:
    draft = Draft(LIBRARY, state.model_copy(deep=True), A_MONDAY_MORNING)
    wait = waiting(draft)
    assert wait
    return interpret_words(draft, wait, Said(words, "spoken", 0.95, known=True), understood or Understanding())


def _as_candidate(meaning: Meaning) -> str:
    match meaning:
        case Given(answer=answer) if answer.value is None:
            return f"move:{answer.move}"
        case Given(answer=answer) if isinstance(answer.value, list):
            return "+".join(answer.value)
        case Given(answer=answer):
            return str(answer.value)
        case Move(move=move):
            return f"move:{move}"
        case _:
            return type(meaning).__name__


def _same(candidate: Candidate, meant_as: str) -> bool:
    wanted = candidate.meaning.removeprefix("value:")
    return meant_as == wanted or (wanted == "human" and meant_as == "move:human")


QUESTIONS = [(flow, key) for flow, key in _places() if key != "summary"]


@pytest.mark.parametrize(("flow", "key"), QUESTIONS, ids=[key for _, key in QUESTIONS])
def test_every_wording_means_what_it_says(flow: str, key: str) -> None:
    state = _at(flow, key)
    heard = _heard(state)
    assert heard.key == key
    assert heard.candidates
    wrong = {}
    for candidate in heard.candidates:
        got = _as_candidate(_given_back(state, candidate.words))
        if candidate.meaning not in (DANGER, ELSE) and not _same(candidate, got):
            wrong[candidate.words] = (candidate.meaning, got)
    assert wrong == {}


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(mode="fallback")


async def test_whatever_the_understanding_makes_of_them(engine: Engine) -> None:
    """A word that we offered is not taken for another topic, a question or a cry for help."""
    wrong, understood = {}, {}
    for flow, key in QUESTIONS:
        state = _at(flow, key)
        for candidate in _heard(state).candidates:
            words = candidate.words
            if words not in understood:
                found, _ = await engine.classify(words)
                understood[words] = Understanding(found.intent, found.sub_intent, found.confidence)
            got = _as_candidate(_given_back(state, words, understood[words]))
            if candidate.meaning not in (DANGER, ELSE) and not _same(candidate, got):
                wrong[key, words] = (candidate.meaning, got)
    assert wrong == {}


async def test_han_is_an_answer_and_no_cry_for_help(engine: Engine, call: Conversation) -> None:
    call.state.consent, call.state.flows = "yes", [Frame(flow="po_intake")]
    call.state.interludes = [Interlude(kind="change", key="gender")]
    call.speaks("han", await engine.understand("han", today=A_MONDAY_MORNING.date(), library=LIBRARY))
    assert call.known["gender"]
    assert not call.state.interludes


@pytest.mark.parametrize(("flow", "key"), QUESTIONS, ids=[key for _, key in QUESTIONS])
def test_there_are_not_too_many(flow: str, key: str) -> None:
    heard = _heard(_at(flow, key))
    if heard.type != "area":
        assert len(heard.candidates) <= MOST_WORDINGS
    words = [candidate.words.casefold() for candidate in heard.candidates]
    assert len(words) == len(set(words))
    step = LIBRARY.step(key)
    listed = {option.id for option in step.options} if step and heard.closed else set()
    assert listed <= {candidate.meaning for candidate in heard.candidates}, "an option that nobody could say"


@pytest.mark.parametrize("words", LIBRARY.heard.like_danger)
def test_what_only_sounds_like_danger_is_weighed_against_it(words: str) -> None:
    assert assess(words).level == "none"
    assert Candidate(words, ELSE) in _heard(_at("po_intake", "what_happened")).candidates


@pytest.mark.parametrize("words", LIBRARY.heard.danger)
@pytest.mark.parametrize("key", ["consent", "menu", "what_happened", "area", "children_count", "crisis_safe"])
def test_danger_is_caught_at_every_question(key: str, words: str) -> None:
    crisis = assess(words)
    assert crisis.level != "none"
    flow = next(flow for flow, known in _places() if known == key)
    state = _at(flow, key)
    assert Candidate(words, "danger") in _heard(state).candidates
    told = advance(
        LIBRARY, state, Said(words, "spoken", 0.9, known=True), Understanding(crisis=crisis), A_MONDAY_MORNING
    )
    assert told.state.interludes[-1].kind in CRISIS
    assert any(message.kind == "crisis" for message in told.turn.messages)


@settings(max_examples=60)
@given(talk=conversations(), happenings=st.lists(inputs(LIBRARY), max_size=12))
def test_so_they_do_wherever_a_call_can_come_to(talk: Conversation, happenings: list) -> None:
    """Also at questions on top of a flow: what was read back, what to change, an offer, a code."""
    for event, understood in happenings:
        talk.takes(event, understood)
    heard = listening(LIBRARY, talk.state, A_MONDAY_MORNING)
    assert heard.key == talk.asked
    assert not heard.connect or (talk.connectable and talk.can_connect)
    if heard.key is None or talk.channel == "chat":
        return
    for candidate in heard.candidates:
        if candidate.meaning not in (DANGER, ELSE):
            got = _as_candidate(_given_back(talk.state, candidate.words))
            assert _same(candidate, got), f"{candidate} is taken for {got}\n{talk.story}"


def test_a_question_with_choices_is_closed_and_answered_in_one_breath(call: Conversation) -> None:
    call.begins("complaint")
    heard = _heard(call.state)
    assert (heard.key, heard.type, heard.keys, heard.answers) == ("complain_about", "choice", "at_once", "choice")
    assert heard.closed


def test_a_story_is_open_and_has_pauses(call: Conversation) -> None:
    call.begins("complaint").speaks("vården")
    heard = _heard(call.state)
    assert (heard.key, heard.answers, heard.closed) == ("what_happened", "story", False)
    assert {c.meaning for c in heard.candidates} >= {"move:human", "move:back", "move:skip", "danger"}


def test_a_day_is_a_value_entered_with_keys_too(call: Conversation) -> None:
    call.begins("nodprovning").presses("2", "3#", "0#", "200#")
    heard = _heard(call.state)
    assert (heard.key, heard.keys, heard.answers) == ("next_money", "entry", "value")
    by_words = {c.words: c.meaning for c in heard.candidates}
    assert by_words["på torsdag"] == "value:2026-11-26"
    assert "i går" not in by_words


def test_no_candidates_for_a_sum_or_a_telephone_number(call: Conversation) -> None:
    call.begins("nodprovning").presses("2", "3#", "0#")
    assert call.asked == "money"
    assert all(c.meaning.startswith("move:") or c.meaning in (DANGER, ELSE) for c in _heard(call.state).candidates)


def test_two_words_for_one_number_are_one_answer(call: Conversation) -> None:
    call.begins("nodprovning").presses("2", "3#")
    assert call.asked == "children_count"
    by_words = {c.words: c.meaning for c in _heard(call.state).candidates}
    assert by_words["inga"] == by_words["noll"] == "value:0"
    assert by_words["tjugo"] == "value:20"


def test_yes_and_no_are_heard_as_people_say_them(call: Conversation) -> None:
    by_words = {c.words: c.meaning for c in _heard(call.agrees().state).candidates}
    assert by_words["klaga"] == "complaint"
    call.chooses("po_intake").chooses("self")
    by_words = {c.words: c.meaning for c in _heard(call.state).candidates}
    assert by_words["ja det stämmer"] == "yes"
    assert by_words["nej det gör jag inte"] == "no"


def test_the_wish_to_go_on_is_heard_only_at_the_beginning(call: Conversation) -> None:
    assert "move:take_up" in {c.meaning for c in _heard(call.state).candidates}
    assert "move:take_up" not in {c.meaning for c in _heard(call.agrees().state).candidates}


def test_who_asked_us_to_wait_is_given_time(call: Conversation) -> None:
    assert not _heard(call.agrees().state).paused
    assert _heard(call.speaks("vänta lite", meant("out_of_scope", "wait")).state).paused
    assert not _heard(call.speaks("fortsätt").state).paused


def test_who_is_waited_for_is_heard_when_they_want_to_go_on(call: Conversation) -> None:
    """We say "Säg fortsätt när du vill gå vidare", so that word must be listened for, and only then."""
    call.begins("nodprovning")
    assert "move:continue" not in {one.meaning for one in _heard(call.state).candidates}
    call.speaks("vänta lite", meant("out_of_scope", "wait"))
    word = next(one for one in _heard(call.state).candidates if one.meaning == "move:continue")
    asked = call.asked
    call.takes(Said(word.words, "spoken", 0.9, known=True))
    assert call.asked == asked
    assert not call.heard("not_understood_1")


def test_slow_mode_is_told(call: Conversation) -> None:
    assert not _heard(call.agrees().state).slow
    assert _heard(call.wants("slower").state).slow


def test_after_the_end_a_human_and_danger_are_still_heard(call: Conversation) -> None:
    call.chooses("no")
    heard = _heard(call.state)
    assert heard.key is None
    assert {c.meaning for c in heard.candidates} == {"move:human", DANGER, ELSE}


def test_listening_changes_nothing(library: Library, call: Conversation) -> None:
    before = call.begins("complaint").state.model_dump_json()
    _heard(call.state)
    assert call.state.model_dump_json() == before
    assert advance(library, call.state, Silent(), None, A_MONDAY_MORNING).state.silences == 1


def test_words_that_may_mean_danger_are_asked_about_and_never_an_answer(call: Conversation) -> None:
    call.begins("complaint")
    call.speaks("jag har tagit tabletter", Understanding(crisis=Crisis("perhaps", "suicide")))
    assert call.turn.messages[0].kind == "crisis"
    assert "complain_about" not in call.known


def test_a_no_is_listened_for_where_a_story_may_be_declined(call: Conversation) -> None:
    call.begins("complaint").presses("1").speaks("De ringde aldrig.").presses("1")
    assert call.asked == "more"
    listens = listening(call.library, call.state, call.now)
    assert ("nej tack", "move:skip") in {(one.words, one.meaning) for one in listens.candidates}
