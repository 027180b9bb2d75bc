"""The settings, read once from the environment or `.env`; nothing else reads the environment."""

from __future__ import annotations

from functools import cached_property

from cryptography.fernet import Fernet
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class SettingsError(Exception):
    """The settings do not allow a start; the message names each one that is missing or wrong."""


class Settings(BaseSettings):
    """Everything an operator can set. Secrets have no default: without them there is no start."""

    model_config = SettingsConfigDict(
        env_file=".env", extra="ignore", frozen=True, hide_input_in_errors=True, env_ignore_empty=True
    )

    line_channel_secret: SecretStr = Field(
        description="The channel's secret, from the LINE console; several, comma-separated, while it rotates."
    )
    line_channel_access_token: SecretStr | None = Field(
        None, description="A long-lived token; leave empty to use short stateless tokens by LINE_CHANNEL_ID."
    )
    line_channel_id: str | None = Field(
        None, description="The channel's id; with the secret it is enough for stateless tokens (recommended)."
    )
    line_api_url: str = Field("https://api.line.me", description="LINE's API; the local double in the demo.")
    database_url: str = Field(
        "sqlite:///var/madoguchi.db", description="SQLite file, or postgresql://user:password@host/name."
    )
    secret_key: SecretStr = Field(
        min_length=16, description="Random text; signs, and makes user ids searchable without storing them."
    )
    data_keys: SecretStr = Field(
        description="Fernet keys for personal fields; several, comma-separated: the first writes, all read."
    )
    public_url: str = Field("http://127.0.0.1:8000", description="Where people and staff reach this service.")
    host: str = Field("127.0.0.1", description="The address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="The port to listen on.")
    trusted_proxies: int = Field(0, ge=0, le=10, description="How many proxies in front may be believed.")
    web_concurrency: int = Field(
        1, ge=1, le=64, description="Web processes of 16 threads each; more than 1 is for PostgreSQL."
    )
    privacy_center_email: str | None = Field(
        None, description="Where escalations go; empty means the address the policy itself names."
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR; text of people is in none.")

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    @field_validator("line_channel_secret")
    @classmethod
    def _some_secret(cls, value: SecretStr) -> SecretStr:
        if not _listed(value):
            raise ValueError("must not be empty")
        return value

    @field_validator("data_keys")
    @classmethod
    def _fernet_keys(cls, value: SecretStr) -> SecretStr:
        keys = _listed(value)
        if not keys:
            raise ValueError("must hold at least one Fernet key")
        for key in keys:
            try:
                Fernet(key)
            except ValueError:
                raise ValueError("each key must be 32 bytes in URL-safe base64") from None
        return value

    @cached_property
    def channel_secrets(self) -> tuple[bytes, ...]:
        """The channel secrets that may have signed a webhook, newest first."""
        return tuple(secret.encode() for secret in _listed(self.line_channel_secret))

    @cached_property
    def fernet_keys(self) -> tuple[str, ...]:
        """The keys of personal fields; the first one writes."""
        return tuple(_listed(self.data_keys))


def _listed(secret: SecretStr) -> list[str]:
    return [part.strip() for part in secret.get_secret_value().split(",") if part.strip()]


def load() -> Settings:
    """Read the settings. Raises SettingsError, which names every setting that is missing or wrong."""
    try:
        return Settings()  # type: ignore[call-arg]  # pydantic-settings fills the fields from the environment
    except ValidationError as error:
        lines = [f"  {str(item['loc'][0]).upper()}: {item['msg']}" for item in error.errors()]
        raise SettingsError("These settings are missing or wrong:\n" + "\n".join(lines)) from None
