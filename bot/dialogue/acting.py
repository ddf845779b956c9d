"""Acting on what an event means: which part of the dialogue takes it."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.dialogue import (
    closing,
    connecting,
    crisis,
    dictating,
    doubting,
    going_on,
    interludes,
    keeping_sound,
    menu,
    moves,
    opening,
    reading_back,
    reading_letter,
    repair,
    stopping,
    taking_up,
    topics,
)
from bot.dialogue.answer import answer_from
from bot.dialogue.answering import (
    NEVER_IN_PASSING,
    needs_read_back,
    offer_help_for_need,
    record,
    settle_answer,
    take_answer,
    take_up_need,
)
from bot.dialogue.asking import turn_page
from bot.dialogue.draft import Draft
from bot.dialogue.event import Said
from bot.dialogue.fitting import fits
from bot.dialogue.keys import WRONG_SIDE
from bot.dialogue.meaning import (
    Correction,
    Courtesy,
    Dictated,
    Faq,
    Foreign,
    Given,
    Meaning,
    Mismatch,
    Move,
    Picked,
    Silence,
    Topic,
    Unclear,
)
from bot.dialogue.waiting import Wait, waiting
from bot.dialogue.words import TOPICS, interpret_words
from content.flow import Step, StepType
from nlu.understanding import Understanding
from nlu.values import is_only_a_date
from nlu.values.parsed import Expect

_NO_AND_THEN = re.compile(r"^\s*(?:nej|nä|näe|fel)\b[\s,.!]+(?=\S)", re.IGNORECASE)
"""The no before a new value: "nej, Gerd"."""
TOPIC_BEFORE_CONSENT = 0.4
"""Before the yes nothing is started, so a likely topic is enough to be remembered."""


def act(
    draft: Draft,
    wait: Wait,
    meaning: Meaning,
    said: Said | None = None,
    understood: Understanding | None = None,
    filled: list[str] | None = None,
) -> None:
    """Change the draft as the meaning says. `filled` are keys that the same words answered besides the question."""
    if understood:
        remember_likely_topic(draft, wait, understood)
    if said and closing.belongs_to_what_was_sent(draft, wait, meaning, said, understood, filled):
        closing.offer_to_send_more(draft, said)
        return
    if isinstance(meaning, Topic) and keeping_sound.asked(draft):
        draft.pop()  # who tells what it is about has not said yes to this
        wait = waiting(draft) or wait
    match meaning:
        case Unclear() | Topic() if said and understood and going_on.go_on(draft, said, understood):
            pass
        case Given():
            _given(draft, wait, meaning, said)
        case Move() if wait.step.key == "menu" and meaning.move == "back":
            draft.say("back_at_start")
        case Move(move="human") if connecting.possible(draft) and doubting.badly_heard(said):
            connecting.wish(draft, sure=False)
        case Move(move="stop") if doubting.badly_heard(said) and not doubting.heard_twice(draft, wait, "stop"):
            pass  # a noise must not end the call
        case Move(move="read_letter"):
            if not reading_letter.wish(draft, wait):
                _topic(draft, wait, reading_letter.FLOW, bool(filled))
        case Move():
            if meaning.move == "change" and _correct(draft, said, understood):
                return
            moves.make(draft, wait, meaning)
        case Correction():
            _take_correction(draft, meaning)
        case Topic(flow=flow) if wait.taker == "menu" and said and doubting.badly_heard(said):
            doubting.read_back(draft, wait, answer_from(draft, flow, said.text, "speech", confidence=said.confidence))
        case Topic(flow=flow):
            _topic(draft, wait, flow, bool(filled))
        case Faq(id=faq_id):
            if not menu.faq(draft, faq_id):
                repair.not_understood(draft, wait)
        case Courtesy(intent=intent):
            draft.say("thanks_reply" if intent == "thanks" else "greet_reply")
        case Dictated(digits=digits) if wait.step.key == taking_up.KEY:
            dictating.start_code(draft, digits)
        case Dictated():
            if (number := dictating.take(draft, meaning)) is not None:
                _told(draft, Given(answer_from(draft, number, "", "speech")))
        case Picked(options=options):
            draft.state.picked += [o for o in options if o not in draft.state.picked]
            turn_page(draft, wait.step)
            draft.asking = "list"
        case Foreign():
            _foreign(draft, wait)
        case Mismatch(by_key=True, why=str() as why) if draft.state.failures + 1 < repair.HUMAN_AFTER:
            _tell_what_is_wrong(draft, why)
        case Mismatch(by_key=True):
            repair.not_understood(draft, wait)
        case Mismatch():
            draft.say("no_option")
        case Silence():
            repair.silent(draft, wait)
        case Unclear():
            _unclear(draft, wait, said, understood, bool(filled))
    if filled and wait.taker != "consent":
        take_up_need(draft)
        reading_back.tell_what_was_heard(draft, filled)
        offer_help_for_need(draft)


def _given(draft: Draft, wait: Wait, given: Given, said: Said | None) -> None:
    if not doubting.may_act(draft, wait, given.answer, said):
        return
    match wait.taker:
        case "consent":
            opening.take_consent(draft, given, said)
        case "menu" if given.answer.value == "human":
            moves.make(draft, wait, Move("human"))
        case "menu":
            menu.choose(draft, given)
        case "summary":
            closing.take_decision(draft, given)
        case "flow":
            take_answer(draft, wait.step, given)
        case "interlude":
            _interlude(draft, wait, given, said)


def _interlude(draft: Draft, wait: Wait, given: Given, said: Said | None) -> None:
    interlude, value = draft.interlude, given.answer.value
    if interlude is None:
        return
    match interlude.kind:
        case "confirm":
            _confirmed(draft, given, said)
        case "offer_human":
            draft.pop()
            if value == "yes":
                moves.make(draft, wait, Move("human"))
            else:
                repair.after_offer(draft, int(interlude.data.get("ladders", "1")))
        case "offer_topic":
            draft.pop()
            if value != "yes" or not reading_letter.taken_up(draft, interlude.data["flow"]):
                topics.after_offer(draft, interlude.data["flow"], accepted=value == "yes")
        case "human_again":
            draft.pop()
            if value == "yes":
                topics.human_again(draft)
        case "send_more":
            told = interlude.pending
            draft.pop()
            if value == "yes" and told:
                topics.send_more(draft, told)
        case "cancel_sure":
            draft.pop()
            if value == "yes":
                closing.cancel(draft)
        case "change_which":
            draft.pop()
            draft.push("change", str(value))
        case "change":
            draft.pop()
            take_answer(draft, wait.step, given)
        case "about_po":
            menu.answer_about_po(draft, given)
        case "danger_check":
            draft.pop()
            record(draft, "danger", given.answer)
            if value == "no":
                draft.say("danger_no_tired" if interlude.data.get("tired") else "danger_no")
            else:
                crisis.danger_now(draft, sure=value == "yes")
        case "crisis_next" if value == "human" and connecting.possible(draft):
            connecting.connect(draft)
        case "crisis_next" if value == "human":
            draft.pop()
            moves.make(draft, wait, Move("human"))
        case "crisis_next" if value == "stop":
            draft.pop()
            repair.stop(draft)
        case "crisis_connect":
            draft.pop()
            if value == "yes":
                connecting.connect(draft)
        case "keep_number" | "keep_code" | "keep_code_again":
            stopping.answered(draft, value)
        case keeping_sound.KEY:
            keeping_sound.answered(draft, value)
        case "take_up":
            taking_up.take(draft, given)
        case dictating.KEY:
            _told(draft, given)
        case interludes.LETTER | interludes.LETTER_CONFIRM | interludes.LETTER_WORDS:
            reading_letter.answered(draft, given)
        case _:
            crisis.answer(draft, given)


def _told(draft: Draft, given: Given) -> None:
    """What was told digit by digit, or keyed or declined instead, answers the question that asked for it."""
    draft.pop()
    if below := waiting(draft):
        _given(draft, below, given, None)


def _confirmed(draft: Draft, given: Given, said: Said | None) -> None:
    """yes keeps the value; no asks again, and takes a new value that came with the no ("nej, fredag")."""
    interlude = draft.interlude
    if interlude is None or interlude.pending is None:
        return
    step = draft.step_named(interlude.key)
    draft.pop()
    if step is None:
        return
    below = _decides(draft, step)
    if given.answer.value == "yes" and below:
        _given(draft, below, Given(interlude.pending), None)
        return
    if given.answer.value == "yes":
        settle_answer(draft, step, interlude.pending)
        return
    if said:
        instead = replace(said, text=_NO_AND_THEN.sub("", said.text))
        again = interpret_words(draft, below or Wait(step, "flow"), instead, Understanding())
        if isinstance(again, Given) and again.answer.value not in (None, interlude.pending.value, "no"):
            if below:
                _given(draft, below, again, said)
            else:
                take_answer(draft, step, again)
            return
    draft.say("confirm_failed")
    pending = interlude.pending
    if pending.how == "speech" and _asks_now(draft, step) and dictating.denied(draft, step):
        return
    draft.state.failures = 1
    draft.asking = "list"


def _asks_now(draft: Draft, step: Step) -> bool:
    below = waiting(draft)
    return below is not None and below.step.key == step.key


def _decides(draft: Draft, step: Step) -> Wait | None:
    """The menu or the summary, if it is their answer that was read back: it is acted on, not recorded."""
    below = waiting(draft)
    return below if below and below.taker in ("menu", "summary") and below.step.key == step.key else None


def remember_likely_topic(draft: Draft, wait: Wait, understood: Understanding) -> None:
    """Before the yes, what the client seems to want is kept until then."""
    if wait.taker == "consent" and understood.intent in TOPICS and understood.confidence >= TOPIC_BEFORE_CONSENT:
        draft.state.topic = TOPICS[understood.intent]


def says_something_else(wait: Wait, meaning: Meaning) -> bool:
    """Whether words that may tell of danger also say what to do now. Else only the danger is asked about.

    "Jag orkar inte mer" is no wish to stop, and "förlåt, jag förstod inte" must not stand before "Är du i fara?".
    """
    match meaning:
        case Given(answer=answer):
            return not (wait.taker == "consent" and answer.value != "yes")
        case Move(move=move):
            return move in ("human", "change")
        case Topic():
            return wait.taker != "consent"
        case Faq() | Correction():
            return True
        case _:
            return False


def _topic(draft: Draft, wait: Wait, flow: str, filled: bool) -> None:
    if wait.taker == "consent":
        opening.remember_topic(draft, flow)
    elif wait.taker == "menu":
        topics.start(draft, flow)
        offer_help_for_need(draft)
    elif (draft.in_danger or not topics.offer(draft, flow)) and not filled:
        repair.not_understood(draft, wait)


def _take_correction(draft: Draft, correction: Correction) -> None:
    """Replace the earlier answer; the waiting question stays. What was spoken is read back first, as always."""
    step = draft.step_named(correction.key)
    if step is None:
        return
    if needs_read_back(step, correction.answer):
        draft.push("confirm", step.key).pending = correction.answer
        return
    record(draft, step.key, correction.answer)
    reading_back.tell_what_was_heard(draft, [step.key])
    draft.say("change_done")


def _correct(draft: Draft, said: Said | None, understood: Understanding | None) -> bool:
    """ "Nej, jag bor i Farsta": a known answer replaced by a new value in the same breath."""
    spoken = said is not None and said.manner == "spoken"
    corrections = []
    for key, found in (understood.answers if understood else {}).items():
        old, step = draft.state.answers.get(key), draft.step_named(key)
        if old is None or step is None or found.value == old.value or key in NEVER_IN_PASSING:
            continue
        if fits(step, found.value, draft.library):
            how, confidence = ("speech", said.confidence) if spoken and said else ("words", None)
            answer = answer_from(
                draft, found.value, found.raw, how,
                confidence=confidence, uncertain=found.uncertain, latest=found.latest,
            )  # fmt: skip
            corrections.append(Correction(key, answer))
    for correction in corrections:
        _take_correction(draft, correction)
    return bool(corrections)


def _foreign(draft: Draft, wait: Wait) -> None:
    draft.say("other_language_sv")
    draft.say("other_language_en")
    draft.state.failures += 1
    if draft.state.failures >= repair.HUMAN_AFTER:
        repair.not_understood(draft, wait)
    else:
        draft.asking = "again"


def _unclear(draft: Draft, wait: Wait, said: Said | None, understood: Understanding | None, filled: bool) -> None:
    if wait.taker == "summary" and _correct(draft, said, understood):
        return
    if filled and wait.taker != "consent":
        return
    if wait.taker == "consent" and said and re.search(r"\w", said.text):
        draft.state.failures += 1
        if draft.state.failures < repair.HUMAN_AFTER:
            draft.say("consent_please")
            return
        draft.state.failures -= 1
    if said and not re.search(r"\w", said.text) and draft.state.failures == 0:
        draft.state.failures += 1
        draft.say("text_empty")
        return
    if said and draft.state.failures + 1 < repair.HUMAN_AFTER and (wrong := _wrong_side_of_today(draft, wait, said)):
        _tell_what_is_wrong(draft, wrong)
        return
    if said and dictating.not_understood(draft, wait.step, said):
        return
    repair.not_understood(draft, wait)


def _tell_what_is_wrong(draft: Draft, text_id: str) -> None:
    draft.state.failures += 1
    draft.say(text_id)
    draft.asking = "again"


def _wrong_side_of_today(draft: Draft, wait: Wait, said: Said) -> str | None:
    """ "I tisdags" where a day to come is asked for: the text that says so."""
    step = wait.step
    if step.type is not StepType.DATE or step.expect is None:
        return None
    other: Expect = "past" if step.expect == "future" else "future"
    return WRONG_SIDE[other] if is_only_a_date(said.text, today=draft.now.date(), expect=other) else None
