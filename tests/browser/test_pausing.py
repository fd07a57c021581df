"""Whoever pauses has everything stand still; the other side is told nothing of it."""

from pathlib import Path

import pytest
from playwright.async_api import Playwright, expect

from service.client import pausing, receiving, sending
from tests.browser.gallery import Gallery
from tests.browser.own_case import both_prepared, own_case
from tests.browser.participants import Participant
from tests.browser.running import Service
from tests.browser.visitor import STRETCHING_MS
from tests.browser.words import words
from tests.factories.acts import approved_by
from tests.factories.world import World

pytestmark = pytest.mark.timeout(400)

LETTER = "It was me, and I am sorry that I ran.\n"


async def _home(person: Participant) -> str:
    await person.goes_home()
    await expect(person.page.get_by_role("heading", name=words("home-so-far"))).to_be_visible()
    return await person.everything_on_screen()


async def test_while_somebody_has_paused_nothing_opens_and_the_other_side_sees_no_difference(
    world: World, service: Service, gallery: Gallery, playwright: Playwright, tmp_path: Path
) -> None:
    ours = await own_case(world, service, gallery, playwright)
    people = await both_prepared(world, ours)
    item = (await sending.send_letter(people["responsible"], LETTER.encode())).item
    await approved_by(world.ben, item)
    await receiving.until_arrived(people["harmed"], item)
    async with (
        ours.participant("responsible", tmp_path / "responsible") as author,
        ours.participant("harmed", tmp_path / "harmed") as recipient,
        ours.facilitator(tmp_path / "ben") as ben,
    ):
        await recipient.is_told()
        await recipient.accepts()
        await recipient.sees_heading("ready-letter-title", STRETCHING_MS)
        before = await _home(recipient)
        await recipient.goes_to(item)
        await recipient.sees_heading("ready-letter-title")

        await author.pauses()
        await _home(author)
        await author.sees("paused-title")
        await author.looks("home-while-paused")
        # On the page that was open already, and on one that is opened now.
        await recipient.presses("open-letter")
        alert = recipient.page.get_by_role("alert")
        await expect(alert).to_contain_text(words("trouble-blocked-what"), timeout=STRETCHING_MS)
        await expect(recipient.page.get_by_role("article")).to_have_count(0)
        assert "paus" not in (await alert.inner_text()).lower()
        assert await _home(recipient) == before
        await recipient.goes_to(item)
        await recipient.sees_heading("delayed-title")
        assert "paused" not in (await recipient.page.get_by_role("main").inner_text()).lower()
        assert await _home(recipient) == before
        await ben.goes_to_case(ours.case)
        await expect(
            ben.page.get_by_role("region", name=words("who-paused-title"))
        ).to_contain_text(words("who-paused-means"))
        await expect(ben.page.get_by_text(words("obstacle-paused"))).to_be_visible()
        await ben.looks("somebody-has-paused")

        await author.goes_on()
        await _home(author)
        await expect(author.page.get_by_text(words("paused-title"))).to_have_count(0)
        assert await _home(recipient) == before
        await recipient.goes_to(item)
        assert await recipient.opens_the_letter() == LETTER

        theirs = await _home(author)
        await recipient.pauses()
        assert await _home(author) == theirs
        await recipient.goes_on()
        await recipient.pauses()
        assert await _home(author) == theirs
        await ben.goes_home()
        await ben.goes_to_case(ours.case)
        await expect(ben.page.get_by_role("region", name=words("who-paused-title"))).to_be_visible()
    assert [*gallery.too_wide, *gallery.barriers] == []


async def test_a_reader_sees_before_they_approve_that_somebody_has_paused(
    world: World, service: Service, gallery: Gallery, playwright: Playwright, tmp_path: Path
) -> None:
    ours = await own_case(world, service, gallery, playwright)
    people = await both_prepared(world, ours)
    await pausing.pause(people["harmed"])
    item = (await sending.send_letter(people["responsible"], LETTER.encode())).item
    async with ours.facilitator(tmp_path / "ben") as ben:
        await ben.takes(item)
        assert await ben.reads_to_the_end() == LETTER
        await ben.presses("go-to-decision")
        await ben.chooses("approve")
        await ben.sees_heading("approve-title")
        await ben.sees("who-paused-means", STRETCHING_MS)
        await ben.looks("approves-while-somebody-has-paused")
        await ben.presses("approve")
        await ben.sees_heading("approved-title", STRETCHING_MS)
    assert [*gallery.too_wide, *gallery.barriers] == []


async def test_pausing_is_one_action_from_every_page_and_asks_for_no_reason(
    world: World, service: Service, gallery: Gallery, playwright: Playwright, tmp_path: Path
) -> None:
    ours = await own_case(world, service, gallery, playwright)
    async with ours.participant("harmed", tmp_path / "harmed") as person:
        page = person.page
        foot = page.get_by_role("contentinfo")
        for address in ("/", "/letters/new", "/recordings/new", "/choices", "/settings"):
            await page.evaluate("(address) => { location.hash = address; }", address)
            await expect(page.get_by_role("heading", level=1)).to_be_visible()
            for name in ("pause-link", "stop-link"):
                await expect(foot.get_by_role("link", name=words(name))).to_be_visible()
        await person.pauses()
        await expect(page.get_by_role("textbox")).to_have_count(0)
        await expect(foot.get_by_role("link", name=words("pause-link"))).to_have_count(0)
        await foot.get_by_role("link", name=words("paused-link")).click()
        await person.sees_heading("go-on-title")
        await person.goes_on()
        await expect(foot.get_by_role("link", name=words("pause-link"))).to_be_visible()
    assert [*gallery.too_wide, *gallery.barriers] == []
