"""The plaintext of one verified container, read in order or at any place.

Owns fetching, opening and writing it out. Refuses to be made without the signed reference that
`sealing.verify` gave back, and to leave a file behind whose last padding byte was not checked.
"""

import asyncio
import os
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from service.client.download import Fetcher, Layout
from service.client.transport import Transport
from service.sealing.container import PlainReader
from service.sealing.schemas import ContainerRef, Manifest
from service.sealing.verify import open_container


class Contents:
    """An open container. Use as an asynchronous context manager; made by `open_contents`."""

    def __init__(self, reader: PlainReader, fetcher: Fetcher) -> None:
        self._reader = reader
        self._fetcher = fetcher
        self.size: Final = reader.size

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._fetcher.close()

    @property
    def reader(self) -> PlainReader:
        """Reads at any place; blocks, so call it from a thread other than the loop's."""
        return self._reader

    async def to_bytes(self) -> bytes:
        """Return all of it, checked to the last byte. For letters."""
        return await asyncio.to_thread(self._reader.read_all)

    async def to_file(self, target: Path) -> None:
        """Write all of it to `target`, mode 0600; the file appears only when all was checked."""
        await asyncio.to_thread(self._write, target)

    async def through(self) -> int:
        """Open all of it without keeping any; return its length in bytes."""
        return await asyncio.to_thread(lambda: sum(len(part) for part in self._reader.parts()))

    def _write(self, target: Path) -> None:
        beside = target.with_name(f".{target.name}.part")
        beside.unlink(missing_ok=True)
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "wb") as file:
                for part in self._reader.parts():
                    file.write(part)
            beside.replace(target)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise


async def open_contents(
    transport: Transport, content_key: bytes, ref: ContainerRef, manifest: Manifest
) -> Contents:
    """Open the container `ref` of the item of `manifest`; checks 11 to 13 of protocol.md section 6.

    Raises SealingError as soon as anything is not what was signed.
    """
    path = f"/renditions/{ref.rendition}"
    table = await transport.get_bytes(f"{path}/table")
    opener = open_container(content_key, table, ref, manifest.case, manifest.item)
    fetcher = Fetcher(transport, Layout.of(await transport.get(path), ref.padded))
    try:
        return Contents(await asyncio.to_thread(PlainReader, opener, fetcher.fetch), fetcher)
    except BaseException:
        await fetcher.close()
        raise
