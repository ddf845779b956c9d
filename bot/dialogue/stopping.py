"""Stopping in the middle of a call: before the goodbye the caller may choose how to go on another time."""

from __future__ import annotations

from bot.dialogue import repair
from bot.dialogue.draft import Draft
from bot.dialogue.effect import MakeCode, RememberNumber
from bot.dialogue.interludes import KEEPING


def wish(draft: Draft) -> None:
    """The client wants to stop. Who asks for it a second time, is in danger or has begun nothing, just stops.

    So does who speaks on no telephone (a terminal, a browser): there is no other call to go on in.
    """
    state = draft.state
    telephone = state.channel == "phone" and (state.caller is not None or state.connectable)
    asked = draft.interlude is not None and draft.interlude.kind in KEEPING
    something = state.consent == "yes" and bool(state.flows)
    if not telephone or asked or draft.in_danger or not something:
        repair.stop(draft)
        return
    draft.say("keep_intro")
    draft.push("keep_number" if state.caller else "keep_code")


def answered(draft: Draft, value: object) -> None:
    """The answer to the question about going on that waits."""
    kind, yes = draft.interlude.kind if draft.interlude else "", value == "yes"
    code = draft.interlude.data.get("code", "") if draft.interlude else ""
    draft.pop()
    if kind == "keep_number" and yes:
        draft.effects.append(RememberNumber())
        draft.state.number_kept = True
        draft.say("keep_number_done")
        repair.stop(draft)
    elif kind == "keep_number":
        if draft.state.number_kept:
            draft.effects.append(RememberNumber(keep=False))
            draft.state.number_kept = False
        draft.push("keep_code")
    elif kind == "keep_code" and yes:
        draft.effects.append(MakeCode())
        draft.asking = "none"
    elif kind == "keep_code_again" and yes:
        tell_code(draft, code)
    else:
        if kind == "keep_code_again":
            draft.say("keep_code_done")
        repair.stop(draft)


def tell_code(draft: Draft, code: str) -> None:
    """The code in pairs, each a sentence of its own so that it is said slowly; then whether to hear it again."""
    pairs = [code[start : start + 2] for start in range(0, len(code), 2)]
    draft.say("keep_code_told", code=" ".join(f"{' '.join(pair)}." for pair in pairs))
    draft.push("keep_code_again", code=code)
