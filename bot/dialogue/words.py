"""What free words mean at a step: an answer, a move, another topic, or nothing we can use."""

from __future__ import annotations

import re

from bot.dialogue import dictating, letter_phrases, reading_letter, taking_up
from bot.dialogue.answer import answer_from
from bot.dialogue.asking import UNDECLINABLE
from bot.dialogue.correcting import corrected, new_words
from bot.dialogue.draft import Draft
from bot.dialogue.event import Said
from bot.dialogue.fitting import fits
from bot.dialogue.interludes import LETTER
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
    Topic,
    Unclear,
)
from bot.dialogue.needs_care import tells_only_of_a_need
from bot.dialogue.options import LISTED, OPEN, options_of
from bot.dialogue.state import Answer
from bot.dialogue.waiting import Wait
from content.condition import Value
from content.flow import Step, StepType
from nlu.moves import Spotted, spot
from nlu.understanding import Understanding
from nlu.values import Parsed, is_only_a_date, parse

TOPICS = {
    "po_intake": "po_intake",
    "nodprovning": "nodprovning",
    "explain_decision": "explain_decision",
    "sip": "sip",
    "complain_brist": "complaint",
}
"""Contract intents that are a flow, and the flow's id."""

MOVE_INTENTS = {"human", "repeat", "slower", "help", "stop", "back"}
YES_OR_NO = {"affirm": "yes", "deny": "no"}
MOVE_SUB_INTENTS = {"wait": "wait", "why": "why", "change_answer": "change", "continue": "continue"}

ALSO_ANSWERS = frozenset({"continue", "human", "stop", "status"})
"""Moves that mean the same as the option of that name, where there is one."""

_ASKS_FOR_HUMAN = re.compile(r"\b(?:human|person|somebody|someone|interpreter|translator)\b")
_ALREADY_SAID = re.compile(r"\bhar (?:jag )?redan (?:sagt|svarat|berättat|skrivit)\b", re.IGNORECASE)
_STOPS = re.compile(
    r"\b(?:slut(?:a|ar)?|stopp?|avslut\w+|avbryt\w*|lägg\w* på|hej ?då|klar|räcker)\b(?! med allt)", re.IGNORECASE
)
_TIRED = re.compile(r"\b(?:orkar|pallar|klarar|kan) (?:\w+ )?(?:inte|ej|int)\b", re.IGNORECASE)
_WANTS_SOMETHING_ELSE = re.compile(r"^(?:nej,? )?(?:jag |vi )?(?:vill|behöver|skulle vilja|kan jag)\b", re.IGNORECASE)
_ANYBODY_THERE = re.compile(
    r"^(?:(?:hallå|hej|ursäkta|men)[ ,.!?]+)*(?:hallå|är (?:det )?(?:nån|någon|ni|du) (?:där|kvar|här)(?: (?:nu|än))?"
    r"|(?:kan|hör) (?:du|ni)(?: höra)?(?: mig)?|finns du (?:kvar|där))[ ,.!?]*$",
    re.IGNORECASE,
)
_OWN_SLIP = re.compile(r"\b(?:jag|ändr\w*|rätta|byta|korrigera|justera|göra om)\b", re.IGNORECASE)
_HUM = re.compile(r"(?:(?:m+h*m*|hm+|ja|jo|jaha|jaså|jadå|just det|okej|ok|aha|precis|visst)(?: |$)){1,4}")
_A_WHOLE_NO = re.compile(
    r"(?:nej|nä|näe)[ ,]+(?:det )?(?:är|finns|gör|har|vill|behöver) (?:det |jag )*(?:inte|ej|inget|ingen)"
    r"(?: det| alls)*[ .!]*",
    re.IGNORECASE,
)
SURE = 0.6
"""Classifier confidence from which its word is taken at a listed question."""
VERY_SURE = 0.85
"""The same at an open question, where most words are simply the answer."""
A_PLAIN_ANSWER = 3
"""Words. "nej det gör det"; longer answers may hold the date or the story itself."""
SHORT_MESSAGE = 8
"""Words. A longer message at an open question is an answer, whatever the classifier says."""


def interpret_words(draft: Draft, wait: Wait, said: Said, understood: Understanding) -> Meaning:
    """Exact option words win, then moves said on their own, then the step's value, then the wider understanding."""
    meaning = _meaning(draft, wait, said, understood)
    return Move("noted") if tells_only_of_a_need(draft, wait.step, said.text, meaning) else meaning


