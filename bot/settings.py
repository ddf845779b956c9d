"""Every setting of Ombudslinjen, its default and what it does.

A setting comes from the environment (`OMBUD_...`), else from `ombud.toml` in the working directory (or the file named
by `OMBUD_CONFIG`), else from its default. Secrets come only from the environment or from files of their own, so that a
configuration file can be shown to anyone.
"""

from __future__ import annotations

import os
import re
import tomllib
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, PydanticBaseSettingsSource, SettingsConfigDict

SECRETS = frozenset({"key", "media_password"})
"""Settings that a configuration file may not hold."""


class SettingsError(Exception):
    """The settings are wrong. The message names the setting and what to do, never its value."""


_MEDIA_ADDRESS = re.compile(r"(?:wss?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?)?/[A-Za-z0-9._~/-]*|:[0-9]{1,5}")


def _network(text: str) -> str:
    ip_network(text, strict=False)
    return text


def _media_address(text: str | None) -> str | None:
    if text is not None and not _MEDIA_ADDRESS.fullmatch(text):
        raise ValueError("not an address of a media socket")
    return text


def _phone_number(text: str | None) -> str | None:
    if text is not None and not re.fullmatch(r"\+?[0-9][0-9 ()-]{1,30}", text.strip()):
        raise ValueError("not a phone number")
    return text


def _hours(text: str) -> str:
    from bot.conversations.office_hours import OfficeHours

    OfficeHours.parse(text)
    return text.strip()


