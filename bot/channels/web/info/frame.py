"""What every page of the client shares: the words from `content/web.yml`, and the frame around the page.

A page's template extends `info/_frame.html` and fills the blocks `name` (its name in the browser) and `main`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape
from starlette.requests import Request
from starlette.responses import HTMLResponse

from content.library import Library

_PLACEHOLDER = re.compile(r"\{([a-z_]+)(?::([a-z_]+))?\}")


def filled(text: str, values: Mapping[str, object], library: Library) -> Markup:
    """The text as safe HTML with its placeholders filled; `{line:sos}` is the number of a help line.

    Raises KeyError for a placeholder that nobody fills.
    """

    def value(match: re.Match[str]) -> str:
        name, line_id = match.groups()
        if line_id is None:
            return escape(values[name])
        line = library.helpline(line_id)
        if name != "line" or line is None or line.number is None:
            raise KeyError(match.group())
        return escape(line.number)

    return Markup(_PLACEHOLDER.sub(value, str(escape(text))))  # noqa: S704 - escaped above, and each value too


def words_of(library: Library) -> Callable[..., Markup]:
    """The function `word(id, **fill)` of the templates.

    It raises KeyError for a word that is not in the content, or for a placeholder that nobody fills.
    """

    def word(word_id: str, **fill: object) -> Markup:
        return filled(library.web[word_id], fill, library)

    return word


def client_page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page in the client's frame. The template has `word`, and `here`, the path of this page."""
    word = words_of(request.app.state.library())
    return request.app.state.pages.response(template, status=status, word=word, here=request.url.path, **context)
