"""What somebody has stopped is not available now: gently, blaming nobody, giving no reason."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Playwright, expect

from service.client import receiving, sending
from service.client.practising import Entry, record
from service.sealing.encoding import unb64
from service.sealing.schemas import Manifest, Recall, Suspension
from service.sealing.statements import Statement, sign
from tests.browser.altering import answering
from tests.browser.devices import open_device
from tests.browser.elsewhere import elsewhere
from tests.browser.gallery import Gallery
from tests.browser.participants import Participant
from tests.browser.running import Service
from tests.browser.visitor import STRETCHING_MS
from tests.browser.words import words
from tests.factories.acts import approved_by
from tests.factories.world import World

pytestmark = pytest.mark.timeout(300)

LETTER = "You said that you wanted to know why.\n"
EVIDENCE = "**/api/v1/items/*/evidence"


@pytest_asyncio.fixture(loop_scope="session")
async def arrived(world: World, service: Service) -> str:
    """A letter that two readers approved."""
    responsible, asha, ben, harmed = [
        await elsewhere(service, world, name) for name in ("responsible", "asha", "ben", "harmed")
    ]
    item = (await sending.send_letter(responsible, LETTER.encode())).item
    for reader in (asha, ben):
        await approved_by(reader, item)
    await receiving.until_arrived(harmed, item)
    return item


@pytest_asyncio.fixture(loop_scope="session")
async def harmed(
    gallery: Gallery,
    world: World,
    service: Service,
    playwright: Playwright,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Participant]:
    """The person harmed, unlocked in a browser of their own."""
    async with open_device(playwright, tmp_path_factory.mktemp("harmed")) as device:
        person = Participant(device, service.address, gallery)
        person.login = world.credentials["harmed"].login
        person.passphrase = world.credentials["harmed"].passphrase
        await person.signs_in()
        yield person
        assert person.witness.faults == []
        assert [*gallery.too_wide, *gallery.barriers] == []


def recalled(world: World, evidence: dict[str, Any]) -> None:
    """Add the author's own recall."""
    manifest = Statement.from_wire(evidence["manifest"])
    body = manifest.body
    assert isinstance(body, Manifest)
    recall = Recall(case=body.case, item=body.item, manifest=manifest.digest, at=body.created)
    evidence["recalls"] = [sign(recall, world.responsible.keys.sign_seed).to_wire()]


def suspended(world: World, evidence: dict[str, Any], *, lifted: bool = False) -> None:
    """Add a reader's suspension of the whole case, perhaps lifted again."""
    body = Statement.from_wire(evidence["manifest"]).body
    assert isinstance(body, Manifest)
    seed = world.asha.keys.sign_seed
    stopped = sign(Suspension(body.case, "", "risk", "no", b"", body.created), seed)
    goes_on = Suspension(body.case, "", "", "yes", stopped.digest, body.created)
    chain = [stopped, *([sign(goes_on, seed)] if lifted else [])]
    evidence["suspensions"] = [one.to_wire() for one in chain]


async def is_not_available(person: Participant, state: str) -> None:
    """The page says that and no more: no code, no reason, nobody's name, nothing to press again."""
    await person.sees_heading("not-now-page", STRETCHING_MS)
    await person.sees("not-now-what")
    await person.sees("not-now-next")
    await expect(person.page.get_by_role("article")).to_have_count(0)
    await expect(person.page.get_by_role("alert")).to_have_count(0)
    shown = await person.everything_on_screen()
    assert LETTER.strip() not in shown
    for name in ("nothing-shown-title", "nothing-shown-code", "nothing-shown-meaning"):
        assert words(name) not in shown
    for word in ("recall", "suspen", "taken back", "stopped"):
        assert word not in shown.lower()
    await person.looks(state)


async def test_what_was_recalled_or_suspended_is_gently_not_available(
    harmed: Participant, arrived: str, world: World
) -> None:
    context = harmed.device.context
    async with answering(context, EVIDENCE, lambda shown: recalled(world, shown)):
        await harmed.goes_to(arrived)
        await harmed.sees_heading("arrived-question")
        await harmed.accepts()
        await is_not_available(harmed, "recalled-is-not-available")
    await harmed.goes_home()
    await harmed.goes_to(arrived)
    await harmed.sees_heading("arrived-question")
    await harmed.accepts()
    await harmed.sees_heading("ready-letter-title", STRETCHING_MS)
    async with answering(context, EVIDENCE, lambda shown: suspended(world, shown)):
        await harmed.opens("letter")
        await is_not_available(harmed, "suspended-is-not-available")
    await harmed.goes_home()
    await harmed.goes_to(arrived)
    async with answering(context, EVIDENCE, lambda shown: suspended(world, shown, lifted=True)):
        assert await harmed.opens_the_letter() == LETTER


async def test_what_waits_for_others_is_delayed_and_no_more_is_said_of_it(
    harmed: Participant, arrived: str, world: World, service: Service
) -> None:
    asha = await elsewhere(service, world, "asha")
    await record(asha, world.case, Entry("proceedings", "live"))
    await harmed.goes_home()
    await harmed.goes_to(arrived)
    await harmed.sees_heading("delayed-title")
    shown = (await harmed.everything_on_screen()).lower()
    for word in ("proceedings", "court", "police", "order"):
        assert word not in shown
    await harmed.looks("delayed")
    await record(asha, world.case, Entry("proceedings", "cleared"))
    await harmed.goes_home()
    await harmed.goes_to(arrived)
    await harmed.sees_heading("arrived-question")


async def test_a_recall_by_somebody_else_is_told_as_what_it_is(
    harmed: Participant, arrived: str, world: World
) -> None:
    def forged(shown: dict[str, Any]) -> None:
        recalled(world, shown)
        (recall,) = shown["recalls"]
        body = Statement.from_wire(recall).body
        shown["recalls"] = [sign(body, world.ben.keys.sign_seed).to_wire()]
        assert unb64(shown["recalls"][0]["payload"]) == unb64(recall["payload"])

    async with answering(harmed.device.context, EVIDENCE, forged):
        await harmed.goes_to(arrived)
        await harmed.sees_heading("arrived-question")
        await harmed.accepts()
        alert = harmed.page.get_by_role("alert")
        await expect(alert).to_contain_text(words("verification-recall-invalid"))
        await expect(alert).to_contain_text(words("nothing-shown-title"))
