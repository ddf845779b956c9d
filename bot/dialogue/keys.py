"""What pressed telephone keys mean at a step (contract: DESIGN section 4).

At listed and open questions one key acts at once: 1-8 an option, 9 more options or "vet inte", 0 a human, `*` repeat,
`#` back. Where digits are entered (and for multi), digits end with `#`; `#` alone is back, `*0` a human, `*9`
"vet inte", `*` clears and repeats.
"""

from __future__ import annotations

from datetime import date

from bot.dialogue import dictating, interludes, taking_up
from bot.dialogue.answer import answer_from
from bot.dialogue.asking import UNDECLINABLE, current_page, more_pages
from bot.dialogue.draft import Draft
from bot.dialogue.meaning import Dictated, Given, Meaning, Mismatch, Move, Picked
from bot.dialogue.options import ENTERED, OPEN, options_of
from bot.dialogue.state import Answer, Interlude
from content.condition import Value
from content.flow import Step, StepType
from nlu.values import parse
from nlu.values.keys import date_from_digits
from nlu.values.parsed import Expect

WRONG_SIDE: dict[Expect, str] = {"past": "day_has_been", "future": "day_to_come"}
"""What to say of a day that lies on the other side of today than the one that is asked for."""

MORE, HUMAN, REPEAT, BACK = "9", "0", "*", "#"


def interpret_keys(draft: Draft, step: Step, pressed: str) -> Meaning:
    """What the keys mean at the step; anything else than keys is ignored."""
    pressed = "".join(c for c in pressed if c in "0123456789*#")
    if pressed == "*0":
        return Move("human")
    if pressed == "*9":
        return _declined(draft, step, pressed)
    if pressed in (REPEAT, ""):
        return Move("repeat") if pressed else Mismatch(by_key=True)
    if step.key == dictating.KEY and pressed not in (BACK, "*9"):
        return _whole_number(draft, pressed)
    if pressed == BACK and step.key == dictating.KEY and draft.interlude and draft.interlude.data.get("told"):
        return Dictated(what="done")
    if pressed == BACK:
        return _chosen(draft, step, draft.state.picked, pressed) if draft.state.picked else Move("back")
    if step.type is StepType.MULTI:
        return _multi(draft, step, pressed)
    if step.type in ENTERED:
        return _entered(draft, step, pressed)
    return _at_once(draft, step, pressed)


def _at_once(draft: Draft, step: Step, pressed: str) -> Meaning:
    key = pressed.rstrip("#")
    if key == HUMAN:
        return Move("human")
    if key == MORE and step.key == "consent" and draft.state.channel == "phone":
        return Move("take_up")
    if key == MORE:
        return Move("more") if more_pages(draft, step) else _declined(draft, step, pressed)
    if len(key) != 1 or not key.isdigit():
        return Mismatch(by_key=True)
    if step.type in OPEN:
        return Given(_answer(draft, None, pressed, move="skip")) if key == "1" else Mismatch(by_key=True)
    offered = current_page(draft, step).offered
    if int(key) > len(offered):
        return Mismatch(by_key=True)
    return Given(_answer(draft, offered[int(key) - 1].id, pressed))


def _multi(draft: Draft, step: Step, pressed: str) -> Meaning:
    digits = pressed.rstrip("#")
    if "*" in digits:
        return Move("repeat")
    if digits == HUMAN:
        return Move("human")
    if not digits.isdigit():
        return Mismatch(by_key=True)
    offered = current_page(draft, step).offered
    chosen = [offered[int(d) - 1].id for d in digits if d not in "09" and int(d) <= len(offered)]
    if any(d not in "09" and int(d) > len(offered) for d in digits):
        return Mismatch(by_key=True)
    if MORE in digits and not (chosen and pressed.endswith("#")):
        if chosen or more_pages(draft, step):
            return Picked(tuple(chosen))
        return _declined(draft, step, pressed)
    return _chosen(draft, step, [*draft.state.picked, *chosen], pressed)


def _chosen(draft: Draft, step: Step, picked: list[str], pressed: str) -> Meaning:
    """The picked options in the step's own order; what the step no longer has is left out."""
    known = exclusive([o.id for o in options_of(step, draft.library) if o.id in picked])
    return Given(_answer(draft, known, pressed)) if known else Mismatch(by_key=True)


def exclusive(picked: list[str]) -> list[str]:
    """ "nej" together with something else means the something else."""
    return [p for p in picked if p != "none"] or picked


def _entered(draft: Draft, step: Step, pressed: str) -> Meaning:
    if "*" in pressed:
        return Move("repeat")
    digits, today = pressed.rstrip("#"), draft.now.date()
    if not digits.isdigit():
        return Mismatch(by_key=True)
    if step.key == taking_up.KEY:
        return Given(_answer(draft, digits, "", move=None))  # the code itself is a key, and kept nowhere
    if step.type is StepType.CONTACT and digits == "1" and draft.state.caller:
        return Given(_answer(draft, draft.state.caller, pressed))
    if step.type is StepType.DATE:
        return _date(draft, step, digits, today)
    if step.type in (StepType.AMOUNT, StepType.NUMBER):
        limit = 9 if step.type is StepType.AMOUNT else 2
        return Given(_answer(draft, int(digits), pressed)) if len(digits) <= limit else Mismatch(by_key=True)
    parsed = parse(StepType.PHONE, digits, today=today)
    return Given(_answer(draft, parsed.value, pressed)) if parsed.value is not None else Mismatch(by_key=True)


def _whole_number(draft: Draft, pressed: str) -> Meaning:
    """Keys while digits are said one at a time: all of the number, as the question itself takes it."""
    step = dictating.asked_for(draft)
    return _entered(draft, step or interludes.step_of(Interlude(kind=taking_up.KEY), draft), pressed)


def _date(draft: Draft, step: Step, digits: str, today: date) -> Meaning:
    parsed = date_from_digits(digits, today=today, expect=step.expect)
    if parsed.value is not None:
        return Given(_answer(draft, parsed.value, digits))
    other: Expect = "past" if step.expect == "future" else "future"
    is_a_day = step.expect is not None and date_from_digits(digits, today=today, expect=other).value is not None
    return Mismatch(by_key=True, why=WRONG_SIDE[other] if is_a_day else None)


def _declined(draft: Draft, step: Step, pressed: str) -> Meaning:
    if step.key in UNDECLINABLE:
        return Mismatch(by_key=True)
    return Given(_answer(draft, None, pressed, move="dont_know"))


def _answer(draft: Draft, value: Value, raw: str, move: str | None = None) -> Answer:
    return answer_from(draft, value, raw, "key", move=move)
