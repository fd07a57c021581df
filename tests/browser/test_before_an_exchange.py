"""A facilitator goes through every act until nothing stands in the way of an exchange."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Locator, Playwright, expect

from tests.browser.facilitators import Facilitator
from tests.browser.gallery import Gallery
from tests.browser.own_case import own_case
from tests.browser.preparing import ROLES
from tests.browser.running import Service
from tests.browser.visitor import STRETCHING_MS
from tests.browser.words import words
from tests.factories.world import World

pytestmark = pytest.mark.timeout(400)

SLUGS_AT_FIRST = (
    "obstacle-risk-not-assessed",
    "obstacle-plan-missing",
    "obstacle-acknowledgement-missing",
    "obstacle-author-not-informed-harmed",
    "obstacle-author-consent-missing-harmed",
    "obstacle-recipient-consent-missing-responsible",
)


def _section(facilitator: Facilitator) -> Locator:
    return facilitator.page.get_by_role("region", name=words("before-exchange-title"), exact=True)


async def _sees(facilitator: Facilitator, *names: str) -> None:
    for name in names:
        await expect(_section(facilitator).get_by_text(words(name)).first).to_be_visible(
            timeout=STRETCHING_MS
        )


async def test_every_act_clears_what_it_should_until_nothing_is_left(
    world: World, service: Service, gallery: Gallery, playwright: Playwright, tmp_path: Path
) -> None:
    ours = await own_case(world, service, gallery, playwright)
    async with ours.facilitator(tmp_path / "ben") as facilitator:
        await facilitator.goes_to_case(ours.case)
        await _sees(facilitator, *SLUGS_AT_FIRST, "by-responsible", "by-facilitator")
        await facilitator.looks("much-stands-in-the-way")
        await facilitator.prepares_the_exchange()
        await facilitator.records_proceedings("cleared")
        for role in ROLES:
            await facilitator.records_clearance(role, "not-needed")
        await facilitator.goes_to_case(ours.case)
        await _sees(facilitator, "obstacle-acknowledgement-missing")
        risk = _section(facilitator).get_by_text(words("obstacle-risk-not-assessed"))
        await expect(risk).to_have_count(0)
        await facilitator.looks("only-people-s-own-word-is-missing")
        for role in ROLES:
            async with ours.participant(role, tmp_path / role) as person:
                await person.agrees_to_everything(responsible=role == "responsible")
        await facilitator.goes_home()
        await facilitator.goes_to_case(ours.case)
        await facilitator.sees_nothing_in_the_way()
        await facilitator.looks("nothing-stands-in-the-way")

        await facilitator.goes_to_what_is_recorded()
        await facilitator.records_a_restriction("responsible", "blocks")
        await facilitator.records_that_the_risk_is_not_acceptable()
        await facilitator.records_proceedings("live")
        await facilitator.records_clearance("responsible", "needed")
        await facilitator.looks("much-is-recorded")
        await facilitator.goes_to_case(ours.case)
        await _sees(
            facilitator,
            "obstacle-restriction-blocks",
            "obstacle-risk-not-acceptable",
            "obstacle-proceedings-live",
            "obstacle-clearance-missing",
        )
        await facilitator.looks("it-was-stopped-again")
        await facilitator.goes_to_what_is_recorded()
        await facilitator.lifts_the_restriction()
        await facilitator.assesses_the_risk()
        await facilitator.records_of("contact-outside", "reported")
        await facilitator.goes_to_case(ours.case)
        await _sees(facilitator, "obstacle-risk-triggered")
        await facilitator.goes_to_what_is_recorded()
        await facilitator.assesses_the_risk()
        await facilitator.records_proceedings("cleared")
        await facilitator.records_clearance("responsible", "given")
        await facilitator.goes_to_case(ours.case)
        await facilitator.sees_nothing_in_the_way()
        heads = [
            answer
            for answer in facilitator.witness.answers
            if re.search(r"/chains/[^/]+/heads$", answer.url) and answer.status < 300
        ]
        assert len(heads) > 10
    assert [*gallery.too_wide, *gallery.barriers] == []
