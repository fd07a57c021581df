"""Looks for a marked word, and for keys, in everything the servers kept: database, queue, objects.

Owns the forms in which a secret might be written down, and where to look. Refuses to know what
should be there: it says where it found something.
"""

import asyncio
import base64
import contextlib
import re
import zlib
from collections.abc import AsyncIterator, Iterable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import redis.asyncio

from service.embedded import LocalStack
from tests.factories.parts import Parts

_BYTEA = re.compile(rb"\\\\x([0-9a-f]+)")
# The first bytes of a gzip stream, and of zlib's at its usual levels.
_PACKED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]")
_UNPACKED_AT_MOST = 1 << 20
_SHORT_ENOUGH_TO_UNPACK = 8 << 20

Place = tuple[str, bytes]


def forms(secret: bytes) -> set[bytes]:
    """Return the ways in which these bytes might stand in a file."""
    found = {secret, secret.hex().encode(), secret.hex().upper().encode()}
    for before in range(3):
        # Base64 looks different at each of three alignments; its outer characters depend on what
        # stands beside it.
        plain = base64.b64encode(b"\0" * before + secret)
        whole = plain[-(-before * 8 // 6) : len(plain) // 4 * 4 - 4]
        found |= {whole, whole.replace(b"+", b"-").replace(b"/", b"_")}
    with contextlib.suppress(UnicodeDecodeError):
        text = secret.decode("ascii")
        found |= {text.encode("utf-16-le"), text.encode("utf-16-be"), text.upper().encode()}
    return found


def unpacked(content: bytes) -> Iterator[bytes]:
    """Yield whatever in `content` opens as gzip or zlib."""
    if len(content) > _SHORT_ENOUGH_TO_UNPACK:
        return
    for start in _PACKED.finditer(content):
        with contextlib.suppress(zlib.error):
            stream = zlib.decompressobj(wbits=47)
            yield stream.decompress(content[start.start() :], _UNPACKED_AT_MOST)


def places_of(needles: Iterable[bytes], places: Iterable[Place]) -> list[str]:
    """Return the names of the places that hold any of the needles, in any form."""
    wanted = [form for needle in needles for form in forms(needle)]
    found = []
    for name, content in places:
        layers = [content, *unpacked(content)]
        if any(form in layer for layer in layers for form in wanted):
            found.append(name)
    return found


async def in_the_database(stack: LocalStack, database: str) -> list[Place]:
    """Every row of every table as the superuser sees it, and each binary value by itself."""
    listed = await stack.postgres.run(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public';", database
    )
    places: list[Place] = []
    for table in listed.split():
        rows = (await stack.postgres.run(f"COPY {table} TO STDOUT;", database)).encode()
        places.append((f"table {table}", rows))
        values = [bytes.fromhex(one.decode()) for one in _BYTEA.findall(rows)]
        places += [(f"table {table}", value) for value in values]
    return places


def in_the_files(folder: Path) -> Iterator[Place]:
    """Every file under the data folder: PostgreSQL's own, objects, logs, keys."""
    for path in sorted(folder.rglob("*")):
        with contextlib.suppress(OSError):
            if path.is_file():
                yield str(path.relative_to(folder)), path.read_bytes()


async def in_redis(parts: Parts) -> list[Place]:
    """Every key there is now, with its value as the server stores it."""
    connected: Any = redis.asyncio.from_url(parts.env["GOBETWEEN_REDIS_URL"])  # type: ignore[no-untyped-call]
    places: list[Place] = []
    async for key in connected.scan_iter():
        kept = await connected.dump(key) or b""
        plain = await connected.get(key) if await connected.type(key) == b"string" else b""
        places.append((f"redis {key.decode()}", key + kept + (plain or b"")))
    await connected.aclose()
    return places


@asynccontextmanager
async def overhearing(parts: Parts) -> AsyncIterator[list[Place]]:
    """Note every command that anybody sends to Redis until left."""
    connected: Any = redis.asyncio.from_url(parts.env["GOBETWEEN_REDIS_URL"])  # type: ignore[no-untyped-call]
    heard: list[Place] = []
    async with connected.monitor() as monitor:

        async def listen() -> None:
            while True:
                said = await monitor.next_command()
                heard.append(("redis command", str(said["command"]).encode("utf-8", "replace")))

        listening = asyncio.ensure_future(listen())
        yield heard
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
    await connected.aclose()
