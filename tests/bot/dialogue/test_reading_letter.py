"""A letter is read with the client: pasted in the chat, or read aloud on the phone. Only what is certain counts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.dialogue.interludes import CRISIS
from bot.dialogue.letter_phrases import wished
from content.library import Library
from content.loader import load_library
from nlu.understanding import Crisis, Understanding
from tests.bot.dialogue.conversation import Conversation, danger, heard_in_passing
from tests.nlu.letters.corpus_letters import cases

LIBRARY = load_library()
LETTERS = {case.name: case.text for case in cases()}
A_NO = LETTERS["first_fk_sjukpenning_nej"]
PARTLY = LETTERS["first_soc_delvis"]
STRETCHES = (
    "Försäkringskassan. Beslut den 3 november 2026.",
    "Försäkringskassan har beslutat att avslå din ansökan om sjukpenning.",
    "Du kan begära omprövning inom två månader från den dag du fick beslutet.",
)


def reads_aloud(call: Conversation, *stretches: str, confidence: float = 0.8) -> Conversation:
    call.begins("explain_decision").speaks("läs mitt brev")
    for stretch in stretches:
        call.speaks(stretch, confidence=confidence)
    return call


# --- In the chat -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words", ["läs mitt brev", "jag klistrar in brevet", "kan du läsa brevet", "Läs brevet med mig!"]
)
def test_who_wants_a_letter_read_is_asked_for_it(chat: Conversation, words: str) -> None:
    chat.agrees().says(words)
    assert chat.asked == "read_letter"
    assert chat.heard("read_letter_ask")


@pytest.mark.parametrize(
    "words",
    ["jag kan inte läsa brevet", "jag har inte läst brevet", "läs frågan igen", "jag fick ett brev",
     "förstå ett beslut", "kan du läsa mina tankar", "de läser aldrig mina brev"],
)  # fmt: skip
def test_other_words_about_letters_are_no_wish(words: str) -> None:
    assert not wished(words)


def test_a_pasted_letter_is_read_without_being_asked_for(chat: Conversation) -> None:
    chat.agrees().says(A_NO)
    assert chat.turn.flow == "explain_decision"
    assert chat.known["decision_from"] == "forsakringskassan"
    assert chat.known["decision_about"] == "sjukpenning"
    assert chat.known["outcome"] == "no"
    assert chat.known["decision_date"] == "2026-11-03"
    assert chat.known["written"] == "yes"


@pytest.mark.parametrize("answered", [0, 1, 2])
def test_so_it_is_at_every_question_of_the_flow(chat: Conversation, answered: int) -> None:
    chat.begins("explain_decision")
    for option in ("forsakringskassan", "sjukpenning")[:answered]:
        chat.chooses(option)
    chat.says(A_NO).chooses("no")
    assert chat.asked == "got_date"


def test_what_the_letter_answers_says_where_it_stood(chat: Conversation) -> None:
    chat.agrees().says(A_NO)
    answer = chat.state.answers["outcome"]
    assert answer.how == "words"
    assert answer.raw in A_NO


def test_the_day_it_came_is_always_asked(chat: Conversation) -> None:
    chat.agrees().says(A_NO).chooses("no")
    assert "got_date" not in chat.known
    assert chat.asked == "got_date"


def test_what_the_client_has_answered_stands(chat: Conversation) -> None:
    chat.begins("explain_decision").chooses("social_services")
    chat.says(A_NO)
    assert chat.known["decision_from"] == "social_services"


def test_what_was_read_can_be_changed(chat: Conversation) -> None:
    chat.agrees().says(PARTLY).chooses("no").says("ändra").chooses("outcome").chooses("no")
    assert chat.known["outcome"] == "no"


def test_before_the_yes_the_letter_is_told_and_only_held(chat: Conversation) -> None:
    chat.says(A_NO)
    assert "Svaret är nej." in chat.told
    assert chat.asked == "consent"
    assert "outcome" in chat.turn.held_back
    assert chat.state.hushed().answers == {}
    chat.agrees()
    assert chat.turn.flow == "explain_decision"
    assert chat.known["outcome"] == "no"


def test_difficult_words_come_a_few_at_a_time(chat: Conversation) -> None:
    chat.agrees().says(PARTLY)
    explained = [
        line for line in chat.told.splitlines() if line.startswith(("Bevilja:", "Avslag:", "Försörjningsstöd:"))
    ]
    assert explained
    assert chat.asked == "letter_words"
    for _ in range(20):
        if chat.asked != "letter_words":
            break
        chat.chooses("yes")
        assert chat.told.count("\n") <= 6
    assert chat.asked == "got_date"


def test_two_decisions_fill_in_only_what_is_the_same(chat: Conversation) -> None:
    chat.agrees().says(LETTERS["first_tva_beslut"])
    assert chat.heard("read_letter_two")
    assert "outcome" not in chat.known
    assert "decision_about" not in chat.known
    assert chat.known["decision_from"] == "social_services"


def test_of_more_than_two_it_is_not_said_that_they_are_two(chat: Conversation) -> None:
    chat.agrees().says(LETTERS["later_z_tre_beslut_fk"])
    assert chat.heard("read_letter_several")
    assert "outcome" not in chat.known


@pytest.mark.parametrize(
    "name", ["first_kallelse", "first_komplettering", "held_forslag", "held_mottagen", "first_kronofogden"]
)
def test_what_is_no_decision_fills_nothing_in(chat: Conversation, name: str) -> None:
    chat.agrees().says(LETTERS[name])
    assert not {"outcome", "decision_date", "route", "written"} & set(chat.known)
    chat.chooses("no") if chat.asked == "letter_words" else chat
    assert chat.asked == "menu"


def test_a_letter_to_somebody_else_is_told_and_fills_nothing_in(chat: Conversation) -> None:
    chat.agrees().says(LETTERS["first_annan_person"])
    assert chat.heard("read_letter_other_person")
    assert "outcome" not in chat.known


def test_a_text_in_which_nothing_is_certain_leads_on_to_the_questions(chat: Conversation) -> None:
    chat.begins("explain_decision").says("läs mitt brev").says("xxx yyy zzz qqq www vvv")
    assert chat.asked == "decision_from"
    assert chat.heard("read_letter_nothing_found") or chat.heard("read_letter_kind_unknown")


def test_who_has_no_letter_after_all_is_asked_instead(chat: Conversation) -> None:
    chat.begins("explain_decision").says("läs mitt brev").says("nej")
    assert chat.heard("read_letter_instead")
    assert chat.asked == "decision_from"


def test_no_letter_is_read_in_the_middle_of_something_else(chat: Conversation) -> None:
    chat.begins("complaint").chooses("social_services").says(A_NO)
    assert "outcome" not in chat.known
    assert "what_happened" in chat.known


# --- What is kept ------------------------------------------------------------------------------------------------


def test_the_ombud_gets_the_letter_as_it_was_pasted(chat: Conversation) -> None:
    chat.agrees().says(A_NO)
    assert A_NO.strip() in [words.text for words in chat.state.own_words]


def test_the_letter_is_not_taken_for_what_the_client_would_say(chat: Conversation) -> None:
    """The nödprövning ends with the client's own words, ready to say."""
    chat.agrees().says(A_NO)
    assert not [words for words in chat.state.own_words if words.key in ("consent", "menu") and "Kassan" in words.text]


