"""Being told, asking, refusing, choosing when and how: what somebody decides on their own pages."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Playwright, expect

from service.client import choosing, receiving, sending, wishing
from service.client.notes import read_notes
from service.client.person import Person
from service.client.practising import Entry, record
from service.client.receiving import Medium
from service.client.signing_in import sign_in
from tests.browser.gallery import Gallery
from tests.browser.own_case import OwnCase, own_case
from tests.browser.participants import Participant
from tests.browser.running import Service
from tests.browser.words import words
from tests.factories.acts import approved_by
from tests.factories.world import World, agreed

pytestmark = pytest.mark.timeout(400)

DAY_S = 24 * 60 * 60
LETTER = b"You said that you wanted to know why.\n"


@pytest_asyncio.fixture(loop_scope="session")
async def ours(
    world: World, service: Service, gallery: Gallery, playwright: Playwright
) -> AsyncIterator[OwnCase]:
    yield await own_case(world, service, gallery, playwright)
    assert [*gallery.too_wide, *gallery.barriers] == []


async def at_another_device(ours: OwnCase, name: str) -> Person:
    who = ours.known[name]
    return await sign_in(ours.service.connect(), who.login, who.passphrase)


async def approved_letter(ours: OwnCase) -> tuple[str, Person]:
    """Everything is prepared; a letter was written and approved, and nobody is told of it yet."""
    ben, harmed, responsible = [
        await at_another_device(ours, name) for name in ("ben", "harmed", "responsible")
    ]
    await agreed(ben, ours.case, {"harmed": harmed, "responsible": responsible})
    await choosing.choose(responsible, "tell-me")
    item = (await sending.send_letter(responsible, LETTER)).item
    await approved_by(ben, item)
    return item, ben


async def asks(person: Participant) -> None:
    await person.goes_home()
    await person.follows("ask-title")
    await person.sees_heading("ask-title")
    await person.looks("asks-whether-there-is-anything")
    await person.presses("ask-button")


async def chooses(person: Participant, when: str, told: str = "nothing") -> None:
    await person.sees_heading("arrived-question")
    for each in ("nothing", "accepted", "opened"):
        promised = person.page.get_by_text(words(f"arrived-told-{each}"), exact=True)
        await expect(promised).to_have_count(1 if each == told else 0)
    await person.page.get_by_role("radio", name=words(when), exact=True).check()
    await person.presses("continue")


async def says_no(person: Participant) -> None:
    await person.looks("is-told-what-the-other-may-know")
    await chooses(person, "when-no", "accepted")
    await person.sees_heading("decline-title")
    await person.looks("is-asked-whether-they-do-not-want-it")
    await person.presses("decline-yes")
    await person.sees_heading("declined-title")
    await person.looks("said-no")


async def has_it_held_and_asks_for_it_back(person: Participant) -> None:
    await person.sees("keeping-title")
    await person.sees("keeping-told-accepted")
    await person.presses("keep-here")
    await person.sees_heading("kept-title")
    await person.looks("is-told-that-it-is-kept")
    await person.presses("kept-letter-again")
    await person.sees("keeping-is-kept")
    await person.presses("keep-held")
    await person.sees_heading("held-title")
    await person.looks("has-it-held")
    await person.goes_home()
    await person.sees("home-held")
    await person.looks("home-with-something-held")
    await person.page.get_by_role("link", name=words("item-letter-for-you")).click()
    await person.sees_heading("held-title")
    await person.presses("held-ask-back")


async def gives_it_back(person: Participant, item: str) -> None:
    await person.sees("keeping-is-kept")
    await person.looks("keeps-it")
    await person.presses("keep-give-back")
    await person.sees_heading("give-back-title")
    await person.looks("is-asked-whether-to-give-it-back")
    await person.presses("give-back-yes")
    await person.sees_heading("given-back-title")
    await person.looks("gave-it-back")
    await person.goes_home()
    for name in ("home-held", "item-letter-for-you"):
        await expect(person.page.get_by_text(words(name), exact=True)).to_have_count(0)
    await person.goes_to(item)
    await person.sees_heading("given-back-title")


async def test_nothing_is_shown_until_somebody_asks_and_no_is_a_whole_answer(
    ours: OwnCase, tmp_path: Path
) -> None:
    item, ben = await approved_letter(ours)
    async with ours.participant("harmed", tmp_path / "harmed") as person:
        page = person.page
        arrived = page.get_by_role("heading", name=words("arrived-title"))
        await person.sees("hearing-first-title")
        await person.looks("home-before-they-chose-how-to-hear")
        await person.follows("hearing-first-go")
        await person.sees_heading("hearing-title")
        await expect(page.get_by_role("radio", checked=True)).to_have_count(0)
        await person.presses("continue")
        await expect(page.get_by_role("link", name=words("hearing-missing"))).to_be_visible()
        await person.looks("is-asked-how-to-hear")
        await person.chooses_to_hear("never")
        await expect(page.get_by_role("link", name=words("ask-title"))).to_have_count(0)
        await person.chooses_to_hear("only-if-asked", "accepted")
        await expect(arrived).to_have_count(0)
        await asks(person)
        await person.sees_heading("ask-something-title")
        await person.looks("there-is-something")
        await person.follows("ask-something-go")
        await person.sees("arrived-title")
        await person.follows("arrived-choose")
        await says_no(person)
        await asks(person)
        await person.sees_heading("ask-nothing-title")
        await person.looks("there-is-nothing")
        await person.goes_home()
        await person.sees("status-recipient-declined")
        await person.looks("home-after-saying-no")
        await person.goes_to(item)
        await person.sees_heading("declined-title")
        await person.presses("ask-for-it")
        await chooses(person, "when-now", "accepted")
        await person.chooses_how("how-read")
        await person.presses("accept-yes")
        assert (await person.opens_the_letter()).encode() == LETTER
        await has_it_held_and_asks_for_it_back(person)
        assert (await person.opens_the_letter()).encode() == LETTER
        await gives_it_back(person, item)
    said = [one for one in await choosing.choices(ben, ours.case) if one.tell_author == "accepted"]
    assert [one.standing for one in said] == ["only-if-asked"]


@pytest.mark.long
async def test_a_letter_can_wait_for_a_day_for_company_and_be_brought_on_paper(
    ours: OwnCase, tmp_path: Path
) -> None:
    item, ben = await approved_letter(ours)
    harmed = await at_another_device(ours, "harmed")
    await choosing.choose(harmed, "tell-me")
    await receiving.until_arrived(harmed, item)
    async with ours.participant("harmed", tmp_path / "harmed") as person:
        await person.goes_to(item)
        await chooses(person, "when-with")
        await person.sees_heading("time-title-with")
        await person.presses("continue")
        await person.chooses_how("how-on-paper", "My sister Non")
        await expect(person.page.get_by_role("main")).to_contain_text("My sister Non")
        await person.looks("checks-paper-and-company")
        await person.presses("accept-yes")
        await person.sees_heading("to-be-on-paper-title")
        anew, _, _ = words("chosen-anew-once", until="|").partition("|")
        await expect(person.page.get_by_text(anew)).to_be_visible()
        await person.looks("waits-for-paper")
        await person.presses("when-no")
        await person.sees_heading("decline-title")
    [note] = [one for one in await read_notes(ben, ours.case) if one.field == "supporter"]
    assert (note.subject, note.text) == (item, "My sister Non")


async def _ready_to_hand_over(ours: OwnCase, medium: Medium) -> str:
    """A letter that was accepted in this way, and is there to be handed over."""
    item, _ = await approved_letter(ours)
    harmed = await at_another_device(ours, "harmed")
    await choosing.choose(harmed, "tell-me")
    await receiving.until_arrived(harmed, item)
    await receiving.accept(harmed, item, medium)
    await receiving.until_ready(harmed, item)
    return item


@pytest.mark.long
async def test_a_facilitator_hands_over_what_was_asked_for_and_signs_for_it(
    ours: OwnCase, tmp_path: Path
) -> None:
    item = await _ready_to_hand_over(ours, "with-facilitator")
    async with ours.facilitator(tmp_path / "ben") as facilitator:
        await facilitator.goes_to_case(ours.case)
        await facilitator.sees("hand-over-title")
        await facilitator.sees("hand-over-read-aloud")
        await facilitator.looks("hands-something-over")
        await facilitator.follows("hand-over-open-read-aloud")
        await expect(facilitator.page.get_by_role("article")).to_have_text(LETTER.decode())
        await expect(facilitator.button("hand-over-print")).to_have_count(0)
        await facilitator.follows("hand-over-done")
        await facilitator.sees_heading("record-check-title")
        await facilitator.sees("hand-over-means")
        await facilitator.looks("checks-before-signing-that-it-was-handed-over")
        await facilitator.presses("hand-over-sign")
        await facilitator.sees_heading("recorded-title", 60_000)
        await facilitator.sees("hand-over-recorded")
        await facilitator.looks("has-signed-that-it-was-handed-over")
        assert words("countersign-title") not in await facilitator.everything_on_screen()
    async with ours.participant("harmed", tmp_path / "harmed") as person:
        await person.goes_to(item)
        await person.sees_heading("was-together-title")
        await person.looks("received-it-with-a-facilitator")


async def test_a_facilitator_prints_what_was_asked_for_on_paper_and_nothing_with_it(
    ours: OwnCase, tmp_path: Path
) -> None:
    await _ready_to_hand_over(ours, "on-paper")
    async with ours.facilitator(tmp_path / "ben") as facilitator:
        page = facilitator.page
        await facilitator.goes_to_case(ours.case)
        await facilitator.follows("hand-over-open-printed")
        letter = page.get_by_role("article")
        await expect(letter).to_have_text(LETTER.decode())
        await facilitator.looks("sees-what-to-print")
        await page.evaluate(
            "() => { window.print = () => { document.body.dataset.printed = 'yes' } }"
        )
        await facilitator.presses("hand-over-print")
        assert await page.evaluate("() => document.body.dataset.printed") == "yes"
        await page.emulate_media(media="print")
        await expect(letter).to_be_visible()
        assert (
            await page.evaluate("() => document.body.innerText")
        ).strip() == LETTER.decode().strip()
        await page.emulate_media(media="screen")


async def test_what_is_to_be_handed_over_in_custody_names_the_day_that_is_missing(
    ours: OwnCase, tmp_path: Path
) -> None:
    item, ben = await approved_letter(ours)
    harmed = await at_another_device(ours, "harmed")
    await choosing.choose(harmed, "tell-me")
    await receiving.until_arrived(harmed, item)
    inside = Entry("custody", "in-custody", person=harmed.id)
    cleared = Entry("clearance", "given", person=harmed.id, until=harmed.clock() + 90 * DAY_S)
    await record(ben, ours.case, inside, cleared)
    await receiving.accept(harmed, item, "on-paper")
    async with ours.facilitator(tmp_path / "ben") as facilitator:
        await facilitator.goes_to_case(ours.case)
        await facilitator.sees("hand-over-day-missing", 60_000)
        await facilitator.looks("waits-for-a-day-in-custody")
        await expect(facilitator.page.get_by_text(words("hand-over-not-yet"))).to_have_count(0)
        await facilitator.follows("act-confirm-day")
        await facilitator.sees_heading("custody-day-title-harmed")


@pytest.mark.long
async def test_what_somebody_asks_for_stands_before_who_writes_to_them(
    ours: OwnCase, tmp_path: Path
) -> None:
    _, ben = await approved_letter(ours)
    harmed = await at_another_device(ours, "harmed")
    async with ours.participant("harmed", tmp_path / "harmed") as person:
        for name in ("Mrs Ll\u0177r", "Gwen"):
            await person.goes_home()
            await person.follows("wish-title")
            await person.sees_heading("wish-title")
            await person.looks("says-what-they-ask")
            named = person.page.get_by_label(words("wish-named"), exact=True)
            await named.fill(name)
            await person.page.get_by_role("radio", name=words("wish-sign-no"), exact=True).check()
            await person.presses("wish-save")
            await person.sees_heading("wish-saved-title")
        await person.looks("has-said-what-they-ask")
    assert (await wishing.pass_on_wishes(ben, ours.case, harmed.id)).named == "Gwen"
    async with ours.participant("responsible", tmp_path / "responsible") as person:
        for task, title in (("task-record", "record-title"), ("task-write", "write-title")):
            await person.goes_home()
            await person.follows(task)
            await person.sees_heading(title)
            asked = person.page.get_by_role("region", name=words("their-wishes-title"))
            await expect(asked).to_contain_text("Gwen")
            await expect(asked).to_contain_text(words("their-wishes-unsigned"))
            await expect(asked).not_to_contain_text(words("their-wishes-typed"))
            await person.looks(f"{task}-with-what-the-other-asked")


async def test_a_facilitator_sees_how_everybody_wants_to_hear(
    ours: OwnCase, tmp_path: Path
) -> None:
    await approved_letter(ours)
    async with ours.facilitator(tmp_path / "ben") as facilitator:
        await facilitator.goes_to_case(ours.case)
        await facilitator.sees("hears-title")
        await facilitator.sees("hears-undecided")
        await facilitator.sees("lets-know-nothing")
        await facilitator.looks("case-with-how-they-hear")
