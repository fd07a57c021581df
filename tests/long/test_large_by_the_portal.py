"""One gibibyte by the portal's workers in a real Chromium, and its renderer stays small."""

import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from playwright.sync_api import Browser, Page

from service.sealing.container import (
    SEALED_CHUNK,
    ContainerOpener,
    DigestTable,
    PlainReader,
    slice_of,
)
from service.sealing.encoding import stream_digest, unb64
from service.sealing.grants import open_grant
from service.sealing.schemas import Manifest
from service.sealing.statements import Statement, open_statement
from tests.browser.bench import Origin, build_bundle, chromium, served
from tests.browser.film import person, staged_now
from tests.browser.people import signed_in
from tests.long.kept_slices import KeptSlices
from tests.long.large_files import GIB, check_room, digest_of, write_large
from tests.long.renderers import renderers
from tests.vectors.making.scenes import Stage

SIZE: Final = GIB
MOST_RENDERER_KIB: Final = 500 * 1000
BITS_PER_SECOND: Final = 2_500_000
"""What the portal reckons with on the fastest line that a browser tells of, 10 Mbit/s."""
TOLD_EVERY_S: Final = 10

pytestmark = pytest.mark.timeout(2400)

CHOOSE: Final = """() => {
  const chooser = document.createElement('input');
  chooser.type = 'file';
  chooser.id = 'large';
  document.body.append(chooser);
}"""
SEND: Final = """async ({ ground, facts, per }) => {
  const [file] = document.querySelector('#large').files;
  const opened = await vault.do.openUpload({
    ...facts, ground, file, kind: 'video_message', language: 'en', chunksPerSlice: per,
  });
  let progress = null;
  const upload = bench.startUpload({
    port: opened.port, slices: opened.slices, present: [], headers: { 'X-Gobetween': '1' },
    address: (slice) => `/api/v1/renditions/${opened.rendition}/slices/${slice}`,
    onProgress: (now) => { progress = now; },
  });
  await upload.done;
  const sealed = await vault.do.finishUpload({ handle: opened.handle });
  return { size: file.size, slices: opened.slices, rendition: opened.rendition, progress, sealed };
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[KeptSlices]:
    """Where sealed slices go; a gibibyte that is not left behind."""
    check_room(tmp_path, SIZE)
    folder = tmp_path / "slices"
    yield KeptSlices(folder)
    shutil.rmtree(folder)


@pytest.fixture
def origin(kept: KeptSlices) -> Iterator[Origin]:
    build_bundle()
    with served() as running:
        running.slices = kept
        yield running


@pytest.fixture
def large(tmp_path: Path) -> Iterator[Path]:
    path = write_large(tmp_path / "film.mp4", SIZE)
    yield path
    path.unlink()


@contextmanager
def _told(kept: KeptSlices, capfd: pytest.CaptureFixture[str]) -> Iterator[None]:
    """Say on stderr how many slices there are, every ten seconds."""
    ended = threading.Event()

    def tell() -> None:
        while not ended.wait(TOLD_EVERY_S):
            sys.stderr.write(f"by the portal: {len(kept)} slices are stored\n")

    telling = threading.Thread(target=tell, daemon=True)
    with capfd.disabled():
        telling.start()
        try:
            yield
        finally:
            ended.set()
            telling.join()


def _send(page: Page, large: Path, given: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Choose the file and send it; return what the page says, and its renderer's peak in KiB."""
    page.evaluate(CHOOSE)
    page.set_input_files("#large", large)
    answer: dict[str, Any] = page.evaluate(SEND, given)
    return answer, max(one.peak_kib for one in renderers())


def test_a_gibibyte_is_sealed_and_sent_by_a_page_whose_renderer_stays_small(
    browser: Browser,
    origin: Origin,
    kept: KeptSlices,
    large: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    scene = staged_now(Stage(kind="video_message"))
    wire = scene.evidence.to_wire()
    ground = {name: wire[name] for name in ("roster", "team", "case_statements", "certificates")}
    facts = {"case": Stage.case, "recipients": [person("recipient").person]}
    given = {"ground": ground, "facts": facts}
    with signed_in(browser, origin, "author", scene) as page, _told(kept, capfd):
        per = page.evaluate("(speed) => bench.suggestChunksPerSlice(speed)", BITS_PER_SECOND)
        answer, peak_kib = _send(page, large, given | {"per": per})
        sys.stderr.write(f"by the portal: the renderer's peak was {peak_kib} KiB\n")
    sealed = answer["sealed"]
    assert answer["size"] == SIZE
    assert answer["progress"]["sentBytes"] == answer["progress"]["totalBytes"] > SIZE
    assert len(kept) == answer["slices"]
    assert _opened(kept, answer["rendition"], sealed, per) == digest_of(large)
    assert peak_kib < MOST_RENDERER_KIB


def _opened(kept: KeptSlices, rendition: str, sealed: dict[str, Any], per: int) -> bytes:
    """Open what was stored, in Python, with the author's grant; return its digest."""
    manifest = open_statement(Statement.from_wire(sealed["manifest"]), Manifest)
    table = DigestTable.from_bytes(unb64(sealed["table"]))
    assert manifest.containers[0].table == table.digest
    grant = next(one["grant"] for one in sealed["grants"] if one["to"] == "author")
    box = person("author").keys.box_private
    key = open_grant(unb64(grant), sealed["item"], rendition, box)

    def fetch(index: int) -> bytes:
        number, at = slice_of(index, per)
        return kept.part((rendition, number), at, SEALED_CHUNK)

    opener = ContainerOpener(key, Stage.case, sealed["item"], rendition, table)
    return stream_digest(PlainReader(opener, fetch).parts())
