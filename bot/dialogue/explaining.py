"""What a decision means, told from reviewed words: its meaning, what can be done, by when, whom to call. Pure.

Nothing is put together from pieces of sentences, and nothing is guessed: a last day is told only when the day the
decision came is known (see `bot.deadlines`).
"""

from __future__ import annotations

from datetime import date

from bot.deadlines.rules import EVICT, FL_AUTHORITIES, deadlines
from bot.dialogue.draft import Draft
from bot.dialogue.turn import Message
from bot.dialogue.wording import day_in_words
from content.condition import Value, holds
from content.explanation import Explanation, explanation_for

_NO_LAST_DAY = ("yes", "waiting", "turned_away")
"""Outcomes with which nobody has said no yet."""


def tell(draft: Draft) -> None:
    """Tell what the decision means that the answers tell of. Says nothing if the library has no words for it."""
    found = explanation_for(draft.library.explanations, draft.state.values())
    if found is None:
        return
    draft.tell(found.means, "explain")
    if found.general:
        draft.say("explain_general", "explain")
    _tell_what_to_do(draft, found)
    if found.last_day:
        _tell_last_day(draft)
    _tell_whom_to_call(draft, found)
    draft.tell(found.ombud, "explain")
    draft.tell(found.not_means, "explain")


def _tell_what_to_do(draft: Draft, found: Explanation) -> None:
    """The best first; in chat as a list."""
    values = draft.state.values()
    by_id = {advice.id: advice for advice in draft.library.advice}
    fitting = [by_id[name] for name in found.advice if holds(by_id[name].when, values)]
    told = [draft.fill(advice.text) for advice in fitting]
    if not told:
        return
    intro = draft.fill(draft.library.text("explain_what_to_do"))
    if draft.state.channel == "phone":
        text = " ".join([intro, *told])
    else:
        text = "\n".join([intro, *(f"{number}. {words}" for number, words in enumerate(told, start=1))])
    draft.messages.append(Message(kind="explain", text=text))


def _tell_last_day(draft: Draft) -> None:
    """The last day to object, in good time and with a warning; if it is unknown, how it is counted."""
    values = draft.state.values()
    if values.get("outcome") in _NO_LAST_DAY:
        return
    found = next((one for one in deadlines(values) if one.key != EVICT), None)
    if found is None:
        sender = values.get("decision_from")
        draft.say(_unknown_last_day(sender), "explain")
        return
    today = draft.now.date()
    text = "last_day_ahead" if found.day > today else "last_day_today" if found.day == today else "last_day_passed"
    draft.say(text, "explain", day=day_in_words(found.day))
    if found.day >= today and _is_uncertain(draft, found.day):
        draft.say("last_day_counted_early", "explain")


def _unknown_last_day(sender: Value) -> str:
    """How such a day is counted, where a law says it."""
    if sender in FL_AUTHORITIES:
        return "last_day_unknown_weeks"
    return "last_day_unknown_months" if sender == "forsakringskassan" else "last_day_unknown_letter"


def _is_uncertain(draft: Draft, day: date) -> bool:
    """Whether the day of receipt was told as one of several: the last day is counted from the first of them."""
    answer = draft.state.answers.get("got_date")
    return answer is not None and bool(answer.latest) and answer.latest != answer.value


def _tell_whom_to_call(draft: Draft, found: Explanation) -> None:
    lines = [line for name in found.call if (line := draft.library.helpline(name))]
    for line in lines:
        number = draft.helpline_number(line.id)
        draft.say("explain_call" if number else "explain_call_place", "explain", name=line.name, number=number)
    if not lines:
        draft.say("explain_call_sender", "explain")