def _meaning(draft: Draft, wait: Wait, said: Said, understood: Understanding) -> Meaning:
    step, text = wait.step, said.text.strip()
    if not re.search(r"\w", text):
        return Unclear()
    if draft.state.channel == "phone" and (of_the_call := _of_the_call(draft, wait, said)):
        return of_the_call
    if (option := _exact_option(draft, step, text)) is not None:
        return _given(draft, step, said, [option] if step.type is StepType.MULTI else option)
    if step.key == "crisis_next" and _TIRED.search(text) and not _STOPS.search(text):
        return Move("help")  # "jag orkar inte mer" after a crisis is no goodbye
    if step.key == LETTER and (of_the_letter := reading_letter.meaning(draft, said)):
        return of_the_letter
    if letter_phrases.wished(text):
        return Move("read_letter")
    spotted = spot(text, glossary=draft.library.glossary)
    if spotted and spotted.whole and spotted.key is None and is_also_an_answer(step, spotted.move):
        return _given(draft, step, said, spotted.move)  # "fortsätt" where going on is one of the answers
    if wait.taker in ("flow", "summary") and (found := corrected(draft, said, _parse)):
        at, new = found
        return Correction(at.key, _answer(draft, said, new.value, uncertain=new.uncertain, latest=new.latest))
    if step.type is StepType.YES_NO and new_words(text) is not None:
        return Unclear()  # "nej, jag menar medicin" is about something else, and never a no to this
    if _ALREADY_SAID.search(text) and step.type is not StepType.TEXT:
        return Move("already_said")
    in_answer = _tired_rather_than_stopping(step, spotted, text) or _tells_what_is_wrong(step, spotted, text)
    if spotted and spotted.whole and not in_answer:
        return _move(draft, step, said, spotted)
    if wait.taker == "menu":
        return _at_menu(draft, step, said, understood, spotted)
    asks_whether = step.polar or step.type is StepType.NAME  # "nej tack" is nobody's name
    if asks_whether and (plain := _plain_yes_or_no(draft, step, said)):
        return plain
    if step.type in OPEN:
        return _at_open(draft, step, said, understood, spotted)
    return _at_closed(draft, step, said, understood, spotted)


def is_also_an_answer(step: Step, move: str) -> bool:
    """Whether a move is one of the answers as well. An option "varför" is no question why we ask."""
    return move in ALSO_ANSWERS and step.option(move) is not None


def _of_the_call(draft: Draft, wait: Wait, said: Said) -> Meaning | None:
    """What only callers say: a code, a wish to go on with an earlier call, "är det nån där", a hum."""
    text = said.text.strip()
    if wait.step.key == dictating.KEY and (dictated := dictating.heard(draft, text)):
        return dictated
    if wait.step.key == taking_up.KEY and (code := taking_up.code_in(text)) is not None:
        if code and said.manner == "spoken" and len(code) != dictating.CODE_DIGITS:
            return Dictated(code)
        return Given(_answer(draft, said, code or None, move=None if code else "dont_know"))
    if taking_up.wished(draft, wait, text):
        return Move("take_up")
    if _ANYBODY_THERE.match(text):
        return Move("still_here")
    if wait.step.type is StepType.TEXT and said.manner == "spoken" and _HUM.fullmatch(_plain(text)):
        return Move("heard_out")
    return None


def is_the_day_asked_for(draft: Draft, wait: Wait, said: Said) -> bool:
    """ "sista dagen i månaden" where a day is asked for is that day, whatever it could mean elsewhere."""
    step = wait.step
    if step.key == "confirm" and draft.interlude:
        step = draft.step_named(draft.interlude.key) or step
    return step.type is StepType.DATE and is_only_a_date(said.text, today=draft.now.date(), expect=step.expect)


def _tired_rather_than_stopping(step: Step, spotted: Spotted | None, text: str) -> bool:
    """ "jag kan inte mer" where a story is asked for is part of the story; "sluta" is a wish to stop."""
    if spotted is None:
        return False
    return step.type is StepType.TEXT and spotted.move == "stop" and not _STOPS.search(text)


def _tells_what_is_wrong(step: Step, spotted: Spotted | None, text: str) -> bool:
    """ "de har fel" where we ask what is wrong is the answer; "jag skrev fel" and "ändra" are wishes to change one."""
    if spotted is None or step.key != "wrong":
        return False
    return spotted.move == "change" and spotted.key is None and not _OWN_SLIP.search(text)


def _says_yes(draft: Draft, said: Said) -> bool:
    """ "ja" alone, where a list is asked for ("Är något akut just nu?")."""
    short = len(said.text.split()) <= A_PLAIN_ANSWER
    return short and parse(StepType.YES_NO, said.text, today=draft.now.date()).value == "yes"


