"""Opening a case, inviting and certifying a person, by two vaults in a real Chromium."""

import time
from typing import Any

from playwright.sync_api import Browser, Page, expect

from service.sealing.encoding import b64, unb64
from service.sealing.enrolment import enrolment_secrets, make_reply, reply_mac
from service.sealing.evidence import Evidence
from service.sealing.grants import open_card
from service.sealing.keys import Pins
from service.sealing.schemas import Certificate
from service.sealing.statements import Statement, open_statement
from service.sealing.teams import open_team_key
from service.sealing.verify_case import verify_case
from tests.browser.bench import Origin, browser, origin, page_at
from tests.browser.film import person, staged_now
from tests.browser.people import REFUSAL, signed_in
from tests.vectors.making.scenes import Scene, Stage

__all__ = ["browser", "origin"]

CARD = "Someone's name and what to be careful of."


def roster_of(scene: Scene) -> dict[str, str]:
    assert scene.evidence.roster is not None
    return scene.evidence.roster.to_wire()


def opens_a_case(page: Page, scene: Scene) -> dict[str, Any]:
    members = [person("facilitator").person, person("supervisor").person]
    ask = {
        "roster": roster_of(scene),
        "members": members,
        "route": "ordinary",
        "signers": 1,
        "card": CARD,
    }
    made: dict[str, Any] = page.evaluate("(ask) => vault.do.newCase(ask)", ask)
    return made


def ground_of(scene: Scene, made: dict[str, Any], *later: dict[str, Any]) -> dict[str, Any]:
    return {
        "roster": roster_of(scene),
        "team": made["team"],
        "case_statements": [made["case_statement"], *(one["case_statement"] for one in later)],
        "certificates": [one["certificate"] for one in later],
    }


def invites(page: Page, ground: dict[str, Any], made: dict[str, Any]) -> dict[str, Any]:
    expires = int(time.time()) + 3_600
    ask = {"ground": ground, "case": made["case"], "role": "harmed", "expires": expires}
    invitation: dict[str, Any] = page.evaluate("(ask) => vault.do.invite(ask)", ask)
    return invitation


ENROL = f"""async ({{ login, code, shown }}) => {{
  globalThis.vault = bench.openVault();
  try {{
    const {{ token }} = await vault.do.enrolOpen({{ login, code }});
    const offer = await vault.do.enrolCheck(shown);
    const {{ passphrase }} = await vault.do.generatePassphrase({{}});
    return {{ token, offer, made: await vault.do.enrolAccept({{ ...shown, passphrase }}) }};
  }} catch (cause) {{ return ({REFUSAL})(cause); }}
}}"""


def enrols(
    browser: Browser, origin: Origin, shown: dict[str, Any], invitation: dict[str, Any]
) -> dict[str, Any]:
    given = {"login": invitation["login"], "code": invitation["code"], "shown": shown}
    with page_at(browser, f"{origin.address}/bench.html") as page:
        expect(page).to_have_title("Ready")
        answer: dict[str, Any] = page.evaluate(ENROL, given)
        return answer


def borrowed_keys(made: dict[str, Any]) -> list[tuple[bytes, bytes]]:
    """Keys of which one is a colleague's, and the other is the invited person's own."""
    colleague = person("supervisor")
    return [
        (colleague.sign_public, unb64(made["box"])),
        (unb64(made["sign"]), colleague.box_public),
    ]


def answered_with(invitation: dict[str, Any], sign: bytes, box: bytes) -> dict[str, str]:
    """Answer by the holder of the code, under the right MAC."""
    secrets = enrolment_secrets(invitation["code"], invitation["login"])
    reply = make_reply(unb64(invitation["offer"]), sign, box)
    return {"reply": b64(reply), "mac": b64(reply_mac(reply, secrets.reply_key))}


def test_a_person_is_invited_enrols_with_the_code_and_is_certified(
    browser: Browser, origin: Origin
) -> None:
    scene = staged_now(Stage())
    with signed_in(browser, origin, "facilitator", scene) as page:
        made = opens_a_case(page, scene)
        ground = ground_of(scene, made)
        invitation = invites(page, ground, made)
        shown = {
            "offer": invitation["offer"],
            "mac": invitation["mac"],
            "roster": roster_of(scene),
            "case_statement": made["case_statement"],
            "team": made["team"],
        }
        another = scene.evidence.case_statements[0].to_wire()
        spoilt = enrols(browser, origin, {**shown, "case_statement": another}, invitation)
        assert spoilt["code"] == "case-invalid"
        guessed = enrols(browser, origin, shown, {**invitation, "code": "not the right code"})
        assert guessed["code"] == "offer-mac"

        answer = enrols(browser, origin, shown, invitation)
        assert answer["token"] == invitation["enrolToken"]
        assert answer["offer"]["role"] == "harmed"
        assert [one["kind"] for one in answer["made"]["ways"]] == ["passphrase", "recovery"]

        replied = {
            "invitation": invitation["invitation"],
            "person": invitation["person"],
            "role": "harmed",
            "offer": invitation["offer"],
            "secret": invitation["secret"],
            "reply": answer["made"]["reply"],
            "mac": answer["made"]["mac"],
        }
        forged = {**replied, "mac": invitation["mac"]}
        ask = {"ground": ground, "case": made["case"], "invitation": forged}
        refused = page.evaluate(f"(ask) => vault.do.certify(ask).catch({REFUSAL})", ask)
        assert refused["code"] == "reply-mac"
        for sign, box in borrowed_keys(answer["made"]):
            taken = {**replied, **answered_with(invitation, sign, box)}
            refused = page.evaluate(
                f"(ask) => vault.do.certify(ask).catch({REFUSAL})", {**ask, "invitation": taken}
            )
            assert refused["code"] == "key-mismatch"
        certified = page.evaluate("(ask) => vault.do.certify(ask)", {**ask, "invitation": replied})

    evidence = Evidence.from_wire(ground_of(scene, made, certified))
    case = verify_case(evidence, Pins(scene.pins.root, scene.pins.org))
    checked = case.certificate(invitation["person"])
    own = open_statement(Statement.from_wire(certified["certificate"]), Certificate)
    assert checked == own
    assert checked.box == unb64(answer["made"]["box"])
    assert case.newest.sequence == 2
    supervisor = person("supervisor")
    team = Statement.from_wire(made["team"])
    private = open_team_key(team, supervisor.person, supervisor.keys.box_private)
    assert open_card(made["case"], private, unb64(made["card"])) == CARD
