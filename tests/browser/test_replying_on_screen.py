"""That no reply was agreed stands before who would write one, and before who would wait for one."""

from pathlib import Path

import pytest
from playwright.async_api import Playwright, expect

from service.client import receiving, sending
from service.client.practising import Entry, record
from tests.browser.gallery import Gallery
from tests.browser.own_case import both_prepared, own_case
from tests.browser.running import Service
from tests.browser.words import words
from tests.factories.acts import approved_by
from tests.factories.world import World

pytestmark = pytest.mark.timeout(400)


@pytest.mark.long
async def test_somebody_reads_that_no_reply_is_needed_before_they_would_write_one(
    world: World, service: Service, gallery: Gallery, playwright: Playwright, tmp_path: Path
) -> None:
    ours = await own_case(world, service, gallery, playwright)
    people = await both_prepared(world, ours)
    plan = Entry("plan", "agreed", round=2, media=("letter",), reply="none")
    await record(world.ben, ours.case, plan)
    item = (await sending.send_letter(people["responsible"], b"I broke the window.\n")).item
    await approved_by(world.ben, item)
    await receiving.until_arrived(people["harmed"], item)
    await receiving.accept(people["harmed"], item, "read")
    await receiving.until_ready(people["harmed"], item)
    async with ours.participant("responsible", tmp_path / "responsible") as author:
        await author.page.evaluate("location.hash = '/letters/new'")
        await author.sees("no-reply-to-this")
        await author.looks("writes-where-no-reply-comes")
        await author.page.evaluate("location.hash = '/recordings/new'")
        await author.sees_heading("not-planned-recording")
        await author.looks("is-told-that-no-recording-was-planned")
    async with ours.participant("harmed", tmp_path / "harmed") as person:
        page = person.page
        await page.evaluate("location.hash = '/letters/new'")
        # Nothing was read yet: whatever they write now answers nothing.
        await person.sees_heading("write-title")
        await person.goes_to(item)
        await person.opens_the_letter()
        await person.sees("no-reply-needed")
        await expect(page.get_by_role("link", name=words("write-back"))).to_have_count(0)
        await person.looks("has-read-where-no-reply-is-needed")
        await page.evaluate("location.hash = '/recordings/new'")
        await person.sees_heading("not-planned-recording")
        await person.goes_home()
        await page.evaluate("location.hash = '/letters/new'")
        await person.sees_heading("no-reply-title")
        await person.looks("is-told-before-they-write")
        await record(
            world.ben, ours.case, Entry("plan", "agreed", round=2, media=("letter",), reply="both")
        )
        await person.goes_home()
        await page.evaluate("location.hash = '/letters/new'")
        await person.sees_heading("write-title")
    assert [*gallery.too_wide, *gallery.barriers] == []
