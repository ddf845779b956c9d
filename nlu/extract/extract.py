"""`extract`: which questions does this text already answer?

Precision before reach: what is asked, negated, supposed or said of somebody else is left out, and so is every
key for which the text gives two different answers.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from content.condition import Value
from content.library import Library
from nlu.extract.clauses import Clause, clauses
from nlu.extract.readers import read
from nlu.extract.rules import Rule, load_rules
from nlu.understanding import Extracted

_MAX_TEXT = 4000
_MAX_CLAUSES = 80
_NOT = frozenset({"inte", "aldrig", "ej", "varken", "ingen", "inga"})
_NEW_SUBJECT = frozenset({"jag", "ja", "och", "att", "for", "sa", "vi"})
_SOMEBODY_ELSE = re.compile(
    r" (?:(?:min|mitt|hans|hennes|deras|en|ett) (?!barn|ombud|handlaggar|soc|lagenhet|hyres?vard"
    r"|ekonomi|medicin|mat|hyra|el )"
    r"(?:granne?s?|grannen?s?|systers?|brors?|brorsas?|mammas?|pappas?|kompis|kompisen|van|vans|vaninnas?|klients?|mans?|frus?|sambos?"
    r"|kusins?"
    r"|mosters?|fasters?|morbrors?|farbrors?|mormors?|farmors?|mors?|fars?|flickvans?|pojkvans?|bekants?|tjejs?|killes?|ex|chefs?|sons?|dotters?|styvsons?|barnbarns?)"
    r"|hon|han|hen|grannen|grannarna|kompisen|folk|man|andra|manga|alla|du|ni)(?= )"
)
_THE_CLIENT = re.compile(r" (?:jag|ja|vi|mig|oss)(?= )")


_ONE_WORD = {
    "mat": "food", "medicin": "medicine", "hyra": "rent", "hyran": "rent", "el": "power", "elen": "power",
    "blöjor": "baby", "barnmat": "baby", "hungrig": "food", "hungriga": "food", "jättehungrig": "food",
}  # fmt: skip
"""A tired person's whole message."""


def extract(text: str, *, today: date, library: Library) -> dict[str, Extracted]:
    """Answers found in the text, by question key. Never raises for any text; at most its first 4000 characters count.

    A value that the client said with doubt is `uncertain` and wants a read-back.
    """
    if one_need := _ONE_WORD.get(text.strip(" .!,?\n").casefold()):
        return {"need": Extracted([one_need], text.strip())}
    found: dict[str, Extracted] = {}
    doubtful: set[str] = set()
    for clause in clauses(text[:_MAX_TEXT])[:_MAX_CLAUSES]:
        for rule in load_rules():
            hit = rule.regex.search(clause.words)
            if hit is None or not _counts(rule, clause, hit):
                continue
            raw = clause.piece(hit.start(), hit.end())
            values = {key: read(kind, clause, hit, today, library) for key, kind in rule.reads.items()}
            if rule.needs_value and not any(values.values()):
                continue
            for key, value in rule.answers.items():
                _put(found, doubtful, key, Extracted(_copy(value), raw, rule.uncertain))
            for key, value_read in values.items():
                if value_read is not None:
                    _put(found, doubtful, key, _unsure(value_read) if rule.uncertain else value_read)
    for key in doubtful:
        found.pop(key, None)
    return _consistent(found)


def _counts(rule: Rule, clause: Clause, hit: re.Match[str]) -> bool:
    if clause.question and not rule.in_question:
        return False
    if rule.whole and hit.group().strip() != clause.words.strip():
        return False
    if rule.unless and rule.unless.search(clause.words):
        return False
    if clause.hypothetical_before(hit.start()) or _negated(clause.words[: hit.start()]):
        return False
    if rule.only_client:
        before = clause.words[: hit.start() + 1]
        others = list(_SOMEBODY_ELSE.finditer(before))
        if others and not _THE_CLIENT.search(before, others[-1].end()):
            return bool(_THE_CLIENT.match(hit.group()))
    return True


def _negated(before: str) -> bool:
    for word in reversed(before.split()[-3:]):
        if word in _NEW_SUBJECT:
            return False
        if word in _NOT:
            return True
    return False


def _put(found: dict[str, Extracted], doubtful: set[str], key: str, new: Extracted) -> None:
    old = found.get(key)
    if old is None:
        found[key] = new
    elif isinstance(old.value, list) and isinstance(new.value, list):
        together = old.value + [v for v in new.value if v not in old.value]
        raw = old.raw if new.raw in old.raw else f"{old.raw}; {new.raw}"
        found[key] = Extracted(together, raw, old.uncertain or new.uncertain)
    elif old.value != new.value:
        doubtful.add(key)
    elif old.uncertain and not new.uncertain:
        found[key] = new


def _consistent(found: dict[str, Extracted]) -> dict[str, Extracted]:
    """Answers that cannot stand without another are left out when that other one is missing or says no."""
    needs = {"contact_value": "contact_way", "evict_got": "evict_letter"}
    for key, other in needs.items():
        if key in found and other not in found:
            del found[key]
    if "contact_value" in found and "@" in str(found["contact_value"].value) and found["contact_way"].value != "email":
        del found["contact_value"], found["contact_way"]
    about = found.get("decision_about")
    if about and about.value != "forsorjningsstod":  # these two are asked about an application for försörjningsstöd
        found.pop("answer", None)
        found.pop("turned_away", None)
    count = found.get("children_count")
    if count and "children" not in found:
        del found["children_count"]
    return found


def _copy(value: Value) -> Value:
    return list(value) if isinstance(value, list) else value


def _unsure(value: Extracted) -> Extracted:
    return replace(value, uncertain=True)
