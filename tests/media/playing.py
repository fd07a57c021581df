"""Renditions on the screen of a real Chromium, through the portal's own player.

Owns making one as the media worker does, and somebody in front of a page who may open it. Refuses
to reach around the player: every byte that is played lies sealed at the origin.
"""

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final, cast

from playwright.sync_api import Browser, Page

from service.client.growing import GrowingUpload
from service.client.transport import Transport
from service.client.upload import SLICE_CHUNKS
from service.media.rendition import RecordingFacts, make_safe_rendition
from service.sealing.container import (
    ContainerOpener,
    DigestTable,
    GrowingSealer,
    PlainReader,
    new_content_key,
)
from service.sealing.encoding import new_id
from service.sealing.schemas import ContainerRef, RenditionStatement
from service.sealing.slices import slice_of
from service.sealing.statements import Statement
from service.sealing.table import SEALED_CHUNK
from service.worker.media_attempt import media_facts
from tests.browser.bench import Origin
from tests.browser.film import staged_at
from tests.browser.people import evidence_for, opened, signed_in
from tests.factories.marked import CELLS, number_of
from tests.factories.recordings import BytesSource
from tests.vectors.making.scenes import Scene, Sealed, Stage

_PATIENCE_MS: Final = 10_000

# As `portal/src/ui/recording.tsx` makes one; muted, because nobody has touched the page.
_SHOW: Final = """async ({ handle, tag }) => {
  document.querySelector('#shown')?.remove();
  const element = document.createElement(tag);
  Object.assign(element, { id: 'shown', controls: true, preload: 'metadata', muted: true });
  document.body.append(element);
  await playing.hears('loadeddata', () => { element.src = playback.address(handle); });
  return { duration: element.duration, width: element.videoWidth, height: element.videoHeight };
}"""
_DRIVING: Final = """({ cells, patience }) => {
  const canvas = document.createElement('canvas');
  const shown = () => document.querySelector('#shown');
  globalThis.playing = {
    hears: (event, act) => new Promise((resolve, reject) => {
      const element = shown();
      const late = setTimeout(() => reject(new Error(`no ${event} in time`)), patience);
      element.addEventListener(event, () => { clearTimeout(late); resolve(); }, { once: true });
      element.onerror = () => reject(new Error(element.error.message));
      act(element);
    }),
    levels() {
      const element = shown();
      const { videoWidth: width, videoHeight: height } = element;
      Object.assign(canvas, { width, height });
      const painter = canvas.getContext('2d', { willReadFrequently: true });
      painter.drawImage(element, 0, 0);
      return cells.map(([across, down]) => {
        const [x, y] = [Math.round(across * width) - 2, Math.round(down * height) - 2];
        const { data } = painter.getImageData(x, y, 5, 5);
        let sum = 0;
        for (let at = 0; at < data.length; at += 4) sum += data[at] + data[at + 1] + data[at + 2];
        return sum / (data.length / 4) / 3;
      });
    },
  };
}"""
_SEEK: Final = """async (to) => {
  await playing.hears('seeked', (element) => { element.currentTime = to; });
  return document.querySelector('#shown').currentTime;
}"""
_PLAY_OUT: Final = """async () => {
  await playing.hears('ended', (element) => { void element.play(); });
  return document.querySelector('#shown').currentTime;
}"""


_NEXT_LEVELS: Final = """() => new Promise((resolve) => {
  requestAnimationFrame(() => resolve(playing.levels()));
})"""


@dataclass
class Stored:
    """What a media worker sends to the service, kept by its number."""

    slices: dict[int, bytes] = field(default_factory=dict)
    table: bytes = b""

    async def put_bytes(self, path: str, content: bytes | bytearray) -> None:
        """Keep a slice, or the table."""
        name = path.rpartition("/")[2]
        if name == "table":
            self.table = bytes(content)
        else:
            self.slices[int(name)] = bytes(content)


@dataclass(frozen=True)
class Made:
    """What went in, and the sealed rendition that came out."""

    content: bytes
    bytes_read: int
    facts: RecordingFacts
    ref: ContainerRef
    content_key: bytes
    stored: Stored

    def plaintext(self) -> bytes:
        """Open all of it."""
        names = (Stage.case, Stage.item, self.ref.rendition)
        table = DigestTable.from_bytes(self.stored.table)

        def sealed(index: int) -> bytes:
            number, at = slice_of(index, SLICE_CHUNKS)
            return self.stored.slices[number][at : at + SEALED_CHUNK]

        opener = ContainerOpener(self.content_key, *names, table)
        return PlainReader(opener, sealed).read_all()


