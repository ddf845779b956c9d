"""Settings come from the environment or a file, are all described, and never hold a secret in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, load_settings, settings_table


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, so that no real ombud.toml is read."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_everything_has_a_default_and_a_description() -> None:
    settings = load_settings()
    assert settings.understanding == "auto"
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert not field.is_required(), name


def test_the_table_names_every_setting_once() -> None:
    rows = settings_table().splitlines()[2:]
    names = [row.split("`")[1] for row in rows]
    assert names == [*(f"OMBUD_{name.upper()}" for name in Settings.model_fields), "OMBUD_CONFIG"]
    assert all(row.count("|") == 4 for row in rows)


def test_the_environment_wins_over_the_file(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (elsewhere / "ombud.toml").write_text('understanding = "rasa"\ndraft_days = 7\ntrusted_proxies = ["10.0.0.0/8"]\n')
    monkeypatch.setenv("OMBUD_UNDERSTANDING", "fallback")
    monkeypatch.setenv("OMBUD_OFFLINE", "1")
    settings = load_settings()
    assert (settings.understanding, settings.draft_days, settings.offline) == ("fallback", 7, True)
    assert settings.trusted_proxies == ("10.0.0.0/8",)


def test_several_networks_are_written_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMBUD_TRUSTED_PROXIES", "10.0.0.0/8, 2001:db8::/32")
    assert [str(network) for network in load_settings().proxy_networks] == ["10.0.0.0/8", "2001:db8::/32"]


def test_an_empty_value_is_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMBUD_DATABASE_URL", "")
    assert load_settings().database_url is None


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('key = "AAAA"', "OMBUD_KEY"),
        ('database_url = "postgresql://me:hemligt@db/ombud"', "OMBUD_DATABASE_URL"),
        ("draft_days = 0", "OMBUD_DRAFT_DAYS"),
        ('no_such_setting = "x"', "OMBUD_NO_SUCH_SETTING"),
        ("not toml at all", "ombud.toml"),
        ("draft_days = 7\nhemligt ===", "line 2"),
        ('trusted_proxies = ["hemligt"]', "OMBUD_TRUSTED_PROXIES"),
        ('understanding = "hemligt"', "OMBUD_UNDERSTANDING"),
        ('rasa_url = "http://rasa:5005/?token=hemligt"', "OMBUD_RASA_URL"),
    ],
)
def test_a_wrong_file_is_told_by_name_and_never_by_value(elsewhere: Path, line: str, told: str) -> None:
    (elsewhere / "ombud.toml").write_text(line)
    with pytest.raises(SettingsError, match=told) as raised:
        load_settings()
    assert "hemligt" not in str(raised.value)
    assert "AAAA" not in str(raised.value)


def test_a_wrong_environment_is_told_without_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMBUD_DRAFT_DAYS", "hemligt")
    with pytest.raises(SettingsError, match="OMBUD_DRAFT_DAYS") as raised:
        load_settings()
    assert "hemligt" not in str(raised.value)


def test_a_named_file_that_is_missing_is_an_error(monkeypatch: pytest.MonkeyPatch, elsewhere: Path) -> None:
    monkeypatch.setenv("OMBUD_CONFIG", str(elsewhere / "none.toml"))
    with pytest.raises(SettingsError, match="OMBUD_CONFIG"):
        load_settings()


def test_the_key_never_shows_when_settings_are_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMBUD_KEY", "hemligt")
    assert "hemligt" not in repr(load_settings())
