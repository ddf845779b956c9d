"""How the desk tells that a password is not good enough, and that there have been too many tries."""

from __future__ import annotations

from datetime import datetime

from bot.desk.errors import WeakBecause
from bot.desk.web.moments import Moments

WEAK: dict[WeakBecause, str] = {
    "long": "Lösenordet är för långt. Det får ha högst 200 tecken.",
    "short": "Lösenordet är för kort. Det ska ha minst 12 tecken.",
    "same": "Det nya lösenordet är samma som det gamla. Välj ett annat.",
    "common": "Lösenordet är lätt att gissa. Välj några ord som inte hör ihop.",
    "mail": "Lösenordet får inte vara din e-post. Välj ett annat.",
}
"""By the reason why it is refused."""


def locked_words(moments: Moments, until: datetime) -> str:
    return f"Det har blivit för många fel. Försök igen klockan {moments.clock_after(until)}."