def made_from(recording: Path) -> Made:
    """Make a recording safe and seal it meanwhile, by the media worker's own code."""
    # In a thread of its own, because a browser's loop runs in this one.
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, _made_from(recording)).result()


async def _made_from(recording: Path) -> Made:
    async def ignore(_: float) -> None: ...

    async def announced(_: int) -> None: ...

    content, stored = recording.read_bytes(), Stored()
    source = BytesSource(content)
    key, rendition_id = new_content_key(), new_id()
    sealer = GrowingSealer(key, Stage.case, Stage.item, rendition_id)
    upload = GrowingUpload(cast("Transport", stored), rendition_id, sealer, announced)
    with await make_safe_rendition(source, on_progress=ignore, outlet=upload) as rendition:
        table = await upload.end(rendition.size, rendition.read)
        ref = ContainerRef(rendition_id, table.digest, table.padded)
        return Made(content, source.bytes_read, rendition.facts, ref, key, stored)


@dataclass(frozen=True)
class _Shown(Stage):
    """A stage on which one of many renditions is shown, all in the same case."""

    the_team: tuple[Statement, bytes] | None = None
    made: Made | None = None

    def team(self) -> tuple[Statement, bytes]:
        """The team that the case began with: its key is drawn only once."""
        return self.the_team or super().team()

    def seal(self, name: str, plaintext: bytes) -> Sealed:
        """Put it where the rendition would be."""
        if name != "output" or self.made is None:
            return super().seal(name, plaintext)
        made = self.made
        return Sealed(made.ref, made.content_key, made.stored.table, (), plaintext)


def _said_of(facts: RecordingFacts, body: RenditionStatement) -> RenditionStatement:
    return replace(body, media=media_facts(facts), flags=facts.flags)


@dataclass(frozen=True)
class Shown:
    """What a browser says of what it plays. Seconds and pixels."""

    duration: float
    width: int
    height: int


class Screen:
    """A page whose vault opens what is released to its owner, and its player."""

    def __init__(self, page: Page, origin: Origin, first: Scene, the_team: bytes) -> None:
        self._page = page
        self._origin = origin
        self._first = first
        self._the_team = the_team

    def shows(self, made: Made) -> Shown:
        """Open a rendition and wait for its first picture, or the beginning of its sound."""
        tag, kind = (
            ("video", "video_message") if made.facts.width else ("audio", "recorded_message")
        )
        team = self._first.evidence.team
        assert team is not None
        stage = _Shown(
            kind=kind,
            edit={"rendition": lambda body: _said_of(made.facts, body)},
            the_team=(team, self._the_team),
            made=made,
        )
        scene = staged_at(stage, self._first.now)
        rendition = made.ref.rendition
        self._origin.tables[rendition] = made.stored.table
        for number, content in made.stored.slices.items():
            self._origin.slices[rendition, number] = content
        evidence = evidence_for(scene, SLICE_CHUNKS)
        answer = opened(self._page, scene, evidence, "verifyBeforeOpening")
        handle = answer["content"]["handle"]
        return Shown(**self._page.evaluate(_SHOW, {"handle": handle, "tag": tag}))

    def seeks(self, seconds: float) -> float:
        """Jump there; return where it stands then."""
        return float(self._page.evaluate(_SEEK, seconds))

    def plays_out(self) -> float:
        """Play from where it stands to the end; return where that is."""
        return float(self._page.evaluate(_PLAY_OUT))

    def comes_to(self, right: Callable[[int], bool]) -> int:
        """Read from its pixels which picture is shown, until it is a right one or time is over.

        A browser says that it is there before what it speaks of is painted.
        """
        until = time.monotonic() + _PATIENCE_MS / 1000
        while True:
            levels: Sequence[float] = self._page.evaluate(_NEXT_LEVELS)
            with contextlib.suppress(ValueError):
                if right(number_of(levels)):
                    return number_of(levels)
            if time.monotonic() > until:
                return number_of(levels)

    def failures(self) -> list[Any]:
        """Return what the vault told the page of pieces that did not open."""
        return list(self._page.evaluate("() => failures"))


@contextmanager
def screen(browser: Browser, origin: Origin) -> Iterator[Screen]:
    """Sign somebody in, once for all that they will be shown."""
    first = staged_at(_Shown(), int(time.time()))
    with signed_in(browser, origin, "recipient", first) as page:
        page.evaluate(_DRIVING, {"cells": CELLS, "patience": _PATIENCE_MS})
        page.evaluate("""async () => {
            globalThis.playback = await bench.startPlayback(vault);
            globalThis.failures = [];
            playback.onFailure((failure) => failures.push(failure));
        }""")
        yield Screen(page, origin, first, first.team_private)
