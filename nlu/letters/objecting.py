"""What the letter says one can do: appeal, ask for a review, or nothing; and within which time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from nlu.letters.letter import Finding, Instruction, Unit
from nlu.letters.plain import Plain, even_word, pattern
from nlu.letters.sentences import Sentence

T = TypeVar("T")
_APPEAL = pattern(
    r"\b(?:(?:kan|får|har rätt att|har möjlighet att|vill|rätt att)(?: \w+){0,4} överklaga[s]?|(?:så"
    r"|hur)(?: \w+){0,3} överklagar"
    r"|överklagande(?:t|n)?(?: \w+){0,2} (?:ska|måste|skall|bör|skickas|lämnas|hänvisning)|överklagandehänvisning"
    r"|överklaga (?:beslutet|besluten|inom)"
    r"|överklagande(?=:)|överklagar (?:du|ni|man)|can appeal|may appeal|right to appeal)\b"
)
_REVIEW = pattern(
    r"\b(?:begära?r?(?: \w+){0,3} ompröv\w+|begäran om omprövning|be(?: \w+){0,2} ompröva\w*"
    r"|(?:att )?(?:vi|a-kassan|försäkringskassan)"
    r" omprövar|få(?: \w+){0,3} omprövat|omprövning (?:ska|måste|kan) begäras|request (?:a )?(?:review"
    r"|reconsideration))\b"
)
_NO_APPEAL = pattern(
    r"\b(?:kan|får|går)(?: \w+){0,2} (?:inte|ej)(?: \w+){0,2} överklaga[s]?\b|\b(?:inte"
    r"|ej) (?:överklagbart|möjligt att överklaga)"
    r"|cannot be appealed"
)
_NO_REVIEW = pattern(r"\b(?:kan|får)(?: \w+){0,2} (?:inte|ej)(?: \w+){0,2} ompröv\w+")
_AFTER_REVIEW = pattern(
    r"\b(?:omprövningsbeslut\w*|efter omprövning\w*|innan du (?:kan|får) överklaga|därefter"
    r"|sedan vi har omprövat|i nästa steg"
    r"|först (?:begära|ha begärt)|beslutet (?:har|är) omprövat|om omprövning\w*)\b"
)
_NUMBERS = {
    even_word(word): number
    for number, word in enumerate(("en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta"), start=1)
}
_NUMBERS |= {"ett": 1, "two": 2, "three": 3, "one": 1}
_UNITS: dict[str, Unit] = {"v": "weeks", "m": "months", "d": "days", "w": "weeks"}
_WITHIN = pattern(
    r"\b(?:inom|within|senast|sedan|efter) (\d{1,2}|en|ett|två|tre|fyra|fem|sex|sju|åtta|one|two|three) "
    r"(veck\w*|månad\w*|dag(?:ar)?|weeks?|months?|days?)\b"
)
_OF_OBJECTING = pattern(
    r"\b(?:överklag\w*|ompröv\w*|begäran|skrivelse\w*|ha kommit in|ha inkommit|missnöjd"
    r"|fick (?:del av )?(?:beslutet|dem)"
    r"|få(?:tt|r)? del av|appeal|review)"
)
_NOT_OF_OBJECTING = pattern(r"\b(?:betalar?|hyresrätten|hyresskuld\w*|flytta)\b")


def route(plain: Plain, all_sentences: Sequence[Sentence]) -> Finding[str] | None:
    """ "review", "appeal" or "nothing", as the letter says it. A review comes first where an appeal may follow it."""
    appeal = review = barred = None
    after_review = False
    for sentence in all_sentences:
        text = sentence.text
        if hit := _NO_APPEAL.search(text):
            barred = barred or (sentence.start + hit.start(), sentence.start + hit.end())
        elif hit := _APPEAL.search(text):
            if _AFTER_REVIEW.search(text):
                after_review = True
            else:
                appeal = appeal or (sentence.start + hit.start(), sentence.start + hit.end())
        if not _NO_REVIEW.search(text) and (hit := _REVIEW.search(text)):
            review = review or (sentence.start + hit.start(), sentence.start + hit.end())
    if review and (appeal is None or after_review):
        return _finding(plain, "review", review)
    if review or (appeal and barred):
        return None
    if appeal:
        return _finding(plain, "appeal", appeal)
    return _finding(plain, "nothing", barred) if barred else None


def within(plain: Plain, all_sentences: Sequence[Sentence]) -> Finding[Instruction] | None:
    """The time to object that the letter gives. None when it gives different ones."""
    found: list[Finding[Instruction]] = []
    for number, sentence in enumerate(all_sentences):
        before = all_sentences[number - 1].text if number else ""
        for hit in _WITHIN.finditer(sentence.text):
            if _NOT_OF_OBJECTING.search(sentence.text) or not (
                _OF_OBJECTING.search(sentence.text) or _OF_OBJECTING.search(before)
            ):
                continue
            said = hit.group(1)
            count = int(said) if said.isdigit() else _NUMBERS[said]
            place = (sentence.start + hit.start(), sentence.start + hit.end())
            found.append(_finding(plain, Instruction(count, _UNITS[hit.group(2)[0]]), place))
    return found[0] if len({one.value for one in found}) == 1 else None


def _finding(plain: Plain, value: T, place: tuple[int, int]) -> Finding[T]:
    start, end = plain.span(*place)
    return Finding(value, plain.source[start:end], start, end)
