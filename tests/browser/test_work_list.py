"""One list of what waits, soonest first; speaking with whoever opened something takes it away."""

from datetime import UTC, datetime

import pytest
from playwright.async_api import Playwright, expect

from service.client import receiving, sending
from service.client.person import Person
from service.client.working import Waiting, work
from tests.browser.devices import open_device
from tests.browser.elsewhere import elsewhere
from tests.browser.facilitators import Facilitator
from tests.browser.gallery import Gallery
from tests.browser.running import Service
from tests.browser.visitor import STRETCHING_MS
from tests.browser.words import day, words
from tests.factories.acts import approved_by, opened_text
from tests.factories.world import World

pytestmark = pytest.mark.timeout(300)

LETTER = b"I have thought about what you asked.\n"


async def _about(reader: Person, *items: str) -> list[Waiting]:
    return [one for one in (await work(reader)).rows if one.item in items]


async def test_a_facilitator_sees_what_waits_and_what_they_did_is_off_the_list(
    gallery: Gallery,
    world: World,
    service: Service,
    playwright: Playwright,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    responsible, asha, ben, harmed = [
        await elsewhere(service, world, name) for name in ("responsible", "asha", "ben", "harmed")
    ]
    opened = (await sending.send_letter(responsible, LETTER)).item
    for reader in (asha, ben):
        await approved_by(reader, opened)
    await receiving.until_arrived(harmed, opened)
    await receiving.accept(harmed, opened, "read")
    await receiving.until_ready(harmed, opened)
    await opened_text(harmed, opened)
    waiting = (await sending.send_letter(responsible, LETTER)).item
    spoken_with, read = await _about(asha, opened, waiting)
    assert (spoken_with.item, read.item) == (opened, waiting)
    async with open_device(playwright, tmp_path_factory.mktemp("asha")) as device:
        person = Facilitator(device, service.address, gallery, "asha")
        person.login = world.credentials["asha"].login
        person.passphrase = world.credentials["asha"].passphrase
        await person.signs_in()
        await person.follows("task-work")
        await person.sees_heading("work-title")
        await person.sees("work-line", STRETCHING_MS)
        rows = person.page.get_by_role("list", name=words("work-title")).get_by_role("listitem")
        due = day(datetime.fromtimestamp(spoken_with.due, UTC).astimezone())
        row = rows.filter(has_text=words("work-kind-follow-up")).filter(has_text=due).last
        await expect(row).to_be_visible()
        await expect(rows.filter(has_text=words("work-kind-review")).last).to_be_visible()
        many = await rows.filter(has_text=words("work-kind-follow-up")).count()
        await person.looks("what-waits")
        place = f"#/cases/{world.case}/record/follow-up/{world.harmed.id}/{opened}"
        await person.page.get_by_role("main").locator(f'a[href="{place}"]').click()
        await person.sees_heading("ask-follow-up-title-harmed")
        await person.looks("follows-up")
        await person.page.get_by_role("radio", name=words("ask-follow-up-is-made")).check()
        await person.presses("continue")
        await person.sees_heading("record-check-title")
        main = person.page.get_by_role("main")
        for language, name in (("cy", "Cymraeg"), ("en", "English")):
            await person.page.get_by_role("button", name=name).click()
            await expect(main).to_contain_text(words("ask-follow-up-is-made", language))
        await person.presses("record-sign")
        await person.sees_heading("recorded-title", STRETCHING_MS)
        await person.goes_home()
        await person.follows("task-work")
        await person.sees_heading("work-title")
        left = rows.filter(has_text=words("work-kind-follow-up"))
        await expect(left).to_have_count(many - 1, timeout=STRETCHING_MS)
        assert person.witness.faults == []
        assert [*gallery.too_wide, *gallery.barriers] == []
    assert [one.item for one in await _about(asha, opened, waiting)] == [waiting]