def _plain_yes_or_no(draft: Draft, step: Step, said: Said) -> Meaning | None:
    """ "nej" means that there is nothing to tell; "ja" alone asks for it. Longer words may hold the answer itself."""
    answer = parse(StepType.YES_NO, said.text, today=draft.now.date()).value
    plain = len(said.text.split()) <= A_PLAIN_ANSWER or _A_WHOLE_NO.fullmatch(said.text.strip())
    if answer is None or not plain:
        return None
    if step.type is StepType.DATE and _parse(draft, step, said.text).value is not None:
        return None  # "ja, på fredag"
    return _declined(draft, said, "skip") if answer == "no" else Move("tell_me")


def _at_menu(draft: Draft, step: Step, said: Said, understood: Understanding, spotted: Spotted | None) -> Meaning:
    if understood.confidence >= SURE and understood.intent in TOPICS:
        return Topic(TOPICS[understood.intent])
    if wider := _wider(draft, step, said, understood, SURE):
        return wider
    value = _parse(draft, step, said.text)
    if isinstance(value.value, str):
        return _given(draft, step, said, value.value)
    if spotted:
        return _move(draft, step, said, spotted)
    if understood.intent in TOPICS and understood.confidence >= SURE / 2:
        return Topic(TOPICS[understood.intent])
    return _foreign(understood, said.text) or Unclear()


def _at_open(draft: Draft, step: Step, said: Said, understood: Understanding, spotted: Spotted | None) -> Meaning:
    short = len(said.text.split()) <= SHORT_MESSAGE
    if short and spotted and spotted.move in ("human", "word", "why", "help"):
        return _move(draft, step, said, spotted)
    wider = _wider(draft, step, said, understood, VERY_SURE) if short else None
    if wider and not (isinstance(wider, Move) and wider.move == "stop" and not _STOPS.search(said.text)):
        return wider
    if short and _WANTS_SOMETHING_ELSE.search(said.text) and (topic := _another_topic(draft, understood)):
        return Topic(topic)
    parsed = _parse(draft, step, said.text)
    if parsed.move:
        return _declined(draft, said, parsed.move)
    if parsed.value is None:
        return _foreign(understood, said.text) or Unclear()
    return _given(draft, step, said, parsed.value, uncertain=parsed.uncertain)


def _another_topic(draft: Draft, understood: Understanding) -> str | None:
    """Another flow than those under way, when the classifier is very sure of it."""
    topic = TOPICS.get(understood.intent)
    known = {frame.flow for frame in draft.state.flows} | set(draft.state.offered)
    return topic if topic and understood.confidence >= VERY_SURE and topic not in known else None


def _at_closed(draft: Draft, step: Step, said: Said, understood: Understanding, spotted: Spotted | None) -> Meaning:
    if step.type is StepType.YES_NO and spotted and spotted.move == "change":
        return _move(draft, step, said, spotted)  # the "nej" in "nej jag sa fel" answers nothing
    parsed = _parse(draft, step, said.text)
    if parsed.value is not None and fits(step, parsed.value, draft.library):
        return _given(draft, step, said, parsed.value, uncertain=parsed.uncertain, latest=parsed.latest)
    found = understood.answers.get(step.key)
    if found is not None and fits(step, found.value, draft.library):
        return _given(draft, step, said, found.value, uncertain=found.uncertain, latest=found.latest)
    if parsed.move:
        return _declined(draft, said, parsed.move) if step.key not in UNDECLINABLE else Move("help")
    if step.key == "change_which" and parse(StepType.YES_NO, said.text, today=draft.now.date()).value == "no":
        return Move("back")
    if step.type is StepType.YES_NO and understood.confidence >= VERY_SURE and understood.intent in YES_OR_NO:
        return _given(draft, step, said, YES_OR_NO[understood.intent])
    if spotted:
        return _move(draft, step, said, spotted)
    if step.type is StepType.MULTI and _says_yes(draft, said):
        return Move("tell_me")
    if wider := _wider(draft, step, said, understood, SURE):
        return wider
    whole_sentence = len(said.text.split()) >= A_PLAIN_ANSWER
    of_others = understood.sub_intent == "third_person"  # "via min syster" tells of a person, not of a new wish
    if whole_sentence and not of_others and understood.confidence >= SURE and understood.intent in TOPICS:
        topic = TOPICS[understood.intent]
        if not draft.frame or draft.frame.flow != topic:
            return Topic(topic)
    return _foreign(understood, said.text) or Unclear()


