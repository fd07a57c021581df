"""What a reader decides besides approving, what its author is told, and asking for another look."""

import functools
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Playwright, expect

from service.client import notes, receiving, reviewing, sending
from service.client.items import item as look
from service.client.items import until
from service.client.notes import read_notes
from service.client.person import Person
from service.client.signing_in import sign_in
from tests.browser.gallery import Gallery
from tests.browser.own_case import CARD, OwnCase, both_prepared, own_case
from tests.browser.running import AGENCY_WORD, Service
from tests.browser.visitor import STRETCHING_MS
from tests.browser.words import words
from tests.factories.acts import approved_by, opened_text
from tests.factories.recordings import phone_video
from tests.factories.world import World

pytestmark = pytest.mark.timeout(500)

FIRST = "I came in through your kitchen window in Park Street.\nI heard the clock.\n"
CHANGE = "Please leave out the street.\nThe rest is good as it is."
SECOND = "I came in through your kitchen window.\nI heard the clock.\n"
NO = "I do not think that this is good for them now."
FOUND = (
    "You can ring me on 07400 123456, or write to dai@example.org.\n"
    "There is more on www.example.cymru/dai. Nothing else.\n"
)
NAMED = f"I know that you still live in cefn road. I left the {AGENCY_WORD}.\n"
KEPT = "C\u00eafn Road\nMorfa School"
TWO_PARAGRAPHS = "I came in through your kitchen window.\n\nI heard the clock.\n"
BESIDE = "They may ask which clock. Can you say more?"
LONG = "I think about that night, and then I think about it again.\n\n" * 60
UNHEARD = "I cannot hear you. Please come nearer."
MADE_SAFE_S = 90
WELSH = "Rwy\u2019n meddwl amdanoch. Ŵyr neb arall am hyn."
DANGER = "He writes that a child is alone at night."


welsh = functools.partial(words, language="cy")


@pytest_asyncio.fixture(loop_scope="session")
async def ours(
    world: World, service: Service, gallery: Gallery, playwright: Playwright
) -> AsyncIterator[OwnCase]:
    ours = await own_case(world, service, gallery, playwright, readers=("asha", "sue"))
    await both_prepared(world, ours)
    ours.known["asha"] = world.credentials["asha"]
    yield ours
    assert [*gallery.too_wide, *gallery.barriers] == []


async def at_another_device(ours: OwnCase, name: str) -> Person:
    who = ours.known[name]
    return await sign_in(ours.service.connect(), who.login, who.passphrase)


async def due_of(reader: Person, item: str) -> datetime:
    due = (await look(reader, item)).due
    assert due is not None
    return datetime.fromtimestamp(due).astimezone()


async def nothing_else_waits(ours: OwnCase) -> None:
    """Decide on what other files' tests left in Ben's queue, which goes across all cases.

    Some of these cases take two readers.
    """
    ben, asha = [await at_another_device(ours, name) for name in ("ben", "asha")]
    for reader in (ben, asha):
        for one in await reviewing.queue(ben):
            await approved_by(reader, one.id)
    assert await reviewing.queue(ben) == []


async def sent_letter(ours: OwnCase, text: str = FIRST) -> str:
    author = await at_another_device(ours, "responsible")
    return (await sending.send_letter(author, text.encode())).item