def test_a_personnummer_in_the_letter_is_noticed(chat: Conversation) -> None:
    chat.agrees().says(A_NO + "\nPersonnummer: 19121212-1212")
    assert chat.heard("no_personnummer")


def test_a_letter_without_end_is_read_in_part_and_that_is_said(chat: Conversation) -> None:
    chat.agrees().says(A_NO + "\nEn bilaga utan innehåll." * 2_000)
    assert chat.heard("read_letter_cut")
    assert chat.known["outcome"] == "no"


def test_a_letter_that_cannot_be_kept_whole_is_read_and_that_is_said(chat: Conversation) -> None:
    chat.agrees().says(A_NO + "\nEn bilaga utan innehåll." * 4_100)
    assert chat.heard("read_letter_not_kept")


# --- Danger ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["certain", "perhaps"])
def test_help_lines_in_the_footer_are_no_cry_for_help(chat: Conversation, level: str) -> None:
    letter = LETTERS["first_sidfot_kris"]
    chat.agrees().says(letter, danger(level))  # ty: ignore[invalid-argument-type]
    assert not chat.state.interludes or chat.state.interludes[-1].kind not in CRISIS
    assert chat.known["outcome"] == "no"


@pytest.mark.parametrize("flow", [None, "complaint", "explain_decision"])
def test_nor_are_they_anywhere_else(chat: Conversation, flow: str | None) -> None:
    chat.agrees()
    if flow:
        chat.chooses(flow)
    chat.says(LETTERS["first_sidfot_kris"], danger("certain"))
    assert not [message for message in chat.turn.messages if message.kind == "crisis"]


