"""How clients ask to have a letter read, and what they say while they read one aloud."""

from __future__ import annotations

import re

_WISH = re.compile(
    r"^(?=.*\b(?:brev|beslut|text|papp?[ere]*r|klistra))(?:(?:hej|snälla|men|ja|okej|jo|du|eh)[ ,.!]+)*"
    r"(?:(?:kan|får|vill|ska|skulle|kunde) (?:du|ni|jag|vi)|jag(?: vill| kan| ska)?|du kan|vill|kan)?"
    r"(?: ?(?:kunna|vilja|få|snälla|gärna|nu|bara|hjälpa mig att))*\s*"
    r"(?:läs(?:a|er)?|klistrar?)(?: (?:upp|in|igenom))?"
    r"(?: (?:mitt|det|den|här|ett|en|hela|lite|av|ur|bit|texten|från|i|brev|brevet|beslut|beslutet|för|åt|med|mig|dig"
    r"|tillsammans|nu|då|papper|pappret|papperet|upp))+[ .!?]*$|^(?:klistra|jag klistrar) in[ .!]*$",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"^(?:(?:ja|okej|nu|så|då)[ ,.]+)*(?:(?:jag är|är|nu är jag) )?(?:klart?|färdig(?:t)?|det var allt|det är allt|slut"
    r"|inget mer|det var det|nu är det slut)(?: (?:nu|då))?[ .!]*$",
    re.IGNORECASE,
)
_HAS_NONE = re.compile(
    r"^(?:nej|nä|näe|nej tack|helst inte|jag vill inte|det vill jag inte"
    r"|(?:jag )?(?:har|hittar) (?:inget|inte) ?\w*)[ .!]*$",
    re.IGNORECASE,
)
_A_HUM = re.compile(r"^(?:m+|mm+|hm+|ja|jo|okej|ok|jaha|visst|eh+)[ .!,]*$", re.IGNORECASE)


def wished(text: str) -> bool:
    """ "Läs mitt brev", "jag klistrar in brevet", "kan du läsa brevet"."""
    return bool(_WISH.match(text.strip()))


def is_done(text: str) -> bool:
    """ "Klart", "det var allt"."""
    return bool(_DONE.match(text.strip()))


def has_none(text: str) -> bool:
    """ "Nej", "jag har inget brev"."""
    return bool(_HAS_NONE.match(text.strip()))


def is_hum(text: str) -> bool:
    """ "Mm", "ja": no words of a letter."""
    return bool(_A_HUM.match(text.strip()))
