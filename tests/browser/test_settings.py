"""What everybody can settle for themselves: where they are signed in, and new ways in."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import Playwright, expect

from service.client import receiving, sending
from service.client.accounts import Credentials
from service.client.cases import certify_replied, invite_participant, open_case
from service.client.errors import Refusal
from service.client.person import Person, wall_clock
from service.client.signing_in import sign_in
from tests.browser.devices import open_device
from tests.browser.gallery import Gallery
from tests.browser.participants import Participant
from tests.browser.running import Service
from tests.browser.test_keyboard import tabs_to
from tests.browser.visitor import STRETCHING_MS
from tests.browser.words import words
from tests.factories.acts import LETTER, approved_by
from tests.factories.world import World, begin, enrolled, prepare

pytestmark = pytest.mark.timeout(300)


@dataclass(frozen=True)
class Reader:
    """Somebody whose letter can be opened, at their own device."""

    portal: Participant
    known: Credentials
    elsewhere: Person
    item: str


@pytest_asyncio.fixture(loop_scope="session")
async def reader(
    gallery: Gallery,
    world: World,
    service: Service,
    playwright: Playwright,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Reader]:
    """The person harmed of a case of their own, with a letter that they have accepted."""
    case = await open_case(world.ben, readers=[world.asha.id], card="Both asked to write.")
    known: dict[str, Credentials] = {}
    for role in ("harmed", "responsible"):
        known[role] = await enrolled(
            service.connect, await invite_participant(world.ben, case, role), wall_clock
        )
        await certify_replied(world.ben, case)
    await begin(world.ben, case)
    harmed, responsible = [
        await sign_in(service.connect(), one.login, one.passphrase) for one in known.values()
    ]
    await prepare(world.ben, case, {"harmed": harmed, "responsible": responsible})
    sent = await sending.send_letter(responsible, LETTER)
    await approved_by(world.ben, sent.item)
    await receiving.until_arrived(harmed, sent.item)
    await receiving.accept(harmed, sent.item, "read")
    await receiving.until_ready(harmed, sent.item)
    async with open_device(playwright, tmp_path_factory.mktemp("reader")) as device:
        portal = Participant(device, service.address, gallery)
        portal.login, portal.passphrase = known["harmed"].login, known["harmed"].passphrase
        await portal.opens_the_portal()
        yield Reader(portal, known["harmed"], harmed, sent.item)
    assert [*gallery.too_wide, *gallery.barriers] == []


async def has_ended(person: Person) -> bool:
    try:
        await person.refresh()
    except Refusal as refused:
        return refused.slug == "session-missing"
    return False


@pytest.mark.long
async def test_a_session_elsewhere_is_seen_and_ended_and_then_all_the_others(
    reader: Reader, service: Service
) -> None:
    portal, page = reader.portal, reader.portal.page
    await portal.unlocks(own_device=True)
    await portal.is_home()
    await portal.follows("settings")
    await portal.sees_heading("settings")
    rows = page.get_by_role("list", name=words("sessions-title")).get_by_role("listitem")
    await expect(rows).to_have_count(2)
    await expect(rows.first).to_contain_text(words("session-this"))
    await expect(rows.first.get_by_role("button")).to_have_count(0)
    await expect(rows.last).to_contain_text(words("session-other"))
    await portal.looks("where-one-is-signed-in")
    assert not await has_ended(reader.elsewhere)
    await portal.presses("session-end")
    await expect(page.get_by_text(words("session-ended"))).to_be_focused()
    await expect(rows).to_have_count(1)
    await expect(page.get_by_text(words("sessions-no-others"))).to_be_visible()
    await portal.looks("signed-in-nowhere-else")
    assert await has_ended(reader.elsewhere)
    again = [
        await sign_in(service.connect(), reader.known.login, reader.known.passphrase)
        for _ in range(2)
    ]
    await page.reload()
    await expect(rows).to_have_count(3, timeout=STRETCHING_MS)
    await tabs_to(page, words("sessions-end-others"))
    await page.keyboard.press("Enter")
    await expect(page.get_by_text(words("sessions-others-ended"))).to_be_focused()
    await expect(rows).to_have_count(1)
    assert [await has_ended(one) for one in again] == [True, True]
    await portal.goes_home()


@pytest.mark.long
async def test_a_lost_passphrase_ends_in_reading_what_could_be_read_before(
    reader: Reader, service: Service
) -> None:
    portal, page = reader.portal, reader.portal.page
    await portal.presses("use-recovery")
    await page.get_by_label(words("login-label"), exact=True).fill(reader.known.login)
    await page.get_by_label(words("recovery-label"), exact=True).fill(reader.known.recovery_code)
    await portal.presses("sign-in-button")
    await portal.sees_heading("recovered-title", STRETCHING_MS)
    await portal.looks("came-in-by-recovery-code")
    await portal.presses("continue")
    code = await portal.writes_both_down()
    await portal.sees_heading("new-ways-title", STRETCHING_MS)
    await portal.looks("new-passphrase-works")
    assert portal.passphrase != reader.known.passphrase
    assert code != reader.known.recovery_code
    assert await has_ended(reader.elsewhere)
    await portal.presses("back-home")
    await portal.is_home()
    await portal.signs_out()
    with pytest.raises(Refusal, match="is not right"):
        await sign_in(service.connect(), reader.known.login, reader.known.passphrase)
    await portal.unlocks()
    await portal.is_home()
    await portal.goes_to(reader.item)
    assert await portal.opens_the_letter() == LETTER.decode()


@pytest.mark.long
async def test_a_new_passphrase_asks_for_the_present_one_first(reader: Reader) -> None:
    portal, page = reader.portal, reader.portal.page
    await portal.unlocks()
    await portal.is_home()
    await portal.follows("settings")
    await portal.follows("ways-choose")
    await portal.sees_heading("prove-title")
    await portal.looks("shows-who-one-is")
    await portal.presses("continue")
    await expect(page.get_by_role("alert")).to_contain_text(words("passphrase-missing"))
    secret = page.get_by_label(words("passphrase-label"), exact=True)
    await secret.fill("not the words that are on the paper")
    await portal.presses("continue")
    await portal.sees("trouble-wrong-secret-safe", STRETCHING_MS)
    await portal.looks("cannot-show-who-one-is")
    await secret.fill(portal.passphrase)
    await portal.presses("continue")
    await portal.writes_both_down()
    await portal.sees_heading("new-ways-title", STRETCHING_MS)
    await portal.presses("back-home")
    await portal.is_home()
    await portal.signs_out()
    await portal.unlocks()
    await portal.is_home()


async def test_a_recovery_code_can_be_used_without_choosing_anew(reader: Reader) -> None:
    portal, page = reader.portal, reader.portal.page
    await portal.presses("use-recovery")
    await page.get_by_label(words("login-label"), exact=True).fill(reader.known.login)
    await page.get_by_label(words("recovery-label"), exact=True).fill(
        reader.known.recovery_code.lower().replace("-", " ")
    )
    await portal.presses("sign-in-button")
    await portal.sees_heading("recovered-title", STRETCHING_MS)
    await portal.presses("recovered-later")
    await portal.is_home()
    assert not await has_ended(reader.elsewhere)