class Settings(BaseSettings):
    """The settings of one installation. Immutable; build it with `load_settings`."""

    model_config = SettingsConfigDict(env_prefix="OMBUD_", frozen=True, extra="forbid", validate_default=True)

    database_url: str | None = Field(
        default=None,
        description="Database. Empty: SQLite in the data directory. PostgreSQL: `postgresql+asyncpg://user@host/name`. "
        "An address with a password belongs in the environment.",
    )
    database_password_file: Path | None = Field(
        default=None,
        description="File with the password of the PostgreSQL user, so that no address and no environment holds it.",
    )
    key: SecretStr | None = Field(
        default=None,
        description="Key for field encryption, base64, 32 bytes. Only from the environment. Several keys with comma: "
        "the first encrypts, all decrypt.",
    )
    key_file: Path | None = Field(
        default=None,
        description="File with the key. Empty: `keys/field.key` in the data directory, created at the first start.",
    )
    offline: bool = Field(default=False, description="`1`: never use the network to fetch programs or models.")
    understanding: Literal["auto", "rasa", "fallback"] = Field(
        default="auto", description="Who understands free text: Rasa if it answers (`auto`), only `rasa` or `fallback`."
    )
    rasa_url: str | None = Field(
        default=None,
        description="Address of a Rasa server of your own; `?token=` may follow it, from the environment only. "
        "Empty: `ombud serve` starts one on the loopback network.",
    )
    rasa_token_file: Path | None = Field(
        default=None, description="File with the token of the Rasa server in `OMBUD_RASA_URL`."
    )
    hearing_model: str = Field(
        default="auto",
        max_length=1000,
        description="Model that hears on the phone: the Swedish one that was fetched last, else the `packaged` one "
        "(`auto`); the name of a fetched one, `kb-whisper-small`; or a folder with a model of your own.",
    )
    hearing_workers: int = Field(
        default=2, ge=1, le=32, description="Turns heard at the same time. Each one needs a processor core."
    )
    voice: str = Field(
        default="auto",
        description="Who speaks on the telephone: `auto` (a fetched Swedish voice, else the embedded one), `embedded`, "
        "a fetched voice's name such as `sv_SE-nst-medium`, or the path of a piper voice (`.onnx`).",
    )
    voice_processes: int = Field(
        default=1, ge=1, le=8, description="Processes that make speech. A fetched voice takes about 350 MB in each."
    )
    model_hub: str = Field(
        default="https://huggingface.co",
        pattern=r"^https?://[^\s?#]+$",
        description="Where `ombud models fetch` gets models from: the open hub, or a mirror of your own.",
    )
    trusted_proxies: Annotated[tuple[Annotated[str, AfterValidator(_network)], ...], NoDecode] = Field(
        default=(),
        description="Networks whose `X-Forwarded-For` is believed, with comma, such as `10.0.0.0/8`.",
    )
    max_body_bytes: int = Field(
        default=262_144, ge=131_072, le=16_777_216, description="Largest request body in bytes; more is answered 413."
    )
    opens_per_minute: int = Field(
        default=240, ge=1, description="New conversations per minute and address, in the long run."
    )
    opens_burst: int = Field(default=600, ge=1, description="New conversations at once from one address.")
    turns_per_minute: int = Field(default=120, ge=1, description="Turns per minute and conversation, in the long run.")
    turns_burst: int = Field(default=400, ge=1, description="Turns at once in one conversation.")
    resumes_per_minute: int = Field(
        default=6, ge=1, description="Tries of a resume code per minute and address, in the long run."
    )
    resumes_burst: int = Field(default=10, ge=1, description="Tries of a resume code at once from one address.")
    logins_per_minute: int = Field(
        default=60, ge=1, description="Tries to log in at the desk per minute and address, in the long run."
    )
    logins_burst: int = Field(
        default=120, ge=1, description="Tries to log in at once from one address. An office may share one address."
    )
    conversation_days: int = Field(
        default=30,
        ge=1,
        le=365,
        description="Days that a conversation can be taken up again, once the client said yes.",
    )
    draft_days: int = Field(
        default=30, ge=1, le=365, description="Days after which an unfinished conversation is erased."
    )
    finished_days: int = Field(
        default=90, ge=1, le=3650, description="Days after which a finished conversation is erased. Its intake stays."
    )
    callback_minutes: int = Field(
        default=60,
        ge=1,
        le=10_080,
        description="Minutes of silence until a broken-off conversation becomes a call-back, if the client agreed.",
    )
    office_hours: Annotated[str, AfterValidator(_hours)] = Field(
        default="",
        description="When callers are put through to the office: `mon-thu 09:00-16:00, fri 09:00-12:00`, Swedish time, "
        "never on holidays. Empty: never; an ombud calls back instead.",
    )
    operator_name: str | None = Field(
        default=None,
        max_length=200,
        description="Who runs this and answers for what clients tell, as the web pages name it: `Stockholms stad`.",
    )
    privacy_contact: str | None = Field(
        default=None,
        max_length=200,
        description="Mail address or phone number for questions about personal data, shown at `/integritet`.",
    )
    accessibility_contact: str | None = Field(
        default=None,
        max_length=200,
        description="Mail address or phone number for telling what is hard to use, shown at `/tillganglighet`.",
    )
    phone_number: Annotated[str | None, AfterValidator(_phone_number)] = Field(
        default=None, description="The number that clients call, as it is shown to them: `08-123 45 67`."
    )
    media_address: Annotated[str | None, AfterValidator(_media_address)] = Field(
        default=None,
        description="Where a browser reaches the voice process from `/ring`: `/media` on the same address (behind a "
        "front), `:8081` on the same host, or a whole `wss://host/media`. Empty: `/ring` only tells whom to call. "
        "`ombud serve` sets it.",
    )
    media_password: SecretStr | None = Field(
        default=None,
        description="Password of the media socket, the same for the exchange, the web and the voice process. Only from "
        "the environment.",
    )
    media_password_file: Path | None = Field(default=None, description="File with the password of the media socket.")
    media_user: str = Field(
        default="asterisk",
        pattern=r"^[A-Za-z0-9._-]{1,50}$",
        description="User of the media socket, as the exchange names itself.",
    )
    media_tls_port: int | None = Field(
        default=None,
        ge=1,
        le=65535,
        description="Port where the voice process serves the media socket encrypted, too, for an exchange on another "
        "machine. Empty: nowhere.",
    )
    media_tls_certificate_file: Path | None = Field(
        default=None, description="File with the certificate of that port and its chain, PEM."
    )
    media_tls_key_file: Path | None = Field(default=None, description="File with the key of that certificate, PEM.")
    voice_url: str | None = Field(
        default=None,
        pattern=r"^https?://[A-Za-z0-9.:\[\]-]+$",
        description="Address of the voice process, which the web process asks how the telephone works: "
        "`http://voice:8081`. Empty: there is no telephone. `ombud serve` sets it.",
    )
    calls_at_most: int = Field(default=20, ge=1, le=500, description="Calls at the same time; more hear an apology.")
    call_minutes: int = Field(
        default=45, ge=5, le=180, description="Minutes after which a call ends kindly; danger keeps it open longer."
    )
    keep_audio_days: int = Field(
        default=0,
        ge=0,
        le=365,
        description="Days that the sound of a call is kept, encrypted, if the caller says yes to it. `0`: never, and "
        "nobody is asked.",
    )
    rings_per_minute: int = Field(
        default=10, ge=1, description="Calls from `/ring` per minute and address, in the long run."
    )
    rings_burst: int = Field(default=20, ge=1, description="Calls from `/ring` at once from one address.")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="How much is logged. No level logs what a client says."
    )
    log_format: Literal["json", "text"] = Field(default="json", description="`json` one object a line, or `text`.")

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value

    @field_validator(
        "database_url",
        "database_password_file",
        "rasa_url",
        "rasa_token_file",
        "key",
        "key_file",
        "operator_name",
        "privacy_contact",
        "accessibility_contact",
        "phone_number",
        "media_address",
        "media_password",
        "media_password_file",
        "media_tls_port",
        "media_tls_certificate_file",
        "media_tls_key_file",
        "voice_url",
        mode="before",
    )
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @property
    def proxy_networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        return tuple(ip_network(text, strict=False) for text in self.trusted_proxies)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings, env_settings, _TomlFile(settings_cls))


