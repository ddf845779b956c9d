"""Swedish named days ("julafton", "midsommarafton", "långfredagen") as days of a given year.

Fixed days and the rules for midsommar and alla helgons dag: lag (1989:253) om allmänna helgdagar. Easter is computed
with the anonymous Gregorian algorithm.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta


def easter(year: int) -> date:
    """Easter Sunday of the year."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), f = divmod(b, 4), (b + 8) // 25
    h = (19 * a + b - d - (b - f + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    l_ = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l_) // 451
    month, day = divmod(h + l_ - 7 * m + 114, 31)
    return date(year, month, day + 1)


def midsummer_eve(year: int) -> date:
    """The Friday between 19 and 25 June."""
    start = date(year, 6, 19)
    return start + timedelta(days=(4 - start.weekday()) % 7)


def all_saints(year: int) -> date:
    """The Saturday between 31 October and 6 November."""
    start = date(year, 10, 31)
    return start + timedelta(days=(5 - start.weekday()) % 7)


Feast = Callable[[int], tuple[date, date]]


def _fixed(month: int, day: int, last: tuple[int, int] | None = None) -> Feast:
    def on(year: int) -> tuple[date, date]:
        first = date(year, month, day)
        return first, date(year, *last) if last else first

    return on


def _from(anchor: Callable[[int], date], offset: int, length: int = 1) -> Feast:
    def on(year: int) -> tuple[date, date]:
        first = anchor(year) + timedelta(days=offset)
        return first, first + timedelta(days=length - 1)

    return on


FEASTS: dict[str, Feast] = {
    r"nyårsafton(?:en)?": _fixed(12, 31),
    r"nyårsdagen": _fixed(1, 1),
    r"trettondagsafton": _fixed(1, 5),
    r"trettondagen|trettondedag jul|trettondag jul": _fixed(1, 6),
    r"i nyåras|(?:till|vid|över|efter|före|innan|på) nyår(?:et)?|nyår": _from(lambda year: date(year, 12, 31), 0, 2),
    r"alla hjärtans dag": _fixed(2, 14),
    r"valborgsmässoafton|valborg": _fixed(4, 30),
    r"nationaldagen": _fixed(6, 6),
    r"halloween": _fixed(10, 31),
    r"lucia(?:dagen)?": _fixed(12, 13),
    r"julafton(?:en)?": _fixed(12, 24),
    r"juldagen": _fixed(12, 25),
    r"annandag jul|annandagen": _fixed(12, 26),
    r"i julas|(?:till|vid|över|under|i|på|före|innan|efter) jul(?:en)?|julen|jul": _fixed(12, 24, (12, 26)),
    r"midsommarafton(?:en)?": _from(midsummer_eve, 0),
    r"midsommardagen": _from(midsummer_eve, 1),
    r"i midsomras|i midsommar|(?:till|vid|över|på|före|innan|efter) midsommar|midsommar(?:en)?": _from(
        midsummer_eve, 0, 2
    ),
    r"alla helgons dag|allhelgona(?:helgen)?": _from(all_saints, 0),
    r"skärtorsdag(?:en)?": _from(easter, -3),
    r"långfredag(?:en)?": _from(easter, -2),
    r"påskafton(?:en)?": _from(easter, -1),
    r"påskdagen": _from(easter, 0),
    r"annandag påsk": _from(easter, 1),
    r"i påskas|(?:i|till|vid|över|under|på|före|innan|efter) påsk(?:en)?|påsken|påsk": _from(easter, -2, 4),
    r"kristi himmelsfärds?(?: ?dag)?": _from(easter, 39),
    r"pingstafton": _from(easter, 48),
    r"pingstdagen": _from(easter, 49),
    r"i pingstas|(?:i|till|vid) pingst|pingsten|pingst": _from(easter, 48, 2),
}
"""Pattern in normalised text -> first and last day of the feast in a year. Fits the years 2 to 9998."""
