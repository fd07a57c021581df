"""Whoever may write anything into database and store still shows the recipient nothing.

Every attack is on an item that the recipient's portal would open: the control, which nobody
touched, opens after each.
"""

from pathlib import Path

import pytest
from playwright.async_api import expect

from service.sealing.container import SEALED_CHUNK
from service.sealing.grants import seal_grant
from service.sealing.keys import new_vault_key
from tests.attacks.portal.attacker import Attacker
from tests.attacks.portal.stage import (
    HALF_APPROVED,
    VIDEO,
    Items,
    Stage,
    goes_to,
    is_shown_nothing,
    opens,
    tries_to_open,
)
from tests.browser.gallery import Gallery
from tests.browser.participants import Participant
from tests.browser.words import words
from tests.factories.world import World

pytestmark = pytest.mark.timeout(300)


async def test_an_offer_that_no_act_led_to_is_not_accepted(
    recipient: Participant, items: Items, attacker: Attacker
) -> None:
    await attacker.force_state(items["forced into an offer"], "offered")
    await goes_to(recipient, items["forced into an offer"])
    await recipient.sees_heading("arrived-question")
    await recipient.accepts()
    await is_shown_nothing(recipient, "decision-missing")
    await expect(recipient.button("accept-yes")).to_have_count(0)
    await opens(recipient, items, "control")


async def test_a_release_that_no_act_led_to_opens_nothing(
    recipient: Participant, items: Items, attacker: Attacker, tmp_path: Path
) -> None:
    await attacker.force_state(items["forced into a release"], "released")
    await tries_to_open(recipient, items["forced into a release"])
    await is_shown_nothing(recipient, "decision-missing")
    # What says so can be read by everybody, on the narrowest screen too.
    gallery = Gallery(tmp_path / "pictures")
    await gallery.look(recipient.page, "nothing-shown")
    assert [*gallery.too_wide, *gallery.barriers] == []
    await opens(recipient, items, "control")


async def test_one_approval_of_two_opens_nothing(
    recipient: Participant, items: Items, attacker: Attacker
) -> None:
    await attacker.force_state(items[HALF_APPROVED], "released")
    await tries_to_open(recipient, items[HALF_APPROVED])
    await is_shown_nothing(recipient, "signers-missing")
    await opens(recipient, items, "control")


async def test_a_case_that_was_made_to_want_fewer_readers_opens_nothing(
    recipient: Participant, items: Items, attacker: Attacker, world: World
) -> None:
    await attacker.force_state(items[HALF_APPROVED], "released")
    async with attacker.weaker_case(world.case):
        await tries_to_open(recipient, items[HALF_APPROVED])
        await is_shown_nothing(recipient, "case-invalid")
    await opens(recipient, items, "control")


async def test_a_recipient_with_another_key_in_their_place_is_shown_nothing(
    recipient: Participant, items: Items, attacker: Attacker, world: World
) -> None:
    async with attacker.own_certificate_for(world.harmed.id, world.case):
        await tries_to_open(recipient, items["control"])
        await is_shown_nothing(recipient, "certificate-invalid")
    await opens(recipient, items, "control")


async def test_an_author_with_another_key_in_their_place_opens_nothing(
    recipient: Participant, items: Items, attacker: Attacker, world: World
) -> None:
    async with attacker.own_certificate_for(world.responsible.id, world.case):
        await tries_to_open(recipient, items["control"])
        await is_shown_nothing(recipient, "certificate-invalid")
    await opens(recipient, items, "control")


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
    await opens(recipient, items, "control")


async def test_an_altered_decision_opens_nothing(
    recipient: Participant, items: Items, attacker: Attacker
) -> None:
    await attacker.alter_decisions(items["decision swapped"])
    await tries_to_open(recipient, items["decision swapped"])
    await is_shown_nothing(recipient, "decision-invalid")
    await opens(recipient, items, "control")


async def test_a_decision_by_someone_on_no_roster_opens_nothing(
    recipient: Participant, items: Items, attacker: Attacker
) -> None:
    await attacker.sign_decisions(items["decisions by a stranger"])
    await tries_to_open(recipient, items["decisions by a stranger"])
    await is_shown_nothing(recipient, "decision-invalid")
    await opens(recipient, items, "control")


async def test_without_its_decisions_an_item_does_not_open(
    recipient: Participant, items: Items, attacker: Attacker
) -> None:
    await attacker.delete_decisions(items["decisions deleted"])
    await tries_to_open(recipient, items["decisions deleted"])
    await is_shown_nothing(recipient, "decision-missing")
    await opens(recipient, items, "control")


async def test_decisions_on_another_item_open_nothing(
    recipient: Participant, items: Items, attacker: Attacker, stage: Stage
) -> None:
    await attacker.replay_decisions(of=items["control"], on=items["replayed on"])
    await attacker.force_state(items["replayed on"], "released")
    # The service as it is lets them fall; the attacker's own shows them.
    await tries_to_open(recipient, items["replayed on"])
    await is_shown_nothing(recipient, "decision-missing")
    control = await stage.world.harmed.transport.get(f"/items/{items['control']}/evidence")
    with stage.server.saying(
        f"/items/{items['replayed on']}/evidence",
        lambda papers: {**papers, "decisions": control["decisions"]},
    ):
        await tries_to_open(recipient, items["replayed on"])
        await is_shown_nothing(recipient, "decision-other-item")
    await opens(recipient, items, "control")


async def test_other_bytes_in_the_place_of_a_slice_are_not_shown(
    recipient: Participant, items: Items, attacker: Attacker
) -> None:
    await attacker.swap_slice(of=items["slice swapped"], by=items["control"])
    await tries_to_open(recipient, items["slice swapped"])
    await is_shown_nothing(recipient, "chunk-replaced")
    await opens(recipient, items, "control")


async def test_another_digest_table_opens_nothing(
    recipient: Participant, items: Items, attacker: Attacker
) -> None:
    await attacker.swap_table(of=items["table swapped"], by=items["control"])
    await tries_to_open(recipient, items["table swapped"])
    await is_shown_nothing(recipient, "table-replaced")
    await opens(recipient, items, "control")


async def test_a_chunk_that_was_changed_stops_a_recording_and_says_why(
    recipient: Participant, items: Items, attacker: Attacker
) -> None:
    await goes_to(recipient, items[VIDEO])
    untouched = await recipient.opens_the_recording()
    assert (await untouched.seek(await untouched.duration() * 0.9)).width == 640
    await recipient.sees("after-opening")
    await recipient.goes_home()
    async with attacker.damaged(items[VIDEO], chunk=4, sealed_chunk=SEALED_CHUNK):
        await goes_to(recipient, items[VIDEO])
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
