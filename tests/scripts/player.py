"""Plays a golden conversation through the dialogue core, saving and loading the state between all turns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Protocol

from bot.conversations.unfinished import unfinished_in
from bot.dialogue.advance import advance
from bot.dialogue.effect import Effect, MakeCode, RememberNumber, SubmitIntake, TakeUp
from bot.dialogue.event import (
    Chose,
    CodeMade,
    Event,
    Moved,
    NotConnected,
    NotTakenUp,
    Pressed,
    Resumed,
    Said,
    Silent,
    Started,
    Submitted,
)
from bot.dialogue.listening import Listening, listening
from bot.dialogue.state import State
from bot.dialogue.turn import Turn
from bot.intakes.callbacks import may_be_called_back
from bot.intakes.intake import IntakeDraft, OwnWords, draft_intake
from content.library import Library
from nlu.understanding import Understanding
from tests.scripts.script import INPUTS, MOVES, Line, Script, e164

CODE = "12345678"
LETTERS = Path(__file__).parent.parent / "nlu" / "letters" / "corpus"
CASES = ("BJÖRK 47", "LYKTA 12", "ÅKER 88")


class Understands(Protocol):
    async def understand(self, text: str, *, today: date, library: Library) -> Understanding: ...


@dataclass
class Player:
    """One conversation under way. `intakes` are what would have been stored, `kept` what can be gone on with."""

    library: Library
    engine: Understands
    script: Script
    state: State = field(init=False)
    turn: Turn = field(init=False)
    intakes: list[IntakeDraft] = field(default_factory=list)
    transcript: list[str] = field(default_factory=list)
    caller: str | None = None
    kept: dict[str, State] = field(default_factory=dict)
    called_back: str = "nej"

    async def play(self) -> None:
        """Play every line. Raises AssertionError that shows the conversation so far."""
        self.now = self.script.now
        self.caller = self.script.caller
        await self._ring()
        await self.go_on()

    async def go_on(self) -> None:
        """Play the lines that the script holds now, from where the conversation stands."""
        for line in self.script.lines:
            if line.what in INPUTS:
                self.transcript.append(f"{line.number:>4}  {line.what} {line.note}: {line.rest}")
                await self._happens(line)
            else:
                self._expect(line)

    async def _happens(self, line: Line) -> None:
        if line.what == "Klient lägger på":
            self.called_back = self._call_back()
        elif line.what == "Klient ringer igen":
            self.caller = None if line.note == "dolt" else e164(line.note) if line.note else self.caller
            await self._ring()
        else:
            await self._event(_event(line))

    async def _ring(self) -> None:
        self.state = State(channel="phone" if self.script.channel == "phone" else "chat")
        await self._event(Started(self.caller, connectable=self.script.channel == "phone"))

    async def _event(self, event: Event) -> None:
        self.now += timedelta(seconds=20)
        understood = None
        if isinstance(event, Said):
            understood = await self.engine.understand(event.text, today=self.now.date(), library=self.library)
        effects, messages = self._advance(event, understood), list(self.turn.messages)
        for effect in effects:
            if (then := self._performed(effect)) is not None:
                self._advance(then, None)
                messages += self.turn.messages
        self.turn = self.turn.model_copy(update={"messages": tuple(messages)})
        self.transcript += [f"      Bot [{m.kind}]: {m.text}" for m in self.turn.messages]
        self.transcript.append(f"      ({self.turn.expects.key if self.turn.expects else 'ingen'})")

    def _advance(self, event: Event, understood: Understanding | None) -> tuple[Effect, ...]:
        office_open = self.script.office_open
        advanced = advance(self.library, self._reloaded(), event, understood, self.now, can_connect=office_open)
        self.state, self.turn = advanced.state, advanced.turn
        return advanced.effects

    def _performed(self, effect: Effect) -> Event | None:
        """Does what the dialogue asked for; the event that tells it so."""
        match effect:
            case SubmitIntake():
                self.intakes.append(self._intake(effect))
                return Submitted(CASES[len(self.intakes) - 1])
            case RememberNumber(keep=keep):
                self.kept.pop(f"number {self.caller}", None)
                if keep:
                    self.kept[f"number {self.caller}"] = self.state
            case MakeCode():
                self.kept[f"code {CODE}"] = self.state
                return CodeMade(CODE)
            case TakeUp(code=code):
                earlier = self.kept.pop(f"code {code}", None) if code else self.kept.get(f"number {self.caller}")
                if earlier is None:
                    return NotTakenUp()
                self.state = earlier
                return Resumed(self.caller, connectable=True)
            case _:
                pass
        return None

    def _call_back(self) -> str:
        """The kind of the call-back item that the hang-up leaves, or "nej"."""
        found = unfinished_in(self.state.model_dump())
        return found.kind if found and may_be_called_back(found, "phone") else "nej"

    def _reloaded(self) -> State:
        return State.model_validate_json(self.state.model_dump_json())

    def _intake(self, effect: SubmitIntake) -> IntakeDraft:
        channel = "phone" if self.script.channel == "phone" else "web"
        return draft_intake(
            effect.kind, {k: a.model_dump() for k, a in self.state.answers.items()}, channel=channel,
            library=self.library, today=self.now.date(),
            own_words=[OwnWords(w.key, w.text) for w in self.state.own_words],
        )  # fmt: skip

    def _expect(self, line: Line) -> None:
        said = " ".join(m.text for m in self.turn.messages)
        flat = " ".join(said.split()).casefold()
        match line.what:
            case "Bot":
                self._check(line, " ".join(line.rest.split()).casefold() in flat, said)
            case "Bot säger inte":
                self._check(line, line.rest.casefold() not in flat, said)
            case "Frågan":
                key = self.turn.expects.key if self.turn.expects else "ingen"
                self._check(line, key == line.rest, key)
            case "Val":
                shown = [o.id for o in self.turn.expects.options] if self.turn.expects else []
                self._check(line, shown == [p.strip() for p in line.rest.split(",")], ", ".join(shown))
            case "Slut":
                self._check(line, self.turn.done, "samtalet är inte slut")
            case "Inget ärende":
                self._check(line, not self.intakes, "det finns ett ärende")
            case "Ärende":
                self._intake_is(line)
            case "Svar":
                self._answer_is(line)
            case "Kopplas":
                self._check(line, self._listening().connect, "samtalet kopplas inte")
            case "Rings upp":
                self._check(line, self.called_back == line.rest, self.called_back)
            case "Bråttom":
                hits = [hit.id for hit in self.intakes[-1].hits] if self.intakes else []
                self._check(line, line.rest in hits, ", ".join(hits))

    def _listening(self) -> Listening:
        return listening(self.library, self._reloaded(), self.now)

    def _intake_is(self, line: Line) -> None:
        self._check(line, bool(self.intakes), "inget ärende")
        intake = self.intakes[-1]
        kind, *rest = [p.strip() for p in line.rest.split(",")]
        self._check(line, intake.kind == kind, intake.kind)
        for part in rest:
            name, value = part.split(" ", 1)
            actual = {"prioritet": str(intake.priority), "kontor": intake.office}[name]
            self._check(line, actual == value, f"{name} {actual}, {[h.id for h in intake.hits]}")

    def _answer_is(self, line: Line) -> None:
        key, wanted = (part.strip() for part in line.rest.split("=", 1))
        answers = (
            self.intakes[-1].answers if self.intakes else {k: a.model_dump() for k, a in self.state.answers.items()}
        )
        answer = answers.get(key)
        if answer is None:
            actual = "saknas"
        elif answer["value"] is None:
            told = {"dont_know": "vet inte", "not_understood": "förstod inte"}
            actual = told.get(answer["move"], "vill inte svara")
        else:
            value = answer["value"]
            actual = ", ".join(value) if isinstance(value, list) else str(value)
        self._check(line, actual == wanted, actual)

    def _check(self, line: Line, ok: bool, actual: str) -> None:
        if not ok:
            story = "\n".join(self.transcript)
            raise AssertionError(
                f"{self.script.name}:{line.number}: {line.what}: {line.rest}\n  i stället: {actual}\n{story}"
            )


def _event(line: Line) -> Event:
    match line.what:
        case "Klient":
            return Said(line.rest)
        case "Klient klistrar in":
            return Said((LETTERS / f"{line.rest}.txt").read_text("utf-8"))
        case "Klient säger":
            return Said(line.rest, "spoken", float(line.note or 0.9))
        case "Klient väljer":
            return Chose(tuple(p.strip() for p in line.rest.split(",")))
        case "Klient trycker":
            return Pressed(line.rest)
        case "Klient vill":
            return Moved(MOVES.get(line.rest, line.rest))
        case "Klient kommer tillbaka":
            return Resumed()
        case "Kontoret svarar inte":
            return NotConnected()
        case _:
            return Silent()
