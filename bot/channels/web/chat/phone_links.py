"""Numbers of the help lines as links that call, wherever the assistant says them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

_NOT_A_SUM = r"(?!\s*(?:kr\b|kronor|:-))"


def calling(numbers: Iterable[str]) -> Callable[[str], Markup]:
    """A function from plain text to safe HTML, in which exactly these numbers are links.

    Everything else is escaped. A number inside a longer one, or a sum of money, is left alone.
    """
    known = sorted({number for number in numbers if number}, key=len, reverse=True)
    if not known:
        return escape
    pattern = re.compile(
        rf"(?<![\d+\-.,:/])({'|'.join(re.escape(n) for n in known)})(?![\d\-:/]|[.,]\d|\s\d){_NOT_A_SUM}"
    )

    def html(text: str) -> Markup:
        pieces = pattern.split(text)
        return Markup("").join(
            Markup('<a class="call" href="tel:{}">{}</a>').format(re.sub(r"\D", "", piece), piece)
            if place % 2
            else escape(piece)
            for place, piece in enumerate(pieces)
        )

    return html
