"""After each act in the portal a facilitator's browser countersigns the trail of the case."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Playwright, expect

from service.client import sending
from service.client.case_files import case_in_force
from service.client.countersigning import read_trail
from service.client.person import Person
from service.client.recalling import recall
from service.client.signing_in import sign_in
from service.db.canonical import canonical_entry, entry_hash
from service.sealing.encoding import b64, unb64
from service.sealing.heads import check_head, show_head
from service.sealing.schemas import CaseStatement, Certificate, Decision, Manifest
from service.sealing.statements import Statement, sign
from service.sealing.trail import Trail
from tests.browser.altering import answering, refusing
from tests.browser.devices import open_device
from tests.browser.facilitators import Facilitator
from tests.browser.gallery import Gallery
from tests.browser.running import Service
from tests.browser.story import Told
from tests.browser.visitor import STRETCHING_MS
from tests.browser.words import words
from tests.factories.acts import approved_by
from tests.factories.world import World

pytestmark = pytest.mark.timeout(300)

LETTER = "I have thought about it for a long time.\n"
TRAIL = "**/api/v1/chains/*?*"
HEADS = "**/api/v1/chains/*/heads*"


@pytest_asyncio.fixture(loop_scope="session")
async def asha(
    gallery: Gallery,
    world: World,
    service: Service,
    playwright: Playwright,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Facilitator]:
    """A facilitator of the case, unlocked in a browser of her own."""
    async with open_device(playwright, tmp_path_factory.mktemp("asha")) as device:
        person = Facilitator(device, service.address, gallery, "asha")
        person.login = world.credentials["asha"].login
        person.passphrase = world.credentials["asha"].passphrase
        await person.signs_in()
        yield person
        assert person.witness.faults == []
        assert [*gallery.too_wide, *gallery.barriers] == []


@pytest_asyncio.fixture(loop_scope="session")
async def ben(world: World, service: Service) -> Person:
    """The other reader, at a device that this test alone uses."""
    who = world.credentials["ben"]
    return await sign_in(service.connect(), who.login, who.passphrase)


async def heads(person: Person, case: str) -> list[Statement]:
    """The countersignatures under a case's trail, the furthest first."""
    path = f"/chains/{case}/heads"
    return [Statement.from_wire(row) async for row in person.transport.rows(path)]


@pytest_asyncio.fixture(loop_scope="session")
async def item(world: World, service: Service) -> AsyncIterator[str]:
    """A letter that nobody has read yet; taken back, so that nobody's queue begins with it."""
    who = world.credentials["responsible"]
    responsible = await sign_in(service.connect(), who.login, who.passphrase)
    sent = (await sending.send_letter(responsible, LETTER.encode())).item
    yield sent
    await recall(responsible, sent)


async def approves(facilitator: Facilitator, item: str) -> None:
    """Read the letter and approve it, as the first of two."""
    await facilitator.takes(item)
    assert await facilitator.reads_to_the_end() == LETTER
    await facilitator.approves("approved-first-title")


async def is_told(facilitator: Facilitator, code: str) -> None:
    """The approval is saved, the record is not confirmed; the code says why."""
    alert = facilitator.page.get_by_role("alert")
    for name in ("countersign-title", "countersign-safe", "countersign-next"):
        await expect(alert).to_contain_text(words(name))
    await expect(alert.get_by_text(code, exact=True)).to_be_visible()
    await facilitator.sees_heading("approved-first-title")
    await facilitator.looks(f"is-told-{code}")


async def confirms(facilitator: Facilitator) -> None:
    """Try again; what was told is gone."""
    await facilitator.presses("try-again")
    alert = facilitator.page.get_by_role("alert")
    await expect(alert).to_have_count(0, timeout=STRETCHING_MS)


def decisions_on(item: str, trail: Trail, shown: dict[bytes, Statement]) -> list[Statement]:
    """The decisions on an item that the trail names, each once, in their order."""
    named = [shown[one] for one in dict.fromkeys(trail.statements)]
    return [one for one in named if isinstance(body := one.body, Decision) and body.item == item]


async def test_an_approval_in_the_browser_stands_in_the_next_readers_head(
    asha: Facilitator, ben: Person, world: World, item: str
) -> None:
    before = await heads(ben, world.case)
    await approves(asha, item)
    newest, *others = await heads(ben, world.case)
    assert others == before
    assert newest.key == world.asha.identity.sign_public
    trail, shown = await read_trail(ben, world.case)
    assert check_head(newest, trail).number == len(trail.entries)
    await approved_by(ben, item)
    by_another, *_ = await heads(ben, world.case)
    trail, shown = await read_trail(ben, world.case)
    first, second = decisions_on(item, trail, shown)
    assert first.key == world.asha.identity.sign_public
    assert second.key == world.ben.identity.sign_public
    assert by_another.key == world.ben.identity.sign_public
    vouching = show_head(by_another, trail, [first.voice])
    assert [one.statement for one in vouching.inclusions] == [first.voice]


