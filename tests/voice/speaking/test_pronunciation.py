"""Words that the voice would say wrong."""

from __future__ import annotations

import pytest

from voice.speaking.pronunciation import pronounced


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Ring soc.", "Ring sock."),
        ("Du står i kön.", "Du står i qön."),
        ("Vilket kön ska vi skriva?", "Vilket kön ska vi skriva?"),
        ("En mejladress.", "En mejladress."),
        ("Har du mejl?", "Har du mäjl?"),
        ("Hur länge räcker maten?", "Hur länge räcker maten?"),
    ],
)
def test_they_are_spelled_to_sound_right(written: str, said: str) -> None:
    assert pronounced(written) == said
