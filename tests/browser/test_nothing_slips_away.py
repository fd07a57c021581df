"""What somebody took or wrote stays in sight: an item that was claimed, a letter half written."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest
import pytest_asyncio
from playwright.async_api import Dialog, Playwright, expect

from service.client import sending
from service.client.signing_in import sign_in
from tests.browser.devices import open_device
from tests.browser.facilitators import Facilitator
from tests.browser.gallery import Gallery
from tests.browser.participants import Participant
from tests.browser.running import Service
from tests.browser.visitor import STRETCHING_MS, Visitor
from tests.browser.words import words
from tests.factories.world import World

pytestmark = pytest.mark.timeout(300)

LETTER: Final = "I do not know yet how this goes on.\nBut I have begun.\n"


def is_known_as(person: Visitor, world: World, name: str) -> None:
    """Give somebody the paper with their sign-in name and passphrase."""
    person.login = world.credentials[name].login
    person.passphrase = world.credentials[name].passphrase


@pytest_asyncio.fixture(loop_scope="session")
async def reader(
    gallery: Gallery, world: World, service: Service, playwright: Playwright, tmp_path: Path
) -> AsyncIterator[Facilitator]:
    """A facilitator of the case, unlocked."""
    async with open_device(playwright, tmp_path / "reader") as device:
        person = Facilitator(device, service.address, gallery)
        is_known_as(person, world, "asha")
        await person.signs_in()
        yield person
        assert [*gallery.too_wide, *gallery.barriers] == []


@pytest_asyncio.fixture(loop_scope="session")
async def writer(
    gallery: Gallery, world: World, service: Service, playwright: Playwright, tmp_path: Path
) -> AsyncIterator[Participant]:
    """The person responsible, unlocked; the name was typed without its dash."""
    async with open_device(playwright, tmp_path / "writer") as device:
        person = Participant(device, service.address, gallery)
        is_known_as(person, world, "responsible")
        person.login = person.login.replace("-", " ").upper()
        await person.signs_in()
        yield person
        assert [*gallery.too_wide, *gallery.barriers] == []


async def test_an_item_that_was_taken_stays_in_its_readers_hands(
    reader: Facilitator, world: World, service: Service
) -> None:
    who = world.credentials["responsible"]
    responsible = await sign_in(service.connect(), who.login, who.passphrase)
    sent = await sending.send_letter(responsible, LETTER.encode())
    await reader.takes(sent.item)
    main = reader.page.get_by_role("main")
    in_hands = main.locator(f'a[href="#/review/{sent.item}"]')
    await reader.goes_home()
    await expect(main.get_by_role("heading", name=words("in-your-hands"))).to_be_visible()
    await expect(in_hands).to_have_text(words("kind-letter"))
    await reader.looks("home-with-an-item-in-hand")
    await reader.follows("task-review")
    await reader.sees_heading("queue-title")
    await expect(in_hands).to_be_visible()
    await reader.looks("queue-with-an-item-in-hand")
    await in_hands.click()
    assert await reader.reads_to_the_end() == LETTER
    await reader.presses("go-to-decision")
    await reader.chooses("approve")
    await reader.sees_heading("approve-title")
    await reader.follows("not-now")
    await reader.sees_heading("queue-title")
    await in_hands.click()
    await reader.reads_to_the_end()
    await reader.approves("approved-first-title")
    await reader.follows("back-to-queue")
    await reader.sees_heading("queue-title")
    await expect(reader.page.get_by_role("list", name=words("queue-title"))).to_be_visible()
    await expect(in_hands).to_have_count(0)


async def test_words_that_were_not_sent_stay_until_their_writer_goes(
    writer: Participant, world: World
) -> None:
    page = writer.page
    letter = page.get_by_label(words("write-label"), exact=True)
    await writer.follows("task-write")
    await letter.fill(LETTER)
    await writer.follows("back")
    await writer.is_home()
    await writer.follows("task-write")
    await expect(letter).to_have_value(LETTER)
    await writer.presses("check-letter")
    await writer.sees_heading("check-letter-title")
    await page.go_back()
    await expect(letter).to_have_value(LETTER)
    await writer.locks()
    assert LETTER.splitlines()[0] not in await page.content()
    kept = await page.evaluate("() => JSON.stringify([{...sessionStorage}, {...localStorage}])")
    assert LETTER.splitlines()[0] not in kept
    await page.get_by_label(words("passphrase-label"), exact=True).fill(writer.passphrase)
    await writer.presses("sign-in-button")
    await expect(letter).to_have_value(LETTER, timeout=STRETCHING_MS)
    asked: list[str] = []

    async def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        await dialog.dismiss()

    page.on("dialog", stay)
    async with page.expect_event("dialog"):
        await page.evaluate("() => { setTimeout(() => location.reload(), 0); }")
    assert asked == ["beforeunload"]
    await expect(letter).to_have_value(LETTER)
    await writer.signs_out()
    await writer.unlocks()
    await writer.is_home()
    await writer.follows("task-write")
    await expect(letter).to_have_value("")
    await letter.fill(LETTER)
    await writer.locks()
    is_known_as(writer, world, "harmed")
    await writer.unlocks()
    await expect(letter).to_have_value("", timeout=STRETCHING_MS)


async def test_a_passphrase_can_be_seen_and_a_name_that_is_none_is_not_asked_about(
    writer: Participant,
) -> None:
    await writer.signs_out()
    secret = writer.page.get_by_label(words("passphrase-label"), exact=True)
    await secret.fill("these are not the right words")
    await writer.page.get_by_role("button", name=words("show-passphrase"), exact=True).click()
    await expect(secret).to_have_attribute("type", "text")
    await writer.looks("passphrase-can-be-seen")
    writer.login = "nobody"
    await writer.unlocks(passphrase="these are not the right words")
    await expect(writer.page.get_by_role("alert")).to_contain_text(words("login-shape"))
    await expect(secret).to_have_attribute("type", "password")
    await writer.looks("name-that-is-none")
    writer.login = "zzzz9999"
    await writer.unlocks(passphrase="these are not the right words")
    await writer.sees("passphrase-hint-again", STRETCHING_MS)
    await writer.looks("passphrase-did-not-open")
