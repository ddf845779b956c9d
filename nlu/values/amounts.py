"""Sums of money to whole kronor."""

from __future__ import annotations

import re

from nlu.values.clean import core, normal
from nlu.values.number_words import cardinal, words_to_digits
from nlu.values.parsed import NOT_UNDERSTOOD, Parsed

_MOST = 100_000_000
_UNIT = (
    r"(?:kr\b|kronor\b|kroner\b|krona\b|kronr\b|spänn\b|spenn\b|sek\b|bagis\b|stålar\b|pengar kvar\b|:-|"
    r"riksdaler\b)"
)
_THOUSAND = r"(?:tusenlapp(?:ar|en)?|tusing(?:ar|en)?|papp|lax(?:ar)?|tusen|usen|k|tkr|000 kr)"
_HUNDRED = r"(?:hundralapp(?:ar|en)?|hundring(?:ar|en)?|hundra)"
_NOTE = re.compile(
    r"\b(?:(\d{1,3}|en|ett|ett par|några) )?(?:(20|50|100|200|500|1000) ?)"
    r"(?:lapp|lappar|lappen|kronorssedel|ing|ingar|kronorssedlar|kronorslapp|kronorslappar)\b"
)
_SMALL_NOTES = {"femm": 5, "ti": 10, "tjug": 20, "femtiolapp": 50, "femtilapp": 50, "femhundring": 500}
_SMALL_NOTE = re.compile(
    r"\b(?:(\w+) )?(femm|ti|tjug|femtiolapp|femtilapp|femhundring)(?:a|an|or|ar|"
    r"en)?\b(?<!\bti)(?<!\btjug)(?<!\bfemm)"
)
_ONES = {"en": 1, "ett": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9}
_SCALE = {"hundra": 100, "tusen": 1000}
_UNIT_PAIR = re.compile(rf"\b({'|'.join(_ONES)}),? ({'|'.join(_ONES)}) (hundra|tusen)\b")
_OTHER_MONEY = re.compile(r"\b(?:dollar|euro|pund|usd|eur|skuld\w*|skyldig\w*|lånat?|låna)\b|[€$£]")
_ORE = re.compile(r"\b\d+ ?öre\b")
_OVERDRAWN = re.compile(r"\b(?:back|minus)\b")

_NOTHING = re.compile(
    r"\b(?:inga pengar|ingen peng|inga peng|inte (?:ett|en|1|nån|någon)(?: enda| jävla| röd)? (?:öre|krona|spänn|"
    r"peng|cent)|"
    r"(?:pengarna|de) (?:är|e) (?:helt )?slut|slut på pengar|(?:lus)?pank|barskrapad|tomt på kontot|kontot är tomt|"
    r"inga stålar|inga cash|utan pengar|har inga|har inget|har ingenting|har inte några pengar|har inte nåt|"
    r"har inte något|inga kronor)\b"
)
_NOTHING_WHOLE = re.compile(
    r"(?:nej |nä )?(?:jag har )?(?:inga|ingenting|inget|inget alls|inga alls|ingenting alls|nada|noll|0|nothing|"
    r"det är slut|slut|helt slut|tomt|helt tomt|ingen|inte något|inte nåt|noll och inget)(?: kvar| alls| pengar|"
    r" just nu| just| nu| idag)*"
)
_VAGUE = re.compile(r"\b(?:kanske|tror|ett par|några|nån|någon|mindre än|under|över|mer än|minst|eller|mellan)\b")
_ALMOST_EXACT = re.compile(r"\b(?:inte mer än|inte över|inte mindre än)\b")
_NO_MONEY = re.compile(
    r"\bden \d{1,2}(?::e)?\b|\b\d{1,2}:e\b|\b\d{1,2}/\d{1,2}\b|"
    r"\b(?:\d+|en|ett) (?:barn|dagar|dag|veckor|vecka|månader|månad|år|st|stycken|personer|ungar)\b|\bkl(?:ockan)? \d+"
)
_NUMBER = re.compile(
    r"(?<![\d,.])(?P<minus>minus |- ?|−)?(?P<n>\d{1,3}(?:[ .]\d{3})+(?!\d)|\d+)(?:,(?P<dec>\d{1,2}))?(?![\d.]*\d)"
    rf" ?(?P<scale>{_THOUSAND}\b|{_HUNDRED}\b)?(?: ?(?P<unit>{_UNIT}))?"
)


def parse_amount(text: str) -> Parsed:
    """Whole kronor (öre are dropped); a debt is negative. A range gives its lowest sum, uncertain.

    Two different sums are not understood, unless only one of them names kronor.
    """
    raw = normal(text)
    plain = _spelled(raw)
    if _OTHER_MONEY.search(raw):
        return NOT_UNDERSTOOD
    sums = _sums(plain)
    if not sums and _ORE.search(plain):
        return Parsed(0)
    if not sums:
        bare = core(raw)
        nothing = _NOTHING.search(raw) or _NOTHING_WHOLE.fullmatch(bare)
        return Parsed(0) if nothing else NOT_UNDERSTOOD
    if len(sums) == 2 and _RANGE.search(plain):
        low, high = sums[0][0], sums[1][0]
        # "två eller tre hundra": the scale was said once, for both.
        scale = next((s for s in (1000, 100) if 0 < low < 20 and high % s == 0 and high), 1)
        return Parsed(min(low * scale, high), uncertain=True)
    with_unit = [s for s in sums if s[1]]
    chosen = with_unit or sums
    values = {value for value, _ in chosen}
    vague = bool(_VAGUE.search(_ALMOST_EXACT.sub(" ", plain)))
    if len(values) > 1:
        return NOT_UNDERSTOOD
    value = values.pop()
    return Parsed(value, uncertain=vague) if abs(value) <= _MOST else NOT_UNDERSTOOD


