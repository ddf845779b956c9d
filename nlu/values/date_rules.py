"""The date rules for one day: which words, over corrected text (see `date_spelling`), are read how."""

from __future__ import annotations

import re
from typing import TypeAlias

from nlu.values.date_readings import (
    Reading,
    ago,
    and_a_half,
    bare_day,
    bare_offset,
    bare_two_offset,
    day_month,
    day_of_named_month,
    ddmmyyyy,
    feast,
    last_of_month,
    month_first,
    named_month,
    near,
    one_count,
    six_digits,
    two_bare_days,
    two_counts,
    two_days_of_month,
    unit_or_two,
    weekday_and_weeks,
    weekday_bare,
    weekday_coming,
    weekday_either,
    weekday_following,
    weekday_in_week,
    weekday_previous,
    year_first,
)
from nlu.values.date_spelling import MONTHS, WEEKDAYS
from nlu.values.feasts import FEASTS

Rule: TypeAlias = tuple[str, re.Pattern[str], Reading]
"""Kind ("day", "weekday", "offset", "range"), pattern, reading."""


N = r"(\d{1,2})(?::e)?"
MONTH = rf"({'|'.join(MONTHS)})"
WEEKDAY = rf"({'|'.join(WEEKDAYS)})"
_YEAR = r"(?:,? (\d{4}|förra året|i ?fjol|i år|nästa år))?"
_COUNT = r"(\d{1,3}|en|ett|två|ett par|några|nån|någon)"
_UNIT = r"(dag|dagar|dagarna|dygn|vecka|veckor|veckan|månad|månader|år|timmar|timme|minuter)"
_AGO = r"(?:sedan|tillbaka|tidigare)"
_NOT_DAYS = (
    r"(?! ?(?:gång|gången|brev|brevet|beslut|beslutet|handläggaren|personen|mannen|kvinnan|mejlet|samtalet|"
    r"avslaget|barnet|kr|kronor|år|barn))"
)


def rule(kind: str, pattern: str, reading: Reading) -> Rule:
    return kind, re.compile(pattern), reading


_HALF = r"(?:(\d{1,2}|en|ett) och )?(?:en |ett )?halvt? (vecka|månad|år|dag)"
_TWO = r"(\d{1,3})(?: ?(?:-|eller|till|,) ?| )(\d{1,3})"

