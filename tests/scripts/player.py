"""Plays a golden conversation through the dialogue core, saving and loading the state between all turns."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Protocol

from bot.dialogue.advance import advance
from bot.dialogue.effect import SubmitIntake
from bot.dialogue.event import Chose, Event, Moved, Pressed, Resumed, Said, Silent, Started, Submitted
from bot.dialogue.state import State
from bot.dialogue.turn import Turn
from bot.intakes.intake import IntakeDraft, OwnWords, draft_intake
from content.library import Library
from nlu.understanding import Understanding
from tests.scripts.script import INPUTS, MOVES, Line, Script

CASES = ("BJÖRK 47", "LYKTA 12", "ÅKER 88")


class Understands(Protocol):
    async def understand(self, text: str, *, today: date, library: Library) -> Understanding: ...


@dataclass
class Player:
    """One conversation under way. `intakes` are what would have been stored."""

    library: Library
    engine: Understands
    script: Script
    state: State = field(init=False)
    turn: Turn = field(init=False)
    intakes: list[IntakeDraft] = field(default_factory=list)
    transcript: list[str] = field(default_factory=list)

    async def play(self) -> None:
        """Play every line. Raises AssertionError that shows the conversation so far."""
        self.now = self.script.now
        self.state = State(channel="phone" if self.script.channel == "phone" else "chat")
        await self._event(Started(caller=self.script.caller))
        await self.go_on()

    async def go_on(self) -> None:
        """Play the lines that the script holds now, from where the conversation stands."""
        for line in self.script.lines:
            if line.what in INPUTS:
                self.transcript.append(f"{line.number:>4}  {line.what} {line.note}: {line.rest}")
                await self._event(_event(line))
            else:
                self._expect(line)

    async def _event(self, event: Event) -> None:
        self.now += timedelta(seconds=20)
        understood = None
        if isinstance(event, Said):
            understood = await self.engine.understand(event.text, today=self.now.date(), library=self.library)
        advanced = advance(self.library, self._reloaded(), event, understood, self.now)
        self.state, self.turn, messages = advanced.state, advanced.turn, list(advanced.turn.messages)
        for effect in advanced.effects:
            if isinstance(effect, SubmitIntake):
                self.intakes.append(self._intake(effect))
                case = CASES[len(self.intakes) - 1]
                told = advance(self.library, self._reloaded(), Submitted(case), None, self.now)
                self.state = told.state
                self.turn = told.turn.model_copy(update={"messages": (*messages, *told.turn.messages)})
        self.transcript += [f"      Bot [{m.kind}]: {m.text}" for m in self.turn.messages]
        self.transcript.append(f"      ({self.turn.expects.key if self.turn.expects else 'ingen'})")

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
            case "Bråttom":
                hits = [hit.id for hit in self.intakes[-1].hits] if self.intakes else []
                self._check(line, line.rest in hits, ", ".join(hits))

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
        case _:
            return Silent()
