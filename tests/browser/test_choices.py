"""What people agree to is theirs: the exact words, each by itself, and taken back as easily."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Playwright, expect

from service.client.signing_in import sign_in
from service.sealing.encoding import digest
from service.sealing.schemas import Acknowledgement, Consent
from service.sealing.statements import Statement, open_statement
from tests.browser.deciding import OF_EVERYBODY, Medium, Topic
from tests.browser.gallery import Gallery
from tests.browser.own_case import OwnCase, own_case
from tests.browser.running import Service
from tests.browser.words import day, wording, words
from tests.factories.world import World

pytestmark = pytest.mark.timeout(300)


@pytest_asyncio.fixture(loop_scope="session")
async def ours(
    world: World, service: Service, gallery: Gallery, playwright: Playwright
) -> AsyncIterator[OwnCase]:
    yield await own_case(world, service, gallery, playwright)
    assert [*gallery.too_wide, *gallery.barriers] == []


# A plan can have letters on paper in it, which is a yes of its own.
WITH_PAPER: tuple[tuple[Topic, Medium], ...] = (
    *OF_EVERYBODY,
    ("send", "paper"),
    ("receive", "paper"),
)


def today() -> str:
    """Return the day that the browsers of this machine are in."""
    return day(datetime.now().astimezone())


async def stored(ours: OwnCase, role: str) -> tuple[list[Consent], list[Acknowledgement]]:
    """Return what the service has of one person's own words, as they sign in elsewhere."""
    who = ours.known[role]
    person = await sign_in(ours.service.connect(), who.login, who.passphrase)
    given = await person.transport.get(f"/cases/{ours.case}/consents")
    return (
        [open_statement(Statement.from_wire(one), Consent) for one in given["consents"]],
        [
            open_statement(Statement.from_wire(one), Acknowledgement)
            for one in given["acknowledgements"]
        ],
    )


@pytest.mark.long
async def test_one_s_own_page_asks_first_and_writing_leads_there(
    ours: OwnCase, tmp_path: Path
) -> None:
    async with ours.participant("responsible", tmp_path / "responsible") as person:
        page = person.page
        tasks = page.get_by_role("main").get_by_role("listitem")
        await person.sees("before-title")
        await expect(tasks.first).to_contain_text(words("before-take-part"))
        await person.looks("before-one-begins")
        for topic in ("take-part", "acknowledgement", "send", "receive"):
            await expect(page.get_by_role("link", name=words(f"before-{topic}"))).to_be_visible()
        await person.follows("task-write")
        await person.sees_heading("before-title")
        await person.sees("before-letter")
        await expect(page.get_by_role("textbox")).to_have_count(0)
        await expect(page.get_by_role("link", name=words("before-receive"))).to_have_count(0)
        await person.looks("before-one-writes")
        await person.goes_home()
        await person.agrees_to_everything(responsible=True)
        await expect(page.get_by_role("heading", name=words("before-title"))).to_have_count(0)
        await person.follows("task-write")
        await person.sees_heading("write-title")
    _, (acknowledgement,) = await stored(ours, "responsible")
    assert acknowledgement.given == "yes"
    assert acknowledgement.wording == digest(wording("acknowledgement").encode())


async def test_each_consent_is_given_by_itself_under_its_exact_words_and_taken_back(
    ours: OwnCase, tmp_path: Path
) -> None:
    async with ours.participant("harmed", tmp_path / "harmed") as person:
        page = person.page
        await person.sees("before-title")
        await expect(page.get_by_role("link", name=words("before-acknowledgement"))).to_have_count(
            0
        )
        await person.goes_to_their_choices()
        await expect(page.get_by_text(words("topic-acknowledgement"))).to_have_count(0)
        await person.looks("nothing-is-decided")
        for topic, medium in WITH_PAPER:
            await person.reads_about(topic)
            shown = page.get_by_role("main")
            for line in wording(topic).strip().split("\n"):
                if line:
                    await expect(shown.get_by_text(line, exact=True)).to_be_visible()
            await expect(page.get_by_role("checkbox")).to_have_count(0)
            await person.looks(f"decides-{topic}")
            await person.says_yes(topic, medium)
            await expect(person.decision(topic, medium)).to_contain_text(
                words("standing-any-yes", day=today())
            )
            await person.looks(f"has-decided-{topic}")
        consents, _ = await stored(ours, "harmed")
        assert [(one.purpose, one.medium, one.given) for one in consents] == [
            (*each, "yes") for each in WITH_PAPER
        ]
        for one in consents:
            assert one.wording == digest(wording(one.purpose).encode())
            assert one.language == "en"

        await person.reads_about("receive")
        await person.takes_back("receive", "recording")
        await person.looks("has-taken-back-receive")
        await person.goes_to_their_choices()
        await person.sees("topic-receive")
        await expect(
            page.get_by_text(words("standing-recording-withdrawn", day=today()))
        ).to_be_visible()
        await expect(page.get_by_text(words("standing-letter-yes", day=today()))).to_have_count(2)
        consents, _ = await stored(ours, "harmed")
        last = consents[-1]
        assert (last.purpose, last.medium, last.given) == ("receive", "recording", "withdrawn")
        assert last.at <= datetime.now(UTC).timestamp()


async def test_what_is_agreed_to_in_welsh_names_the_welsh_words(
    ours: OwnCase, tmp_path: Path
) -> None:
    async with ours.participant("harmed", tmp_path / "harmed") as person:
        await person.reads_about("receive")
        await person.page.get_by_role("button", name="Cymraeg").click()
        await person.sees_words_of("receive", "cy")
        yes = person.page.get_by_role("button", name=words("yes-receive-recording", "cy"))
        await yes.click()
        await expect(yes).to_have_count(0)
        # A day changes its first letters after "ar", and its size within a sentence.
        said = words("standing-any-yes", "cy", day=day(datetime.now().astimezone(), "cy"))
        assert " ar ddydd " in said
        await expect(person.page.get_by_text(said)).to_be_visible()
    consents, _ = await stored(ours, "harmed")
    assert consents[-1].language == "cy"
    assert consents[-1].wording == digest(wording("receive", "cy").encode())


async def test_stopping_is_one_action_from_every_page_and_asks_for_no_reason(
    ours: OwnCase, tmp_path: Path
) -> None:
    async with ours.participant("harmed", tmp_path / "harmed") as person:
        page = person.page
        stop = page.get_by_role("contentinfo").get_by_role(
            "link", name=words("stop-link"), exact=True
        )
        for address in ("/", "/letters/new", "/recordings/new", "/choices", "/settings"):
            await page.evaluate("(address) => { location.hash = address; }", address)
            await expect(page.get_by_role("heading", level=1)).to_be_visible()
            await expect(stop).to_be_visible()
        await person.reads_about("take-part")
        await person.says_yes("take-part")
        await person.goes_home()
        await person.stops()
        await expect(page.get_by_role("textbox")).to_have_count(0)
        await person.goes_home()
        await expect(page.get_by_text(words("home-stopped", day=today()))).to_be_visible()
        await expect(page.get_by_role("heading", name=words("before-title"))).to_have_count(0)
        await person.looks("home-after-stopping")
        await person.reads_about("take-part")
        await person.says_yes("take-part")
        await person.goes_home()
        await expect(page.get_by_text(words("home-stopped", day=today()))).to_have_count(0)
