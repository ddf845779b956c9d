"""Putting the waiting question into words, with its options as buttons (chat) or keys (phone)."""

from __future__ import annotations

from bot.dialogue import dictating, interludes, reach
from bot.dialogue.draft import Draft
from bot.dialogue.options import (
    ENTERED,
    LISTED,
    OPEN,
    SHOWN_IN_CHAT,
    SPOKEN_AT_A_TIME,
    Page,
    options_of,
    page_count,
    page_of,
)
from bot.dialogue.turn import Expects, Message, MessageKind, MoveView, OptionView
from bot.dialogue.waiting import Wait
from content.flow import Channel, Option, Step, StepType

SKIP_BY_KEY = "skip"
OWN_NUMBER = "own_number"


def ask(draft: Draft, wait: Wait) -> None:
    """Add the question's message, in the manner that `draft.asking` says."""
    if draft.asking == "none":
        return
    step = wait.step
    text = step.again if draft.asking == "again" and step.again else step.text
    # What a client said may stand in a built question, and must not be taken for a placeholder.
    words = text.form(draft.state.channel) if wait.built else draft.fill(text)
    if draft.state.channel == "phone":
        words = " ".join([words, *_key_hints(draft, step)])
    elif draft.asking == "list" and step.example:
        example = draft.fill(draft.library.text("example_intro"), example=draft.fill(step.example))
        words = f"{words} {example}"
    draft.messages.append(Message(kind=_kind(wait), text=words.strip()))


def _kind(wait: Wait) -> MessageKind:
    return "crisis" if wait.step.key.startswith("crisis_") else "ask"


def expects(draft: Draft, wait: Wait) -> Expects:
    step = wait.step
    return Expects(type=step.type.value, key=step.key, options=_shown(draft, step), required=step.required)


def _options(draft: Draft, step: Step) -> tuple[Option, ...]:
    """Those that are shown and read out; what a client says may mean another one."""
    if step.key == "about_po" and draft.interlude:
        return _questions_left(step, draft.interlude.data.get("asked", "").split(), draft.state.channel)
    return reach.offered(step, options_of(step, draft.library), draft.state.channel)


def _questions_left(step: Step, asked: list[str], channel: Channel) -> tuple[Option, ...]:
    """The questions about ombud that have not been answered; in the chat the way out stands on every page."""
    left = [option for option in step.options if option.id not in asked]
    if channel == "phone":
        return tuple(left)
    questions, out = left[:-1], left[-1]
    room = SHOWN_IN_CHAT - 1
    pages = [questions[start : start + room] for start in range(0, len(questions), room)] or [[]]
    return tuple(option for page in pages for option in (*page, out))


def current_page(draft: Draft, step: Step) -> Page:
    return page_of(_options(draft, step), draft.state.channel, draft.state.page)


def asks_openly_first(draft: Draft, step: Step) -> bool:
    """On the phone a long list is asked in the client's own words first, and read out on request."""
    long = len(_options(draft, step)) > SPOKEN_AT_A_TIME
    return draft.state.channel == "phone" and step.type in (StepType.MULTI, StepType.AREA) and long


def more_pages(draft: Draft, step: Step) -> bool:
    """Whether there is something more to show or read out."""
    options = _options(draft, step)
    if draft.state.channel == "chat":
        return page_count(options, "chat") > 1
    if asks_openly_first(draft, step) and not draft.state.listing:
        return True
    return current_page(draft, step).more


def open_list(draft: Draft, step: Step) -> None:
    """When the options are read out, keys and "fler" go on from there."""
    if draft.asking == "list" and asks_openly_first(draft, step):
        draft.state.listing = True


def turn_page(draft: Draft, step: Step) -> None:
    """Go on to the next options; an openly asked list starts at its beginning."""
    state = draft.state
    if asks_openly_first(draft, step) and not state.listing:
        state.listing, state.page = True, 0
    else:
        state.page = (state.page + 1) % page_count(_options(draft, step), state.channel)


