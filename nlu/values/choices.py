"""One option out of several, and several out of several."""

from __future__ import annotations

import re
from collections.abc import Sequence

from content.flow import Option
from nlu.values.clean import core, normal, words
from nlu.values.option_match import Mention, bands, in_band, mentions, phrases_of, pointed_at, said_exactly
from nlu.values.parsed import NOT_UNDERSTOOD, Parsed
from nlu.values.yes_no import parse_yes_no

NONE_ID = "none"
"""The option that excludes all others ("nej", "inget av det")."""
OTHER_ID = "other"

_NEEDED_WHEN_LACKING = frozenset(("food", "medicine", "power", "rent", "shelter", "baby", "money"))
"""Options that a client chooses by saying that they lack it: "ingen mat" means that food is needed."""
_ALL = re.compile(
    r"(?:ja |jag vill ha |jag behöver |hjälp med )*(?:allt|alla|alltihop|allting|allihop|alltsammans|samtliga|"
    r"alla de där|allt det där|allt det|rubbet)(?: tack| det där)?"
)
_ALL_BUT = re.compile(r"(?:allt|alla|alltihop|allihop) (?:utom|förutom|men inte|fast inte)\b")
_BOTH = re.compile(r"(?:ja )?(?:båda|bägge|både och|båda två|alla två)")
_NOTHING = re.compile(
    r"(?:nej |nä |näe |ja |det är )?(?:inget|ingen|inga|ingenting|inte något|inte nåt|inte någon|inget alls|"
    r"inget av det|"
    r"inget av dem|ingen av dem|inga av dem|ingen alls|inga alls|inget särskilt|inget mer|inget akut|inte nu|"
    r"inget är akut|ingenting akut|det behövs inte|behövs inte|behöver inget|jag behöver inget|det är lugnt|"
    r"inget just nu)"
    r"(?: alls| just| av det| av dem| av det där| just nu| akut| särskilt| tack| jag vet)*"
)
_LIST = re.compile(r"(?:,| och | & |\s|\+|/|samt)+")


def parse_choice(text: str, options: Sequence[Option]) -> Parsed:
    """The id of the one option meant. Two at once, a refused one, or a far guess are not understood."""
    if not options or len(text) == 0:
        return NOT_UNDERSTOOD
    if exact := said_exactly(text, options):
        return Parsed(exact)
    has_bands = bool(bands(options))
    by_number = in_band(text, options) if has_bands else None
    if by_number:
        return Parsed(by_number)
    if (index := pointed_at(text, len(options))) is not None:
        return Parsed(options[index].id)
    found = mentions(text, options)
    chosen = _meant(found)
    if len(chosen) == 1:
        option_id, exact_match = next(iter(chosen.items()))
        return Parsed(option_id, uncertain=not exact_match and _far(found, option_id))
    if len(chosen) > 1 or any(_refuses(m) for m in found):
        return NOT_UNDERSTOOD
    return _by_yes_or_no(text, options)


def _far(found: list[Mention], option_id: str) -> bool:
    """A misspelt long word is recognisable; a misspelt short one is read back."""
    return all(m.weight < 5 for m in found if m.option_id == option_id)


def _refuses(mention: Mention) -> bool:
    """ "inte telefon", "har ingen telefon"; but "ingen mat" is a reason to choose food."""
    return mention.stance == "no" or (mention.stance == "lacks" and mention.option_id not in _NEEDED_WHEN_LACKING)


def _meant(found: list[Mention]) -> dict[str, bool]:
    """Options mentioned and not refused; guesses count only where nothing was said exactly."""
    refused = {m.option_id for m in found if _refuses(m)}
    positive = [m for m in found if m.option_id not in refused]
    exact = [m for m in positive if m.exact]
    chosen = exact or positive
    if len({m.option_id for m in chosen}) > 1:
        longest = max(m.weight for m in chosen)
        nested = [m for m in chosen if m.weight == longest]
        top = nested[0]
        # "det är min syster" may touch two wordings; only one that holds the other's words may win.
        if all(m.option_id == top.option_id or (top.start <= m.start and m.end <= top.end) for m in chosen):
            chosen = nested
    return {m.option_id: m.exact for m in chosen}


