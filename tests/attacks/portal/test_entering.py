"""Signing in, enrolling, certifying and writing in the real portal, before a server that lies."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import expect

from service.client.cases import invite_participant, open_case
from service.sealing.encoding import b64, canonical, parse_canonical, unb64
from service.sealing.enrolment import enrolment_secrets, reply_mac
from service.sealing.keys import PersonKeys
from tests.attacks.papers.entry import ENTRY_LIES, EntryLie, forged_reply
from tests.attacks.papers.form import Attack, changed
from tests.attacks.papers.keys import KEYS
from tests.attacks.portal.conftest import Devices, Front
from tests.attacks.portal.stage import Stage, is_shown_nothing
from tests.browser.participants import SENT_MS, Participant
from tests.browser.visitor import STRETCHING_MS
from tests.browser.words import words
from tests.factories.world import CARD

pytestmark = pytest.mark.timeout(300)

OWN = PersonKeys.generate()
LOW_ORDER = bytes([1]) + bytes(31)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def author(stage: Stage, front: Front, devices: Devices) -> AsyncIterator[Participant]:
    """The person responsible, at first in front of the page where they sign in."""
    async with devices("responsible") as device:
        person = Participant(device, front.address)
        person.login = stage.world.credentials["responsible"].login
        person.passphrase = stage.world.credentials["responsible"].passphrase
        yield person


@pytest.mark.parametrize("lie", ENTRY_LIES, ids=lambda one: one.name)
async def test_other_keys_are_never_taken_and_none_are_made(
    author: Participant, stage: Stage, lie: EntryLie
) -> None:
    await author.opens_the_portal()
    told = len(stage.server.asked)
    with stage.server.saying(lie.path, lie.change):
        await author.unlocks()
        await expect(author.page.get_by_role("alert")).to_be_visible(timeout=STRETCHING_MS)
    await author.sees_heading("sign-in-title")
    changes = [one for one in stage.server.asked[told:] if one.method != "GET"]
    assert {one.url.rpartition("/api/v1")[2] for one in changes} <= {"/sign-in/begin", "/sign-in"}


async def test_left_alone_the_same_words_open_the_vault(author: Participant) -> None:
    await author.signs_in()


async def _writes(author: Participant, text: str) -> None:
    await author.page.evaluate("() => { location.hash = '/'; }")
    await author.is_home()
    await author.follows("task-write")
    await author.page.get_by_label(words("write-label"), exact=True).fill(text)
    await author.presses("check-letter")
    await author.sees_heading("check-letter-title")


def _written_to_oneself(wire: dict[str, Any]) -> dict[str, Any]:
    """The list of who takes part, of which no signature says anything, turned round."""
    other = {"harmed": "responsible", "responsible": "harmed"}
    people = [{**one, "role": other[one["role"]]} for one in wire["people"]]
    return {**wire, "people": people}


AUTHORS = [one for one in KEYS if one.at == "author"]


async def _sends_only_once_the_lie_is_over(
    author: Participant, stage: Stage, lie: Any  # noqa: ANN401 - a change of an answer
) -> None:
    if not await author.page.get_by_role("link", name=words("service-name")).is_visible():
        await author.signs_in()
    await _writes(author, "To be read by nobody but one.\n")
    told = len(stage.server.asked)
    with stage.server.saying(f"/cases/{stage.world.case}", lie):
        await author.presses("send-letter")
        await expect(author.page.get_by_role("alert")).to_contain_text(words("trouble-vault-what"))
    assert {one.method for one in stage.server.asked[told:]} == {"GET"}
    await author.presses("send-letter")
    await author.sees_heading("sent-title", SENT_MS)


@pytest.mark.parametrize("attack", AUTHORS, ids=lambda one: one.name)
async def test_nothing_is_sealed_to_a_key_of_the_servers(
    author: Participant, stage: Stage, attack: Attack
) -> None:
    await _sends_only_once_the_lie_is_over(
        author, stage, lambda wire: changed(wire, attack.forge, stage.hand)
    )


async def test_nothing_is_written_to_somebody_whom_the_server_chose(
    author: Participant, stage: Stage
) -> None:
    await _sends_only_once_the_lie_is_over(author, stage, _written_to_oneself)


def _other_root(answer: dict[str, Any]) -> dict[str, Any]:
    offer = {**parse_canonical(unb64(answer["offer"])), "root": b64(OWN.sign_public)}
    return {**answer, "offer": b64(canonical(offer))}


async def test_no_server_comes_between_an_invitation_and_a_certificate(
    stage: Stage, front: Front, devices: Devices
) -> None:
    world, server, reader = stage.world, stage.server, stage.reader
    case = await open_case(world.asha, readers=[], card=CARD)
    invitation = await invite_participant(world.asha, case, "harmed")
    secrets = enrolment_secrets(invitation.code, invitation.login)
    async with devices("invited") as device:
        person = Participant(device, front.address)
        await person.page.goto(f"{front.address}/#/enrol")
        with server.saying("/enrolments/open", _other_root):
            await person.tries_code(invitation.login, invitation.code)
            await expect(person.page.get_by_role("alert")).to_be_visible(timeout=STRETCHING_MS)
        await expect(person.page.get_by_role("heading", name=words("invited-title"))).to_have_count(0)
        await person.enrols_with(invitation.login, invitation.code)

    def answered(sign_key: bytes, *, with_code: bool) -> Any:  # noqa: ANN401 - a lie
        def lie(content: bytes) -> bytes:
            page = json.loads(content)
            for row in (one for one in page["rows"] if one["case"] == case and one["reply"]):
                reply = forged_reply(unb64(row["offer"]), sign_key, OWN.box_public)
                row["reply"] = b64(reply)
                if with_code:
                    row["mac"] = b64(reply_mac(reply, secrets.reply_key))
            return json.dumps(page).encode()

        return lie

    lies = (
        (answered(OWN.sign_public, with_code=False), "reply-mac"),
        (answered(LOW_ORDER, with_code=True), "bad-key"),
    )
    for lie, code in lies:
        with server.answering("/invitations", lie):
            await reader.goes_home()
            await reader.page.evaluate("(id) => { location.hash = `/cases/${id}`; }", case)
            await reader.sees("confirm-person-harmed", STRETCHING_MS)
            await reader.presses("confirm-person-button-harmed")
            await is_shown_nothing(reader, code)
    await reader.goes_home()
    await reader.page.evaluate("(id) => { location.hash = `/cases/${id}`; }", case)
    await reader.sees("confirm-person-harmed", STRETCHING_MS)
    await reader.presses("confirm-person-button-harmed")
    await expect(reader.button("confirm-person-button-harmed")).to_have_count(
        0, timeout=STRETCHING_MS
    )
    await reader.goes_home()
