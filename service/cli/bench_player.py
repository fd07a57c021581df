"""How soon a browser shows a sealed film, beside the same film served plain.

Owns the measurement: in one Chromium, in turns, the portal's own player (service worker and vault)
with sealed bytes, and a bare element with the same bytes over plain HTTP with ranges, both from one
server on loopback. Signing in, verifying the papers and opening the item come before: they are not
playing, and a plain film has nothing like them.
"""

import asyncio
import statistics
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Page

from service.cli.bench import Row, at_most
from service.cli.bench_item import Exchange, SealedFilm
from service.cli.bench_origin import Origin, build_player, chromium, page_at, serving
from service.media.binary import find_ffmpeg
from service.media.rendition import make_safe_rendition
from service.sealing.schemas import MediaFacts
from service.worker.media_attempt import media_facts

MOST_RATIO: Final = 1.5
_ROUNDS: Final = 25
_FILM_SECONDS: Final = 90
_FILM: Final = (
    *("-f", "lavfi", "-i", "testsrc2=size=256x192:rate=30,noise=alls=80:allf=t"),
    *("-f", "lavfi", "-i", "sine=frequency=220:sample_rate=48000"),
    *("-c:v", "mjpeg", "-q:v", "12", "-pix_fmt", "yuvj420p", "-c:a", "aac", "-t", "10"),
)
_UNLOCK: Final = """async (facts) => {
  const vault = globalThis.vault = bench.openVault();
  await vault.do.prepareSignIn(facts);
  await vault.do.unlock(facts);
  globalThis.playback = await bench.startPlayback(vault);
}"""
# Opened anew each time, so that nothing of it is at hand but what opening it fetched.
_OPEN: Final = """async (shown) => {
  const { handle } = await vault.do.verifyOwn(shown);
  await vault.do.openContent({ handle });
  return playback.address(handle);
}"""
# As the portal's own element: it is not played before somebody presses play.
_FIRST_FRAME: Final = """(address) => new Promise((resolve, reject) => {
  document.querySelector('video')?.remove();
  const film = document.createElement('video');
  Object.assign(film, { muted: true, controls: true, preload: 'metadata' });
  document.body.append(film);
  film.onerror = () => reject(new Error(film.error.message));
  const began = performance.now();
  film.requestVideoFrameCallback(() => resolve(performance.now() - began));
  film.src = address;
})"""
_SEEK: Final = """(to) => new Promise((resolve, reject) => {
  const film = document.querySelector('video');
  film.onerror = () => reject(new Error(film.error.message));
  const began = performance.now();
  film.requestVideoFrameCallback(() => resolve(performance.now() - began));
  film.currentTime = to;
})"""


def measure() -> list[Row]:
    """Return the rows of the first frame and of a seek."""
    return _played(*asyncio.run(_rendition()))


async def _rendition() -> tuple[bytes, MediaFacts]:
    """Make the rendition of a film whose pictures are soon decoded: what is left is its bytes."""
    with tempfile.TemporaryDirectory(prefix="gobetween-film-") as folder:
        part, film = Path(folder) / "part.mov", Path(folder) / "film.mov"
        _ffmpeg(*_FILM, str(part))
        # The same ten seconds over and over: what takes long is made once.
        again = ("-stream_loop", "-1", "-i", str(part), "-c", "copy", "-t", str(_FILM_SECONDS))
        _ffmpeg(*again, str(film))
        content = film.read_bytes()
    with await make_safe_rendition(_Plain(content), on_progress=_told) as rendition:
        return rendition.read(0, rendition.size), media_facts(rendition.facts)


def _ffmpeg(*arguments: str) -> None:
    made = [str(find_ffmpeg().program), "-v", "error", "-nostdin", *arguments]
    subprocess.run(made, check=True, timeout=600)


async def _told(_fraction: float) -> None: ...


@dataclass(frozen=True)
class _Plain:
    """A recording in memory."""

    content: bytes

    @property
    def size(self) -> int:
        return len(self.content)

    def read(self, offset: int, length: int) -> bytes:
        return self.content[offset : offset + length]


def _played(film: bytes, media: MediaFacts) -> list[Row]:
    exchange = Exchange()
    sealed = exchange.seal(film)
    with (
        tempfile.TemporaryDirectory(prefix="gobetween-player-") as folder,
        serving(Origin(Path(folder))) as origin,
        chromium() as browser,
    ):
        build_player(Path(folder))
        _store(origin, sealed, film)
        # Two origins to the browser: the service worker is in the way of only one of them.
        ours = page_at(browser, f"{origin.address()}/bench.html")
        plain = page_at(browser, f"{origin.address('127.0.0.1')}/bench.html")
        with ours as portal, plain as bare:
            portal.evaluate(_UNLOCK, exchange.signing_in())
            shown = exchange.shown(sealed, media)
            pair = _Pair(portal, bare, shown, media.duration_ms / 1000)
            first, seeks = zip(*pair.rounds(), strict=True)
    return [
        _row("media.first_frame", list(first)),
        _row("media.seek", [one for several in seeks for one in several]),
    ]


def _store(origin: Origin, sealed: SealedFilm, film: bytes) -> None:
    rendition = sealed.ref.rendition
    origin.tables[rendition] = sealed.table
    origin.slices.update({(rendition, at): stored for at, stored in sealed.slices.items()})
    origin.plain["/plain/film.mp4"] = film


class _Pair:
    """Two pages that show the same film, one of them sealed; asked in turns."""

    def __init__(self, portal: Page, bare: Page, shown: dict[str, Any], seconds: float) -> None:
        self._portal = portal
        self._bare = bare
        self._shown = shown
        self._seconds = seconds

    def rounds(self) -> Iterator[tuple[tuple[float, float], list[tuple[float, float]]]]:
        """Milliseconds, sealed and plain: to the first frame, and of several seeks."""
        for number in range(_ROUNDS + 1):
            sealed = self._portal.evaluate(_OPEN, self._shown)
            first = self._both(number, _FIRST_FRAME, sealed, f"/plain/film.mp4?{number}")
            # Far apart, never twice the same, and never where something was loaded already.
            places = [(number * 7.3 + step * 37.1) % (self._seconds - 2) + 1 for step in range(3)]
            seeks = [self._both(number + at, _SEEK, to, to) for at, to in enumerate(places)]
            # The first round finds everything cold, on both sides, and is not counted.
            if number:
                yield first, seeks

    def _both(self, number: int, act: str, sealed: object, plain: object) -> tuple[float, float]:
        turns = [(self._portal, sealed), (self._bare, plain)]
        # Whoever comes second finds a warm machine: take turns.
        turn = 1 if number % 2 else -1
        took = [float(page.evaluate(act, given)) for page, given in turns[::turn]][::turn]
        return took[0], took[1]


def _row(name: str, pairs: list[tuple[float, float]]) -> Row:
    ratio = statistics.median(ours / plain for ours, plain in pairs)
    reference = statistics.median(plain for _, plain in pairs)
    return at_most(name, ratio * reference, "ms", MOST_RATIO, reference=reference)
