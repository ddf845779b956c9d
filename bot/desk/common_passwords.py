"""Passwords that somebody would guess among the first, however long they are."""

from __future__ import annotations

import re

_ROWS = ("abcdefghijklmnopqrstuvwxyzåäö", "0123456789", "qwertyuiopå", "asdfghjklöä", "zxcvbnm", "1qaz2wsx3edc4rfv")
_WORDS = frozenset({
    "password", "passord", "passwort", "lösenord", "losenord", "hemligt", "hemlig", "secret", "admin",
    "administrator", "administratör", "root", "user", "användare", "login", "inloggning", "logga", "välkommen",
    "valkommen", "welcome", "letmein", "släppin", "master", "monkey", "dragon", "iloveyou", "sunshine", "princess",
    "fotboll", "football", "sommar", "vinter", "höst", "vår", "summer", "winter", "spring", "autumn", "hejsan", "hej",
    "changeme", "default", "test", "testar", "stockholm", "sverige", "sweden", "kommun", "kommunen", "ombud",
    "ombudet", "ombudslinjen", "personligt", "personligtombud", "socialtjänst", "socialtjänsten",
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december", "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag",
})  # fmt: skip
_LOOKALIKES = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i"})
_FEWEST = 5
"""So many different signs does a password have at least."""
_RUN = 4
"""So many signs in the order of the alphabet or the keyboard are no secret."""
_UNKNOWN_LEFT = 5
"""So many signs must be left, beside what everybody guesses."""


def is_common(password: str) -> bool:
    """Whether little is left when guessable words, years, repetitions and rows of the keyboard are taken away."""
    plain = "".join(password.casefold().split())
    if len(set(plain)) < _FEWEST or _repeats(plain):
        return True
    return any(len(_left(form)) < _UNKNOWN_LEFT for form in (plain, plain.translate(_LOOKALIKES)))


def _repeats(plain: str) -> bool:
    """ "hundkatthundkatt": one piece, again and again."""
    return any(
        (plain[:size] * (len(plain) // size + 1))[: len(plain)] == plain for size in range(1, len(plain) // 2 + 1)
    )


def _left(plain: str) -> str:
    """What nobody guesses: without the common words, runs and numbers."""
    for word in sorted(_WORDS, key=len, reverse=True):
        plain = plain.replace(word, "|")
    for row in (*_ROWS, *(row[::-1] for row in _ROWS)):
        for size in range(len(row), _RUN - 1, -1):
            for start in range(len(row) - size + 1):
                plain = plain.replace(row[start : start + size], "|")
    return re.sub(r"[\W_]|\d+|(.)\1{2,}", "", plain)
