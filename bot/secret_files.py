"""Secrets that lie in files of their own, as a container's secrets do, and the addresses they belong in."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import SplitResult, quote, urlencode, urlsplit, urlunsplit

from bot.settings import Settings, SettingsError


def database_address(settings: Settings) -> str | None:
    """The configured database's address with the password of `OMBUD_DATABASE_PASSWORD_FILE` in it. Secret.

    None when no database is configured. Raises SettingsError when the file cannot be used, or has no place.
    """
    path, address = settings.database_password_file, settings.database_url
    if path is None:
        return address
    name = "OMBUD_DATABASE_PASSWORD_FILE"
    if address is None or not address.startswith("postgres"):
        raise SettingsError(
            f"{name} is for PostgreSQL. Set OMBUD_DATABASE_URL=postgresql+asyncpg://user@host/name too."
        )
    parts = _split("OMBUD_DATABASE_URL", address)
    if parts.password is not None:
        raise SettingsError(f"OMBUD_DATABASE_URL holds a password, and {name} another. Keep one of them.")
    user, at, host = parts.netloc.rpartition("@")
    if not at or not user:
        raise SettingsError(f"{name} needs a user in OMBUD_DATABASE_URL: postgresql+asyncpg://user@host/name")
    return urlunsplit(parts._replace(netloc=f"{user}:{quote(read_secret(name, path), safe='')}@{host}"))


def rasa_line(settings: Settings) -> str | None:
    """The configured Rasa server's address with the token of `OMBUD_RASA_TOKEN_FILE` after it. Secret.

    None when no server is configured. Raises SettingsError when the file cannot be used, or has no place.
    """
    path, address = settings.rasa_token_file, settings.rasa_url
    if path is None:
        return address
    name = "OMBUD_RASA_TOKEN_FILE"
    if address is None:
        raise SettingsError(f"{name} is the token of a Rasa server. Set OMBUD_RASA_URL=http://host:5005.")
    parts = _split("OMBUD_RASA_URL", address)
    if parts.query:
        raise SettingsError(f"OMBUD_RASA_URL holds a token, and {name} another. Keep one of them.")
    return urlunsplit(parts._replace(query=urlencode({"token": read_secret(name, path)})))


def media_password(settings: Settings) -> str | None:
    """The password of the media socket. Secret. None when none is configured.

    Raises SettingsError when the file cannot be used, or the environment holds another.
    """
    path, password = settings.media_password_file, settings.media_password
    if path is None:
        return password.get_secret_value() if password else None
    if password is not None:
        raise SettingsError("OMBUD_MEDIA_PASSWORD and OMBUD_MEDIA_PASSWORD_FILE are both set. Keep one of them.")
    return read_secret("OMBUD_MEDIA_PASSWORD_FILE", path)


def read_secret(name: str, path: Path) -> str:
    """The secret: one line of text, without the spaces and the line end around it.

    Raises SettingsError with the setting's `name`, the path and what is wrong, never with what the file holds.
    """
    try:
        text = path.read_text("utf-8").strip()
    except FileNotFoundError:
        raise SettingsError(f"{name} points at {path}, which is not there.") from None
    except PermissionError:
        raise SettingsError(f"{name}: {path} may not be read by this user. Give it to the user that runs us.") from None
    except UnicodeDecodeError:
        raise SettingsError(f"{name}: {path} is not text.") from None
    except OSError as error:
        raise SettingsError(f"{name}: {path} cannot be read ({type(error).__name__}).") from None
    if not text:
        raise SettingsError(f"{name}: {path} is empty.")
    if len(text.splitlines()) > 1:
        raise SettingsError(f"{name}: {path} holds several lines. It must hold the secret alone.")
    return text


def _split(name: str, address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        raise SettingsError(f"{name} is not an address.") from None