@pytest.mark.parametrize("before", [True, False])
def test_what_the_client_says_beside_the_letter_is_heard(chat: Conversation, before: bool) -> None:
    cry, letter = "Jag vill inte leva längre.", LETTERS["first_sidfot_kris"]
    text = f"{cry}\n\n{letter}" if before else f"{letter}\n\n{cry}"
    chat.agrees().says(text, danger("certain"))
    assert chat.asked == "crisis_ask"
    assert chat.turn.messages[0].kind == "crisis"
    assert chat.known["outcome"] == "no", "the letter is not lost"


def test_what_is_told_beside_the_letter_answers_its_question(chat: Conversation) -> None:
    chat.agrees().says(f"Jag har två barn och jag har ingen mat.\n\n{A_NO}")
    assert chat.known["children_count"] == 2
    assert chat.known["outcome"] == "no"
    assert chat.asked == "offer_topic"


@pytest.mark.parametrize("flow", ["po_intake", "nodprovning"])
def test_a_letter_pasted_during_something_else_is_read_when_its_topic_is_taken_up(
    chat: Conversation, flow: str
) -> None:
    chat.begins(flow).says(A_NO)
    assert chat.asked == "offer_topic"
    assert not chat.known, "the letter's words answer nothing here"
    chat.chooses("yes")
    assert "Svaret är nej." in chat.told
    assert chat.known["outcome"] == "no"
    assert chat.turn.flow == "explain_decision"
    assert [frame.flow for frame in chat.state.flows] == [flow, "explain_decision"]


@pytest.mark.parametrize(
    ("own", "day"),
    [
        ("jag fick det här i fredags, förstår ingenting", "2026-11-20"),
        ("Brevet kom i går.", "2026-11-22"),
        ("Jag har fått det här brevet idag", "2026-11-23"),
        ("Jag fick det den 3 november. Det kom i fredags.", None),
        ("Jag förstår inte det här.", None),
    ],
)
@pytest.mark.parametrize("before", [True, False])
def test_the_day_it_came_can_be_told_beside_the_letter(
    chat: Conversation, own: str, day: str | None, before: bool
) -> None:
    chat.agrees().says(f"{own}\n\n{A_NO}" if before else f"{A_NO}\n\n{own}")
    assert chat.known.get("got_date") == day
    assert chat.known["outcome"] == "no"


def test_what_the_letter_tells_of_others_answers_nothing(chat: Conversation) -> None:
    chat.agrees().says(f"{A_NO}\nHushållet har två barn. Du har ingen mat hemma.")
    assert not {"children_count", "need", "urgent"} & set(chat.known)


def test_nor_does_it_in_the_middle_of_something_else(chat: Conversation) -> None:
    chat.begins("complaint").chooses("social_services")
    chat.says(f"{A_NO}\nHushållet har två barn.", heard_in_passing(children="yes", children_count=2))
    assert "children_count" not in chat.known


def test_a_doubt_of_the_classifier_counts_only_with_words_of_the_clients_own(chat: Conversation) -> None:
    doubt = Understanding("crisis", None, 0.95, crisis=Crisis("perhaps"))
    chat.agrees().says(A_NO, doubt)
    assert not chat.heard("danger_check")


def test_danger_is_heard_while_a_letter_is_read_aloud(call: Conversation) -> None:
    reads_aloud(call, STRETCHES[0]).speaks("jag vill inte leva längre", danger("certain"))
    assert call.asked == "crisis_ask"


