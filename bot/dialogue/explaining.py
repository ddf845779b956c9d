"""What a decision means, told from reviewed words: its meaning, what can be done, by when, whom to call. Pure.

Nothing is put together from pieces of sentences, and nothing is guessed (for the days see `telling_days`).
"""

from __future__ import annotations

from bot.dialogue import telling_days
from bot.dialogue.draft import Draft
from bot.dialogue.handing_letters import LAST_DAY
from bot.dialogue.turn import Link, Message
from content.condition import holds
from content.explanation import Explanation, explanation_for


def tell(draft: Draft) -> None:
    """Tell what the decision means that the answers tell of. Says nothing if the library has no words for it."""
    found = explanation_for(draft.library.explanations, draft.state.values())
    if found is None:
        return
    draft.tell(found.means, "explain")
    if found.general:
        draft.say("explain_general", "explain")
    _tell_what_to_do(draft, found)
    _tell_days(draft, found)
    _tell_whom_to_call(draft, found)
    draft.tell(found.ombud, "explain")
    draft.tell(found.not_means, "explain")


def _tell_what_to_do(draft: Draft, found: Explanation) -> None:
    """The best first; in chat as a list."""
    values = {**draft.state.values(), **telling_days.facts(draft, found.last_day)}
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


def _tell_days(draft: Draft, found: Explanation) -> None:
    if found.last_day == "home":
        telling_days.tell_home_day(draft)
    else:
        telling_days.tell_last_day(draft)
        telling_days.tell_delay(draft)
    day = telling_days.ahead(found, draft.state.values(), draft.now.date())
    if day and draft.state.channel == "chat":
        label = draft.fill(draft.library.text("calendar_link"))
        draft.links.append(Link(label=label, url=LAST_DAY, kind="ics"))


def _tell_whom_to_call(draft: Draft, found: Explanation) -> None:
    lines = [line for name in found.call if (line := draft.library.helpline(name))]
    for line in lines:
        number = draft.helpline_number(line.id)
        draft.say("explain_call" if number else "explain_call_place", "explain", name=line.name, number=number)
    if not lines:
        values = draft.state.values()
        in_hand = values.get("outcome") not in ("waiting", "turned_away") and values.get("written") not in (
            "oral",
            "lost",
        )
        draft.say("explain_call_sender" if in_hand else "explain_call_them", "explain")