def _wider(draft: Draft, step: Step, said: Said, understood: Understanding, sure: float) -> Meaning | None:
    """Moves, questions about PO and courtesies that the classifier is sure of."""
    if understood.confidence < sure:
        return None
    sub, intent = understood.sub_intent or "", understood.intent
    if sub.startswith("faq/"):
        return Faq(sub.removeprefix("faq/"))
    if (declined := sub if sub == "skip" else intent) in ("skip", "dont_know") and sub in ("", "skip"):
        return _declined(draft, said, declined) if step.key not in UNDECLINABLE else Move("help")
    if sub == "delete_data":
        return Move("erase")
    if sub in MOVE_SUB_INTENTS:
        return Move(MOVE_SUB_INTENTS[sub])
    if intent in MOVE_INTENTS and not sub:
        return Move(intent)
    if intent == "status_of_my_case" and draft.state.consent == "yes":
        return Move("status")
    return Courtesy(intent) if intent in ("greet", "thanks") else None


def _foreign(understood: Understanding, text: str) -> Meaning | None:
    """Another language; the words we taught in it ("human", "interpreter") lead to a human."""
    if understood.language not in ("en", "other"):
        return None
    return Move("human") if _ASKS_FOR_HUMAN.search(text.casefold()) else Foreign(understood.language)


def _move(draft: Draft, step: Step, said: Said, spotted: Spotted) -> Meaning:
    if spotted.move in ("dont_know", "skip"):
        if step.type is StepType.YES_NO and (value := _parse(draft, step, said.text).value):
            return _given(draft, step, said, value)  # "nej, det vill jag inte" is a no, not a refusal to answer
        return _declined(draft, said, spotted.move) if step.key not in UNDECLINABLE else Move("help")
    return Move(spotted.move, term=spotted.term, key=spotted.key)


def _declined(draft: Draft, said: Said, move: str) -> Meaning:
    return Given(_answer(draft, said, None, move=move))


def _given(
    draft: Draft, step: Step, said: Said, value: Value, *, uncertain: bool = False, latest: str | None = None
) -> Meaning:
    if step.key == "menu" and value == "human":
        return Move("human")
    return Given(_answer(draft, said, value, uncertain=uncertain, latest=latest))


def _answer(
    draft: Draft,
    said: Said,
    value: Value,
    *,
    move: str | None = None,
    uncertain: bool = False,
    latest: str | None = None,
) -> Answer:
    spoken = said.manner == "spoken"
    return answer_from(
        draft, value, said.text, "speech" if spoken else "words", move=move, uncertain=uncertain, latest=latest,
        confidence=said.confidence if spoken else None,
    )  # fmt: skip


def _parse(draft: Draft, step: Step, text: str) -> Parsed:
    kind = step.type
    if kind is StepType.CONTACT and draft.state.values().get("contact_way") in ("phone", "sms"):
        if (nothing := parse(kind, text, today=draft.now.date())).move:
            return nothing  # "jag har inget nummer"
        kind = StepType.PHONE  # an address would not reach anybody who wants to be called
    options = step.options if kind is StepType.AREA else options_of(step, draft.library)
    today, areas = draft.now.date(), draft.library.areas
    return parse(kind, text, today=today, expect=step.expect, options=options, areas=areas)


def names_an_option(draft: Draft, wait: Wait, said: Said) -> bool:
    """Whether the words are one of the answers that the question offers, and nothing else."""
    return _exact_option(draft, wait.step, said.text) is not None


def _exact_option(draft: Draft, step: Step, text: str) -> str | None:
    if step.type not in LISTED:
        return None
    wanted = _plain(text)
    if not wanted:
        return None
    for option in options_of(step, draft.library):
        if wanted in map(_plain, (option.label, option.spoken or "", option.id, *option.synonyms)):
            return option.id
    return None


def _plain(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text.casefold()).strip()


def interpret_choice(draft: Draft, wait: Wait, chosen: tuple[str, ...]) -> Meaning:
    """Buttons: known option ids answer the step; an id of another question is a mismatch, never an error."""
    step = wait.step
    if step.type is StepType.CONTACT and chosen == ("own_number",) and draft.state.caller:
        return Given(answer_from(draft, draft.state.caller, "own_number", "button"))
    if step.type in OPEN and chosen == ("skip",):
        return Given(answer_from(draft, None, "skip", "button", move="skip"))
    known = {o.id: o for o in options_of(step, draft.library)}
    ids = tuple(dict.fromkeys(chosen))
    if not ids or any(c not in known for c in ids):
        return Mismatch()
    raw = ", ".join(known[c].label for c in ids)
    if step.type is StepType.MULTI:
        picked = [c for c in ids if c != "none"] or list(ids)
        return Given(answer_from(draft, picked, raw, "button"))
    if len(ids) != 1:
        return Mismatch()
    return Given(answer_from(draft, ids[0], raw, "button"))
