"""A secret in a file of its own ends up in the address that needs it, and in nothing that anybody can read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.cli.compose import rasa_address, store_url
from bot.settings import SettingsError, load_settings

PASSWORD = "p@ss/w:rd?#%"


@pytest.fixture
def secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file with a secret. No ombud.toml is read beside it."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "secret"
    path.write_text(f"{PASSWORD}\n", "utf-8")
    return path


def test_the_database_password_is_put_in_the_address_letter_by_letter(secret: Path) -> None:
    from sqlalchemy import make_url

    settings = load_settings(database_url="postgresql+asyncpg://ombud@db:5432/ombud", database_password_file=secret)
    assert make_url(store_url(Path("data"), settings)).password == PASSWORD
    assert PASSWORD not in repr(settings)


def test_the_rasa_token_follows_the_address_and_is_shown_to_nobody(secret: Path) -> None:
    address = rasa_address(Path("data"), load_settings(rasa_url="http://rasa:5005", rasa_token_file=secret))
    assert address is not None
    assert (address.base, address.token) == ("http://rasa:5005", PASSWORD)
    assert PASSWORD not in f"{address} {address!r}"


def test_without_the_files_nothing_changes(secret: Path) -> None:
    settings = load_settings(database_url="postgresql://me:own@db/x", rasa_url="http://rasa:5005?token=own")
    assert store_url(Path("data"), settings) == "postgresql+asyncpg://me:own@db/x"
    address = rasa_address(Path("data"), settings)
    assert address is not None
    assert address.token == "own"


def test_an_empty_path_is_no_path(monkeypatch: pytest.MonkeyPatch, secret: Path) -> None:
    monkeypatch.setenv("OMBUD_DATABASE_PASSWORD_FILE", "")
    monkeypatch.setenv("OMBUD_RASA_TOKEN_FILE", "")
    settings = load_settings()
    assert (settings.database_password_file, settings.rasa_token_file) == (None, None)


@pytest.mark.parametrize(
    ("content", "told"),
    [(None, "not there"), (b"", "empty"), (b" \n", "empty"), (b"hemligt\nhemligt\n", "several"), (b"\xff\xfe", "text")],
)
def test_a_file_that_cannot_be_used_is_told_by_name_and_never_by_value(
    secret: Path, content: bytes | None, told: str
) -> None:
    secret.unlink()
    if content is not None:
        secret.write_bytes(content)
    settings = load_settings(rasa_url="http://rasa:5005", rasa_token_file=secret)
    with pytest.raises(SettingsError, match=told) as raised:
        rasa_address(Path("data"), settings)
    assert "OMBUD_RASA_TOKEN_FILE" in str(raised.value)
    assert str(secret) in str(raised.value)
    assert "hemligt" not in str(raised.value)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_a_file_of_somebody_else_is_told_so(secret: Path) -> None:
    secret.chmod(0)
    with pytest.raises(SettingsError, match="may not be read"):
        rasa_address(Path("data"), load_settings(rasa_url="http://rasa:5005", rasa_token_file=secret))


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (None, "OMBUD_DATABASE_URL"),
        ("sqlite+aiosqlite:////tmp/x.db", "PostgreSQL"),
        ("postgresql://ombud:hemligt@db/ombud", "Keep one"),
        ("postgresql://db/ombud", "needs a user"),
    ],
)
def test_a_database_password_without_a_place_is_told(secret: Path, address: str | None, told: str) -> None:
    settings = load_settings(database_url=address, database_password_file=secret)
    with pytest.raises(SettingsError, match=told) as raised:
        store_url(Path("data"), settings)
    assert "hemligt" not in str(raised.value)
    assert PASSWORD not in str(raised.value)


@pytest.mark.parametrize(("address", "told"), [(None, "OMBUD_RASA_URL"), ("http://r?token=hemligt", "Keep one")])
def test_a_rasa_token_without_a_place_is_told(secret: Path, address: str | None, told: str) -> None:
    settings = load_settings(rasa_url=address, rasa_token_file=secret)
    with pytest.raises(SettingsError, match=told) as raised:
        rasa_address(Path("data"), settings)
    assert "hemligt" not in str(raised.value)
