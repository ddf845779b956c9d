"""Where a Rasa server answers, and the token that it wants to see."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit


@dataclass(frozen=True)
class RasaAddress:
    """`base` like "http://127.0.0.1:5005" may be shown to anyone. The token is in no `str` and no `repr` of it."""

    base: str
    token: str | None = field(default=None, repr=False)

    @classmethod
    def parse(cls, text: str) -> RasaAddress:
        """From one line: an address, with `?token=...` after it when the server has a token."""
        parts = urlsplit(text.strip())
        token = parse_qs(parts.query).get("token", [None])[0]
        return cls(urlunsplit(parts._replace(query="", fragment="")).rstrip("/"), token)

    def __str__(self) -> str:
        return self.base

    @property
    def secret_line(self) -> str:
        """What `parse` reads. Holds the token: for an environment or a file of mode 0600, never for a log."""
        return f"{self.base}/{self._query}"

    @property
    def secret_status_url(self) -> str:
        """Answers 200 once a model is loaded. Holds the token."""
        return f"{self.base}/status{self._query}"

    @property
    def _query(self) -> str:
        return f"?{urlencode({'token': self.token})}" if self.token else ""
