"""Recognise "I do not know" and "I would rather not say", the two answers that every step accepts."""

from __future__ import annotations

import re

from nlu.values.clean import core, normal
from nlu.values.parsed import RefusalMove

_I = r"(?:nej |nä |ja nej |ja |jo |näe |nja )?(?:det |de )?(?:jag |ja |vi |man )?(?:det )?"
_SOFT = (
    r"(?: (?:inte|ej|faktiskt|tyvärr|riktigt|helt|exakt|precis|säkert|ärligt talat|alls|nu|just nu|längre|än|det|"
    r"den|så noga|på rak arm|på det|på den|på den frågan|om det|tror jag|ens|vad jag ska (?:svara|säga)|"
    r"utantill))*"
)

_DONT_KNOW_CORE = (
    r"(?:vet|vett|veta|veit) (?:\w+ )?(?:inte|ej|icke|int|inget|ingenting)",
    r"inte vet(?:a)?",
    r"vetinte",
    r"vetej",
    r"ve(?:t)? ?inte",
    r"har (?:verkligen |faktiskt )?ingen aning",
    r"(?:absolut |faktiskt |helt )?ingen aning",
    r"ingen (?:som helst )?aning",
    r"(?:minns|mins|minnas) (?:\w+ )?(?:inte|ej)",
    r"kommer? (?:\w+ )?(?:inte|ej) ihåg",
    r"kommer? ihåg inte",
    r"har (?:helt )?glömt(?: bort)?",
    r"glömt(?: bort)?",
    r"(?:är |e )?(?:lite |väldigt |mycket )?osäker",
    r"(?:är |e )?(?:inte|ej) (?:helt |riktigt )?säker",
    r"kan (?:\w+ )?(?:inte|ej) (?:svara|säga|\w+(?:et|en)? utantill)",
    r"(?:har )?(?:ingen|inte en) susning",
    r"(?:i )?dont know",
    r"(?:i )?don't know",
    r"no idea",
)
_SKIP_CORE = (
    r"(?:vill|vil|villl) (?:\w+ )?(?:inte|ej|icke) (?:svara|säga|berätta|prata om|lämna|uppge|dela|tala om|skriva)",
    r"(?:vill|vil) (?:\w+ )?(?:inte|ej) (?:lämna ut|gå in på)",
    r"svarar (?:inte|ej)",
    r"(?:säger|berättar) (?:jag )?(?:inte|ej|inget)",
    r"tänker (?:\w+ )?(?:inte|ej) (?:svara|säga|berätta)",
    r"(?:vi |kan vi |jag )?hopp(?:ar|a) (?:vi |jag )?(?:över|förbi)",
    r"(?:kan|får) jag (?:slippa|hoppa över)(?: svara)?",
    r"(?:jag )?(?:vill )?(?:slippa|slipper|avstår|avstå)(?: svara)?",
    r"nästa(?: fråga)?",
    r"(?:jag )?pass(?:ar)?",
    r"skippa",
    r"skip",
    r"helst inte",
    r"inte din (?:sak|ensak)",
    r"det angår (?:er|dig) inte",
    r"(?:det är |de e )?(?:privat|hemligt)",
    r"vill (?:jag )?(?:inte|ej)",
)
_TAIL = (
    r"(?:[ ,.]+(?:det|den|de|detta|frågan|den frågan|den här frågan|på|på det|på den|på den frågan|på frågan|"
    r"om det|om|mitt|min|namn|nummer|ut|något|nåt|mer|inte|jag|nu|tack|till er|för dig))*"
)


def _whole(cores: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"{_I}(?:{'|'.join(cores)}){_SOFT}{_TAIL}")


_WHOLE: tuple[tuple[RefusalMove, re.Pattern[str]], ...] = (
    ("dont_know", _whole(_DONT_KNOW_CORE)),
    ("skip", re.compile(rf"(?!de (?:svarar|säger|berättar) (?:inte|ej|inget)\b){_whole(_SKIP_CORE).pattern}")),
)
_NOT_OTHERS = "".join(rf"(?<!\b{who} )" for who in ("de", "dom", "hon", "han", "hen", "ingen", "soc", "vården", "som"))
"""Somebody else who will not answer is what the client tells of, not a wish to leave the question."""
_INSIDE: tuple[tuple[RefusalMove, re.Pattern[str]], ...] = (
    ("dont_know", re.compile(rf"\b(?:{'|'.join(_DONT_KNOW_CORE[:16])})\b")),
    (
        "skip",
        re.compile(
            rf"{_NOT_OTHERS}\b(?:{'|'.join(_SKIP_CORE[:2])}|tänker inte (?:svara|säga)|hopp(?:ar|a) (?:vi |jag )?över"
            r"|avstår)\b"
            r"|\b(?:jag (?:svarar|säger|berättar) (?:inte|ej)|(?:svarar|säger|berättar) jag (?:inte|ej|inget))\b"
        ),
    ),
)


def refusal(text: str) -> RefusalMove | None:
    """The move when the whole message is a refusal; politeness and fillers around it are allowed."""
    bare = re.sub(r"\s*,\s*", " ", core(normal(text)))
    if len(bare) > 90:
        return None
    # Two refusals in one breath ("vet inte, ingen aning") are still one refusal.
    for move, pattern in _WHOLE:
        if pattern.fullmatch(bare):
            return move
    halves = [core(part) for part in re.split(r"[,.!?]+", core(normal(text))) if core(part)]
    if len(halves) > 1:
        moves = {_of_phrase(half) for half in halves}
        if len(moves) == 1:
            return moves.pop()
    return None


def _of_phrase(phrase: str) -> RefusalMove | None:
    return next((move for move, pattern in _WHOLE if pattern.fullmatch(phrase)), None)


def refusal_inside(text: str) -> RefusalMove | None:
    """The move when a refusal is said anywhere. Only for steps where the rest of the message is no answer."""
    plain = normal(text)
    return next((move for move, pattern in _INSIDE if pattern.search(plain)), None)
