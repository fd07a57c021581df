"""A case from its referral to its end on screen: every step, and everything that holds one up."""

from pathlib import Path

import pytest
from playwright.async_api import Locator, Playwright, expect

from service.client import sending
from service.client.teams import add_to_team
from tests.browser.facilitators import Facilitator
from tests.browser.gallery import Gallery
from tests.browser.own_case import OwnCase, both_join, both_prepared, own_case, referred_case
from tests.browser.running import Service
from tests.browser.visitor import STRETCHING_MS
from tests.browser.words import words
from tests.factories.acts import approved_by
from tests.factories.world import World

pytestmark = pytest.mark.timeout(400)


def _obstacle(facilitator: Facilitator, slug: str) -> Locator:
    section = facilitator.page.get_by_role("region", name=words("before-exchange-title"))
    return section.get_by_text(words(f"obstacle-{slug}"), exact=True)


async def _looks_again(facilitator: Facilitator, ours: OwnCase) -> None:
    await facilitator.goes_home()
    await facilitator.goes_to_case(ours.case)


async def _is_led_to_what_is_asked_for(ben: Facilitator) -> None:
    for act, rows in (
        ("act-record-age", 2),
        ("act-record-employment", 2),
        ("act-record-harm", 6),
    ):
        await ben.follows(act)
        await ben.sees_heading(act)
        to_record = ben.page.get_by_role("main").get_by_role("link", name=words("record-this"))
        await expect(to_record).to_have_count(rows, timeout=STRETCHING_MS)
        await ben.looks(f"asked-{act}")
        await ben.follows("back")


async def _says_what_it_is_about(facilitator: Facilitator) -> None:
    await facilitator.records_harm("sexual", "absent")
    await facilitator.records_harm("domestic", "present")
    # What was said to be present, a facilitator does not take back.
    await facilitator.goes_to_record("fact-harm-domestic")
    await facilitator.sees("ask-harm-none")
    await expect(facilitator.page.get_by_role("radio")).to_have_count(0)
    await facilitator.follows("back")


@pytest.mark.long
async def test_every_step_says_what_stands_in_its_way_until_it_is_cleared(
    world: World, service: Service, gallery: Gallery, playwright: Playwright, tmp_path: Path
) -> None:
    ours = await referred_case(world, service, gallery, playwright, route="specialist")
    async with ours.facilitator(tmp_path / "ben") as ben:
        await ben.goes_to_case(ours.case)
        await ben.goes_a_step("screen", "screening")
        await ben.sees_in_the_way("conflict-not-declared")
        await expect(ben.button("step-prepare")).to_have_count(0)
        await ben.goes_to_what_is_recorded()
        await ben.declares("declared")
        await ben.follows("back")
        await ben.sees_in_the_way("conflict-not-declared")
        await ben.goes_to_what_is_recorded()
        await ben.declares("none")
        await ben.follows("back")
        await ben.goes_a_step("prepare", "preparing")
        await ben.sees_in_the_way(
            "no-certified-harmed",
            "no-certified-responsible",
            "key-holders-missing",
            "sign-off-missing",
            "harm-not-recorded",
        )
        await expect(ben.page.get_by_role("link", name=words("act-sign-off"))).to_have_count(0)

        await both_join(world, ours)
        await add_to_team(world.ben, ours.case, world.credentials["sue"].person)
        await _looks_again(ben, ours)
        await expect(ben.page.get_by_text(words("blocker-age-not-recorded"))).to_be_visible(
            timeout=STRETCHING_MS
        )
        await _is_led_to_what_is_asked_for(ben)
        await ben.goes_to_what_is_recorded()
        await ben.records_age("harmed", "adult")
        await ben.records_age("responsible", "adult")
        await ben.records_employment("harmed", "not-employed")
        await ben.records_employment("responsible", "employed")
        await ben.records_of("level", "level-3")
        await ben.records_of("setting", "custody")
        await _says_what_it_is_about(ben)
        await ben.records_of("custody", "in-custody", "responsible")
        await ben.confirms_a_day_in_custody("responsible")
        await ben.looks("a-special-case-is-recorded")
        await ben.follows("back")
        await expect(ben.page.get_by_text(words("blocker-employed-here")).first).to_be_visible(
            timeout=STRETCHING_MS
        )
        await expect(_obstacle(ben, "clearance-missing").first).to_be_visible()
        await ben.looks("the-organisation-employs-somebody")
        await ben.goes_to_what_is_recorded()
        await ben.records_employment("responsible", "not-employed")

        async with ours.facilitator(tmp_path / "sue", "sue") as sue:
            await sue.goes_to_case(ours.case)
            await sue.follows("act-sign-off")
            await sue.signs_off()
        await _looks_again(ben, ours)
        await ben.goes_a_step("make-ready", "ready")
        await ben.goes_a_step("prepare-from-ready", "preparing")
        await ben.goes_a_step("make-ready", "ready")
        await ben.goes_a_step("activate", "active")
    assert [*gallery.too_wide, *gallery.barriers] == []