async def test_every_act_of_the_story_was_countersigned(story: Told, ben: Person) -> None:
    assert story.letter_opened
    verified = await case_in_force(ben, story.case)
    trail, shown = await read_trail(ben, story.case)
    own = [one for one in await heads(ben, story.case) if one.key != ben.identity.sign_public]
    assert all(verified.reader(one) for one in own)
    kinds = (Certificate.TYPE, CaseStatement.TYPE, Decision.TYPE)
    acts = [
        shown[one]
        for one in dict.fromkeys(trail.statements)
        if shown[one].type in kinds and shown[one].key == own[0].key
    ]
    assert len(acts) == 2 + 2 + 2
    show_head(own[0], trail, [one.voice for one in acts])
    # Two people confirmed, a letter and a recording approved; the case's four steps to its first
    # item, with six records of what it is about and of its people; and eight records: both
    # informed, the risk, the plan, both prepared for two rounds.
    assert len({check_head(one, trail).number for one in own}) == 4 + 4 + 6 + 8


async def test_without_an_answer_the_approval_stands_and_is_confirmed_later(
    asha: Facilitator, ben: Person, world: World, item: str
) -> None:
    before = await heads(ben, world.case)
    async with refusing(asha.device.context, HEADS):
        await approves(asha, item)
        await is_told(asha, "fetch-failed")
    assert await heads(ben, world.case) == before
    trail, shown = await read_trail(ben, world.case)
    (decision,) = decisions_on(item, trail, shown)
    assert decision.key == world.asha.identity.sign_public
    await confirms(asha)
    newest, *others = await heads(ben, world.case)
    assert others == before
    assert check_head(newest, trail).number == len(trail.entries)


async def test_a_trail_that_leaves_the_approval_out_is_not_countersigned(
    asha: Facilitator, ben: Person, world: World, item: str
) -> None:
    before = await heads(ben, world.case)

    def left_out(page: dict[str, Any]) -> None:
        page["rows"] = page["rows"][:3]
        page["next"] = None

    async with answering(asha.device.context, TRAIL, left_out):
        await approves(asha, item)
        await is_told(asha, "not-on-trail")
    assert await heads(ben, world.case) == before
    await confirms(asha)
    assert len(await heads(ben, world.case)) == len(before) + 1


async def test_a_trail_with_a_gap_or_another_hash_is_not_countersigned(
    asha: Facilitator, ben: Person, world: World, item: str
) -> None:
    before = await heads(ben, world.case)

    def gap(page: dict[str, Any]) -> None:
        del page["rows"][1]

    def another_hash(page: dict[str, Any]) -> None:
        page["rows"][-1]["hash"] = b64(bytes(32))

    async with answering(asha.device.context, TRAIL, gap):
        await approves(asha, item)
        await is_told(asha, "trail-broken")
    async with answering(asha.device.context, TRAIL, another_hash):
        await asha.presses("try-again")
        await is_told(asha, "trail-broken")
    assert await heads(ben, world.case) == before


async def test_nobody_vouches_for_a_statement_under_a_strangers_key(
    asha: Facilitator, ben: Person, world: World, item: str
) -> None:
    before = await heads(ben, world.case)

    def by_a_stranger(page: dict[str, Any]) -> None:
        # The same words, but under a key that is nobody's: the trail names no such voice.
        for row in page["rows"]:
            if row["statement"] is not None and row["statement"]["type"] == Manifest.TYPE:
                old = Statement.from_wire(row["statement"])
                row["statement"] = sign(old.body, bytes(32)).to_wire()

    async with answering(asha.device.context, TRAIL, by_a_stranger):
        await approves(asha, item)
        await is_told(asha, "not-vouched")
    assert await heads(ben, world.case) == before
    await confirms(asha)


async def test_a_trail_that_is_newer_than_the_case_beside_it_is_not_countersigned(
    asha: Facilitator, ben: Person, world: World, item: str
) -> None:
    before = await heads(ben, world.case)
    shown = await case_in_force(ben, world.case)
    newest = replace(shown.newest, sequence=shown.newest.sequence + 1, previous=shown.newest_digest)
    stated = sign(newest, ben.keys.sign_seed)

    def goes_on(page: dict[str, Any]) -> None:
        # What an older case beside the trail of now comes to, for whoever is shown both.
        if page["next"] is None:
            last = page["rows"][-1]
            entry = canonical_entry(
                actor=ben.identity.person,
                at=newest.issued,
                case=world.case,
                event="case.stated",
                number=last["number"] + 1,
                statement=b64(stated.voice),
                subject="",
            )
            link = b64(entry_hash(unb64(last["hash"]), entry))
            row = {"number": last["number"] + 1, "entry": b64(entry), "hash": link}
            page["rows"].append({**row, "statement": stated.to_wire()})

    async with answering(asha.device.context, TRAIL, goes_on):
        await approves(asha, item)
        await is_told(asha, "not-vouched")
    assert await heads(ben, world.case) == before


async def test_a_trail_of_which_a_statement_is_kept_back_is_not_countersigned(
    asha: Facilitator, ben: Person, world: World, item: str
) -> None:
    before = await heads(ben, world.case)

    def kept_back(page: dict[str, Any]) -> None:
        # Somebody vouched for it, but without it nobody can tell that the case shown is older.
        for row in page["rows"]:
            if row["statement"] is not None and row["statement"]["type"] == CaseStatement.TYPE:
                row["statement"] = None

    async with answering(asha.device.context, TRAIL, kept_back):
        await approves(asha, item)
        await is_told(asha, "not-vouched")
    assert await heads(ben, world.case) == before
    await confirms(asha)