def _by_yes_or_no(text: str, options: Sequence[Option]) -> Parsed:
    """ "ja" and "nej" where exactly one option is a yes or a no ("nej, bara muntligt")."""
    answer = parse_yes_no(text)
    nothing_said = re.match(r"(?:jag )?(?:har |det finns )?(?:ingen|inget|inga)\b", core(normal(text)))
    if answer.value is None or nothing_said:
        return NOT_UNDERSTOOD
    word = "ja" if answer.value == "yes" else "nej"
    hits = [o.id for o in options if o.id == answer.value or any(p[0] == word for p in phrases_of(o))]
    return Parsed(hits[0], uncertain=answer.uncertain) if len(set(hits)) == 1 else NOT_UNDERSTOOD


def parse_multi(text: str, options: Sequence[Option]) -> Parsed:
    """The ids meant, in the order of the options. "nej"/"inget" gives ["none"] where that option exists, else "skip".

    "allt" gives every option but "none" and "other". What is refused ("inte mat") is left out.
    """
    if not options:
        return NOT_UNDERSTOOD
    ids = [o.id for o in options]
    bare = core(normal(text))
    if exact := said_exactly(text, options):
        return Parsed([exact])
    if _ALL.fullmatch(bare) or (_BOTH.fullmatch(bare) and len([i for i in ids if i not in (NONE_ID, OTHER_ID)]) == 2):
        everything = [i for i in ids if i not in (NONE_ID, OTHER_ID)]
        return Parsed(everything) if everything else NOT_UNDERSTOOD
    if places := _pointed_at_several(bare, options):
        return Parsed(places)
    if _NOTHING.fullmatch(re.sub(r"\s*,\s*", " ", bare)):
        return Parsed([NONE_ID]) if NONE_ID in ids else Parsed(move="skip")
    found = [m for m in mentions(text, options) if m.option_id != NONE_ID]
    if _ALL_BUT.match(bare) and found:
        named = {m.option_id for m in found} | {NONE_ID, OTHER_ID}
        return Parsed([i for i in ids if i not in named]) if set(ids) - named else NOT_UNDERSTOOD
    chosen, unsure = _chosen(found, bool(re.search(r"\bbehöver (?:inte|ingen|inget|inga)\b", normal(text))))
    if chosen:
        return Parsed([i for i in ids if i in chosen], uncertain=unsure)
    lacking_all = bool(found) and all(m.stance == "lacks" for m in found)
    if lacking_all and NONE_ID in ids and re.search(r"\bhar (?:ingen|inget|inga)\b", normal(text)):
        return Parsed([NONE_ID])
    all_refused = all(_refuses(m) for m in found) and words(normal(text))[:1] in (["nej"], ["nä"], ["näe"])
    return _none_by_no(text, ids) if not found or all_refused else NOT_UNDERSTOOD


def _chosen(found: list[Mention], not_needed: bool) -> tuple[set[str], bool]:
    refused = {m.option_id for m in found if m.stance == "no"}
    chosen: set[str] = set()
    unsure = False
    for mention in found:
        by_lack = mention.option_id in _NEEDED_WHEN_LACKING
        wanted = mention.stance == "yes" or (mention.stance == "lacks" and by_lack and not not_needed)
        wanted = wanted or (mention.stance == "has" and not by_lack)
        if wanted and mention.option_id not in refused:
            chosen.add(mention.option_id)
            unsure = unsure or (not mention.exact and mention.weight < 3)
    return chosen, unsure


def _none_by_no(text: str, ids: list[str]) -> Parsed:
    answer = parse_yes_no(text)
    if NONE_ID in ids and re.fullmatch(
        r"(?:nej )?(?:jag )?har (?:ingen|inget|inga)(?: \w+)?(?: alls)?", core(normal(text))
    ):
        return Parsed([NONE_ID])
    said_no = answer.value == "no" or (words(normal(text))[:1] in (["nej"], ["nä"], ["näe"]))
    if said_no and NONE_ID in ids and len(words(text)) <= 6:
        return Parsed([NONE_ID], uncertain=answer.uncertain)
    return NOT_UNDERSTOOD


def _pointed_at_several(bare: str, options: Sequence[Option]) -> list[str]:
    """ "1 och 3", "ettan, trean", "den första": places only, nothing else in the message."""
    parts = [p for p in _LIST.split(re.sub(r"\b(?:den|det|nummer|nr|alternativ)\b", " ", bare)) if p]
    if not parts or len(parts) > len(options):
        return []
    indexes = [pointed_at(part, len(options)) for part in parts]
    if any(index is None for index in indexes):
        return []
    return [o.id for place, o in enumerate(options) if place in indexes]
