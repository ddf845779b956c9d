"""The browser phone of an installation: where its socket is, and the password that its tickets are signed with."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.browser_line import browser_line
from bot.settings import Settings, SettingsError, load_settings
from voice.media.tickets import TicketKeeper

PASSWORD = "hjortron 2026"


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty working directory, so that no real ombud.toml is read."""
    monkeypatch.chdir(tmp_path)


def test_there_is_none_without_an_address() -> None:
    assert browser_line(Settings()) is None
    assert browser_line(load_settings(media_address=" ")) is None


def test_its_tickets_are_those_of_the_password_in_the_file(tmp_path: Path) -> None:
    file = tmp_path / "media.password"
    file.write_text(f"{PASSWORD}\n")
    line = browser_line(load_settings(media_address="/media", media_password_file=file))
    assert line
    assert line.address == "/media"
    assert TicketKeeper(PASSWORD).redeem(line.office.ticket())
    assert not TicketKeeper("another").redeem(line.office.ticket())


def test_an_address_without_a_password_or_with_two_is_told(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="OMBUD_MEDIA_PASSWORD"):
        browser_line(load_settings(media_address="/media"))
    file = tmp_path / "media.password"
    file.write_text(PASSWORD)
    with pytest.raises(SettingsError, match="both") as told:
        browser_line(load_settings(media_address="/media", media_password=PASSWORD, media_password_file=file))
    assert PASSWORD not in str(told.value)


@pytest.mark.parametrize("address", ["/media", ":8081", "wss://samtal.kommun.se/media", "ws://127.0.0.1:8081/media"])
def test_an_address_has_three_forms(address: str) -> None:
    assert load_settings(media_address=address).media_address == address


@pytest.mark.parametrize(
    "address", ["media", "8081", "http://a.se/media", "wss://a.se", "wss://me:pw@a.se/media", "/media; x", "/a b", ":"]
)
def test_anything_else_is_refused(address: str) -> None:
    with pytest.raises(SettingsError, match="OMBUD_MEDIA_ADDRESS"):
        load_settings(media_address=address)


@pytest.mark.parametrize("number", ["08-508 00 00", "+46 8 508 00 00", "112", "020-12 34 56"])
def test_a_number_to_call_is_a_number(number: str) -> None:
    assert load_settings(phone_number=number).phone_number == number


@pytest.mark.parametrize("number", ["ring oss", "08-508 00 00 (växel)", "<b>1</b>", "1"])
def test_anything_else_is_no_number(number: str) -> None:
    with pytest.raises(SettingsError, match="OMBUD_PHONE_NUMBER"):
        load_settings(phone_number=number)
