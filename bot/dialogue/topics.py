"""Starting a flow, offering another one, and coming back to the first: nothing that was answered is lost."""

from __future__ import annotations

from bot.dialogue import reading_back
from bot.dialogue.draft import Draft
from bot.dialogue.interludes import CRISIS
from bot.dialogue.state import Answer, Frame

_HOW_TO_REACH = ("contact_way", "contact_value", "contact_safe", "contact_time")


def start(draft: Draft, flow_id: str) -> None:
    """Begin the flow on top of what is under way, or take it up again if it lies below."""
    state = draft.state
    flow = draft.library.flows[flow_id]
    draft.fresh_question()
    state.interludes = [i for i in state.interludes if i.kind in (*CRISIS, "confirm")]
    if any(c.flow == flow_id for c in state.cases):
        draft.say("duplicate_flow_done", flow=flow.title)
        return
    if kept := next((f for f in state.flows if f.flow == flow_id), None):
        state.flows.remove(kept)
        state.flows.append(kept)
        draft.say("back_to_flow", flow=flow.title)
        return
    forget_a_no(draft)
    state.flows.append(Frame(flow=flow_id))
    if flow.opening:
        draft.tell(flow.opening)
    if flow_id == "nodprovning":
        _carry_over_what_is_urgent(draft)


def human_again(draft: Draft) -> None:
    """An ombud has the first message already; the client wants to be reached in another way."""
    for key in (*_HOW_TO_REACH, "more"):
        draft.state.answers.pop(key, None)
    _begin_again(draft)


def send_more(draft: Draft, told: Answer) -> None:
    """What was said after the answers were sent goes to the ombud too, with the way to reach the client as it is."""
    draft.state.answers["more"] = told
    _begin_again(draft)


def _begin_again(draft: Draft) -> None:
    draft.state.interludes.clear()
    draft.fresh_question()
    forget_a_no(draft)
    draft.state.flows.append(Frame(flow="human"))


def _carry_over_what_is_urgent(draft: Draft) -> None:
    """ "mat" to "Är något akut?" also answers "Vad behöver du hjälp med nu?": said once, read back, not asked again."""
    urgent, step = draft.state.answers.get("urgent"), draft.step_named("need")
    if "need" in draft.state.answers or urgent is None or step is None or not isinstance(urgent.value, list):
        return
    shared = [value for value in urgent.value if value in {option.id for option in step.options} - {"other"}]
    if shared:
        draft.state.answers["need"] = urgent.model_copy(update={"value": shared})
        reading_back.tell_what_was_heard(draft, ["need"])


def forget_a_no(draft: Draft) -> None:
    """A no to showing the answers to an ombud concerned one flow; the next one asks again."""
    send = draft.state.answers.get("send_ombud")
    if send is not None and send.value != "yes":
        del draft.state.answers["send_ombud"]


def offer(draft: Draft, flow_id: str) -> bool:
    """Ask whether to take the other topic now. Returns whether there was anything new to offer."""
    state = draft.state
    known = {f.flow for f in state.flows} | {c.flow for c in state.cases} | set(state.offered)
    if flow_id in known or flow_id not in draft.library.flows:
        return False
    state.offered.append(flow_id)
    draft.push("offer_topic", "offer_topic", flow=flow_id)
    return True


def after_offer(draft: Draft, flow_id: str, *, accepted: bool) -> None:
    """The client answered the offer: take the other topic and keep the first, or go on with the first."""
    first = draft.flow
    if not accepted:
        if first:
            draft.say("back_to_flow", flow=first.title)
        return
    if first:
        draft.say("another_topic_kept", flow=first.title)
    start(draft, flow_id)
