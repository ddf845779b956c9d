"""The token of a Rasa server goes where it must and shows nowhere else."""

from __future__ import annotations

import pytest

from nlu.engine.address import RasaAddress


@pytest.mark.parametrize("token", [None, "hemlig", "a+b/c=&d e"])
def test_an_address_survives_the_way_through_a_line(token: str | None) -> None:
    address = RasaAddress("http://127.0.0.1:5005", token)
    assert RasaAddress.parse(address.secret_line) == address
    assert RasaAddress.parse(" http://rasa.kommun.se/nlu/ \n").base == "http://rasa.kommun.se/nlu"


def test_the_token_does_not_show_when_an_address_is_printed() -> None:
    address = RasaAddress.parse("http://127.0.0.1:5005?token=hemlig")
    assert address.token == "hemlig"
    assert "hemlig" not in f"{address} {address!r}"
