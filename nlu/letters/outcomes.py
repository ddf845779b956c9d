"""What the letter decides: yes, no, partly, an end, money back. Only sentences that decide count.

What is said of other cases ("om du får avslag"), of earlier decisions, of plans and of the law in general does not. A
yes and a no in one letter are "partly" only where the letter says so itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nlu.letters.letter import Finding
from nlu.letters.plain import Plain, pattern
from nlu.letters.sentences import Sentence
from nlu.letters.subjects import subjects_in

_BENEFIT = (
    r"\w*(?:penning|ersättning|bidrag|stöd|tillägg|assistans|kontaktperson|hemtjänst|färdtjänst"
    r"|bistånd)(?:en|et)?"
)
_PARTLY = pattern(
    r"\b(?:delvis (?:bifall|avslag|avsl\w+|bevilja\w*)|(?:bifall\w*|bevilja\w*|avsl\w+"
    r"|godkän\w+)(?: \w+){0,6} delvis"
    r"|partly (?:granted|approved))\b"
)
_THE_REST = pattern(
    r"\bavsl\w+(?: \w+){0,4} (?:i övrigt|resterande|återstående|övrig(?:a|t)?)\b|\bi övrigt(?: \w+){0,4} avsl\w+"
)
_NO = pattern(
    r"\b(?:(?:avslår|avslås|avslå|har avslagits|har avslagit)\b(?! (?:inte|ej)\b)"
    rf"|du (?:får|har) (?:därför |alltså |nu )?(?:inte|ej|ingen) (?:längre )?(?:rätt till|rätt att få|{_BENEFIT})\b"
    rf"|du (?:inte|ej) (?:längre )?(?:har|får|kan få) (?:rätt till|rätt att få|{_BENEFIT})\b"
    r"|har (?:därför |alltså )(?:inte|ej|ingen) rätt till\b|(?:beslutat|beslutar) att (?:inte"
    r"|ej) (?:bevilja|ge|bifalla)\b"
    r"|(?:beviljas|beviljar|beviljats|bifalls|bifaller|godkänns|godkänner|ger)(?: dig| er| du)? (?:inte|ej)\b"
    r"|(?:kan|får|ska)(?: \w+){0,2} (?:inte|ej) (?:bevilja|beviljas|ge dig|betala ut|bifalla|godkänna)\b"
    r"|(?:kan|får) (?:inte|ej) (?:bevilja|beviljas|ge dig|betala ut)\b"
    r"|har (?:inte|ej) (?:beviljats|bifallits|godkänts)\b"
    r"|du (?:har fått|får|fick) (?:\w+ )?avslag på (?:din|ditt|dina|ansökan)\b"
    r"|(?:decided to|we) (?:reject|deny|refuse)\b"
    r"|(?:been|is|was) (?:rejected|denied|refused|turned down|not granted)\b|not entitled to\b)"
)
_NO_NOUN = pattern(r"\bavslag\b")
_YES = pattern(
    r"\b(?:beviljar|beviljas|bifaller|bifalls|godkänner|godkänns|att (?:bevilja|bifalla|ge dig)"
    r"|har (?:beviljats|bifallits)"
    rf"|du får (?:\w+ ){{0,2}}{_BENEFIT}\b|(?:been|is|was) (?:granted|approved))\b"
)
_YES_NOUN = pattern(r"\bbifall\b")
_ENDS = pattern(
    r"\b(?:upphör|dras in|drar in|dra in|drar vi in|säger upp|sägs upp|säger vi upp|upphöra)\b"
    r"|\b(?:insatsen|stödet|boendestödet|hemtjänsten|biståndet|kontaktpersonen)(?: \w+){0,3} avslutas\b"
)
_ENDS_OTHERWISE = pattern(
    r"\b(?:beslutet|ärendet|utredningen|programmet|fullmakten|skyldigheten"
    r"|störning\w*)(?: \w+){0,4} (?:upphör|upphöra)\b"
)
_CAN_END = pattern(
    rf"\b(?:{_BENEFIT}|\w*(?:stödet|insats(?:en|er)?|bistånd(?:et)?)|hyres(?:avtal|kontrakt)(?:et)?)\b"
    rf"|sägs upp|säger (?:vi )?upp"
)
_REPAY = pattern(
    r"\b(?:återkräver|återkrävs|återkräva|(?:ska|måste|skyldig att)(?: \w+){0,2} (?:betala tillbaka|återbetala)"
    r"|must (?:repay|pay back))\b"
)
_REPAY_NOUN = pattern(r"\b(?:återkrav|återbetalning) av\b")
_NOT_BEFORE = pattern(r"\b(?:inte|ej|aldrig|utan att)(?: (?!och\b)\w+){0,2} $")
_NOT_SO = pattern(
    r"\b(?:om (?:du|vi|ni|ansökan|din|man|det|någon|inte|han|hon|de|försäkringskassan|socialnämnden)\b"
    r"|vid(?: \w+){0,2}"
    r" (?:avslag|bifall|återkrav)|ifall|när (?:du|man)|kan(?: (?!inte\b|ej\b)\w+){0,2} (?:avslå|avslås|bevilja"
    r"|beviljas|upphöra|dra in|dras in"
    r"|återkräva|behöva|bli|bifalla|komma att)|riskerar|överväg\w*|tänker|planerar|föreslå\w*|förslag|skulle|innan"
    r"|eventuellt|enligt huvudregeln|får du avslag|tidigare|förra|föregående|ett beslut om|hur du|has been received"
    r"|vad betyder|betyder att)\b"
)
_IN_GENERAL = pattern(r"^(?:\S+ ){0,6}(?:den som|personer som|enskilda som)\b")
_NEGATED_OM = pattern(r"\b(?:kan|får)(?: \w+){0,2} (?:inte|ej)\b")


@dataclass(frozen=True)
class Deciding:
    """A sentence that decides, what it decides, and the words that say so."""

    outcome: str
    sentence: Sentence
    start: int
    end: int
    subjects: frozenset[str]


def deciding_sentences(all_sentences: Sequence[Sentence]) -> list[Deciding]:
    """Every statement of a decision, in order."""
    found: list[Deciding] = []
    for number, sentence in enumerate(all_sentences):
        named = frozenset(s.word for s in subjects_in(sentence))
        if not named and number and all_sentences[number - 1].heading:
            named = frozenset(s.word for s in subjects_in(all_sentences[number - 1]))
        for outcome, start, end in _decided(sentence):
            found.append(Deciding(outcome, sentence, sentence.start + start, sentence.start + end, named))
    return found


def _decided(sentence: Sentence) -> list[tuple[str, int, int]]:
    text = sentence.text
    if "?" in text[-2:] and not sentence.heading:
        return []
    if hit := (_PARTLY.search(text) or _THE_REST.search(text)):
        return [("partly", hit.start(), hit.end())] if _is_so(text, hit.start(), hit.end()) else []
    found = []
    no = None
    for hit in _NO.finditer(text):
        if _is_so(text, hit.start(), hit.end()) and not _NOT_BEFORE.search(text[: hit.start()]):
            no = hit
            found.append(("no", hit.start(), hit.end()))
            break
    found += _others(text, sentence.heading, no.span() if no else None)
    return found


def _others(text: str, heading: bool, no: tuple[int, int] | None) -> list[tuple[str, int, int]]:
    found = []
    rules = [("yes", _YES), ("repay", _REPAY)]
    if _CAN_END.search(text) and not _ENDS_OTHERWISE.search(text):
        rules.append(("ends", _ENDS))
    if heading or pattern(
        r"\b(?:beslut(?:et)?|resultatet|svaret|bedömning|innebär|blir|är|ger):?(?: \w+)? (?:avslag"
        r"|bifall)\b"
    ).search(text):
        rules += [("no", _NO_NOUN), ("yes", _YES_NOUN)]
    if heading or pattern(r"^beslut\b").search(text):
        rules += [("repay", _REPAY_NOUN)]
        rules += [("ends", pattern(r"\buppsägning (?:av|på grund)\b"))]
    for outcome, regex in rules:
        for hit in regex.finditer(text):
            overlaps = no is not None and hit.start() < no[1] and no[0] < hit.end()
            if overlaps or (outcome == "no" and no is not None):
                continue
            if _NOT_BEFORE.search(text[: hit.start()]) or _negated_after(text, hit.end()):
                continue
            if _is_so(text, hit.start(), hit.end()):
                found.append((outcome, hit.start(), hit.end()))
                break
    return found


def _negated_after(text: str, at: int) -> bool:
    return bool(pattern(r"^(?: dig| er| du)? (?:inte|ej)\b").search(text[at:]))


def _is_so(text: str, start: int, end: int) -> bool:
    """Whether it is said as a fact of this case, now."""
    after = text[end : end + 60]
    if _IN_GENERAL.search(after) or pattern(r"^ (?:endast |bara )?om (?:du|man|den)\b").search(after):
        return False
    return not _NOT_SO.search(text[:end])


def is_several(all_sentences: Sequence[Sentence], decided: Sequence[Deciding]) -> Sentence | None:
    """The sentence from which it is plain that there is more than one decision; None when there is one."""
    for sentence in all_sentences:
        if pattern(r"\b(?:två|tre|fyra|flera|båda|2|3) (?:olika )?beslut(?:en)?\b").search(sentence.text):
            return sentence
        if pattern(r"^(?:\d\. )?beslut (?:nr |nummer )?(?:2|b)\b").search(sentence.text):
            return sentence
    single = [one for one in decided if len(one.subjects) == 1]
    for one in single:
        if one.subjects != single[0].subjects:
            return one.sentence
    return None


def how_many(all_sentences: Sequence[Sentence], decided: Sequence[Deciding]) -> int:
    """Two decisions, or 3 for more than two."""
    third = pattern(r"\b(?:tre|fyra|flera|3|4) (?:olika )?beslut|^(?:\d\. )?beslut (?:nr |nummer )?(?:3|c)\b")
    about = {one.subjects for one in decided if len(one.subjects) == 1}
    return 3 if len(about) > 2 or any(third.search(sentence.text) for sentence in all_sentences) else 2


def outcome_of(plain: Plain, decided: Sequence[Deciding]) -> Finding[str] | None:
    """The one outcome; None when nothing is decided, or different things are."""
    kinds = {one.outcome for one in decided}
    if "partly" in kinds and kinds <= {"partly", "yes", "no"}:
        kinds = {"partly"}
    if len(kinds) != 1:
        return None
    wanted = kinds.pop()
    first = next(one for one in decided if one.outcome == wanted)
    start, end = plain.span(first.start, first.end)
    return Finding(wanted, plain.source[start:end], start, end)
