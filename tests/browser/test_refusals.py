"""What people are told when something is refused: plainly, and that nothing was lost."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Playwright, expect

from service.client.cases import invite_participant
from service.client.person import wall_clock
from service.sealing.encoding import new_id
from tests.browser.devices import open_device
from tests.browser.gallery import Gallery
from tests.browser.participants import MADE_SAFE_MS, SENT_MS, Participant
from tests.browser.running import Service
from tests.browser.visitor import STRETCHING_MS
from tests.browser.words import words
from tests.factories.recordings import phone_video
from tests.factories.world import World, enrolled

pytestmark = pytest.mark.timeout(300)


@pytest_asyncio.fixture(loop_scope="session")
async def author(
    gallery: Gallery, world: World, service: Service, playwright: Playwright, tmp_path: Path
) -> AsyncIterator[Participant]:
    """The person responsible, in front of the page where they sign in."""
    async with open_device(playwright, tmp_path / "profile") as device:
        person = Participant(device, service.address, gallery)
        person.login = world.credentials["responsible"].login
        person.passphrase = world.credentials["responsible"].passphrase
        await person.opens_the_portal()
        yield person
        assert person.witness.faults == []
        assert [*gallery.too_wide, *gallery.barriers] == []


async def is_told_why(person: Participant, name: str, *, gb: int = 0) -> str:
    """Return all that the alert says, which says what happened, what is safe, and what next."""
    alert = person.page.get_by_role("alert")
    await expect(alert).to_contain_text(words(f"trouble-{name}-what"), timeout=STRETCHING_MS)
    await expect(alert).to_contain_text(words(f"trouble-{name}-safe"))
    await expect(alert).to_contain_text(words(f"trouble-{name}-next", gb=gb))
    await person.looks(f"is-told-{name}")
    return await alert.inner_text()


async def test_a_wrong_passphrase_and_an_unknown_name_are_told_the_same(
    author: Participant,
) -> None:
    await author.unlocks(passphrase="these are not the right words")
    wrong = await is_told_why(author, "sign-in-refused")
    author.login = "zzzz-9999"
    await author.unlocks()
    assert await is_told_why(author, "sign-in-refused") == wrong


async def test_a_wrong_and_a_spent_code_are_told_the_same(
    author: Participant, world: World, service: Service
) -> None:
    invitation = await invite_participant(world.asha, world.case, "harmed")
    await enrolled(service.connect, invitation, wall_clock)
    told = []
    for login, code in (
        (invitation.login, invitation.code),
        ("zzzz-9999", invitation.code),
    ):
        await author.page.goto(f"{service.address}/#/enrol")
        await author.tries_code(login, code)
        told.append(await is_told_why(author, "enrolment-refused"))
        await author.opens_the_portal()
    assert told[0] == told[1]


async def test_what_a_form_lacks_is_listed_above_its_heading(author: Participant) -> None:
    await author.unlocks()
    await author.is_home()
    await author.follows("task-record")
    await author.sees_heading("record-title")
    await author.presses("send-recording")
    alert = author.page.get_by_role("alert")
    await expect(alert).to_contain_text(words("file-missing"))
    await author.looks("is-told-what-the-form-lacks")
    heading = author.page.get_by_role("heading", level=1)
    above = "(box, heading) => box.compareDocumentPosition(heading) & 4"
    assert await alert.evaluate(above, await heading.element_handle())


async def test_what_does_not_exist_is_not_there(author: Participant) -> None:
    await author.unlocks()
    await author.is_home()
    await author.goes_to(new_id())
    await is_told_why(author, "not-found")


async def test_what_is_no_recording_stays_its_authors_to_replace(
    author: Participant, tmp_path: Path
) -> None:
    text = tmp_path / "holiday.mp4"
    text.write_text("This is no video. " * 1000)
    empty = tmp_path / "empty.mp4"
    empty.touch()
    await author.unlocks()
    await author.is_home()
    await author.follows("task-record")
    await author.sends_a_file(empty)
    await expect(author.page.get_by_role("alert")).to_contain_text(words("file-empty"))
    await author.looks("file-is-empty")
    await author.sends_a_file(text)
    await author.sees_heading("recording-sent-title", SENT_MS)
    alert = author.page.get_by_role("alert")
    await expect(alert).to_contain_text(words("refused-not-a-recording"), timeout=MADE_SAFE_MS)
    await expect(alert).to_contain_text(words("refused-safe"))
    await author.looks("recording-could-not-be-used")
    await author.follows("replace-recording")
    await author.sees_heading("again-title")
    await author.sends_a_file(phone_video(tmp_path / "real.mp4"))
    await author.sees_heading("recording-sent-title", SENT_MS)
    await author.follows("recording-sent-look")
    await author.sees("own-with-facilitator", MADE_SAFE_MS)