@pytest.mark.long
async def test_a_child_takes_a_guardian_and_two_readers(
    world: World, service: Service, gallery: Gallery, playwright: Playwright, tmp_path: Path
) -> None:
    ours = await own_case(world, service, gallery, playwright, readers=("asha", "sue"))
    async with ours.facilitator(tmp_path / "ben") as ben:
        page = ben.page
        guardian = page.get_by_role("link", name=f"{words('record-this')} {words('fact-guardian')}")
        await ben.goes_to_case(ours.case)
        await ben.goes_to_what_is_recorded()
        await expect(guardian).to_have_count(0)
        await ben.records_age("harmed", "young")
        await ben.records_of("guardian", "not-required", "harmed")
        await ben.records_age("harmed", "child")
        await expect(guardian).to_have_count(1)
        await guardian.click()
        await ben.sees_heading("ask-guardian-title-harmed")
        radios = page.get_by_role("radio")
        await expect(radios).to_have_count(2)
        await ben.looks("asks-a-guardian")
        await ben.follows("back")
        await ben.follows("back")
        for slug in ("guardian-missing", "second-reader-missing"):
            await expect(_obstacle(ben, slug)).to_be_visible(timeout=STRETCHING_MS)
        await ben.looks("a-child-takes-more")
        await ben.follows("act-ask-for-two-readers")
        await ben.sees_heading("readers-title")
        await ben.follows("back")
        await ben.asks_for_two_readers()
        async with ours.facilitator(tmp_path / "sue", "sue") as sue:
            await sue.goes_to_case(ours.case)
            await sue.goes_to_what_is_recorded()
            await sue.records_of("guardian", "not-safe-to-ask", "harmed")
        await _looks_again(ben, ours)
        await ben.sees("obstacle-plan-missing", STRETCHING_MS)
        for slug in ("guardian-missing", "second-reader-missing"):
            await expect(_obstacle(ben, slug)).to_have_count(0)
        await ben.goes_to_what_is_recorded()
        await ben.sees("readers-two")
    assert [*gallery.too_wide, *gallery.barriers] == []


@pytest.mark.long
async def test_a_case_is_closed_once_nothing_is_on_its_way(
    world: World, service: Service, gallery: Gallery, playwright: Playwright, tmp_path: Path
) -> None:
    ours = await own_case(world, service, gallery, playwright)
    people = await both_prepared(world, ours)
    item = (await sending.send_letter(people["responsible"], b"I wanted you to know.\n")).item
    async with ours.facilitator(tmp_path / "ben") as ben:
        await ben.goes_to_case(ours.case)
        await ben.goes_a_step("begin-closing", "closing")
        await ben.sees_in_the_way("items-on-their-way")
        await ben.goes_a_step("reopen", "active")
        await ben.goes_a_step("begin-closing", "closing")
        await approved_by(world.ben, item)
        await _looks_again(ben, ours)
        await ben.closes()
        await expect(ben.page.get_by_role("heading", name=words("next-title"))).to_have_count(0)
        await expect(
            ben.page.get_by_role("heading", name=words("before-exchange-title"))
        ).to_have_count(0)
        await ben.looks("case-is-closed")
    assert [*gallery.too_wide, *gallery.barriers] == []


async def test_a_case_that_cannot_go_ahead_is_closed_from_where_it_is(
    world: World, service: Service, gallery: Gallery, playwright: Playwright, tmp_path: Path
) -> None:
    ours = await referred_case(world, service, gallery, playwright)
    async with ours.facilitator(tmp_path / "ben") as ben:
        await ben.goes_to_case(ours.case)
        await ben.closes(early=True)
        await expect(ben.page.get_by_role("link", name=words("invite-harmed"))).to_have_count(0)
    assert [*gallery.too_wide, *gallery.barriers] == []
