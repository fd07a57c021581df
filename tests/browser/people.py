"""Owns what people of the cast do on the bench's page: sign in, verify, open."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.bench import Origin, page_at
from tests.browser.film import person, sign_in_facts
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
