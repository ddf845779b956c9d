"""Golden conversations as text that anybody can read and write.

# Anna berättar allt på en gång.
Kanal: chat                      (or: telefon)
Dag: 2026-11-23 10:00
Motor: båda                      (or: reserv, rasa)
Ringer från: 070-123 45 67       the caller's own number, when the telephone knows it
Kontoret: öppet                  calls can be put through (default: stängt)

Klient: jag har ingen mat        what the client writes or says
Klient klistrar in: first_fk_sjukpenning_nej   a letter of tests/nlu/letters/corpus
Klient säger (0.4): farsta       speech, with the recogniser's confidence
Klient väljer: food, power       option ids, from buttons
Klient trycker: 13#              telephone keys
Klient vill: backa               a move, by its Swedish name
Klient är tyst
Klient kommer tillbaka
Klient lägger på                 the caller is gone; what follows is what was kept
Klient ringer igen               a new call from the same number
Klient ringer igen (dolt)        a new call from a withheld number, or from (070-765 43 21)
Kontoret svarar inte             nobody answered the call that was put through
Bot: Är du i fara just nu?       words that the answer must hold
Bot säger inte: Farsta           words that it must not hold
Frågan: area                     the key that waits; "ingen" when nothing does
Val: yes, no                     the options shown, in order
Slut                             the conversation is done
Ärende: nodprovning, prioritet 1, kontor soderort
Svar: children_count = 2         an answer in the intake ("vet inte", "vill inte svara", "saknas")
Bråttom: evict_date              a rule id that was hit
Inget ärende
Kopplas                          the call is put through to the office now
Rings upp: human                 the hang-up left a call-back item of this kind ("nej": none)
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

MOVES = {
    "hjälp": "help", "varför": "why", "säga om": "repeat", "saktare": "slower", "backa": "back", "ändra": "change",
    "vet inte": "dont_know", "hoppa över": "skip", "vänta": "wait", "sluta": "stop", "människa": "human",
    "fler": "more", "fortsätta": "continue",
}  # fmt: skip

INPUTS = ("Klient", "Klient klistrar in", "Klient säger", "Klient väljer", "Klient trycker", "Klient vill",
          "Klient är tyst", "Klient kommer tillbaka", "Klient lägger på", "Klient ringer igen",
          "Kontoret svarar inte")  # fmt: skip
EXPECTATIONS = ("Bot", "Bot säger inte", "Frågan", "Val", "Slut", "Ärende", "Svar", "Bråttom", "Inget ärende",
                "Kopplas", "Rings upp")  # fmt: skip

_LINE = re.compile(r"^(?P<what>[A-ZÅÄÖ][\wåäö ]*?)(?:\s*\((?P<note>[^)]*)\))?(?::\s?(?P<rest>.*))?$")


@dataclass(frozen=True)
class Line:
    number: int
    what: str
    rest: str = ""
    note: str = ""


@dataclass
class Script:
    name: str
    channel: str = "chat"
    now: datetime = datetime(2026, 11, 23, 10, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
    engines: tuple[str, ...] = ("fallback", "rasa")
    caller: str | None = None
    office_open: bool = False
    lines: list[Line] = field(default_factory=list)


def read_script(path: Path) -> Script:
    """Parse one file. Raises ValueError with the line number for anything that is not understood."""
    script = Script(path.stem)
    for number, raw in enumerate(path.read_text("utf-8").splitlines(), start=1):
        text = raw.split(" # ")[0].strip() if not raw.lstrip().startswith("#") else ""
        if not text:
            continue
        match = _LINE.match(text)
        if not match:
            raise ValueError(f"{path.name}:{number}: not understood: {text}")
        line = Line(number, match["what"].strip(), (match["rest"] or "").strip(), match["note"] or "")
        if line.what in ("Kanal", "Dag", "Motor", "Ringer från", "Kontoret"):
            _heading(script, line)
        elif line.what in INPUTS + EXPECTATIONS:
            script.lines.append(line)
        else:
            raise ValueError(f"{path.name}:{number}: not understood: {text}")
    return script


def e164(number: str) -> str:
    return "+46" + re.sub(r"\D", "", number).removeprefix("0")


def _heading(script: Script, line: Line) -> None:
    if line.what == "Kanal":
        script.channel = {"chat": "chat", "telefon": "phone"}[line.rest]
    elif line.what == "Ringer från":
        script.caller = e164(line.rest)
    elif line.what == "Kontoret":
        script.office_open = {"öppet": True, "stängt": False}[line.rest]
    elif line.what == "Motor":
        script.engines = {"båda": ("fallback", "rasa"), "reserv": ("fallback",), "rasa": ("rasa",)}[line.rest]
    else:
        day = datetime.fromisoformat(line.rest if " " in line.rest else f"{line.rest} 10:00")
        script.now = day.replace(tzinfo=ZoneInfo("Europe/Stockholm"))