async def test_a_letter_comes_back_is_written_anew_withheld_and_looked_at_again(
    ours: OwnCase, tmp_path: Path
) -> None:
    ben, author, harmed = [
        await at_another_device(ours, name) for name in ("ben", "responsible", "harmed")
    ]
    await nothing_else_waits(ours)
    item = await sent_letter(ours)
    async with (
        ours.facilitator(tmp_path / "ben") as reader,
        ours.participant("responsible", tmp_path / "responsible") as writer,
    ):
        await reader.takes(item)
        await reader.puts_it_back()
        assert (await look(ben, item)).status == "awaiting_review"
        await reader.takes(item)
        assert await reader.reads_to_the_end() == FIRST
        await reader.returns("identifies-someone", CHANGE)
        await reader.follows("back-to-queue")
        await writer.finds_it("returned", item)
        await writer.is_told_why("identifies-someone", CHANGE)
        await writer.looks("is-asked-for-changes")
        await writer.writes_the_next_version(FIRST, SECOND)
        mine = await look(author, item)
        assert (mine.status, mine.version) == ("with_facilitator", 2)
        await reader.takes(item)
        assert await reader.reads_to_the_end() == SECOND
        await reader.withholds("would-harm", NO)
        await writer.finds_it("withheld", item)
        await writer.is_told_why("would-harm", NO)
        await writer.looks("is-told-that-it-is-withheld")
        await writer.asks_for_another_look()
        # Whoever withheld it does not take it again, and it does not stand in their way either.
        await reader.goes_to_the_queue()
        await reader.sees_that_it_was_appealed(due := await due_of(ben, item))
        await reader.presses("queue-take")
        await reader.sees("trouble-not-yours-what")
        await reader.looks("what-waits-is-for-a-colleague")
        later = await sent_letter(ours, "A later letter.\n")
        await reader.goes_to_the_queue()
        await reader.presses("queue-take")
        assert await reader.reads_to_the_end() == "A later letter.\n"
        assert (await look(ben, later)).status == "in_review"
        await reader.puts_it_back()
    async with ours.facilitator(tmp_path / "asha", "asha") as second:
        await second.goes_to_the_queue()
        await second.sees_that_it_was_appealed(due)
        await second.looks("queue-with-an-appeal")
        await second.presses("queue-take")
        await second.sees_that_it_was_appealed(due)
        await second.reads_what_was_said_before(CHANGE.partition("\n")[0], NO)
        assert await second.reads_to_the_end() == SECOND
        await second.approves()
    await receiving.until_arrived(harmed, item)
    await receiving.accept(harmed, item, "read")
    await receiving.until_ready(harmed, item)
    assert await opened_text(harmed, item) == SECOND.encode()
    said = [one for one in await read_notes(harmed, ours.case) if one.subject == item]
    assert said == []


@pytest.mark.long
async def test_a_reader_locks_what_they_hold_before_the_end_and_no_side_learns_of_it(
    ours: OwnCase, tmp_path: Path
) -> None:
    item = await sent_letter(ours, LONG)
    ben, author = [await at_another_device(ours, name) for name in ("ben", "responsible")]
    async with ours.facilitator(tmp_path / "ben") as reader:
        await reader.takes(item)
        await reader.escalates_before_the_end(DANGER)
        await reader.follows("back-to-queue")
        await reader.sees_it_locked(DANGER)
        await reader.looks("queue-with-something-locked")
        await expect(reader.page.locator(f'a[href="#/review/{item}"]')).to_have_count(0)
    async with ours.facilitator(tmp_path / "sue", "sue") as supervisor:
        await supervisor.sees_it_locked(DANGER)
        await supervisor.looks("supervisor-sees-what-is-locked")
        await supervisor.goes_to_case(ours.case)
        sent = supervisor.page.get_by_role("list", name=words("case-items-title")).get_by_role(
            "listitem"
        )
        locked = sent.filter(has=supervisor.page.locator(f'a[href="#/danger/{item}"]'))
        await expect(locked).to_contain_text(words("case-item-escalated"))
        await expect(locked).to_contain_text(words("case-item-from-responsible"))
        await supervisor.looks("case-page-with-something-locked")
    assert (await look(ben, item)).status == "escalated"
    assert (await look(author, item)).status == "with_facilitator"
    notes = [one for one in await read_notes(ben, ours.case) if one.subject == item]
    assert [(one.field, one.text) for one in notes] == [("escalated-1", DANGER)]
    assert [one for one in await read_notes(author, ours.case) if one.subject == item] == []
    async with ours.facilitator(tmp_path / "sue again", "sue") as supervisor:
        await supervisor.sees_it_locked(DANGER)
        await supervisor.unlocks_it()
    assert (await look(ben, item)).status == "awaiting_review"
    assert (await look(author, item)).status == "with_facilitator"


