"""A text cut into clauses, each word with its place, so that what is said of one thing is not read into another."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlu.crisis.normalise import fold

_TOKEN = re.compile(r"[^\W_]+(?:[:'’][a-zåäö]+)?|[.,](?=\s|$)[.,!?]*|[!?;\n]+", re.UNICODE)
_BREAKS = frozenset({"men", "fast", "samt", "så"})
_SUBJECTS = frozenset(
    """jag ja vi de dom hon han har är vill behöver fick får bor ring ska soc kan det min mina mitt maten
    elen""".split()  # noqa: SIM905
)
_QUESTION = re.compile(
    r" (?:(?:kan|far|ska|maste|bor) (?:man|jag|ni|du|vi)|hur|vad|nar|var|vem|vilken|varfor"
    r"|har (?:jag|man|ni|du) (?:ratt|nan|en)"
    r"|far man|maste man|ar det|finns det|undrar|gar det)(?= )"
)
_HYPOTHETICAL = re.compile(
    r" (?:om (?:jag|man|vi|de|dom|hon|han|det)|ifall|skulle|tank om|tank|undrar|radd att|orolig att|orolig for att"
    r"|radd for att"
    r"|kanske|vet inte om|hoppas|brukade|brukar|forr|om)(?= )"
)


@dataclass(frozen=True)
class Clause:
    """`words` is ` folded words ` with a space at both ends; `raw` the text itself; `spots` where each word stands."""

    words: str
    raw: str
    spots: tuple[tuple[int, int, int], ...]
    question: bool

    def piece(self, start: int, end: int) -> str:
        """The client's own letters for the part `words[start:end]`."""
        inside = [(a, b) for at, a, b in self.spots if start <= at < end]
        return self.raw[inside[0][0] : inside[-1][1]] if inside else ""

    def hypothetical_before(self, at: int) -> bool:
        """Whether an "if", "perhaps" or "afraid that" stands before that place."""
        return bool(_HYPOTHETICAL.search(self.words[: at + 1]))


def clauses(text: str) -> list[Clause]:
    """The clauses in order. A comma, a full stop, "men" and an "och" before a new statement end a clause."""
    found: list[Clause] = []
    tokens = list(_TOKEN.finditer(text))
    current: list[re.Match[str]] = []
    first_of_sentence = 0
    for number, token in enumerate(tokens):
        word = token.group().lower()
        following = tokens[number + 1].group().lower() if number + 1 < len(tokens) else ""
        if not word[0].isalnum():
            _close(found, current, text)
            current = []
            if "?" in word and first_of_sentence < len(found):
                last = found[-1]
                found[-1] = Clause(last.words, last.raw, last.spots, True)
            if word[0] != ",":
                first_of_sentence = len(found)
        elif word in _BREAKS or (word in ("och", "o", "å") and following in _SUBJECTS):
            _close(found, current, text)
            current = []
        else:
            current.append(token)
    _close(found, current, text)
    return found


def _close(found: list[Clause], tokens: list[re.Match[str]], text: str) -> None:
    if not tokens:
        return
    start, end = tokens[0].start(), tokens[-1].end()
    words, spots = " ", []
    for token in tokens:
        spots.append((len(words) - 1, token.start() - start, token.end() - start))
        words += fold(token.group().lower().replace(":", "")) + " "  # "sms:a" is one word
    found.append(Clause(words, text[start:end], tuple(spots), bool(_QUESTION.match(words))))
