"""The vault, the player and the uploader in a real Chromium, under the portal's own policy."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from service.sealing.container import ContainerOpener, DigestTable, PlainReader
from service.sealing.encoding import b64, unb64
from service.sealing.grants import open_grant
from service.sealing.schemas import Manifest
from service.sealing.statements import Statement, open_statement
from tests.browser.bench import Origin, build_bundle, chromium, page_at, served
from tests.browser.film import SECONDS, Filmed, film, person, sign_in_facts, staged_now
from tests.vectors.making.scenes import Scene, Stage

SIGN_IN = """async (facts) => {
  const vault = globalThis.vault = bench.openVault();
  globalThis.notices = [];
  vault.onNotice((notice) => notices.push(notice));
  const { loginToken } = await vault.do.prepareSignIn({
    login: 'someone', secret: facts.passphrase, salt: facts.salt,
    profile: facts.profile, kind: 'passphrase',
  });
  const who = await vault.do.unlock(facts);
  return { loginToken, who };
}"""
REFUSAL = "(cause) => ({ code: cause.code, name: cause.name })"
OPEN = f"""async ({{ evidence, item, caseId, step }}) => {{
  try {{
    const seen = await vault.do[step]({{ evidence, item, case: caseId }});
    const content = await vault.do.openContent({{ handle: seen.handle }});
    return {{ seen, content }};
  }} catch (cause) {{ return ({REFUSAL})(cause); }}
}}"""


@pytest.fixture(scope="module")
def origin() -> Iterator[Origin]:
    build_bundle()
    with served() as running:
        yield running


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module")
def moving_picture(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    made = film(tmp_path_factory.mktemp("film"))
    assert len(made) > 1_000_000
    return made


@contextmanager
def signed_in(browser: Browser, origin: Origin, who: str, scene: Scene) -> Iterator[Page]:
    """A page whose vault is unlocked for somebody of the cast."""
    with page_at(browser, f"{origin.address}/bench.html") as page:
        expect(page).to_have_title("Ready")
        facts = sign_in_facts(person(who), scene)
        answer = page.evaluate(SIGN_IN, facts)
        assert answer["loginToken"] == facts["token"]
        assert answer["who"]["person"] == person(who).person
        yield page


def keep(origin: Origin, scene: Scene, per: int = 2) -> None:
    for one in (scene.original, scene.released):
        origin.keep(one.ref.rendition, one.table, list(one.chunks), per)


def evidence_for(scene: Scene, per: int = 2) -> dict[str, Any]:
    wire = scene.evidence.to_wire()
    stored = (scene.original.ref.rendition, scene.released.ref.rendition)
    return {**wire, "renditions": [{"rendition": one, "slice_chunks": per} for one in stored]}


def opened(page: Page, scene: Scene, evidence: dict[str, Any], step: str) -> dict[str, Any]:
    given = {"evidence": evidence, "item": scene.item, "caseId": Stage.case, "step": step}
    answer: dict[str, Any] = page.evaluate(OPEN, given)
    return answer


def test_a_recipient_opens_the_letter_that_was_approved(browser: Browser, origin: Origin) -> None:
    scene = staged_now(Stage())
    keep(origin, scene)
    with signed_in(browser, origin, "recipient", scene) as page:
        answer = opened(page, scene, evidence_for(scene), "verifyBeforeOpening")
        assert answer["seen"]["pinsMoved"] is True
        assert answer["seen"]["manifest"]["authorRole"] == "responsible"
        handle = answer["content"]["handle"]
        letter = page.evaluate("(handle) => vault.do.readLetter({ handle })", handle)
        assert letter["text"].encode() == scene.original.plaintext


@pytest.mark.parametrize("spoilt", ["table", "slice", "grant", "decision"])
def test_a_recipient_sees_nothing_of_what_was_changed(
    browser: Browser, origin: Origin, spoilt: str
) -> None:
    scene = staged_now(Stage())
    keep(origin, scene)
    evidence = evidence_for(scene)
    rendition = scene.released.ref.rendition
    if spoilt == "table":
        origin.tables[rendition] = origin.tables[rendition][:-1] + b"\0"
    elif spoilt == "slice":
        origin.slices[rendition, 0] = b"\0" + origin.slices[rendition, 0][1:]
    elif spoilt == "grant":
        evidence["grants"][0]["grant"] = b64(scene.team_grants[0][1])
    else:
        evidence["decisions"] = []
    code = {
        "table": "table-replaced",
        "slice": "chunk-replaced",
        "grant": "grant-replaced",
        "decision": "decision-missing",
    }[spoilt]
    with signed_in(browser, origin, "recipient", scene) as page:
        answer = opened(page, scene, evidence, "verifyBeforeOpening")
        assert answer == {"code": code, "name": "VaultFault"}


def test_a_locked_vault_and_a_wrong_passphrase_open_nothing(
    browser: Browser, origin: Origin
) -> None:
    scene = staged_now(Stage())
    with signed_in(browser, origin, "recipient", scene) as page:
        page.evaluate("() => vault.do.lock({})")
        assert page.evaluate(f"() => vault.do.whoami({{}}).catch({REFUSAL})")["code"] == "locked"
        facts = {**sign_in_facts(person("recipient"), scene), "passphrase": "something else"}
        refused = page.evaluate(f"(facts) => ({SIGN_IN})(facts).catch({REFUSAL})", facts)
        assert refused["code"] == "wrapped-unopenable"


def test_a_reload_resumes_only_with_both_halves(browser: Browser, origin: Origin) -> None:
    scene = staged_now(Stage())
    with signed_in(browser, origin, "recipient", scene) as page:
        halves = page.evaluate("() => vault.do.exportForResume({})")
        facts = {**sign_in_facts(person("recipient"), scene), **halves}
        page.reload()
        expect(page).to_have_title("Ready")
        page.evaluate("() => { globalThis.vault = bench.openVault(); }")
        who = page.evaluate("(facts) => vault.do.resume(facts)", facts)
        assert who["person"] == person("recipient").person
        other = {**facts, "serverHalf": b64(bytes(32))}
        refused = page.evaluate(f"(facts) => vault.do.resume(facts).catch({REFUSAL})", other)
        assert refused["code"] == "wrapped-unopenable"


def test_a_reader_reviews_a_letter_and_the_recipient_can_open_with_the_decision(
    browser: Browser, origin: Origin
) -> None:
    scene = staged_now(Stage())
    keep(origin, scene)
    undecided = replace(scene.evidence, grants=scene.team_grants, decisions=(), acceptance=None)
    evidence = evidence_for(replace(scene, evidence=undecided))
    with signed_in(browser, origin, "facilitator", scene) as page:
        answer = opened(page, scene, evidence, "verifyForReview")
        made = page.evaluate(
            """(handle) => vault.do.decide({
                handle, verdict: 'approve', reason: '', validUntil: 4102444800,
                coverage: { unit: 'characters', covered: 9, total: 9 },
            })""",
            answer["content"]["handle"],
        )
    grants = [{"rendition": one["rendition"], "grant": one["grant"]} for one in made["grants"]]
    with signed_in(browser, origin, "recipient", scene) as page:
        offered = {**evidence, "decisions": [made["decision"]], "grants": grants}
        accepted = page.evaluate(
            """async ([evidence, item, caseId]) => {
                const ask = { evidence, item, case: caseId };
                const { handle } = await vault.do.verifyOffer(ask);
                const early = await vault.do.openContent({ handle }).catch((cause) => cause.code);
                const now = Math.floor(Date.now() / 1000);
                const window = { medium: 'read', from: now - 5, until: now + 600 };
                return { early, ...await vault.do.accept({ handle, ...window }) };
            }""",
            [offered, scene.item, Stage.case],
        )
        assert accepted["early"] == "acceptance-missing"
        ready = {**offered, "acceptance": accepted["acceptance"]}
        answer = opened(page, scene, ready, "verifyBeforeOpening")
        assert answer["content"]["length"] == len(scene.original.plaintext)


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


SEND = """async ({ film, per, resume, present, ground, facts, cancelAfter }) => {
  const bytes = await (await fetch(film)).arrayBuffer();
  const file = new File([bytes], 'film.mp4');
  const opened = await vault.do.openUpload({
    ...facts, ground, file, kind: 'video_message', language: 'en', chunksPerSlice: per,
    ...(resume ? { resume } : {}),
  });
  const seen = [];
  const upload = bench.startUpload({
    port: opened.port, slices: opened.slices, present, headers: { 'X-Gobetween': '1' },
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


def test_an_upload_outlives_refusals_and_a_new_process_and_seals_the_same_bytes(
    browser: Browser, origin: Origin, moving_picture: bytes
) -> None:
    scene = staged_now(Stage(kind="video_message"))
    origin.keep("00000000-0000-4000-8000-000000000000", moving_picture, [])
    wire = scene.evidence.to_wire()
    ground = {name: wire[name] for name in ("roster", "team", "case_statements", "certificates")}
    given: dict[str, Any] = {
        "film": "/api/v1/renditions/00000000-0000-4000-8000-000000000000/table",
        "per": 1,
        "resume": "",
        "present": [],
        "ground": ground,
        "facts": {"case": Stage.case, "recipients": [person("recipient").person]},
        "cancelAfter": 500_000,
    }
    origin.refusals[:] = [503, 502]
    with signed_in(browser, origin, "author", scene) as page:
        first = page.evaluate(SEND, given)
    about = first["about"]
    assert first["code"] == "cancelled"
    rendition = about["rendition"]
    present = sorted(number for kept, number in origin.slices if kept == rendition)
    assert 0 < len(present) < about["slices"]
    before = {number: origin.slices[rendition, number] for number in present}
    given |= {"cancelAfter": 0, "resume": about["resume"], "present": present}
    given["facts"] |= {"item": about["item"], "rendition": rendition}
    origin.requests.clear()
    with signed_in(browser, origin, "author", scene) as page:
        second = page.evaluate(SEND, given)
    sealed, seen = second["sealed"], second["seen"]
    puts = [one for one in origin.requests if one.startswith("PUT")]
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