async def test_a_reader_is_shown_what_to_look_at_in_a_letter_and_nothing_leaves_their_device(
    ours: OwnCase, tmp_path: Path
) -> None:
    item = await sent_letter(ours, FOUND)
    async with ours.facilitator(tmp_path / "ben") as reader:
        asked: list[str] = []
        reader.page.on("request", lambda request: asked.append(request.post_data or request.url))
        await reader.goes_to_the_queue()
        await expect(reader.page.get_by_role("main")).to_contain_text(CARD)
        await reader.takes(item)
        await expect(reader.page.get_by_role("main")).to_contain_text(CARD)
        await reader.is_asked_to_look_at(
            phone="07400 123456", email="dai@example.org", link="www.example.cymru/dai"
        )
        await reader.looks("is-asked-to-look-at-places")
        letter = reader.page.get_by_role("article", name=words("letter"), exact=True)
        # The letter itself is what it was: what is said for screen readers stands beside it.
        said = await letter.locator("mark .govuk-visually-hidden").all_inner_texts()
        text = await letter.text_content() or ""
        for one in said:
            text = text.replace(one.strip() + " ", "", 1)
        assert text == FOUND
        await reader.presses("go-to-decision")
        await reader.chooses("approve")
        await reader.sees_heading("approve-title")
        await reader.looks("checks-before-approving-what-is-marked")
        for line in (words("approve-marked-many", many=3), CARD):
            await expect(reader.page.get_by_role("main")).to_contain_text(line)
        await reader.presses("back")
        await reader.presses("back")
        await reader.returns("contact-details", CHANGE)
        for part in ("07400", "123456", "dai@", "example.cymru"):
            assert [one for one in asked if part in one] == []


@pytest.mark.long
async def test_what_a_reader_writes_beside_a_letter_is_for_readers_until_it_is_returned(
    ours: OwnCase, tmp_path: Path
) -> None:
    item = await sent_letter(ours, TWO_PARAGRAPHS)
    author = await at_another_device(ours, "responsible")
    async with ours.facilitator(tmp_path / "ben") as ben:
        await ben.takes(item)
        await ben.page.get_by_label(words("beside-paragraph"), exact=True).select_option("1")
        await ben.presses("beside-add")
        await ben.sees("beside-missing")
        await ben.page.get_by_label(words("beside-words"), exact=True).fill(BESIDE)
        await ben.presses("beside-add")
        place = words("beside-at-paragraph", number=2, begins="I heard the clock.")
        await expect(ben.page.get_by_role("heading", name=place, level=3)).to_be_visible()
        await expect(ben.page.get_by_role("main")).to_contain_text(BESIDE)
        await ben.looks("writes-beside-a-letter")
        assert await notes.read_notes(author, ours.case) == []
        await ben.puts_it_back()
    async with ours.facilitator(tmp_path / "asha", "asha") as asha:
        await asha.takes(item)
        # Whoever reads next sees that there is something, and has a view of their own first.
        beside = asha.page.get_by_text(words("beside-written", many=1), exact=True)
        await expect(beside).to_be_visible()
        await expect(asha.page.get_by_text(BESIDE)).to_be_hidden()
        await asha.reads_to_the_end()
        await asha.presses("go-to-decision")
        await asha.page.get_by_role("radio", name=words("decide-return"), exact=True).check()
        await asha.presses("continue")
        said = asha.page.get_by_label(words("no-words"), exact=True)
        await expect(said).to_have_value(f"{place}: {BESIDE}")


@pytest.mark.long
async def test_what_must_not_be_told_is_kept_by_one_reader_and_found_by_another(
    ours: OwnCase, world: World, tmp_path: Path
) -> None:
    item = await sent_letter(ours, NAMED)
    async with ours.facilitator(tmp_path / "ben") as ben:
        await ben.page.goto(f"{ben.address}/#/cases/{ours.case}")
        await ben.follows("not-to-tell-go")
        await ben.sees_heading("not-to-tell-title")
        await ben.looks("says-what-must-not-be-told")
        await ben.page.get_by_label(words("not-to-tell-harmed"), exact=True).fill(KEPT)
        await ben.presses("not-to-tell-save")
        await ben.sees_heading("not-to-tell-saved-title")
        await ben.follows("not-to-tell-back")
        await ben.follows("not-to-tell-go")
        kept = ben.page.get_by_label(words("not-to-tell-harmed"), exact=True)
        await expect(kept).to_have_value(KEPT)
    async with ours.facilitator(tmp_path / "asha", "asha") as asha:
        await asha.takes(item)
        await asha.is_asked_to_look_at(**{"not-to-tell": "cefn road", "agency-word": AGENCY_WORD})
        await asha.looks("is-shown-what-must-not-be-told")
    harmed = await at_another_device(ours, "harmed")
    assert await notes.read_notes(harmed, ours.case) == []


