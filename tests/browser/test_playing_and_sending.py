"""The player and the uploader in a real Chromium, under the portal's own policy."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Route

from service.sealing.container import ContainerOpener, DigestTable, PlainReader
from service.sealing.encoding import unb64
from service.sealing.grants import open_grant
from service.sealing.schemas import Manifest
from service.sealing.statements import Statement, open_statement
from service.sealing.table import CHUNK, TAG_BYTES
from tests.browser.bench import Origin, browser, origin
from tests.browser.film import SECONDS, Filmed, film, person, staged_now
from tests.browser.growing import SECONDS as GROWN_SECONDS
from tests.browser.growing import Grown, sealed_while_made
from tests.browser.people import REFUSAL, evidence_for, keep, opened, signed_in
from tests.vectors.making.scenes import Scene, Stage

__all__ = ["browser", "origin"]


@pytest.fixture(scope="module")
def moving_picture(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    made = film(tmp_path_factory.mktemp("film"))
    assert len(made) > 1_000_000
    return made


def staged_film(origin: Origin, made: bytes) -> Scene:
    scene = staged_now(Filmed(kind="video_message", made=made))
    keep(origin, scene)
    return scene


PLAY = """async (handle) => {
  globalThis.playback = await bench.startPlayback(vault);
  globalThis.failures = [];
  playback.onFailure((failure) => failures.push(failure));
  const film = document.createElement('video');
  film.id = 'film';
  film.muted = true;
  film.preload = 'auto';
  document.body.append(film);
  const known = new Promise((resolve, reject) => {
    film.onloadedmetadata = () => resolve({ duration: film.duration, width: film.videoWidth });
    film.onerror = () => reject(new Error(film.error.message));
  });
  film.src = playback.address(handle);
  return known;
}"""
SEEK = """(to) => new Promise((resolve, reject) => {
  const film = document.querySelector('#film');
  film.onseeked = () => resolve(film.currentTime);
  film.onerror = () => reject(new Error(film.error.message));
  film.currentTime = to;
})"""


def test_a_film_plays_and_seeks_and_goes_on_after_its_service_worker_was_stopped(
    browser: Browser, origin: Origin, moving_picture: bytes
) -> None:
    scene = staged_film(origin, moving_picture)
    with signed_in(browser, origin, "recipient", scene) as page:
        answer = opened(page, scene, evidence_for(scene), "verifyBeforeOpening")
        handle = answer["content"]["handle"]
        facts = page.evaluate(PLAY, handle)
        assert facts["duration"] == pytest.approx(SECONDS, rel=0.05)
        assert facts["width"] == 320
        assert page.evaluate(SEEK, 9) == pytest.approx(9, abs=0.2)
        assert page.evaluate(SEEK, 2) == pytest.approx(2, abs=0.2)
        page.evaluate("""() => {
            globalThis.wished = 0;
            navigator.serviceWorker.addEventListener('message', ({ data }) => {
                if (data === 'vault-line-wanted') wished += 1;
            });
        }""")
        protocol = page.context.new_cdp_session(page)
        protocol.send("ServiceWorker.enable")
        protocol.send("ServiceWorker.stopAllWorkers")
        fetched = page.evaluate(
            """async (handle) => {
                const headers = { Range: 'bytes=700000-' };
                const answer = await fetch(playback.address(handle), { headers });
                const bytes = new Uint8Array(await answer.arrayBuffer());
                return {
                    status: answer.status,
                    length: bytes.length,
                    first: [...bytes.slice(0, 32)],
                    range: answer.headers.get('Content-Range'),
                    policy: answer.headers.get('Content-Security-Policy'),
                    sniff: answer.headers.get('X-Content-Type-Options'),
                    cache: answer.headers.get('Cache-Control'),
                    type: answer.headers.get('Content-Type'),
                };
            }""",
            handle,
        )
        size = len(moving_picture)
        assert fetched == {
            "status": 206,
            "length": size - 700_000,
            "first": list(moving_picture[700_000:700_032]),
            "range": f"bytes 700000-{size - 1}/{size}",
            "policy": "sandbox; default-src 'none'",
            "sniff": "nosniff",
            "cache": "no-store",
            "type": "video/mp4",
        }
        assert page.evaluate("() => failures") == []
        # Had it not been stopped, it would not have asked for the vault again.
        assert page.evaluate("() => wished") == 1


def test_a_film_that_was_sealed_while_it_was_made_plays_and_seeks(
    browser: Browser, origin: Origin, tmp_path: Path
) -> None:
    scene = staged_now(Grown(kind="video_message", made=sealed_while_made(tmp_path)))
    keep(origin, scene)
    with signed_in(browser, origin, "recipient", scene) as page:
        answer = opened(page, scene, evidence_for(scene), "verifyBeforeOpening")
        facts = page.evaluate(PLAY, answer["content"]["handle"])
        assert facts["duration"] == pytest.approx(GROWN_SECONDS, rel=0.05)
        assert facts["width"] == 256
        for to in (GROWN_SECONDS - 1, 3, GROWN_SECONDS / 2):
            assert page.evaluate(SEEK, to) == pytest.approx(to, abs=0.2)
        page.evaluate("() => document.querySelector('#film').play()")
        page.wait_for_function(
            f"() => document.querySelector('#film').currentTime > {GROWN_SECONDS / 2 + 1}"
        )
        assert page.evaluate("() => failures") == []


def test_decrypted_bytes_cannot_be_opened_as_a_page(
    browser: Browser, origin: Origin, moving_picture: bytes
) -> None:
    scene = staged_film(origin, moving_picture)
    with signed_in(browser, origin, "recipient", scene) as page:
        answer = opened(page, scene, evidence_for(scene), "verifyBeforeOpening")
        handle = answer["content"]["handle"]
        page.evaluate(PLAY, handle)
        direct = page.goto(f"{origin.address}/play/{handle}")
        assert direct is not None
        assert direct.status == 403
        assert direct.headers["content-type"].startswith("text/plain")


def test_a_tampered_film_tells_the_page_while_the_browser_is_silent(
    browser: Browser, origin: Origin, moving_picture: bytes
) -> None:
    scene = staged_film(origin, moving_picture)
    rendition = scene.released.ref.rendition
    last = max(number for kept, number in origin.slices if kept == rendition)
    stored = origin.slices[rendition, last]
    origin.slices[rendition, last] = stored[:500] + bytes((stored[500] ^ 1,)) + stored[501:]
    with signed_in(browser, origin, "recipient", scene) as page:
        answer = opened(page, scene, evidence_for(scene), "verifyBeforeOpening")
        handle = answer["content"]["handle"]
        page.evaluate(f"(handle) => {{ ({PLAY})(handle).catch(() => undefined); }}", handle)
        page.wait_for_timeout(2_000)
        assert {"notice": "playback-failed", "handle": handle, "code": "chunk-replaced"} in (
            page.evaluate("() => failures")
        )


SEND = """async ({ sender, film, per, resume, present, ground, facts, cancelAfter }) => {
  const bytes = await (await fetch(film)).arrayBuffer();
  const file = new File([bytes], 'film.mp4');
  const opened = await vault.do.openUpload({
    ...facts, ground, file, kind: 'video_message', language: 'en', chunksPerSlice: per,
    ...(resume ? { resume } : {}),
  });
  const seen = [];
  const upload = bench.startUpload({
    port: opened.port, slices: opened.slices, present,
    headers: { 'X-Gobetween': '1', 'X-Sender': sender },
    address: (slice) => `/api/v1/renditions/${opened.rendition}/slices/${slice}`,
    onProgress: (progress) => {
      seen.push(progress);
      if (cancelAfter && progress.sentBytes > cancelAfter) upload.cancel();
    },
  });
  const { port, ...about } = opened;
  try { await upload.done; } catch (cause) { return { about, seen, code: cause.code }; }
  return { about, seen, sealed: await vault.do.finishUpload({ handle: opened.handle }) };
}"""


def _sending(
    origin: Origin, scene: Scene, film: bytes, sender: str, cancel_after: int
) -> dict[str, Any]:
    """What `SEND` takes; the page fetches the film from where a table would lie."""
    origin.keep("00000000-0000-4000-8000-000000000000", film, [])
    wire = scene.evidence.to_wire()
    return {
        "sender": sender,
        "film": "/api/v1/renditions/00000000-0000-4000-8000-000000000000/table",
        "per": 1,
        "resume": "",
        "present": [],
        "ground": {
            name: wire[name] for name in ("roster", "team", "case_statements", "certificates")
        },
        "facts": {"case": Stage.case, "recipients": [person("recipient").person]},
        "cancelAfter": cancel_after,
    }


def test_an_upload_outlives_refusals_and_a_new_process_and_seals_the_same_bytes(
    browser: Browser, origin: Origin, moving_picture: bytes
) -> None:
    scene = staged_now(Stage(kind="video_message"))
    # Three are on their way at once; when a fourth has begun, the service has answered one.
    given = _sending(origin, scene, moving_picture, "first", 3 * (CHUNK + TAG_BYTES))
    origin.refusals[:] = [503, 502]
    with signed_in(browser, origin, "author", scene) as page:
        first = page.evaluate(SEND, given)
    about = first["about"]
    assert first["code"] == "cancelled"
    rendition = about["rendition"]
    present = sorted(number for kept, number in origin.slices if kept == rendition)
    assert 0 < len(present) < about["slices"]
    before = {number: origin.slices[rendition, number] for number in present}
    given |= {"sender": "second", "cancelAfter": 0, "resume": about["resume"], "present": present}
    given["facts"] |= {"item": about["item"], "rendition": rendition}
    with signed_in(browser, origin, "author", scene) as page:
        second = page.evaluate(SEND, given)
    sealed, seen = second["sealed"], second["seen"]
    # What the first had on its way may still arrive after its page has closed; it is not counted.
    puts = [one for one in origin.requests if one.endswith(" second")]
    assert len(puts) == about["slices"] - len(present)
    assert seen[-1]["sentBytes"] == seen[-1]["totalBytes"]
    assert [one["sentBytes"] for one in seen] == sorted(one["sentBytes"] for one in seen)
    assert {number: origin.slices[rendition, number] for number in present} == before

    manifest = open_statement(Statement.from_wire(sealed["manifest"]), Manifest)
    table = DigestTable.from_bytes(unb64(sealed["table"]))
    assert manifest.containers[0].table == table.digest
    assert [one["to"] for one in sealed["grants"]] == ["author", "team", "pool"]
    holders = {
        "author": person("author").keys.box_private,
        "team": scene.team_private,
        "pool": person("pool").keys.box_private,
    }
    for grant in sealed["grants"]:
        key = open_grant(unb64(grant["grant"]), sealed["item"], rendition, holders[grant["to"]])
        opener = ContainerOpener(key, Stage.case, sealed["item"], rendition, table)
        reader = PlainReader(opener, lambda index: origin.slices[rendition, index])
        assert reader.read_all() == moving_picture


def test_once_the_link_dropped_slices_that_shared_it_they_go_one_by_one(
    browser: Browser, origin: Origin, moving_picture: bytes
) -> None:
    scene = staged_now(Stage(kind="video_message"))
    given = _sending(origin, scene, moving_picture, "narrow", 0)
    origin.link.narrow = True
    try:
        with signed_in(browser, origin, "author", scene) as page:
            sent = page.evaluate(SEND, given)
    finally:
        origin.link.narrow = False
    about, dropped = sent["about"], origin.link.dropped
    assert "sealed" in sent
    assert 2 <= dropped <= 3, "the first three share the link, and no other does"
    stored = {number for kept, number in origin.slices if kept == about["rendition"]}
    assert stored == set(range(about["slices"]))


SEND_IN_SHIFTS = """async ({ film, ground, facts }) => {
  const bytes = await (await fetch(film)).arrayBuffer();
  const file = new File([bytes], 'film.mp4');
  const opened = await vault.do.openUpload({
    ...facts, ground, file, kind: 'video_message', language: 'en', chunksPerSlice: 1,
  });
  const seen = [];
  const upload = bench.startUpload({
    port: opened.port, slices: opened.slices, present: [], headers: { 'X-Gobetween': '1' },
    address: (slice) => `/api/v1/renditions/${opened.rendition}/slices/${slice}`,
    onProgress: (progress) => seen.push(progress), bytesPerWorker: 1,
  });
  upload.pause();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const whilePaused = seen.filter((one) => one.sentBytes > 0).length;
  upload.resume();
  await upload.done;
  await vault.do.finishUpload({ handle: opened.handle });
  return { slices: opened.slices, rendition: opened.rendition, seen, whilePaused };
}"""


def test_one_upload_worker_after_another_goes_on_even_if_its_script_does_not_come_at_first(
    browser: Browser, origin: Origin, moving_picture: bytes
) -> None:
    scene = staged_now(Stage(kind="video_message"))
    origin.keep("00000000-0000-4000-8000-000000000000", moving_picture, [])
    wire = scene.evidence.to_wire()
    ground = {name: wire[name] for name in ("roster", "team", "case_statements", "certificates")}
    given = {
        "film": "/api/v1/renditions/00000000-0000-4000-8000-000000000000/table",
        "ground": ground,
        "facts": {"case": Stage.case, "recipients": [person("recipient").person]},
    }
    came: list[bool] = []

    def sometimes(route: Route) -> None:
        came.append(len(came) != 1)
        if came[-1]:
            route.continue_()
        else:
            route.abort()

    origin.requests.clear()
    with signed_in(browser, origin, "author", scene) as page:
        page.route("**/assets/upload-*.js", sometimes)
        answer = page.evaluate(SEND_IN_SHIFTS, given)
    slices, seen = answer["slices"], [one["sentBytes"] for one in answer["seen"]]
    # Each worker sends three slices at once and takes no more; the second one's script came late.
    assert came.count(True) == -(-slices // 3) > 1
    assert came.count(False) == 1
    assert answer["whilePaused"] == 0
    puts = [one for one in origin.requests if one.startswith("PUT")]
    assert sorted(puts) == sorted(f"PUT {number}" for number in range(slices))
    assert seen == sorted(seen)
    assert seen[-1] == answer["seen"][-1]["totalBytes"]


def test_another_file_is_not_taken_for_the_one_that_was_begun(
    browser: Browser, origin: Origin
) -> None:
    scene = staged_now(Stage(kind="video_message"))
    wire = scene.evidence.to_wire()
    ground = {name: wire[name] for name in ("roster", "team", "case_statements", "certificates")}
    facts = {"case": Stage.case, "recipients": [person("recipient").person]}
    with signed_in(browser, origin, "author", scene) as page:
        answer = page.evaluate(
            f"""async ({{ ground, facts }}) => {{
                const ask = {{
                    ...facts, ground, kind: 'video_message', language: 'en', chunksPerSlice: 1,
                }};
                const begun = await vault.do.openUpload({{ ...ask, file: new Blob(['one']) }});
                const {{ item, rendition, resume }} = begun;
                return vault.do.openUpload({{
                    ...ask, item, rendition, resume, file: new Blob(['two']),
                }}).catch({REFUSAL});
            }}""",
            {"ground": ground, "facts": facts},
        )
    assert answer["code"] == "plaintext-changed"
