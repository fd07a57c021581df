"""Owns making pages of a picture or a PDF: the program for it in the sandbox, and a look at each.

Every page is looked at outside, byte by byte, before where it lies is written behind it. Refuses
to own reading what was uploaded: that is done in the sandbox alone (`darkroom.py`).
"""

import asyncio
import json
import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from service.media import binary, jpeg
from service.media.kinds import Paper
from service.media.limits import PaperLimits
from service.media.refusals import Refusal, Refused
from service.media.sandbox import Bounds, Job, run_confined
from service.media.source import Source
from service.sealing.pages import Page, index

_MOST_PAGE_BYTES: Final = 16 * 1024 * 1024
# Python without its environment, without packages but those that are named, writing nothing.
_ALONE: Final = ("-I", "-S", "-B")
# Where whoever answers holds the line already, any address will do.
_ANY_PORT: Final = 80
READY: Final = "ready for paper"
# What the program may refuse by itself; anything else that it says is no reason.
_ITS_REASONS: Final = frozenset(
    {Refusal.PICTURE_TOO_LARGE, Refusal.TOO_MANY_PAGES, Refusal.TOOK_TOO_LONG}
)


@dataclass(frozen=True)
class Sheets:
    """The pages that were made, where they lie, and their largest width and height in pixels."""

    pages: tuple[Page, ...]
    width: int
    height: int


async def make_pages(
    source: Source,
    kind: Paper,
    output_fd: int,
    *,
    limits: PaperLimits,
    on_progress: Callable[[float], Awaitable[None]],
) -> Sheets:
    """Write the pages of `source` and where they lie to `output_fd`, reporting 0.0 to 0.99.

    Raises Refused: PICTURE_TOO_LARGE, TOO_MANY_PAGES, TOO_LARGE when the pages outgrow their
    bound, TOOK_TOO_LONG, DAMAGED when it cannot be read, NOT_MADE_SAFE when a page holds anything
    but a picture; SandboxUnavailable; or what the source raised.
    """
    program = await asyncio.to_thread(binary.find_python)
    bounds = Bounds(
        wall_seconds=limits.seconds, cpu_seconds=limits.seconds, written_bytes=limits.output_bytes
    )
    hearing = _Hearing(on_progress)
    job = Job(
        lambda url: _arguments(url, kind, output_fd, limits),
        bounds,
        hearing.take,
        output_fd=output_fd,
    )
    status = await run_confined(source, program, job)
    if hearing.reason is not None:
        raise Refused(hearing.reason)
    if os.fstat(output_fd).st_size >= limits.output_bytes:
        raise Refused(Refusal.TOO_LARGE)
    if status != 0:
        raise Refused(Refusal.DAMAGED)
    return await asyncio.to_thread(_looked_at, output_fd, limits)


def _arguments(url: str, kind: Paper, output_fd: int, limits: PaperLimits) -> list[str]:
    address = urlsplit(url)
    asked = {
        "path": binary.paper_path(),
        "port": address.port or _ANY_PORT,
        "at": address.path,
        "kind": kind.value,
        "output": output_fd,
        "pixels": limits.pixels,
        "pages": limits.pages,
        "edge": limits.edge_pixels,
        "dots_per_inch": limits.dots_per_inch,
    }
    return [*_ALONE, binary.darkroom(), json.dumps(asked)]


def paper_trial() -> list[str]:
    """Return arguments with which Python says READY once it has loaded all that reads paper."""
    asked = {"path": binary.paper_path(), "ready": READY}
    return [*_ALONE, binary.darkroom(), json.dumps(asked)]


class _Hearing:
    """Turns what the program says into progress, and into a reason if it has one."""

    def __init__(self, on_progress: Callable[[float], Awaitable[None]]) -> None:
        self._on_progress = on_progress
        self._of = 0
        self._told = 0.0
        self.reason: Refusal | None = None

    async def take(self, line: str) -> None:
        word, _, value = line.partition(" ")
        number = int(value) if value.isascii() and value.isdecimal() else 0
        if word == "refused" and value in _ITS_REASONS:
            self.reason = Refusal(value)
        elif word == "of":
            self._of = number
        elif word == "page" and self._of:
            fraction = min(0.99, number / self._of)
            if fraction > self._told:
                self._told = fraction
                await self._on_progress(fraction)


def _looked_at(fd: int, limits: PaperLimits) -> Sheets:
    """See that there is nothing but pages, and write behind them where each lies."""
    size, pages = os.fstat(fd).st_size, list[Page]()
    ends = 0
    while ends < size and len(pages) <= limits.pages:
        try:
            page = jpeg.bare_page(os.pread(fd, _MOST_PAGE_BYTES, ends), ends)
        except jpeg.NotBare:
            raise Refused(Refusal.NOT_MADE_SAFE) from None
        if (
            not 1
            <= min(page.width, page.height)
            <= max(page.width, page.height)
            <= limits.edge_pixels
        ):
            raise Refused(Refusal.NOT_MADE_SAFE)
        pages.append(page)
        ends += page.length
    if not pages or len(pages) > limits.pages:
        raise Refused(Refusal.NOT_MADE_SAFE)
    os.pwrite(fd, index(pages), size)
    return Sheets(tuple(pages), max(one.width for one in pages), max(one.height for one in pages))
