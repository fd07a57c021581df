"""Settings: every value a process is given from outside, read once where things are put together.

Owns names, types and the refusal to start on a missing or unsafe value. Refuses to hold defaults
for secrets. Variables carry the prefix `GOBETWEEN_`; a value may also lie in a file of the same
name, in lower case, in the folder that systemd (credentials) or a container (secrets) provides.
"""

import os
import re
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Final, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

MIN_SECRET_CHARACTERS = 32


class SettingsError(Exception):
    """A setting is missing or unsafe; the message is one sentence for the person starting it."""


_MOST_WORDS: Final = 500
_LONGEST_WORD: Final = 100


def _secret_of_enough_length(value: object) -> object:
    if isinstance(value, str) and len(value) < MIN_SECRET_CHARACTERS:
        message = f"must have at least {MIN_SECRET_CHARACTERS} characters"
        raise ValueError(message)
    return value


def _secrets_folder() -> Path | None:
    folder = Path(os.environ.get("CREDENTIALS_DIRECTORY", "/run/secrets"))
    return folder if folder.is_dir() else None


LongSecret = Annotated[SecretStr, BeforeValidator(_secret_of_enough_length)]


class _Base(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix="GOBETWEEN_", extra="ignore", secrets_dir=_secrets_folder()
    )

    environment: Literal["development", "production"] = "production"


class MigrationSettings(_Base):
    """What `alembic` needs: the role that owns the tables, used for nothing else."""

    owner_database_url: SecretStr


class StoreSettings(_Base):
    """Where ciphertext lies: any S3 service."""

    object_store_url: str
    object_store_access_key: SecretStr
    object_store_secret_key: SecretStr
    object_store_bucket: str = Field(min_length=3, max_length=63)


def _words_of(file: Path | None) -> tuple[str, ...]:
    if file is None:
        return ()
    try:
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as fault:
        message = "the file of words cannot be read as UTF-8"
        raise ValueError(message) from fault
    words = tuple(dict.fromkeys(line for line in lines if line and not line.startswith("#")))
    if len(words) > _MOST_WORDS or any(len(word) > _LONGEST_WORD for word in words):
        message = f"at most {_MOST_WORDS} words of at most {_LONGEST_WORD} characters"
        raise ValueError(message)
    return words


class ApiSettings(StoreSettings):
    """What the API process needs."""

    database_url: SecretStr
    server_secret: LongSecret
    setup_token: LongSecret
    portal_dir: Path | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    public_origin: str = ""
    trusted_proxies: str = ""
    agency_words_file: Path | None = None
    object_store_public_url: str = ""

    @field_validator("object_store_public_url")
    @classmethod
    def _an_address_alone(cls, value: str) -> str:
        parts = urlsplit(value)
        origin = f"{parts.scheme}://{parts.netloc}"
        plain = re.fullmatch(r"[a-z0-9.:\[\]-]+", parts.netloc)
        if value and (parts.scheme not in {"http", "https"} or not plain or value != origin):
            message = "must be scheme and host alone, in lower case: https://store.example.org"
            raise ValueError(message)
        return value

    @field_validator("agency_words_file")
    @classmethod
    def _words_that_can_be_used(cls, value: Path | None) -> Path | None:
        _words_of(value)
        return value

    @property
    def agency_words(self) -> tuple[str, ...]:
        """What readers' devices look for in every letter: one a line, `#` begins a remark."""
        return _words_of(self.agency_words_file)

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, value: str) -> str:
        for one in value.split():
            ip_network(one)
        return value

    @property
    def proxies(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """The networks whose X-Forwarded-For is believed; addresses divided by white space."""
        return tuple(ip_network(one) for one in self.trusted_proxies.split())

    @model_validator(mode="after")
    def _no_plain_origin_in_production(self) -> "ApiSettings":
        if self.environment == "production" and not self.public_origin.startswith("https://"):
            message = "public_origin must be the https:// address people use"
            raise ValueError(message)
        return self

    @model_validator(mode="after")
    def _no_store_where_the_portal_is(self) -> "ApiSettings":
        store = self.object_store_public_url
        if store and self.environment == "production" and not store.startswith("https://"):
            message = "object_store_public_url must be an https:// address"
            raise ValueError(message)
        if store and store == self.public_origin:
            # What somebody stored would be a page, or a script, of the portal.
            message = "object_store_public_url must be another address than public_origin"
            raise ValueError(message)
        return self


class WorkerSettings(StoreSettings):
    """What the worker (relay, sweeper, jobs) needs: the database and the store, no keys."""

    relay_database_url: SecretStr
    redis_url: SecretStr
    sweep_seconds: int = Field(default=5, ge=1, le=300)


class MediaWorkerSettings(_Base):
    """What a media worker needs: its pool's key file, the API and the queue; no database."""

    redis_url: SecretStr
    api_url: str
    worker_key_file: Path
    worker_key_passphrase_file: Path
