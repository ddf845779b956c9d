"""What every page of the client shares: the words from `content/web.yml`, and the frame around the page.

A page's template extends `info/_frame.html` and fills the blocks `name` (its name in the browser) and `main`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

from content.library import Library


def words_of(library: Library) -> Callable[..., str]:
    """The function `word(id, **fill)` of the templates.

    It raises KeyError for a word that is not in the content, or for a placeholder that nobody fills.
    """

    def word(word_id: str, **fill: object) -> str:
        text = library.web[word_id]
        return text.format(**fill) if fill else text

    return word


def client_page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page in the client's frame. The template has `word`, and `here`, the path of this page."""
    word = words_of(request.app.state.library())
    return request.app.state.pages.response(template, status=status, word=word, here=request.url.path, **context)
