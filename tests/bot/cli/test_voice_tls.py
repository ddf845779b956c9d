"""An encrypted port needs all of its settings: who names a part of it is told what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.voice import tls_of
from bot.settings import load_settings
from bot.supervisor.preflight import CannotStart

FILE = Path("there.pem")
PARTS = {"media_tls_port": 8443, "media_tls_certificate_file": FILE, "media_tls_key_file": FILE}


def test_nothing_named_is_nothing_served() -> None:
    assert tls_of(load_settings()) is None


def test_all_of_it_is_a_second_door() -> None:
    tls = tls_of(load_settings(**PARTS))
    assert tls is not None
    assert (tls.port, tls.certificate, tls.key) == (8443, FILE, FILE)


@pytest.mark.parametrize("missing", list(PARTS))
def test_a_part_of_it_is_told(missing: str) -> None:
    settings = load_settings(**{name: value for name, value in PARTS.items() if name != missing})
    with pytest.raises(CannotStart, match="OMBUD_MEDIA_TLS"):
        tls_of(settings)
