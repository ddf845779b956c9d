"""Going on with an earlier call, by a code or by number. Every caller is asked the same, and nothing found sounds the
same as nothing allowed, so that nobody at home learns whether somebody has called.
"""

from __future__ import annotations

import re

from bot.dialogue import dictating
from bot.dialogue.draft import Draft
from bot.dialogue.effect import TakeUp
from bot.dialogue.meaning import Given
from bot.dialogue.waiting import Wait
from nlu.values.dictated import digits_among, digits_said

KEY = dictating.OF_A_CODE
TRIES = 3
"""In one call. Whoever guesses more often hears that nothing was found."""
SHORTEST_HEARD = 4
"""Digits from which words are a code that was perhaps heard badly; "en människa" holds one."""
A_PAUSE = 4
"""Turns for which "fortsätt" means to go on after "vänta"; silences count as turns."""
_WISH = re.compile(
    r"^(?!ja\b|jo\b)(?:jag vill |kan jag |vill |få |att )*(?:"
    r"(?:fortsätta|återuppta|gå vidare)(?: (?:med |på )?(?:ett |det |mitt |vårt |ett )?(?:tidigare|förra|gamla|samma)?"
    r" ?(?:samtal|samtalet)?)?(?: där (?:vi|jag) (?:slutade|var))?"
    r"|(?:ett |det |mitt )?(?:tidigare|förra|gamla) samtal(?:et)?|där (?:vi|jag) slutade)[ .!]*$",
    re.IGNORECASE,
)
_NO_CODE = re.compile(
    r"^(?:nej|nä|näe|ingen|inget)\b|\b(?:ingen|inte (?:nån|någon)|utan) (?:kod|sådan|sån)\b"
    r"|\bhar (?:jag )?(?:inte|ingen)\b|\b(?:glömt|tappat)\b",
    re.IGNORECASE,
)


def offered(draft: Draft, wait: Wait) -> bool:
    """Whether the waiting question is where an earlier call can be gone on with."""
    return wait.taker == "consent" and draft.state.channel == "phone"


def wished(draft: Draft, wait: Wait, text: str) -> bool:
    """Whether these words ask for it. After "vänta", "fortsätt" is about the question that waits."""
    return offered(draft, wait) and not waited_just_now(draft) and bool(_WISH.match(text.strip()))


def waited_just_now(draft: Draft) -> bool:
    """The caller asked us to wait a moment ago: "fortsätt" means the question that waits."""
    return draft.state.turns - draft.state.paused_at <= A_PAUSE


def ask(draft: Draft) -> None:
    draft.push(KEY)


def code_in(text: str) -> str | None:
    """The digits that were said; None when there is no code in the words, "" when they say that there is none."""
    if said := digits_said(text):
        return said
    digits = digits_among(text)
    if len(digits) >= SHORTEST_HEARD:
        return digits
    return "" if _NO_CODE.search(text) else None


def take(draft: Draft, given: Given) -> None:
    """The code, or that there is none: the caller's own number may do."""
    draft.pop()
    draft.state.take_ups += 1
    code = given.answer.value if isinstance(given.answer.value, str) else None
    if draft.state.take_ups > TRIES or (code is None and draft.state.caller is None):
        nothing_found(draft)
        return
    draft.effects.append(TakeUp(code))
    draft.asking = "none"


def nothing_found(draft: Draft) -> None:
    draft.say("take_up_nothing")