DAY_RULES: tuple[Rule, ...] = (
    rule("day", r"(?<![\d-])(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?![\d-])", year_first),
    rule("day", r"(?<![\d-])(20\d{2})(\d{2})(\d{2})(?!\d)", year_first),
    rule("day", r"(?<![\d-])([0-3]\d)([01]\d)(20\d{2})(?!\d)", ddmmyyyy),
    rule("day", r"(?<![\d-])(\d{2})-(\d{2})-(\d{2})(?![\d-])", year_first),
    rule("day", r"(?<![\d-])(\d{2})(\d{2})(\d{2})(?!\d)", six_digits),
    rule("day", r"(?<![\d/])(\d{1,2}) ?/ ?(\d{1,2})(?: ?[-/, ] ?(20\d{2}|\d{2})(?!\d))?(?![\d/])", day_month),
    rule("day", r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})(?!\d)", day_month),
    rule("day", r"(?<![\d-])(\d{1,2})-(\d{1,2})-(\d{4})(?![\d-])", day_month),
    rule("day", r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.?(?![\d.])(?! ?(?:kr|kl))", day_month),
    rule("day", r"\b(\d{1,2}) (\d{1,2}) (20\d{2})\b", day_month),
    rule(
        "range",
        rf"\b(?:mellan )?(?:den )?{N} ?(?:-|eller|och|till|,)(?: kanske)? ?(?:den )?{N} {MONTH}\b{_YEAR}",
        two_days_of_month,
    ),
    rule("day", rf"\b(?:den )?{N}\.? (?:i )?{MONTH}\b{_YEAR}", named_month),
    rule("day", rf"\b{MONTH} (?:den )?(\d{{1,2}})(?::e)?\b(?! ?(?:kr|dagar|barn))", month_first),
    rule("day", rf"\b(?:den )?{N} (?:i )?(\d{{1,2}}):e\b", day_month),
    rule("day", rf"\b(?:den )?{N} (?:i )?(förra|nästa|denna|den här) månad(?:en)?\b", day_of_named_month),
    rule(
        "range", rf"\b(?:mellan )?den {N} ?(?:-|eller|och|till)(?: kanske)? ?(?:den )?{N}\b{_NOT_DAYS}", two_bare_days
    ),
    rule("day", rf"\b(?:den |sista |dagen )*sista (?:dagen )?(?:i |av )?{MONTH}\b", last_of_month),
    rule(
        "day",
        r"\b(?:den sista|sista dagen|sista)(?: (?:i|av|på|varje)(?: (?:den här|denna|varje))? månad(?:en)?)()?\b",
        last_of_month,
    ),
    rule("day", r"^()?den sista(?: dagen)?$|\bden sista(?= (?:varje|tror|kanske|brukar))", last_of_month),
    rule("day", rf"\bden {N}\b{_NOT_DAYS}(?!:)", bare_day),
    rule("day", r"\b(?:runt|kring|omkring|ungefär|typ|senast|före|innan|efter|till) (\d{1,2}):e\b", bare_day),
    rule("day", r"^(\d{1,2}):e(?: varje månad| i månaden)?$", bare_day),
    rule(
        "day", rf"\b(?:på |i )?{WEEKDAY}(?:en|s)? (?:i )?(förra|nästa|den här|denna) veckan?\b", weekday_in_week(1, 2)
    ),
    rule(
        "day", rf"\b(?:i )?(förra|nästa|den här|denna) veckan?,? (?:på |i )?{WEEKDAY}(?:en|s)?\b", weekday_in_week(2, 1)
    ),
    rule("day", rf"\b(?:på |i )?{WEEKDAY}(?:en|s)? (om|för) {_COUNT} veck(?:a|or)\b(?: sedan)?", weekday_and_weeks),
    rule("weekday", rf"\b(?:i )?förra {WEEKDAY}(?:en|s)?\b", weekday_previous),
    rule("weekday", rf"\b(?:på |i )?nästa {WEEKDAY}(?:en)?\b", weekday_following),
    rule("weekday", rf"\bi {WEEKDAY}s?\b|\b(?<!på ){WEEKDAY}s\b", lambda m, t, e: weekday_either(m, t)),
    rule(
        "weekday",
        rf"\b(?:nu )?(?:på|till|nu|innan|före|senast|kommande|denna|efter) {WEEKDAY}(?:en|s)?\b",
        weekday_coming,
    ),
    rule("weekday", rf"\b{WEEKDAY}(?:en)?\b", weekday_bare),
    *(rule("day", rf"\b(?:{pattern})\b", feast(pattern)) for pattern in FEASTS),
    rule("offset", rf"\b(?:för )?{_HALF} {_AGO}\b", and_a_half(-1)),
    rule("offset", rf"\b(?:om|inom) {_HALF}\b", and_a_half(1)),
    rule("offset", rf"\b(om|för|inom) {_COUNT} {_UNIT} eller (\d{{1,2}})\b( sedan)?", unit_or_two),
    rule("offset", rf"\b(?:för )?{_TWO} {_UNIT} {_AGO}\b", two_counts(-1)),
    rule("offset", rf"\b(?:för )?{_COUNT} {_UNIT} {_AGO}\b|\bför {_COUNT} {_UNIT}\b", lambda m, t, e: ago(m, t)),
    rule("offset", rf"\b(?:om|inom) {_TWO} {_UNIT}\b", two_counts(1)),
    rule("offset", rf"\b(?:om|inom) {_COUNT} {_UNIT}\b", one_count(1)),
    rule("day", r"\biförrgår\b", near(-2)),
    rule("day", r"\bigår(?: (?:kväll|morse|natt|förmiddag|eftermiddag))?\b|\bigårkväll\b", near(-1)),
    rule("day", r"\b(?:idag|imorse|ikväll|nyss|just nu|precis nu|alldeles nyss)\b|^nu$", near(0)),
    rule("day", r"\bimorgon(?: (?:bitti|kväll))?\b", near(1)),
    rule("day", r"\biövermorgon\b", near(2)),
    rule("offset", rf"\b{_TWO} (dag|dagar|vecka|veckor|månad|månader)\b(?! (?:före|innan|efter))", bare_two_offset),
    rule("offset", rf"\b{_COUNT} (dag|dagar|vecka|veckor|månad|månader)\b(?! (?:gam|före|innan|efter))", bare_offset),
)
"""In order: an earlier rule takes its words away from the later ones."""
