"""Whoever may write anything into database and store still shows the recipient nothing.

Every attack is on an item that the recipient's portal would open: the control, which nobody
touched, opens before and after all of them.
"""

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Playwright, expect

from service.client import receiving, sending
from service.client.items import until
from service.client.person import Person
from service.sealing.container import SEALED_CHUNK
from service.sealing.grants import seal_grant
from service.sealing.keys import new_vault_key
from tests.browser.attacker import Attacker
from tests.browser.devices import open_device
from tests.browser.gallery import Gallery
from tests.browser.participants import Participant
from tests.browser.running import Service
from tests.browser.story import long_video
from tests.browser.words import words
from tests.factories.acts import approved_by
from tests.factories.world import World

pytestmark = pytest.mark.timeout(300)

RELEASED = (
    "control",
    "grant swapped",
    "decision swapped",
    "decisions deleted",
    "decisions by a stranger",
    "slice swapped",
    "table swapped",
)
UNREAD = ("forced into an offer", "forced into a release", "replayed on")
HALF_APPROVED = "half approved"
VIDEO = "recording"
MARKED = "Nobody but one person may read this"
PATIENCE_S = 60

Items = dict[str, str]


def text_of(name: str) -> str:
    return f"{MARKED}: the letter of which it was said that it is {name}.\n"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def items(world: World, tmp_path_factory: pytest.TempPathFactory) -> Items:
    """Items at the state where the recipient could open them, or short of it where named so."""
    made = {VIDEO: await _sent_video(world, tmp_path_factory)}
    for name in (*RELEASED, *UNREAD, HALF_APPROVED):
        made[name] = (await sending.send_letter(world.responsible, text_of(name).encode())).item
    for name in (*RELEASED, HALF_APPROVED):
        await approved_by(world.asha, made[name])
    for name in RELEASED:
        await approved_by(world.ben, made[name])
    await _until_made_safe(world.asha, made[VIDEO])
    for reader in (world.asha, world.ben):
        await approved_by(reader, made[VIDEO])
    for name in (*RELEASED, VIDEO):
        await receiving.until_arrived(world.harmed, made[name], within_s=PATIENCE_S)
        medium: receiving.Medium = "listen" if name == VIDEO else "read"
        await receiving.accept(world.harmed, made[name], medium)
    for name in (*RELEASED, VIDEO):
        await receiving.until_ready(world.harmed, made[name], within_s=PATIENCE_S)
    return made


async def _sent_video(world: World, folders: pytest.TempPathFactory) -> str:
    path = await asyncio.to_thread(long_video, folders.mktemp("video") / "video.mp4")
    sent = await sending.send_recording(world.responsible, path, kind="video_message")
    return sent.item


