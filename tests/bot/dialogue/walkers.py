"""Clients who have only one way to answer: buttons, keys, written words or speech. Each wanders at random.

A walker does what such a client could do at the waiting question. It never looks inside the dialogue.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from content.flow import Step
from tests.bot.dialogue.conversation import Conversation

Walker = Callable[[Conversation, Random], None]

WORDS = {
    "date": ("i måndags", "på fredag", "den 25", "om två veckor", "i förrgår", "den tredje mars"),
    "amount": ("200 kronor", "inga pengar alls", "ungefär 500", "tolv hundra"),
    "number": ("två", "inga", "3", "en"),
    "text": ("Jag orkar inte med alla brev som kommer.", "De stängde av elen och ingen svarar i telefon."),
    "name": ("Kim", "jag heter Sara", "kalla mig Ali"),
    "contact": ("070-174 06 05", "kim@example.org", "070 174 06 06"),
    "area": ("Farsta", "jag bor i Tensta", "jag är hemlös", "Södermalm", "i Uppsala"),
}
REFUSALS = ("vet inte", "hoppa över", "vill inte svara", "minns inte")
ASIDES = ("vet inte", "hoppa över", "backa", "varför frågar du", "hjälp", "säg igen", "ändra", "blomkål")
BY_MOVE = ("dont_know", "skip")


def by_buttons(talk: Conversation, dice: Random) -> None:
    """Only what is shown: options and moves."""
    expects = talk.turn.expects
    assert expects
    if talk.asked == "about_po" and dice.random() < 0.4:
        talk.wants("back")
        return
    sideways = [m.id for m in talk.turn.moves if m.id not in ("stop", "human")]
    if dice.random() < 0.12 or not expects.options:
        declining = [m for m in sideways if m in BY_MOVE]
        talk.wants(dice.choice(declining if not expects.options and dice.random() < 0.8 else sideways))
    elif expects.type == "multi":
        talk.chooses(*dice.sample(talk.options, dice.randint(1, min(3, len(talk.options)))))
    else:
        talk.chooses(dice.choice(_towards_the_end(talk, dice)))


def by_keys(talk: Conversation, dice: Random) -> None:
    """Only the telephone's keys: what the prompt offered, 9, `*`, `#` and `*9`. Mistypes now and then."""
    expects = talk.turn.expects
    assert expects
    digits = [o.digit for o in expects.options if o.digit]
    if talk.asked == "about_po" and dice.random() < 0.4:
        talk.presses("#")
    elif dice.random() < 0.1:
        talk.presses(dice.choice(["*", "#", "7", "9", "*9", "**", "5#"]))
    elif expects.type == "multi":
        chosen = "".join(dice.sample(digits, dice.randint(1, min(3, len(digits)))))
        talk.presses(dice.choice(["9", "*9"]) if dice.random() < 0.2 else chosen + "#")
    elif expects.type in ("date", "amount", "number", "phone", "contact"):
        talk.presses(_entered(talk, expects.type, dice))
    elif expects.type in ("text", "name"):
        talk.presses("1")
    elif dice.random() < 0.2:
        talk.presses("9")
    else:
        wanted = _towards_the_end(talk, dice)
        talk.presses(dice.choice([o.digit for o in expects.options if o.id in wanted and o.digit]))


def _entered(talk: Conversation, kind: str, dice: Random) -> str:
    if dice.random() < 0.15:
        return "*9"
    if kind == "date":
        return dice.choice(["0112#", "2511#", "03122026#", "2411#"])
    if kind in ("phone", "contact"):
        return dice.choice(["0701740605#", "1#"] if talk.caller else ["0701740605#"])
    return dice.choice(["0#", "2#", "200#"]) if kind == "amount" else dice.choice(["0#", "2#"])


def by_writing(talk: Conversation, dice: Random) -> None:
    talk.says(_words(talk, dice))


def by_speech(talk: Conversation, dice: Random) -> None:
    """Heard well, or not so well; what is read back is answered with a word."""
    talk.speaks(_words(talk, dice), confidence=dice.choice([0.3, 0.55, 0.8, 0.95]))


def _words(talk: Conversation, dice: Random) -> str:
    expects = talk.turn.expects
    assert expects
    if dice.random() < 0.1:
        return dice.choice(ASIDES)
    if talk.asked == "about_po" and dice.random() < 0.4:
        return dice.choice(["nej", "nej tack", "inget mer", "klar"])
    if expects.type in WORDS and (expects.type != "area" or dice.random() < 0.9):
        return dice.choice(REFUSALS if dice.random() < 0.15 else WORDS[expects.type])
    if expects.type == "yes_no":
        return dice.choice(["ja", "nej", "japp", "nä", "ja det stämmer"])
    if expects.type == "multi" and dice.random() < 0.3:
        return " och ".join(_label(talk, o, dice) for o in dice.sample(talk.options, min(2, len(talk.options))))
    return _label(talk, dice.choice(_towards_the_end(talk, dice)), dice)


def _label(talk: Conversation, option_id: str, dice: Random) -> str:
    """The option as the client reads it, or one of the ways people say it."""
    assert talk.turn.expects
    labels = {o.id: o.label for o in talk.turn.expects.options}
    step: Step | None = talk.library.step(talk.turn.expects.key)
    option = step.option(option_id) if step else None
    ways = [labels[option_id], *(option.synonyms if option else ())]
    return dice.choice(ways[:3])


LEAVING = {
    "crisis_next": ("continue", "stop"), "summary": ("send",), "send_ombud": ("yes",),
    "adult": ("yes",), "for_whom": ("self",), "wants_sip": ("yes", "more"), "cancel_sure": ("yes",),
}  # fmt: skip


def _towards_the_end(talk: Conversation, dice: Random) -> list[str]:
    """All the options, or more often than not those that lead on to an intake."""
    leaving = [o for o in talk.options if o in LEAVING.get(talk.asked or "", ())]
    return leaving if leaving and dice.random() < 0.6 else talk.options
