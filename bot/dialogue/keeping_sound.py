"""Whether the sound of this call may be kept: asked once after the yes, where the operator can keep sound at all.

Only a yes is a yes: silence, "vet inte" and words that mean something else keep nothing, and the call goes on.
"""

from __future__ import annotations

from bot.dialogue.draft import Draft

KEY = "keep_audio"


def ask(draft: Draft) -> None:
    """What it is about, then the question. Nothing where sound cannot be kept, or in danger."""
    state = draft.state
    if state.channel == "phone" and state.audio_days and state.consent == "yes" and not draft.in_danger:
        days = "en dag" if state.audio_days == 1 else f"{state.audio_days} dagar"
        draft.say("keep_audio_about", days=days)
        draft.push(KEY, days=days)


def asked(draft: Draft) -> bool:
    """Whether this is the question that waits."""
    return draft.interlude is not None and draft.interlude.kind == KEY


def answered(draft: Draft, value: object) -> None:
    """The sound is kept from here on, or not at all."""
    draft.pop()
    draft.state.keep_audio = value == "yes"
    draft.say("keep_audio_yes" if draft.state.keep_audio else "keep_audio_no")


def of_another_call(draft: Draft, audio_days: int) -> None:
    """The conversation goes on elsewhere: a yes was given for the call that is over."""
    draft.state.audio_days, draft.state.keep_audio = audio_days, False