class _TomlFile(PydanticBaseSettingsSource):
    """`ombud.toml`. A secret in it is an error, because such files are copied, mailed and committed."""

    def get_field_value(self, field: Any, field_name: str) -> tuple[Any, str, bool]:
        return None, field_name, False

    def __call__(self) -> dict[str, Any]:
        named = os.environ.get("OMBUD_CONFIG")
        path = Path(named or "ombud.toml")
        if not path.exists():
            if named:
                raise SettingsError(f"OMBUD_CONFIG points at {path}, which is not there.")
            return {}
        try:
            values = tomllib.loads(path.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(f"{path}: cannot be read ({_place(error)}).") from None
        for name in SECRETS & values.keys():
            raise SettingsError(f"{path}: '{name}' is a secret. Put it in OMBUD_{name.upper()} or a file of its own.")
        if isinstance(values.get("database_url"), str) and urlsplit(values["database_url"]).password:
            raise SettingsError(f"{path}: 'database_url' holds a password. Put it in OMBUD_DATABASE_URL.")
        if isinstance(values.get("rasa_url"), str) and urlsplit(values["rasa_url"]).query:
            raise SettingsError(f"{path}: 'rasa_url' holds a token. Put it in OMBUD_RASA_URL.")
        return values


def _place(error: Exception) -> str:
    """What kind of error and on which line. Its own words may quote the file."""
    line = re.search(r"line \d+", str(error)) if isinstance(error, tomllib.TOMLDecodeError) else None
    return f"{type(error).__name__}, {line.group()}" if line else type(error).__name__


def _why(problem: ErrorDetails) -> str:
    """Pydantic's own messages name what is allowed; those of our validators may quote what was given."""
    return "is not valid" if problem["type"] in {"value_error", "assertion_error"} else problem["msg"]


def load_settings(**overrides: object) -> Settings:
    """The settings of this process. Raises SettingsError with every wrong setting by name, never with its value."""
    build: Any = Settings
    try:
        return build(**overrides)
    except ValidationError as error:
        problems = [f"OMBUD_{'.'.join(str(p) for p in e['loc']).upper()}: {_why(e)}" for e in error.errors()]
        raise SettingsError("\n".join(problems)) from None


def settings_table() -> str:
    """All settings as a Markdown table, for the README (a test compares them)."""
    rows = ["| setting | default | what it does |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = field.default
        shown = "" if default in (None, (), "") else f"`{int(default) if isinstance(default, bool) else default}`"
        rows.append(f"| `OMBUD_{name.upper()}` | {shown} | {field.description} |")
    rows.append("| `OMBUD_CONFIG` | `ombud.toml` | Path of the configuration file. |")
    return "\n".join(rows)
