"""A reader says whom they told of a danger; a supervisor sees it, and looks into it."""

import pytest
from playwright.async_api import Playwright, expect

from service.client import sending
from service.client.disclosing import disclosed
from service.client.signing_in import sign_in
from service.client.working import work
from tests.browser.devices import open_device
from tests.browser.facilitators import Facilitator
from tests.browser.gallery import Gallery
from tests.browser.running import Service
from tests.browser.visitor import STRETCHING_MS
from tests.browser.words import words
from tests.factories.world import World

pytestmark = pytest.mark.timeout(300)

LETTER = b"He is at the house again tonight.\n"
SAID = "I rang 999 and read them the first line."


@pytest.mark.long
async def test_a_danger_is_told_in_two_steps_and_looked_into(
    gallery: Gallery,
    world: World,
    service: Service,
    playwright: Playwright,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    responsible, ben = [
        await sign_in(service.connect(), who.login, who.passphrase)
        for who in (world.credentials["responsible"], world.credentials["ben"])
    ]
    item = (await sending.send_letter(responsible, LETTER)).item
    before = await responsible.transport.get(f"/items/{item}")

    async with open_device(playwright, tmp_path_factory.mktemp("asha")) as device:
        asha = Facilitator(device, service.address, gallery, "asha")
        known = world.credentials["asha"]
        asha.login, asha.passphrase = known.login, known.passphrase
        await asha.signs_in()
        await asha.takes(item)
        await asha.follows("danger-link")
        await asha.sees_heading("danger-title")
        await asha.presses("continue")
        for missing in ("danger-reason-missing", "danger-to-missing"):
            await expect(asha.page.get_by_role("link", name=words(missing))).to_be_visible()
        await asha.looks("is-asked-about-a-danger")
        for chosen in ("danger-reason-danger-to-life", "danger-to-police"):
            await asha.page.get_by_role("radio", name=words(chosen), exact=True).check()
        await asha._field("danger-words").fill(SAID)
        await asha.presses("continue")
        await asha.sees_heading("danger-check-title")
        await asha.looks("checks-a-danger")
        await asha.presses("danger-sign")
        await asha.sees_heading("danger-kept-title", STRETCHING_MS)
        await expect(asha.page.get_by_role("alert")).to_have_count(0)
        await asha.looks("has-told-of-a-danger")
        assert asha.witness.faults == []
    (told,) = [one for one in await disclosed(ben, world.case) if one.item == item]
    assert (told.to, told.reason, told.words) == ("police", "danger-to-life", SAID)
    assert item in {one.item for one in (await work(ben)).rows if one.kind == "disclosed"}

    async with open_device(playwright, tmp_path_factory.mktemp("sue")) as device:
        sue = Facilitator(device, service.address, gallery, "sue")
        known = world.credentials["sue"]
        sue.login, sue.passphrase = known.login, known.passphrase
        await sue.signs_in()
        await sue.follows("task-work")
        await sue.page.get_by_role("link", name=words("work-kind-disclosed")).first.click()
        await sue.sees("disclosed-title", STRETCHING_MS)
        await expect(sue.page.get_by_role("main")).to_contain_text(SAID)
        await sue.looks("sees-what-was-disclosed")
        await sue.page.get_by_role("link", name=words("disclosed-look-into")).first.click()
        await sue.sees_heading("looked-into-title")
        await sue.presses("looked-into-button")
        await sue.sees_heading("record-check-title")
        await sue.looks("has-looked-into-it")
        await sue.presses("record-sign")
        await sue.sees_heading("recorded-title", STRETCHING_MS)
        assert sue.witness.faults == []
    assert item not in {one.item for one in (await work(ben)).rows if one.kind == "disclosed"}
    assert [*gallery.too_wide, *gallery.barriers] == []
    assert await responsible.transport.get(f"/items/{item}") == before