def options_offered(draft: Draft, step: Step) -> tuple[OptionView, ...]:
    """Every option of the step that a screen offers, beyond the page of the turn too; those have no key."""
    if step.type not in LISTED:
        return _shown(draft, step)
    channel = draft.state.channel
    options = _options(draft, step)
    pages = [page_of(options, channel, number) for number in range(page_count(options, channel))]
    offered = dict.fromkeys(option for page in pages for option in page.offered)
    return tuple(OptionView(id=o.id, label=_capital(o.label)) for o in offered)


def _shown(draft: Draft, step: Step) -> tuple[OptionView, ...]:
    state = draft.state
    if step.type in LISTED:
        page = current_page(draft, step)
        return tuple(OptionView(id=o.id, label=_capital(o.label), digit=page.digit(o)) for o in page.offered)
    if state.channel == "phone" and step.type in OPEN:
        return (OptionView(id=SKIP_BY_KEY, label=draft.fill(draft.library.text("move_skip")), digit="1"),)
    if state.channel == "phone" and step.type is StepType.CONTACT and state.caller:
        return (OptionView(id=OWN_NUMBER, label=state.caller, digit="1"),)
    return ()


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]


_HOW_TO_ENTER = {StepType.DATE: "keys_enter_date"}


def _key_hints(draft: Draft, step: Step) -> list[str]:
    """What the keys do here, option before key."""

    def hint(text_id: str, **values: str) -> str:
        return draft.fill(draft.library.text(text_id), **values)

    if step.type in LISTED:
        if asks_openly_first(draft, step) and not draft.state.listing and draft.asking != "list":
            return [hint("area_open" if step.type is StepType.AREA else "ask_list_open")]
        page = current_page(draft, step)
        hints = [_key_hint(draft, o, page.digit(o)) for o in page.spoken]
        if step.type is StepType.MULTI:
            hints.append(hint("keys_multi"))
        if page.more:
            hints.append(hint("keys_more"))
        if step.key == "consent":
            hints.append(hint("keys_take_up"))
        return hints
    if step.key in ("take_up", dictating.KEY):
        return []  # the question tells the keys itself
    if step.key == interludes.LETTER:
        return [hint("read_letter_keys")]
    if step.type in ENTERED:
        known_caller = step.type is StepType.CONTACT and draft.state.caller
        how = "keys_own_number" if known_caller else _HOW_TO_ENTER.get(step.type, "keys_enter_number")
        return [hint(how)] if draft.asking == "full" else [hint(how), hint("keys_entry_unknown")]
    return [hint("keys_text")] if step.type in OPEN else []


def _key_hint(draft: Draft, option: Option, digit: str) -> str:
    """ "För mejl, tryck 3."; an option that is a question stands on its own: "Kostar det något? Tryck 2."."""
    words = option.form("phone")
    if words.endswith("?"):
        return draft.fill(draft.library.text("keys_question"), label=words, digit=digit)
    if words[1:2].islower() and option.spoken is None:
        words = words[:1].lower() + words[1:]
    return draft.fill(draft.library.text("keys_option"), label=words, digit=digit)


UNDECLINABLE = {"consent", "menu", "summary", "crisis_next", "change_which", "about_po"}
"""Steps where "vet inte" is no answer: they decide what happens, so they are explained and asked again."""


def moves(draft: Draft, wait: Wait | None) -> tuple[MoveView, ...]:
    """The global moves offered as buttons now; every move is also understood in words at any time."""
    if wait is None:
        return (_move(draft, "human"),)
    ids: list[str] = []
    step = wait.step
    if more_pages(draft, step):
        ids.append("more")
    if step.key not in UNDECLINABLE:
        ids += ["dont_know", "skip"]
    ids.append("help")
    if step.why:
        ids.append("why")
    ids.append("repeat")
    if draft.state.channel == "phone":
        ids.append("slower")
    if wait.taker in ("flow", "summary") or (wait.taker == "interlude" and draft.interlude):
        ids.append("back")
    if wait.taker == "flow" and draft.frame and draft.frame.asked:
        ids.append("change")
    if draft.state.consent == "yes":
        ids.append("stop")
    return tuple(_move(draft, move) for move in [*ids, "human"])


def _move(draft: Draft, move: str) -> MoveView:
    return MoveView(id=move, label=draft.fill(draft.library.text(f"move_{move}")))
