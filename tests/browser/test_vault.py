"""The vault in a real Chromium, under the portal's own policy: letters, decisions, reloads."""

from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect

from service.sealing.encoding import b64
from tests.browser.bench import Origin, browser, origin
from tests.browser.film import person, sign_in_facts, staged_now, told_now
from tests.browser.people import REFUSAL, SIGN_IN, evidence_for, keep, opened, signed_in
from tests.factories.flipped import flipped
from tests.vectors.making.scenes import Stage

__all__ = ["browser", "origin"]


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


@pytest.mark.parametrize(
    "name",
    [
        "left",
        "left-twice",
        "stepped-in",
        "author-enrolled-again",
        "scribe",
        "paper",
        "liaison",
        "recalled-after-opening",
        "suspended-and-lifted",
    ],
)
def test_a_recipient_opens_what_people_who_came_and_left_had_signed(
    browser: Browser, origin: Origin, name: str
) -> None:
    scene = told_now(name)
    keep(origin, scene)
    with signed_in(browser, origin, "recipient", scene) as page:
        answer = opened(page, scene, evidence_for(scene), "verifyBeforeOpening")
        handle = answer["content"]["handle"]
        letter = page.evaluate("(handle) => vault.do.readLetter({ handle })", handle)
        assert letter["text"].encode() == scene.original.plaintext


@pytest.mark.parametrize(
    ("name", "left_out", "code"),
    [
        ("left", "heads", "signer-removed"),
        ("stepped-in", "step_ins", "team-invalid"),
        ("scribe", "agreements", "agreement-missing"),
        ("liaison", "mandates", "certificate-invalid"),
        ("recalled-after-opening", "opening", "item-recalled"),
    ],
)
def test_a_recipient_sees_nothing_where_a_word_of_those_people_is_missing(
    browser: Browser, origin: Origin, name: str, left_out: str, code: str
) -> None:
    scene = told_now(name)
    keep(origin, scene)
    evidence = {**evidence_for(scene), left_out: None}
    with signed_in(browser, origin, "recipient", scene) as page:
        answer = opened(page, scene, evidence, "verifyBeforeOpening")
        assert answer == {"code": code, "name": "VaultFault"}


def test_a_reader_opens_what_was_sealed_to_the_team_before_it_changed(
    browser: Browser, origin: Origin
) -> None:
    scene = told_now("left")
    keep(origin, scene)
    undecided = replace(scene.evidence, grants=scene.team_grants, decisions=(), acceptance=None)
    evidence = evidence_for(replace(scene, evidence=undecided))
    with signed_in(browser, origin, "supervisor", scene) as page:
        answer = opened(page, scene, evidence, "verifyForReview")
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
        origin.tables[rendition] = flipped(origin.tables[rendition])
    elif spoilt == "slice":
        origin.slices[rendition, 0] = flipped(origin.slices[rendition, 0], 0)
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
            """async ([handle, records]) => {
                await vault.do.standingUntil({ handle, records });
                return vault.do.decide({
                    handle, verdict: 'approve', reason: '', validUntil: 4102444800,
                    coverage: { unit: 'characters', covered: 9, total: 9 },
                });
            }""",
            [answer["content"]["handle"], {**evidence, "records": []}],
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
