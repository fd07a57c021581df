"""A reader who is new to a case is asked first whether something ties them to somebody in it."""

from pathlib import Path

import pytest
from playwright.async_api import Playwright, expect

from service.client import sending
from service.client.organisation import invite_staff, publish_roster
from service.client.person import wall_clock
from service.client.teams import add_to_team
from tests.browser.gallery import Gallery
from tests.browser.own_case import OwnCase, both_prepared, own_case
from tests.browser.running import Service
from tests.browser.visitor import STRETCHING_MS
from tests.browser.words import words
from tests.factories.world import World, enrolled

pytestmark = pytest.mark.timeout(300)

LETTER = "I would like to know that the dog is well.\n"


async def _with_a_newcomer(world: World, ours: OwnCase) -> None:
    """Have somebody whom no other case knows join the organisation and this case's team."""
    invitation = await invite_staff(world.administrator, "facilitator")
    ours.known["dora"] = await enrolled(ours.service.connect, invitation, wall_clock)
    await publish_roster(world.administrator, world.root)
    await add_to_team(world.ben, ours.case, invitation.person)


async def test_the_queue_asks_before_the_first_item_and_leads_back_to_it(
    world: World, service: Service, gallery: Gallery, playwright: Playwright, tmp_path: Path
) -> None:
    ours = await own_case(world, service, gallery, playwright)
    people = await both_prepared(world, ours)
    await _with_a_newcomer(world, ours)
    sent = await sending.send_letter(people["responsible"], LETTER.encode())
    async with ours.facilitator(tmp_path, "dora") as dora:
        await dora.follows("task-review")
        await dora.presses("queue-take")
        await dora.sees_heading("ask-conflict-title", STRETCHING_MS)
        await dora.sees("ask-conflict-before")
        await expect(dora.page.get_by_role("link", name=words("ask-conflict-case"))).to_be_visible()
        await dora.looks("is-asked-for-ties-before-taking")
        await dora.says_what_ties_them("none")
        await dora.looks("may-take-it-now")
        await dora.follows("recorded-queue")
        await dora.presses("queue-take")
        await expect(dora.button("go-to-decision")).to_be_visible(timeout=STRETCHING_MS)
        assert dora.page.url.endswith(f"/review/{sent.item}")
        assert await dora.reads_to_the_end() == LETTER
        await dora.approves()
        assert words("approved-what") in await dora.everything_on_screen()
