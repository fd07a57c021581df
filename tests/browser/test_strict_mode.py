"""A device that others use keeps nothing; one's own goes on after a reload, for some minutes."""

from collections.abc import AsyncIterator
from typing import Final

import asyncpg
import pytest
import pytest_asyncio
from playwright.async_api import Playwright, expect

from service.client.organisation import invite_staff, publish_roster
from service.client.person import wall_clock
from service.identity.sessions import IDLE_SECONDS
from tests.browser.devices import open_device
from tests.browser.gallery import Gallery
from tests.browser.running import Service
from tests.browser.visitor import STRETCHING_MS, Visitor
from tests.browser.words import words
from tests.factories.world import World, enrolled

pytestmark = pytest.mark.timeout(300)

UNAUTHORISED: Final = 401
_KEPT: Final = "() => [Object.keys(sessionStorage), Object.keys(localStorage)]"


@pytest_asyncio.fixture(loop_scope="session")
async def person(
    gallery: Gallery,
    world: World,
    service: Service,
    playwright: Playwright,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Visitor]:
    """The person harmed, before the sign-in screen of a device."""
    async with open_device(playwright, tmp_path_factory.mktemp("device")) as device:
        somebody = Visitor(device, service.address, gallery)
        somebody.login = world.credentials["harmed"].login
        somebody.passphrase = world.credentials["harmed"].passphrase
        await somebody.opens_the_portal()
        yield somebody
    assert [*gallery.too_wide, *gallery.barriers] == []


async def halves_kept(service: Service, person: str, idle_s: int = 0) -> int:
    """How many sessions keep half of a key; with `idle_s` none of them was used since then."""
    url = service.stack.settings_env()["GOBETWEEN_OWNER_DATABASE_URL"].replace("+asyncpg", "")
    owner = await asyncpg.connect(url)
    try:
        if idle_s:
            await owner.execute(
                "UPDATE session SET last_seen = last_seen - $1 WHERE account = $2", idle_s, person
            )
        kept: int = await owner.fetchval(
            "SELECT count(resume_half) FROM session WHERE account = $1", person
        )
        return kept
    finally:
        await owner.close()


async def is_signed_out(person: Visitor) -> bool:
    answer = await person.device.context.request.get(f"{person.address}/api/v1/me")
    return answer.status == UNAUTHORISED


async def test_where_others_may_be_a_reload_asks_again_and_nothing_was_kept(
    person: Visitor, world: World, service: Service
) -> None:
    before = await halves_kept(service, world.harmed.id)
    assert not await person.page.get_by_role(
        "checkbox", name=words("own-device-label")
    ).is_checked()
    await person.unlocks()
    await person.is_home()
    assert await person.page.evaluate(_KEPT) == [[], []]
    assert await halves_kept(service, world.harmed.id) == before
    assert not await is_signed_out(person)
    await person.page.reload()
    await person.sees_heading("sign-in-title")
    assert await person.page.evaluate(_KEPT) == [[], []]
    # The cookie alone would have shown whoever came next what is waiting here.
    assert await is_signed_out(person)
    await person.looks("sign-in")


async def test_closing_the_page_ends_the_session_too(person: Visitor) -> None:
    await person.unlocks()
    await person.is_home()
    other = await person.device.context.new_page()
    await person.page.close()
    await other.goto(person.address)
    assert await is_signed_out(person)


async def test_on_ones_own_device_a_reload_goes_on(
    person: Visitor, world: World, service: Service
) -> None:
    before = await halves_kept(service, world.harmed.id)
    await person.unlocks(own_device=True)
    await person.is_home()
    assert await person.page.evaluate(_KEPT) == [["gobetween.resume"], []]
    assert await halves_kept(service, world.harmed.id) == before + 1
    await person.page.reload()
    await person.is_home()


async def test_after_a_quarter_of_an_hour_the_half_is_no_use(
    person: Visitor, world: World, service: Service
) -> None:
    await person.unlocks(own_device=True)
    await person.is_home()
    await halves_kept(service, world.harmed.id, idle_s=IDLE_SECONDS - 60)
    await person.page.reload()
    await person.is_home()
    # Away from the page while the time passes: it asks the service for things by itself, and one
    # such question in between would find the session ended before the reload does.
    await person.page.goto("about:blank")
    await halves_kept(service, world.harmed.id, idle_s=IDLE_SECONDS + 60)
    await person.page.goto(person.address)
    await person.sees_heading("locked-title")
    assert await person.page.evaluate(_KEPT) == [[], []]
    await person.looks("locked-after-a-while")


async def test_a_liaison_is_asked_again_whatever_they_ticked(
    person: Visitor, world: World, service: Service
) -> None:
    invitation = await invite_staff(world.administrator, "liaison")
    who = await enrolled(service.connect, invitation, wall_clock)
    await publish_roster(world.administrator, world.root)
    person.login, person.passphrase = who.login, who.passphrase
    await person.unlocks(own_device=True)
    # Nobody is shown a page of what is not theirs to do.
    await person.sees_heading("jobs-title", STRETCHING_MS)
    await expect(person.page.get_by_text(words("jobs-nobody"))).to_be_visible()
    await expect(person.page.get_by_role("link", name=words("task-review"))).to_have_count(0)
    assert await person.page.evaluate(_KEPT) == [[], []]
    assert await halves_kept(service, who.person) == 0
    await person.looks("home-of-a-liaison")
    await person.page.reload()
    await person.sees_heading("sign-in-title")


async def test_an_auditor_is_told_where_their_work_is_done(
    person: Visitor, world: World, service: Service
) -> None:
    invitation = await invite_staff(world.administrator, "auditor")
    who = await enrolled(service.connect, invitation, wall_clock)
    await publish_roster(world.administrator, world.root)
    person.login, person.passphrase = who.login, who.passphrase
    await person.unlocks()
    # Nobody is shown a page of what is not theirs to do.
    await person.sees_heading("elsewhere-title", STRETCHING_MS)
    await expect(person.page.get_by_text(words("elsewhere-auditor"))).to_be_visible()
    await expect(person.page.get_by_role("link", name=words("task-review"))).to_have_count(0)
    await person.looks("home-of-an-auditor")