# --- On the phone ------------------------------------------------------------------------------------------------


def test_a_letter_is_read_aloud_a_stretch_at_a_time(call: Conversation) -> None:
    reads_aloud(call, *STRETCHES)
    assert call.asked == "read_letter"
    assert "outcome" not in call.known
    call.speaks("klart")
    assert call.asked == "letter_confirm"
    assert "Svaret är nej." in call.told


def test_what_was_heard_counts_after_a_yes(call: Conversation) -> None:
    reads_aloud(call, *STRETCHES, confidence=0.4).speaks("klart")
    assert "outcome" not in call.known
    call.presses("1")
    answer = call.state.answers["outcome"]
    assert (answer.value, answer.how, answer.confidence) == ("no", "speech", 0.4)
    assert "got_date" not in call.known


def test_after_a_no_nothing_of_it_counts(call: Conversation) -> None:
    reads_aloud(call, *STRETCHES).speaks("klart").presses("2")
    assert call.heard("read_letter_instead")
    assert call.asked == "decision_from"
    assert "outcome" not in call.known


@pytest.mark.parametrize("done", ["klart", "klar", "jag är klar", "det var allt", "färdig"])
def test_there_are_many_ways_to_be_done(call: Conversation, done: str) -> None:
    reads_aloud(call, *STRETCHES).speaks(done)
    assert call.asked == "letter_confirm"


def test_one_key_is_enough_to_be_done(call: Conversation) -> None:
    reads_aloud(call, *STRETCHES).presses("1")
    assert call.asked == "letter_confirm"


def test_a_hum_and_a_silence_are_no_part_of_the_letter(call: Conversation) -> None:
    reads_aloud(call, *STRETCHES).speaks("mm").is_silent().speaks("klart")
    assert call.asked == "letter_confirm"
    assert "Svaret är nej." in call.told


@pytest.mark.parametrize(("words", "goes_to"), [("människa", "human"), ("backa", "explain_decision")])
def test_the_moves_work_while_reading(call: Conversation, words: str, goes_to: str) -> None:
    reads_aloud(call, STRETCHES[0]).speaks(words)
    assert call.turn.flow == goes_to
    assert call.asked != "read_letter"


def test_two_words_are_explained_at_a_time_on_the_phone(call: Conversation) -> None:
    reads_aloud(call, *STRETCHES).speaks("klart").presses("1")
    words = next(message.text for message in call.turn.messages if message.text.startswith("Svåra ord"))
    assert words.count(":") == 3


def test_nothing_heard_leads_on_to_the_questions(call: Conversation) -> None:
    reads_aloud(call).speaks("klart")
    assert call.heard("read_letter_instead")
    assert call.asked == "decision_from"


# --- Whatever comes ----------------------------------------------------------------------------------------------

LINES = sorted({line for text in LETTERS.values() for line in text.splitlines() if line.strip()})


@settings(max_examples=40, deadline=None)
@given(
    channel=st.sampled_from(("chat", "phone")),
    said=st.lists(
        st.one_of(
            st.lists(st.sampled_from(LINES), min_size=1, max_size=20).map("\n".join),
            st.sampled_from(["klart", "ja", "nej", "läs mitt brev", "ändra", "backa", "hjälp", "säg igen"]),
            st.text(max_size=60),
        ),
        max_size=8,
    ),
)
def test_no_letter_breaks_the_talk_or_tells_the_day_it_came(channel: str, said: list[str]) -> None:
    talk = Conversation(LIBRARY, channel).begins("explain_decision")  # ty: ignore[invalid-argument-type]
    for text in ["läs mitt brev", *said]:
        asked = talk.asked
        talk.speaks(text) if channel == "phone" else talk.says(text)
        assert "got_date" not in talk.known or asked in ("got_date", "confirm"), talk.story


def test_every_text_about_letters_is_in_the_library(library: Library) -> None:
    kinds = ("proposal", "summons", "completion", "receipt", "invoice", "advert", "unknown")
    missing = ("authority", "about", "outcome", "decision_date", "route", "reasons")
    for name in [*(f"kind_{kind}" for kind in kinds), *(f"missing_{name}" for name in missing)]:
        assert library.text(f"read_letter_{name}")
