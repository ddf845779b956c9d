"""`assess`: reads a free text and says whether somebody seems to be in danger.

Pure and total: the same text gives the same answer, nothing is raised, nothing is written anywhere. A long text is
read in overlapping windows, so that a cry for help at the end of it is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.crisis.rules import Harmless, Rule, Rules, load_rules
from nlu.understanding import Crisis, CrisisLevel

_RANK: dict[CrisisLevel, int] = {"none": 0, "perhaps": 1, "certain": 2}
_WINDOW, _OVERLAP = 120, 40
_MAX_WORD = 60

_LONG_AGO = re.compile(
    r" (?:for [^ |]+(?: [^ |]+)? ar (?:sedan|se)|for (?:lange|ar) sedan|nar jag var (?:liten|barn|ung|yngre"
    r"|tonaring|[0-9]+)"
    r"|som (?:barn|liten|ung|tonaring)|forra aret|i fjol|forr i tiden|pa [0-9]+ ?talet|i barndomen"
    r"|under (?:min )?uppvaxt\w*"
    r"|(?:19[0-9]{2}|20[0-2][0-9])|tidigare|forut|en gang i tiden)(?= )"
)
_STILL = re.compile(r" (?:igen|fortfarande|nu|idag|i dag|ikvall|varje|snart|just)(?= )")
_NOT = frozenset({"inte", "aldrig", "ingen", "inga", "inget", "varken", "ingenting", "not", "dont", "never"})
_NEW_CLAUSE = frozenset({"men", "och", "sa", "for", "jag", "ja", "|", "fast", "utan", "eftersom", "dar", "som"})
_NO_NEGATION_AFTER = frozenset({"sluta", "lata", "om", "hur", "vad", "varfor", "langre", "hjalpa", "bara", "motsta"})
_FOR_A_FRIEND = re.compile(
    r" (?:for|galler|orolig for) (?:en|min|mitt|ett|nagon) "
    r"(?:kompis|van|vaninna|bekant|granne|klient|annan|syster|bror|slakting|anhorig)(?= )"
)
_AFRAID_MYSELF = re.compile(r"\bjag (?:ar|är|blir|kanner mig|känner mig) (?:\w+ ){0,2}(?:liv)?r[aä]dd")
"""Who is afraid "för min granne" is the one who speaks."""
_MYSELF = re.compile(r" (?:jag|ja|mig|mitt|my|i)(?= )")


def assess(text: str) -> Crisis:
    """How sure it is that the text tells of danger, of which kind, and whether it concerns somebody else.

    `certain` means the crisis message now, `perhaps` the question "Är du i fara just nu?". Never raises.
    """
    rules = load_rules()
    best = Crisis()
    for window in _windows(rules.normalise(text)):
        found = _assess_window(window, rules)
        if _RANK[found.level] > _RANK[best.level]:
            best = found
            if best.level == "certain":
                break
    return best


def _windows(text: str) -> Iterator[str]:
    words = [w[:_MAX_WORD] for w in text.split()]
    seen: set[str] = set()
    for start in range(0, max(len(words) - _OVERLAP, 1), _WINDOW - _OVERLAP):
        window = " " + " ".join(words[start : start + _WINDOW]) + " "
        if window not in seen:  # a text that repeats itself is read once
            seen.add(window)
            yield window


def _assess_window(window: str, rules: Rules) -> Crisis:
    words = set(window.split())
    dangers = rules.danger.candidates(words)
    if not dangers:
        return Crisis()
    text = window
    for phrase in rules.harmless.candidates(words):
        if isinstance(phrase, Harmless):
            text = phrase.regex.sub(" _", text)
    long_ago = bool(_LONG_AGO.search(window)) and not _STILL.search(window)
    afraid_myself = bool(_AFRAID_MYSELF.search(text))
    for_friend = bool(_FOR_A_FRIEND.search(window)) and not afraid_myself
    best = Crisis()
    for rule in dangers:
        if not isinstance(rule, Rule) or (_RANK[rule.level] <= _RANK[best.level] and not rule.about_other):
            continue
        for hit in rule.regex.finditer(text):
            level = _level(rule, text, hit, long_ago)
            about_me = _MYSELF.search(hit.group()) or (afraid_myself and rule.kind == "violence")
            other = for_friend or (rule.about_other and not about_me)
            if _RANK[level] > _RANK[best.level] or (level == best.level != "none" and other and best.kind == rule.kind):
                best = Crisis(level, rule.kind, other or best.about_other)
    return best


def _level(rule: Rule, text: str, hit: re.Match[str], long_ago: bool) -> CrisisLevel:
    if rule.negatable and _negated(text[: hit.start()].split()[-4:], hit.group().split()):
        return "none"
    if long_ago and rule.long_ago is not None:
        return rule.long_ago
    return rule.level


def _negated(before: list[str], inside: list[str]) -> bool:
    """Whether a "not" before the hit belongs to it: close by, with no new clause in between."""
    following = inside[0] if inside else ""
    for word in reversed(before[-3:]):
        if word in _NEW_CLAUSE:
            return False
        if word in _NOT:
            return following not in _NO_NEGATION_AFTER
        following = word
    return False
