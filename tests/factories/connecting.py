"""Which libraries reach a network or a database: what works on its own must not load them."""

from typing import Final

CONNECTING: Final = ("httpx", "asyncpg", "sqlalchemy", "redis", "minio", "fastapi")