_RANGE = re.compile(r"\d(?: ?(?:kr|kronor|spänn))? ?(?:-|till|eller) ?\d|\bmellan \d[\d ]* (?:kr |kronor )?och \d")


def _spelled(raw: str) -> str:
    """Number words as digits, and the idioms of money as plain sums."""
    text = re.sub(r"\b(?:femhudra|fem hudra)\b", "500", raw)
    text = re.sub(
        r"\b(två|tre|fyra|fem|sex|sju|åtta|nio|tjugo|femti|femtio|hundra|femhundra|tvåhundra)(lapp(?:ar|en)?|"
        r"ing(?:ar|en)?)\b",
        r"\1 \2",
        text,
    )
    text = re.sub(r"\b(?:en|ett) och (?:en|ett) (?:halv|halvt) (?:tusen|tusenlapp|papp|lax)\b", "1500", text)
    text = re.sub(r"\b(\w+) och (?:en|ett) (?:halv|halvt) (?:tusen|tusenlapp|papp|lax)\b", _and_a_half, text)
    text = re.sub(r"\bhalvannan (?:tusen|tusenlapp)\b", "1500", text)
    text = re.sub(r"\b(?:en |ett )?(?:halv|halvt) (?:tusen|tusenlapp|papp|lax)\b", "500", text)
    text = re.sub(r"\b(?:en |ett )?halv(?:t)? hundralapp\b", "50", text)
    text = re.sub(r"\bett par (hundra|tusen|tior|tjugor|hundringar)", r"ett par 2 \1", text)
    text = re.sub(r"\b(?:några|nåra) (?:få )?(hundra|tusen|hundringar)", r"några 3 \1", text)
    text = re.sub(r"\b(?:en|ett) (hundring|tusing|tusenlapp|hundralapp|lax|papp)", r"1 \1", text)
    text = _UNIT_PAIR.sub(lambda m: f"{_ONES[m[1]] * _SCALE[m[3]]}-{_ONES[m[2]] * _SCALE[m[3]]}", text)
    text = _SMALL_NOTE.sub(_small_notes, text)
    text = _FIGURE_AND_SCALE.sub(_scaled, text)
    text = words_to_digits(text)
    text = _NOTE.sub(_notes, text)
    return re.sub(r"(?<=\d)(?:lapp(?:ar|en)?|ing(?:ar|en)?)\b", " kr", text)


def _and_a_half(match: re.Match[str]) -> str:
    count = words_to_digits(match.group(1))
    return str(int(count) * 1000 + 500) if count.isdigit() and len(count) < 5 else match.group()


def _notes(match: re.Match[str]) -> str:
    count = {"en": 1, "ett": 1, "ett par": 2, "några": 3, None: 1}.get(match.group(1))
    return f"{(count if count is not None else int(match.group(1))) * int(match.group(2))} kr"


_FIGURE_AND_SCALE = re.compile(
    r"(?<![\d,.])(\d{1,3}(?:,\d)?) ?(hundra|tusen)\b(?: (?:och )?([^\W_]+)\b(?! ?(?:hundra|tusen|kr|kronor)))?"
)


def _small_notes(match: re.Match[str]) -> str:
    word = match.group(1)
    count = 1 if word in (None, "en", "ett") else cardinal(word)
    value = _SMALL_NOTES[match.group(2)]
    return f"{count * value} kr" if count is not None else f"{word} {value} kr"


def _scaled(match: re.Match[str]) -> str:
    """ "2 tusen 500" as "2500"."""
    value = round(float(match.group(1).replace(",", ".")) * (100 if match.group(2) == "hundra" else 1000))
    word = match.group(3)
    rest = cardinal(word) if word else None
    if rest is None or rest >= value:
        return str(value) + match.group()[match.end(2) - match.start() :]
    return str(value + rest)


def _sums(plain: str) -> list[tuple[int, bool]]:
    """Every sum in the text with whether its unit was said."""
    text = _ORE.sub(" ", _NO_MONEY.sub(" ", plain))
    found: list[tuple[int, bool]] = []
    for match in _NUMBER.finditer(text):
        whole = re.sub(r"[ .]", "", match.group("n"))
        if len(whole) > 9:
            continue
        scale = match.group("scale") or ""
        factor = 1 if not scale else 100 if re.fullmatch(_HUNDRED, scale) else 1000
        value = int(whole) * factor
        if factor > 1 and match.group("dec"):
            value += int(float(f"0.{match.group('dec')}") * factor)
        minus = match.group("minus") or ""
        if (minus.strip() in ("-", "−") and not text[: match.start()].strip()) or (
            _OVERDRAWN.search(text) and value > 0
        ):
            value = -value
        found.append((value, bool(match.group("unit")) or factor > 1))
    return found