async def _until_made_safe(reader: Person, item: str) -> None:
    found = await until(reader, item, {"awaiting_review", "failed"}, within_s=PATIENCE_S)
    assert found.status == "awaiting_review"


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def recipient(
    gallery: Gallery,
    items: Items,
    world: World,
    service: Service,
    playwright: Playwright,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[Participant]:
    """The person harmed, unlocked in a browser of their own, having opened the control."""
    async with open_device(playwright, tmp_path_factory.mktemp("recipient")) as device:
        person = Participant(device, service.address, gallery)
        person.login = world.credentials["harmed"].login
        person.passphrase = world.credentials["harmed"].passphrase
        await person.signs_in()
        await opens(person, items["control"], "control")
        yield person
        await opens(person, items["control"], "control")
        assert person.witness.faults == []
        assert [*gallery.too_wide, *gallery.barriers] == []


@pytest.fixture(scope="module")
def attacker(service: Service) -> Attacker:
    return Attacker(service.stack)


async def opens(person: Participant, item: str, name: str) -> None:
    """The positive control: an item that nobody touched is opened."""
    await person.goes_home()
    await person.goes_to(item)
    assert await person.opens_the_letter() == text_of(name)


async def is_shown_nothing(person: Participant, code: str) -> None:
    """One sentence says why, and nothing of any letter is in the page."""
    alert = person.page.get_by_role("alert")
    await expect(alert).to_contain_text(words(f"verification-{code}"))
    await expect(alert).to_contain_text(words("nothing-shown-title"))
    await expect(alert.get_by_text(code, exact=True)).to_be_visible()
    await expect(person.page.get_by_role("article")).to_have_count(0)
    assert MARKED not in await person.page.content()
    await person.looks(f"shows-nothing-because-{code}")


async def tries_to_open(person: Participant, item: str) -> None:
    await person.goes_home()
    await person.goes_to(item)
    await person.opens("letter")


async def test_an_offer_that_no_act_led_to_is_not_accepted(
    recipient: Participant, items: Items, attacker: Attacker
) -> None:
    await attacker.force_state(items["forced into an offer"], "offered")
    await recipient.goes_home()
    await recipient.goes_to(items["forced into an offer"])
    await recipient.sees_heading("arrived-question")
    await recipient.accepts()
    await is_shown_nothing(recipient, "decision-missing")
    await expect(recipient.button("accept-yes")).to_have_count(0)


async def test_a_release_that_no_act_led_to_opens_nothing(
    recipient: Participant, items: Items, attacker: Attacker
) -> None:
    await attacker.force_state(items["forced into a release"], "released")
    await tries_to_open(recipient, items["forced into a release"])
    await is_shown_nothing(recipient, "decision-missing")


async def test_one_approval_of_two_opens_nothing(
    recipient: Participant, items: Items, attacker: Attacker
) -> None:
    await attacker.force_state(items[HALF_APPROVED], "released")
    await tries_to_open(recipient, items[HALF_APPROVED])
    await is_shown_nothing(recipient, "signers-missing")


async def test_a_case_that_was_made_to_want_fewer_readers_opens_nothing(
    recipient: Participant, items: Items, attacker: Attacker, world: World
) -> None:
    await attacker.force_state(items[HALF_APPROVED], "released")
    async with attacker.weaker_case(world.case):
        await tries_to_open(recipient, items[HALF_APPROVED])
        await is_shown_nothing(recipient, "case-invalid")
    await opens(recipient, items["control"], "control")


async def test_a_recipient_with_another_key_in_their_place_is_shown_nothing(
    recipient: Participant, items: Items, attacker: Attacker, world: World
) -> None:
    async with attacker.own_certificate_for(world.harmed.id, world.case):
        await tries_to_open(recipient, items["control"])
        await is_shown_nothing(recipient, "certificate-invalid")
    await opens(recipient, items["control"], "control")


async def test_an_author_with_another_key_in_their_place_opens_nothing(
    recipient: Participant, items: Items, attacker: Attacker, world: World
) -> None:
    async with attacker.own_certificate_for(world.responsible.id, world.case):
        await tries_to_open(recipient, items["control"])
        await is_shown_nothing(recipient, "certificate-invalid")


async def test_a_grant_to_another_key_opens_nothing(
    recipient: Participant, items: Items, attacker: Attacker, world: World
) -> None:
    item = items["grant swapped"]
    evidence = await world.harmed.transport.get(f"/items/{item}/evidence")
    grant = seal_grant(
        item,
        evidence["renditions"][0]["rendition"],
        world.harmed.keys.box_public,
        new_vault_key(),
    )
    await attacker.swap_grant(item, grant)
    await tries_to_open(recipient, item)
    await is_shown_nothing(recipient, "grant-replaced")


async def test_an_altered_decision_opens_nothing(
    recipient: Participant, items: Items, attacker: Attacker
) -> None:
    await attacker.alter_decisions(items["decision swapped"])
    await tries_to_open(recipient, items["decision swapped"])
    await is_shown_nothing(recipient, "decision-invalid")


async def test_a_decision_by_someone_on_no_roster_opens_nothing(
    recipient: Participant, items: Items, attacker: Attacker
) -> None:
    await attacker.sign_decisions(items["decisions by a stranger"])
    await tries_to_open(recipient, items["decisions by a stranger"])
    await is_shown_nothing(recipient, "decision-invalid")


async def test_without_its_decisions_an_item_does_not_open(
    recipient: Participant, items: Items, attacker: Attacker
) -> None:
    await attacker.delete_decisions(items["decisions deleted"])
    await tries_to_open(recipient, items["decisions deleted"])
    await is_shown_nothing(recipient, "decision-missing")


async def test_decisions_on_another_item_open_nothing(
    recipient: Participant, items: Items, attacker: Attacker
) -> None:
    await attacker.replay_decisions(of=items["control"], on=items["replayed on"])
    await attacker.force_state(items["replayed on"], "released")
    await tries_to_open(recipient, items["replayed on"])
    await is_shown_nothing(recipient, "decision-other-item")


async def test_other_bytes_in_the_place_of_a_slice_are_not_shown(
    recipient: Participant, items: Items, attacker: Attacker
) -> None:
    await attacker.swap_slice(of=items["slice swapped"], by=items["control"])
    await tries_to_open(recipient, items["slice swapped"])
    await is_shown_nothing(recipient, "chunk-replaced")


async def test_another_digest_table_opens_nothing(
    recipient: Participant, items: Items, attacker: Attacker
) -> None:
    await attacker.swap_table(of=items["table swapped"], by=items["control"])
    await tries_to_open(recipient, items["table swapped"])
    await is_shown_nothing(recipient, "table-replaced")


async def test_a_chunk_that_was_changed_stops_a_recording_and_says_why(
    recipient: Participant, items: Items, attacker: Attacker
) -> None:
    await recipient.goes_home()
    await recipient.goes_to(items[VIDEO])
    untouched = await recipient.opens_the_recording()
    assert (await untouched.seek(await untouched.duration() * 0.9)).width == 640
    await recipient.sees("after-opening")
    await recipient.goes_home()
    await attacker.damage(items[VIDEO], chunk=4, sealed_chunk=SEALED_CHUNK)
    await recipient.goes_to(items[VIDEO])
    await recipient.opens("recording")
    await is_shown_nothing_more_of_it(recipient)


async def is_shown_nothing_more_of_it(person: Participant) -> None:
    """Whether it played a moment or not: where the change is, playing stops and is explained."""
    alert = person.page.get_by_role("alert")
    player = person.player().element
    await expect(alert.or_(player).first).to_be_visible()
    # What the browser fetches ahead may have reached the change already: then no player is left.
    await person.page.evaluate(
        "() => document.querySelector('video')?.play().catch(() => undefined)"
    )
    await expect(alert).to_contain_text(words("verification-chunk-replaced"))
    await expect(player).to_have_count(0)
    for name in ("after-opening", "write-back"):
        await expect(person.page.get_by_text(words(name))).to_have_count(0)
    await person.looks("stops-playing")
