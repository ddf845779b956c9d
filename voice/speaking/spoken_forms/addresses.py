"""Addresses: "anna.berg@exempel.se" -> "anna punkt berg snabel-a exempel punkt se"."""

from __future__ import annotations

import re

from voice.speaking.spoken_forms.number_words import digit_words
from voice.speaking.spoken_forms.phones import KNOWN

_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]*\w@\w[\w-]*(?:\.\w[\w-]*)+")
_WEB = re.compile(
    r"(?:\bhttps?://)?(?<![\w@.-])(?:www\.)?(?P<host>\w[\w-]*(?:\.\w[\w-]*)*\.(?:se|nu|com|org|eu|net|info))\b"
    r"(?P<path>(?:/[\w-]+(?:\.[\w-]+)*)*)/?"
)
_SIGNS = {
    "@": " snabel-a ", ".": " punkt ", "-": " bindestreck ", "_": " understreck ", "+": " plus ", "/": " snedstreck ",
}  # fmt: skip


def say_addresses(text: str) -> str:
    """The text with mail and web addresses in words; `https://` and `www.` are left out."""
    text = _MAIL.sub(lambda match: _spell(match.group()), text)
    return _WEB.sub(lambda match: _spell(match["host"] + match["path"]), text)


def _spell(address: str) -> str:
    address = re.sub(r"\d+", lambda match: f" {KNOWN.get(match.group()) or digit_words(match.group())} ", address)
    return " ".join("".join(_SIGNS.get(character, character) for character in address).split())