@pytest.mark.long
async def test_a_recording_that_cannot_be_heard_is_returned_unheard_and_another_is_sent(
    ours: OwnCase, tmp_path: Path
) -> None:
    author = await at_another_device(ours, "responsible")
    film = phone_video(tmp_path / "IMG_0042.MOV", seconds=20)
    item = (await sending.send_recording(author, film)).item
    await until(author, item, {"with_facilitator"}, within_s=MADE_SAFE_S)
    async with ours.facilitator(tmp_path / "ben") as reader:
        await reader.takes(item)
        await reader.presses("decide-early")
        await reader.says_no("return", "recording-unusable", UNHEARD)
        await reader.decides("return")
    async with ours.participant("responsible", tmp_path / "responsible") as writer:
        await writer.finds_it("returned", item)
        await writer.is_told_why("recording-unusable", UNHEARD)
        await writer.follows("next-recording")
        await writer.sees_heading("again-title")
        await writer.sees("why-words")
        await writer.looks("sends-another-recording")
        await writer.sends_a_file(film)
        await writer.sees_it_being_made_safe()
    mine = await look(author, item)
    assert (mine.status, mine.version) == ("with_facilitator", 2)


@pytest.mark.long
async def test_everything_is_said_in_welsh_to_who_reads_welsh(
    ours: OwnCase, tmp_path: Path
) -> None:
    item = await sent_letter(ours, FOUND)
    async with (
        ours.facilitator(tmp_path / "ben") as reader,
        ours.participant("responsible", tmp_path / "responsible") as writer,
    ):
        await reader.takes(item)
        page = reader.page
        for each in (page, writer.page):
            await each.get_by_role("button", name="Cymraeg").click()
            await each.locator("html[lang=cy]").wait_for()
        await expect(page.locator("mark").first).to_contain_text(welsh("mark-phone"))
        await page.get_by_role("button", name=welsh("go-to-decision")).click()
        await page.get_by_role("button", name=welsh("continue")).click()
        await expect(page.get_by_role("link", name=welsh("decide-missing"))).to_be_visible()
        await page.get_by_role("button", name="English").click()
        await expect(page.get_by_role("link", name=words("decide-missing"))).to_be_visible()
        await page.get_by_role("button", name="Cymraeg").click()
        await page.get_by_role("radio", name=welsh("decide-withhold"), exact=True).check()
        await page.get_by_role("button", name=welsh("continue")).click()
        await page.get_by_role("radio", name=welsh("reason-seeks-contact"), exact=True).check()
        await page.get_by_label(welsh("no-words"), exact=True).fill(WELSH)
        await page.get_by_role("button", name=welsh("continue")).click()
        await expect(page.get_by_role("heading", name=welsh("sees-title"))).to_be_visible()
        await page.get_by_role("button", name=welsh("sign-withhold"), exact=True).click()
        done = page.get_by_role("heading", level=1, name=welsh("done-withhold-title"))
        await expect(done).to_be_visible(timeout=STRETCHING_MS)
        await writer.goes_to(item)
        why = writer.page.get_by_role("region", name=welsh("why-title"), exact=True)
        await expect(why).to_contain_text(welsh("why-seeks-contact"), timeout=STRETCHING_MS)
        await expect(why).to_contain_text(WELSH)
        await writer.page.get_by_role("link", name=welsh("appeal-link"), exact=True).click()
        await writer.page.get_by_role("button", name=welsh("appeal-yes"), exact=True).click()
        asked = writer.page.get_by_role("heading", level=1, name=welsh("appealed-title"))
        await expect(asked).to_be_visible(timeout=STRETCHING_MS)
