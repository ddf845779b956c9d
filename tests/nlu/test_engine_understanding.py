"""The engine puts together intent, crisis, values and language, and survives any text and any broken part."""

from __future__ import annotations

import threading
from datetime import date
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.library import Library
from nlu.engine.client import RasaClient, Unavailable
from nlu.engine.engine import MAX_CHARACTERS, Engine, Mode
from nlu.engine.intents import Classification
from nlu.understanding import INTENTS, Crisis, Extracted, Language, Understanding

TODAY = date(2026, 11, 22)
LIBRARY = cast(Library, None)  # these readers do not look into it


class Rasa:
    """Answers as told; counts how often it was asked."""

    def __init__(self, answer: Classification | None) -> None:
        self.answer = answer
        self.asked = 0

    async def parse(self, text: str) -> Classification:
        self.asked += 1
        if self.answer is None:
            raise Unavailable("frozen")
        return self.answer


def found(intent: str, confidence: float = 0.9, sub_intent: str | None = None) -> Classification:
    return Classification(intent, sub_intent, confidence, ((intent, confidence),))


class Readers:
    """The three readers beside the classifier, each of which can be told what to find or to break."""

    def __init__(self, crisis: Crisis | None = None, *, broken: bool = False) -> None:
        self.crisis = crisis or Crisis()
        self.broken = broken
        self.saw: list[str] = []

    def assess(self, text: str) -> Crisis:
        self._look(text)
        return self.crisis

    def extract(self, text: str, *, today: date, library: Library) -> dict[str, Extracted]:
        self._look(text)
        return {"money": Extracted(40, "fyrtio kronor")}

    def guess(self, text: str) -> Language:
        self._look(text)
        return "sv"

    def _look(self, text: str) -> None:
        self.saw.append(text)
        if self.broken:
            raise RuntimeError(text)


def engine(rasa: Rasa | None, readers: Readers | None = None, mode: Mode = "auto") -> Engine:
    readers = readers or Readers()
    client = cast("RasaClient | None", rasa)
    return Engine(client, mode=mode, assess=readers.assess, extract=readers.extract, guess=readers.guess)


async def understand(engine: Engine, text: str) -> Understanding:
    return await engine.understand(text, today=TODAY, library=LIBRARY)


async def test_rasa_is_asked_first_and_everything_is_put_together() -> None:
    rasa = Rasa(found("stop", sub_intent="wait"))
    understood = await understand(engine(rasa), "vänta, jag har fyrtio kronor")
    assert (understood.intent, understood.sub_intent, understood.engine) == ("stop", "wait", "rasa")
    assert understood.answers["money"].value == 40
    assert understood.language == "sv"


async def test_without_rasa_the_fallback_answers_at_once() -> None:
    for rasa in (None, Rasa(None)):
        understood = await understand(engine(rasa), "jag vill prata med en människa")
        assert (understood.intent, understood.engine) == ("human", "fallback")


async def test_each_mode_uses_only_its_own_engine() -> None:
    rasa = Rasa(found("sip"))
    assert (await understand(engine(rasa, mode="fallback"), "hej")).engine == "fallback"
    assert rasa.asked == 0
    silent = await understand(engine(Rasa(None), mode="rasa"), "hej")
    assert (silent.engine, silent.intent) == ("none", "out_of_scope")


@pytest.mark.parametrize(("confidence", "level"), [(0.95, "perhaps"), (0.5, "none")])
async def test_a_sure_classifier_raises_a_silent_net_to_perhaps(confidence: float, level: str) -> None:
    understood = await understand(engine(Rasa(found("crisis", confidence))), "det är över nu")
    assert understood.crisis.level == level


async def test_the_classifier_never_lowers_what_the_net_found() -> None:
    certain = Crisis("certain", "suicide")
    understood = await understand(engine(Rasa(found("crisis")), Readers(certain)), "jag tänker ta mitt liv")
    assert understood.crisis == certain
    understood = await understand(engine(Rasa(found("thanks")), Readers(certain)), "tack och farväl")
    assert understood.crisis == certain


async def test_one_broken_reader_does_not_cost_the_turn(capsys: pytest.CaptureFixture[str]) -> None:
    understood = await understand(engine(Rasa(found("sip")), Readers(broken=True)), "min hemlighet")
    assert (understood.intent, understood.answers, understood.language) == ("sip", {}, "unknown")
    assert "hemlighet" not in "".join(capsys.readouterr())


async def test_of_a_very_long_text_danger_is_heard_everywhere_and_the_rest_is_read_in_both_ends() -> None:
    readers = Readers()
    text = "hej " + "bla " * 25_000 + "jag vill dö"
    await understand(engine(None, readers), text)
    assert text in readers.saw
    ends = [seen for seen in readers.saw if seen != text]
    assert ends
    assert all(len(seen) <= MAX_CHARACTERS + 1 for seen in ends)
    assert all(seen.startswith("hej") and seen.endswith("jag vill dö") for seen in ends)


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\n", "\x00\x01\x1b", "🙃", "\ud800", "å" * 100_000, "<script>x</script>"]
)
async def test_any_text_is_survived(text: str) -> None:
    for mode in ("auto", "fallback"):
        understood = await understand(engine(None, mode=cast(Mode, mode)), text)
        assert understood.intent in INTENTS
        assert understood.engine == "fallback"


@settings(max_examples=60)
@given(st.text(max_size=60))
async def test_any_text_is_survived_with_the_real_readers(text: str) -> None:
    from nlu.crisis import assess
    from nlu.language import guess

    real = Engine(None, assess=assess, guess=guess, extract=Readers().extract)
    understood = await understand(real, text)
    assert understood.intent in INTENTS


async def test_warming_up_is_survived_too_and_reads_nothing_of_a_client() -> None:
    readers = Readers(broken=True)
    await engine(None, readers).warm()
    assert len(readers.saw) == 2, "crisis and language; extraction needs the library"


async def test_a_long_text_is_read_beside_the_event_loop_and_a_short_one_at_once() -> None:
    threads: list[bool] = []

    def assess(_: str) -> Crisis:
        threads.append(threading.current_thread() is threading.main_thread())
        return Crisis()

    engine = Engine(mode="fallback", assess=assess, extract=lambda text, *, today, library: {})
    for text in ("hej", "hej " * 25_000):
        await engine.understand(text, today=TODAY, library=LIBRARY)
    assert threads == [True, False]
