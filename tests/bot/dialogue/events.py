"""Everything a client, a channel or the understanding can come up with, as hypothesis strategies."""

from __future__ import annotations

from hypothesis import strategies as st

from bot.dialogue.event import Chose, Event, Moved, NotConnected, Pressed, Resumed, Said, Silent
from bot.dialogue.moves import KNOWN
from content.condition import Value
from content.flow import StepType
from content.library import Library
from nlu.understanding import INTENTS, Crisis, Extracted, Understanding

Input = tuple[Event, Understanding | None]

NASTY = (
    "", " ", "😀😀😀", "\x00\x07\x1b[31m", "<script>alert(1)</script>", "<b>ja</b>", "\u202eajn\u202c", "ja\nnej\r\n",
    "...", "ja " * 4_000, "I need help please", "850101-1234", "112", "?", "#", "ja nej kanske", "۳", "²", "½", "null",
    "9" * 400, "den 99 januari", "-1", "%s %d $HOME ../../etc",
)  # fmt: skip
"""Written by a tired person, a cat on the keys, a copy-paste accident or somebody who tests us."""

ORDINARY = (
    "ja", "nej", "vet inte", "hoppa över", "jag vill prata med en människa", "backa", "vänta lite", "sluta", "fortsätt",
    "fortsätta ett tidigare samtal", "hallå är det nån där", "ja just det",
    "varför frågar du", "vad betyder avslag", "vad betyder blomkål", "ändra stadsdel", "hjälp", "jag har ingen mat",
    "jag bor i Farsta", "i måndags", "på torsdag eller fredag", "200 kronor", "två", "070-174 06 05", "jag heter Kim",
    "mejl", "skicka", "ändra", "skicka inte", "jag orkar inte mer", "jag vill ha ett ombud", "jag fick avslag av soc",
    "långsammare", "hej", "tack", "allt", "inget", "ibland", "den första", "fler", "nej, fredag", "elva barn", "lista",
)  # fmt: skip

KEYS = st.text(alphabet="0123456789*#", min_size=0, max_size=9)
MOVES = st.sampled_from([*sorted(KNOWN), "dont_know", "skip", "no_such_move"])

_VALUES = {
    StepType.YES_NO: st.sampled_from(["yes", "no"]),
    StepType.DATE: st.dates().map(lambda day: day.isoformat()),
    StepType.AMOUNT: st.integers(0, 10**9),
    StepType.NUMBER: st.integers(0, 99),
    StepType.PHONE: st.just("+46701740605"),
    StepType.CONTACT: st.sampled_from(["+46701740605", "kim@example.org"]),
    StepType.AREA: st.sampled_from(["farsta", "jarva", "homeless", "elsewhere"]),
    StepType.TEXT: st.just("något"),
    StepType.NAME: st.just("Kim"),
}
_STRANGE = st.one_of(st.none(), st.integers(), st.text(max_size=5), st.lists(st.text(max_size=3), max_size=3))


def inputs(library: Library) -> st.SearchStrategy[Input]:
    """One thing that happens, with what was understood of it when it was words."""
    return st.one_of(
        st.tuples(_said(), st.one_of(st.none(), understandings(library))),
        st.tuples(_chosen(library), st.none()),
        st.tuples(KEYS.map(Pressed), st.none()),
        st.tuples(MOVES.map(Moved), st.none()),
        st.tuples(st.sampled_from([Silent(), Silent(), Resumed(), NotConnected()]), st.none()),
    )


def _said() -> st.SearchStrategy[Event]:
    # A brace in the client's own words would look like a placeholder that was left.
    free = st.text(max_size=40).filter(lambda text: "{" not in text)
    text = st.one_of(st.sampled_from(ORDINARY), st.sampled_from(NASTY), free)
    return st.builds(Said, text, st.sampled_from(["typed", "spoken"]), st.floats(0, 1))


def _chosen(library: Library) -> st.SearchStrategy[Event]:
    ids = sorted({o.id for flow in library.flows.values() for step in flow.steps for o in step.options})
    known = st.sampled_from([*ids, "yes", "no", "farsta", "skip", "own_number", "menu", "cost", "area", "name"])
    return st.lists(st.one_of(known, st.text(max_size=6)), max_size=3).map(tuple).map(Chose)


def understandings(library: Library) -> st.SearchStrategy[Understanding]:
    """Right, wrong and absurd readings; crisis in one of three."""
    kinds = ("suicide", "self_harm", "violence", "medical", "danger", "harm_other")
    crisis = st.one_of(
        st.just(Crisis()), st.just(Crisis()),
        st.builds(Crisis, st.sampled_from(["perhaps", "certain"]), st.sampled_from(kinds), st.booleans()),
    )  # fmt: skip
    subs = [None, "wait", "why", "change_answer", "skip", "continue", *(f"faq/{f.id}" for f in library.faq), "faq/nix"]
    return st.builds(
        Understanding,
        intent=st.sampled_from(INTENTS), sub_intent=st.sampled_from(subs), confidence=st.floats(0, 1), crisis=crisis,
        answers=_found(library), language=st.sampled_from(["sv", "sv", "en", "other", "unknown"]),
    )  # fmt: skip


def _found(library: Library) -> st.SearchStrategy[dict[str, Extracted]]:
    steps = {s.key: s for f in library.flows.values() for s in f.steps if s.type is not StepType.SAY}

    def value_of(key: str) -> st.SearchStrategy[tuple[str, Value]]:
        step = steps[key]
        ids = [o.id for o in step.options]
        if step.type is StepType.MULTI:
            right: st.SearchStrategy[Value] = st.lists(st.sampled_from(ids), min_size=1, max_size=3, unique=True)
        elif step.type is StepType.CHOICE:
            right = st.sampled_from(ids)
        else:
            right = _VALUES[step.type]
        return st.tuples(st.just(key), st.one_of(right, right, right, _STRANGE))

    pairs = st.lists(st.sampled_from(sorted(steps)).flatmap(value_of), max_size=4)
    return pairs.map(lambda found: {key: Extracted(value, "ord") for key, value in found})
