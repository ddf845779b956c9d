"""Written Swedish as it is said. Pure. The special forms come before the general ones; each leaves its digits as words.

What is already spelled out passes unchanged, so that an editor can always write a text the way it shall sound.
"""

from __future__ import annotations

from collections.abc import Callable

from voice.speaking.spoken_forms.abbreviations import say_abbreviations
from voice.speaking.spoken_forms.addresses import say_addresses
from voice.speaking.spoken_forms.amounts import say_amounts
from voice.speaking.spoken_forms.case_numbers import say_case_numbers
from voice.speaking.spoken_forms.clean import clean, tidy
from voice.speaking.spoken_forms.dates import say_dates, say_years
from voice.speaking.spoken_forms.law import say_law
from voice.speaking.spoken_forms.letters import say_letters
from voice.speaking.spoken_forms.numbers import say_numbers
from voice.speaking.spoken_forms.phones import say_phones
from voice.speaking.spoken_forms.quantities import say_decimals, say_quantities
from voice.speaking.spoken_forms.symbols import say_symbols
from voice.speaking.spoken_forms.times import say_times

_FORMS: tuple[Callable[[str], str], ...] = (
    clean, say_addresses, say_law, say_case_numbers, say_dates, say_times, say_amounts, say_phones, say_quantities,
    say_decimals, say_years, say_numbers, say_abbreviations, say_letters, say_symbols, tidy,
)  # fmt: skip
_ROUNDS = 8


def spoken(text: str) -> str:
    """The words to say for a written text: no digits, no signs but punctuation. `spoken(spoken(x)) == spoken(x)`."""
    for _ in range(_ROUNDS):
        before, text = text, _once(text)
        if text == before:
            break
    return text


def _once(text: str) -> str:
    for say in _FORMS:
        text = say(text)
    return text
