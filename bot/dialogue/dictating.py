"""A number said one digit at a time: each digit is said back, and the whole number before it is believed.

Numbers said in one breath are heard badly on a telephone, by every recogniser that was tried. One digit is heard well:
there are only ten. So who has said no to what we heard, or was not understood, is asked for the digits; the keys still
work, and take the whole number at once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.dialogue.meaning import Dictated, Meaning
from content.condition import Value
from content.flow import Step, StepType, Text
from nlu.values import parse
from nlu.values.dictated import digits_said

if TYPE_CHECKING:
    from bot.dialogue.draft import Draft
    from bot.dialogue.event import Said
    from bot.dialogue.state import Interlude

KEY = "dictate"
OF_A_CODE = "take_up"
CODE_DIGITS = 8
_MOBILE_DIGITS = 10
_SUM_DIGITS = 9
_AFTER_DENIALS = {StepType.PHONE: 1, StepType.CONTACT: 1, StepType.AMOUNT: 2}
"""How often what was heard must be denied: a sum is easy to say again in other words, a number is not."""
_TIMES = 2
"""For one question; then it is asked as before, with its keys."""
_ENOUGH_OF_A_NUMBER = 3
"""Digits in what was not understood, from which it was a number and nothing else."""
_NAMES = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio")


def in_words(digits: str) -> str:
    """ "noll, sju, tre", as it is said back."""
    return ", ".join(_NAMES[int(digit)] for digit in digits)


def denied(draft: Draft, step: Step) -> bool:
    """The client says that we heard a number wrong. Returns whether its digits are asked for now."""
    draft.state.denied.append(step.key)
    times = draft.state.denied.count(step.key) - _AFTER_DENIALS.get(step.type, 0)
    if not _is_number(draft, step) or not 0 <= times < _TIMES:
        return False
    draft.push(KEY, step.key)
    return True


def not_understood(draft: Draft, step: Step, said: Said) -> bool:
    """Words that are no number, where one is asked for. Returns whether its digits are asked for now."""
    again = draft.state.failures > 0
    if said.manner != "spoken" or not _is_number(draft, step) or step.type is StepType.AMOUNT:
        return False
    if draft.state.denied.count(step.key) >= _TIMES:
        return False
    if not again and len(digits_said(said.text) or "") < _ENOUGH_OF_A_NUMBER:
        return False
    draft.state.denied.append(step.key)
    draft.push(KEY, step.key)
    return True


def _is_number(draft: Draft, step: Step) -> bool:
    if draft.state.channel != "phone" or step.type not in _AFTER_DENIALS:
        return False
    return step.type is not StepType.CONTACT or draft.state.values().get("contact_way") in ("phone", "sms")


def start_code(draft: Draft, digits: str) -> None:
    """The first digits of a code were said: the rest comes one at a time."""
    draft.push(KEY, OF_A_CODE)
    if 0 < len(digits) < CODE_DIGITS:
        _add(draft, digits)


def question(interlude: Interlude, draft: Draft) -> Step:
    """What was said last is said back; asked again, everything so far."""
    told, last = interlude.data.get("told", ""), interlude.data.get("last", "")
    just_told = last and interlude.data.get("turn") == str(draft.state.turns)
    so_far = _filled(draft, "dictate_so_far" if told else "dictate_first", in_words(told))
    text = so_far if told else _filled(draft, "dictate_ask", "")
    if just_told and draft.asking != "list":
        text = _filled(draft, "dictate_digit", in_words(last).capitalize())
    how = draft.library.text("dictate_ask").form(draft.state.channel)
    return Step(key=KEY, type=StepType.NUMBER, text=text, again=so_far, help=how)


def _filled(draft: Draft, text_id: str, digits: str) -> Text:
    text = draft.library.text(text_id)
    return Text(chat=draft.fill(text.chat, digits=digits), phone=draft.fill(text.phone, digits=digits))


def asked_for(draft: Draft) -> Step | None:
    """The question whose digits are being said; None when it is the code of an earlier call."""
    return draft.step_named(draft.interlude.key) if draft.interlude else None


def only_digits(text: str) -> bool:
    return digits_said(text) is not None


def heard(draft: Draft, text: str) -> Meaning | None:
    """What the words are in a dictation; None when they are something else."""
    plain = re.sub(r"[^\w]+", " ", text.casefold()).strip()
    for what, wordings in draft.library.heard.dictation.items():
        if plain in wordings:
            return Dictated(what=what)
    if digits := digits_said(text):
        return Dictated(digits)
    return Dictated(what="undo") if parse(StepType.YES_NO, text, today=draft.now.date()).value == "no" else None


def take(draft: Draft, dictated: Dictated) -> Value:
    """Write down what was dictated. Returns the whole value when it is complete; the question is still there then."""
    interlude = draft.interlude
    if interlude is None:
        return None
    draft.state.failures = draft.state.silences = 0
    told = interlude.data.get("told", "")
    match dictated.what:
        case "more":
            _add(draft, dictated.digits)
        case "anew":
            interlude.data.clear()
            draft.say("dictate_anew")
            draft.asking = "again"
        case "undo" if told:
            interlude.data |= {"told": told[:-1], "last": ""}
            draft.say("dictate_removed", digits=in_words(told[-1]))
            draft.asking = "again"
        case "undo":
            draft.pop()
            return None
    told = interlude.data.get("told", "")
    if told and (dictated.what == "done" or _is_whole(interlude, told)):
        return _value(draft, interlude, told)
    if dictated.what == "done":
        draft.asking = "again"
    return None


def _add(draft: Draft, digits: str) -> None:
    if draft.interlude:
        told = draft.interlude.data.get("told", "") + digits
        draft.interlude.data |= {"told": told, "last": digits, "turn": str(draft.state.turns)}


def _is_whole(interlude: Interlude, told: str) -> bool:
    """Whether nothing can follow: nobody needs to say that they are ready."""
    if interlude.key == OF_A_CODE:
        return len(told) >= CODE_DIGITS
    return told.startswith("07") and len(told) >= _MOBILE_DIGITS


def _value(draft: Draft, interlude: Interlude, told: str) -> Value:
    """What the digits are. If they are no number that can be, they are asked for again."""
    step = asked_for(draft)
    if step is None:
        return told
    if step.type is StepType.AMOUNT:
        value = int(told) if len(told) <= _SUM_DIGITS else None
    else:
        value = parse(StepType.PHONE, told, today=draft.now.date()).value
    if value is not None:
        return value
    interlude.data.clear()
    draft.say("dictate_not_whole")
    draft.state.failures += 1
    draft.asking = "again"
    return None
