"""A made-up client who answers every question in her own way and remembers what she answered."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
PAST = frozenset({"evict_got", "decision_date", "got_date", "asked_when", "applied_on"})
FIXED = {"consent": "yes", "summary": "send", "danger": "no", "send_ombud": "yes", "offer_topic": "no"}
NOT_ANSWERS = frozenset({"consent", "menu", "summary", "offer_topic"})
DECLINES = 0.15
"""How often she does not know, or would rather not say."""

Line = dict[str, Any]


class Persona:
    """Her words hold her own tag (letters only), so that they can be told from everybody else's.

    `answers` is what she has answered, as values of the contract (None where she declined).
    """

    def __init__(self, number: int, flow: str, *, buttons_only: bool = False) -> None:
        self.rng = Random(number)
        self.tag = _letters(number)
        self.number = number
        self.flow = flow
        self.buttons_only = buttons_only
        self.answers: dict[str, Any] = {}
        self.words: list[str] = []
        self.asked: list[str] = []

    def reply(self, turn: Line) -> Line:
        """Her next line to a turn in its JSON form. The turn must expect something."""
        expects = turn["expects"]
        key, kind, options = expects["key"], expects["type"], [o["id"] for o in expects["options"]]
        self.asked.append(key)
        if key == "menu":
            return {"choice": self.flow}
        if key in FIXED:
            return self._note(key, FIXED[key], {"choice": FIXED[key]})
        if self.rng.random() < DECLINES or (self.buttons_only and not options):
            return self._note(key, None, {"move": self.rng.choice(["dont_know", "skip"])})
        return self._answer(key, kind, options)

    def _answer(self, key: str, kind: str, options: list[str]) -> Line:
        match kind:
            case "multi":
                count = self.rng.randint(1, min(3, len(options)))
                chosen = self.rng.sample([o for o in options if o != "none"] or options, count)
                return self._note(key, chosen, {"choices": chosen})
            case "yes_no" | "choice" | "area":
                chosen = self.rng.choice(_leading_on(key, options))
                return self._note(key, chosen, {"choice": chosen})
            case "amount" | "number":
                value = self.rng.randint(1, 9) if kind == "number" else self.rng.randint(10, 4000)
                return self._note(key, value, {"digits": f"{value}#"})
            case "date":
                days = timedelta(days=self.rng.randint(2, 12))
                today = datetime.now(STOCKHOLM).date()
                day = today - days if key in PAST else today + days
                return self._note(key, day.isoformat(), {"digits": f"{day:%d%m%Y}#"})
            case "phone" | "contact":
                digits = f"070174{605 + self.number % 95:04}"
                return self._note(
                    key, f"+46{digits[1:]}", {"digits": f"{digits}#"} if kind == "phone" else self._say(digits)
                )
            case "name":
                return self._note(key, f"Kim {self.tag}", self._say(f"Kim {self.tag}"))
            case _:
                text = f"Jag vill gärna berätta om min gröna lampa som heter {self.tag} och som står i köket."
                return self._note(key, text, self._say(text))

    def _say(self, text: str) -> Line:
        self.words.append(text)
        return {"text": text}

    def _note(self, key: str, value: Any, line: Line) -> Line:
        if key not in NOT_ANSWERS:
            self.answers[key] = value
        return line


def _leading_on(key: str, options: list[str]) -> list[str]:
    """She is grown up, speaks for herself and lives here, so that her flow ends with an intake."""
    if key in ("for_whom", "adult", "third_knows"):
        return [options[0]]
    return [o for o in options if o not in ("elsewhere", "homeless")] or options


def _letters(number: int) -> str:
    letters = ""
    for _ in range(4):
        number, rest = divmod(number, 20)
        letters += "bcdfghjklmnpqrstvwxz"[rest]
    return letters.capitalize()
