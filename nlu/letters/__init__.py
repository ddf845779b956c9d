"""Reading an authority's letter: what stands in it, where, and what was not found. Pure; nothing is written."""

from nlu.letters.letter import Finding, Instruction, Kind, LastDay, ReadLetter
from nlu.letters.read import MOST_READ, read_letter
from nlu.letters.whose_words import clients_own_words, looks_like_a_letter, told_in_first_person

__all__ = [
    "MOST_READ",
    "Finding",
    "Instruction",
    "Kind",
    "LastDay",
    "ReadLetter",
    "clients_own_words",
    "looks_like_a_letter",
    "read_letter",
    "told_in_first_person",
]
