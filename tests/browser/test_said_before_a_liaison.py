"""What somebody without an account says before a liaison is taken down as it was read to them."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Playwright, expect

from service.client.consenting import acknowledgements, consents
from service.sealing.schemas import Choice
from service.sealing.statements import Statement, open_statement
from service.sealing.wordings import newest_wording
from tests.browser.custody import Custody, custody
from tests.browser.gallery import Gallery
from tests.browser.running import Service
from tests.browser.words import title, words
from tests.factories.world import World

pytestmark = pytest.mark.timeout(300)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def there(
    world: World, service: Service, gallery: Gallery, playwright: Playwright
) -> AsyncIterator[Custody]:
    """The case, in which whoever is in custody has said nothing yet."""
    made = await custody(world, service, gallery, playwright)
    yield made
    assert [*gallery.too_wide, *gallery.barriers] == []


async def test_each_thing_is_taken_down_by_itself_and_what_was_in_the_way_is_gone(
    there: Custody, world: World, tmp_path: Path
) -> None:
    async with there.desk("first", tmp_path / "first") as liaison:
        await liaison.begins_to_send_for(there.author)
        await liaison.follows("spoken-link")
        await liaison.sees_heading("spoken-title")
        await liaison.looks("what-they-say")
        await liaison.follows("spoken-topic-take-part")
        await liaison.sees_heading("spoken-topic-take-part")
        await expect(liaison.page.get_by_role("region", name=title("take-part"))).to_be_visible()
        await liaison.says_yes("spoken-decision")
        await liaison.sees("spoken-manner-missing")
        await liaison.looks("how-they-say-it-is-asked")
        assert [
            one for one in await consents(world.ben, there.case) if one.person == there.author
        ] == []
        await liaison.hears_it_in_person()
        await liaison.says_yes("spoken-decision")
        await liaison.has_taken_down("spoken-decision", "yes")
        await liaison.looks("they-said-yes")
        await liaison.follows("spoken-done")
        await liaison.takes_down("acknowledgement", "spoken-decision")
        await liaison.takes_down("send", "spoken-medium-recording")
        await liaison.goes_home()
        await liaison.begins_to_send_for(there.author)
        await expect(liaison._field("send-files-label")).to_be_attached()
        await liaison.goes_home()
        await liaison.follows_to_words_of(there.author)
        await liaison.follows("spoken-topic-send")
        await liaison.hears_it_in_person()
        await liaison.takes_back("spoken-medium-recording")
        await liaison.has_taken_down("spoken-medium-recording", "withdrawn")
        await liaison.goes_home()
        await liaison.begins_to_send_for(there.author)
        await liaison.sees("acting-way-author-consent-missing")
    said = [one for one in await consents(world.ben, there.case) if one.person == there.author]
    assert [(one.purpose, one.medium, one.given) for one in said] == [
        ("take-part", "any", "yes"),
        ("send", "recording", "yes"),
        ("send", "recording", "withdrawn"),
    ]
    assert said[0].wording == newest_wording("take-part", "en").digest
    (accepted,) = await acknowledgements(world.ben, there.case)
    assert (accepted.person, accepted.given) == (there.author, "yes")


async def test_how_they_want_to_hear_is_taken_down_and_only_with_everything_said(
    there: Custody, world: World, tmp_path: Path
) -> None:
    async with there.desk("colleague", tmp_path / "colleague") as liaison:
        await liaison.follows_to_words_of(there.author)
        await liaison.sees("spoken-hearing-now-undecided")
        await liaison.follows("spoken-hearing-title")
        await liaison.sees_heading("spoken-hearing-title")
        await liaison.presses("spoken-sign")
        for missing in ("spoken-hearing-missing", "spoken-told-missing", "spoken-manner-missing"):
            await liaison.sees(missing)
        await liaison.looks("how-they-want-to-hear")
        for chosen in ("spoken-hearing-tell-me", "spoken-told-nothing"):
            await liaison.page.get_by_role("radio", name=words(chosen), exact=True).check()
        await liaison.hears_it_in_person()
        await liaison.presses("spoken-sign")
        await liaison.sees_heading("spoken-title")
        await liaison.sees("spoken-hearing-now-tell-me")
    answer = await world.ben.transport.get(f"/cases/{there.case}/choices")
    chosen_by = [open_statement(Statement.from_wire(one), Choice) for one in answer["choices"]]
    (own,) = [one for one in chosen_by if one.person == there.author]
    assert (own.standing, own.tell_author) == ("tell-me", "nothing")
