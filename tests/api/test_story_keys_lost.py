"""Keys that are lost: who reads afterwards what they could read before, and who does not."""

from pathlib import Path

import pytest

from service.client import receiving, sending
from service.client.errors import NotPossible, Refusal
from service.client.items import items
from service.client.person import Person
from service.client.re_enrolling import number_of, vouch, vouch_with_old_key
from service.client.signing_in import sign_in, sign_in_with_recovery
from service.sealing.errors import Fault, SealingError
from tests.factories.acts import (
    LETTER,
    approved_by,
    offered_letter,
    opened_text,
    released_letter,
    sent_letter,
)
from tests.factories.in_process import InProcess
from tests.factories.new_keys import answered, asked, checked_export, on_new_device, re_enrolled
from tests.factories.world import World


async def test_a_lost_passphrase_is_no_loss_with_the_recovery_code(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    item = await released_letter(service, world)
    assert await opened_text(world.harmed, item) == LETTER
    who = world.credentials["harmed"]
    with pytest.raises(Refusal) as refused:
        await sign_in(service.connect(), who.login, "six words that were never hers")
    assert refused.value.slug == "sign-in-refused"
    elsewhere = await sign_in_with_recovery(
        service.connect(), who.login, who.recovery_code, clock=service.clock.now
    )
    assert elsewhere.identity.sign_public == world.harmed.identity.sign_public
    assert elsewhere.pins.root == world.root.public
    assert await opened_text(elsewhere, item) == LETTER
    newer = await _released_letter_to(service, world, elsewhere)
    assert await opened_text(elsewhere, newer) == LETTER
    assert (await checked_export(world, tmp_path)).first_fault is None


async def _released_letter_to(service: InProcess, world: World, recipient: Person) -> str:
    item = await offered_letter(service, world)
    await receiving.accept(recipient, item, "read")
    await service.serve_outbox()
    return item


async def test_passphrase_and_recovery_code_lost(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    old = world.credentials["harmed"]
    read = await released_letter(service, world)
    assert await opened_text(world.harmed, read) == LETTER
    released, offered = await released_letter(service, world), await offered_letter(service, world)
    answer = (await sending.send_letter(world.harmed, b"Thank you.")).item

    new, vouched = await re_enrolled(service, world, world.harmed.id)
    assert vouched.done
    assert set(vouched.regranted) == {read, released, offered}
    assert new.login != old.login

    # Whoever has the old login, device or session is out, with every old way in.
    for way, secret in ((sign_in, old.passphrase), (sign_in_with_recovery, old.recovery_code)):
        with pytest.raises(Refusal) as refused:
            await way(service.connect(), old.login, secret, clock=service.clock.now)
        assert refused.value.slug == "sign-in-refused"
    with pytest.raises(Refusal) as ended:
        await items(world.harmed)
    assert ended.value.slug == "session-missing"

    harmed = await on_new_device(service, new)
    assert harmed.id == old.person
    assert harmed.me.state == "certified"
    assert {one.id: one.status for one in await receiving.incoming(harmed)} == {
        read: "arrived",
        released: "arrived",
        offered: "arrived",
    }
    service.clock.turn(60)
    # Nothing is opened on the old keys' word: the person accepts once more, with the new ones.
    with pytest.raises(SealingError) as unaccepted:
        await opened_text(harmed, read)
    assert unaccepted.value.code is Fault.ACCEPTANCE_MISSING
    for item in (read, released, offered):
        await receiving.accept(harmed, item, "read")
    await service.serve_outbox()
    for item in (read, released, offered):
        assert await opened_text(harmed, item) == LETTER
        assert await opened_text(harmed, item) == LETTER, "and once more"
    assert {one.status for one in await receiving.incoming(harmed)} == {"opened"}
    assert len(await service.trail(world.case, "item.opened")) == 4

    # What the old key signed stays theirs, and what comes now is for the new one.
    await approved_by(world.ben, answer)
    await service.serve_outbox()
    await receiving.accept(world.responsible, answer, "read")
    await service.serve_outbox()
    assert await opened_text(world.responsible, answer) == b"Thank you."
    later = await _released_letter_to(service, world, harmed)
    assert await opened_text(harmed, later) == LETTER
    await sending.send_letter(harmed, b"From a new device.")
    verdict = await checked_export(world, tmp_path)
    assert verdict.first_fault is None
    assert verdict.checked["openings"] == 6


async def test_the_old_key_vouches_for_the_new_device(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    item = await released_letter(service, world)
    assert await opened_text(world.harmed, item) == LETTER
    new = await asked(service, world, world.harmed.id)
    waiting = await on_new_device(service, new)
    assert waiting.id == world.harmed.id
    assert waiting.me.state == "waiting"
    # One reader alone is not enough, nor is the old key for keys that it has not compared.
    with pytest.raises(NotPossible) as alone:
        await vouch(world.asha, world.case, world.harmed.id)
    assert alone.value.slug == "second-reader"
    with pytest.raises(NotPossible) as others:
        await vouch_with_old_key(world.harmed, number_of(world.responsible))
    assert others.value.slug == "other-keys"
    await vouch_with_old_key(world.harmed, number_of(waiting))
    assert await opened_text(world.harmed, item) == LETTER, "nothing has changed for it yet"
    # Said with the old key while it was in force, and countersigned by nobody until after.
    answer = (await sending.send_letter(world.harmed, b"Thank you.")).item
    assert (await vouch(world.asha, world.case, world.harmed.id)).regranted == (item,)
    # The session on the new device goes on; the one on the old device has ended.
    assert (await waiting.refresh()).state == "certified"
    with pytest.raises(Refusal) as ended:
        await items(world.harmed)
    assert ended.value.slug == "session-missing"
    harmed = await on_new_device(service, new)
    service.clock.turn(60)
    await receiving.accept(harmed, item, "read")
    assert await opened_text(harmed, item) == LETTER
    await approved_by(world.ben, answer)
    assert (await checked_export(world, tmp_path)).first_fault is None


async def test_keys_lost_twice_read_what_was_approved_for_the_first(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    item = await released_letter(service, world)
    await re_enrolled(service, world, world.harmed.id)
    new, vouched = await re_enrolled(service, world, world.harmed.id)
    assert vouched.regranted == (item,)
    harmed = await on_new_device(service, new)
    service.clock.turn(60)
    await receiving.accept(harmed, item, "read")
    assert await opened_text(harmed, item) == LETTER
    assert (await checked_export(world, tmp_path)).first_fault is None


async def test_an_author_with_new_keys_is_answered_for_by_the_old_ones(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    item = await sent_letter(world)
    new, _ = await re_enrolled(service, world, world.responsible.id)
    await approved_by(world.asha, item)
    await service.serve_outbox()
    await receiving.accept(world.harmed, item, "read")
    await service.serve_outbox()
    assert await opened_text(world.harmed, item) == LETTER
    responsible = await on_new_device(service, new)
    sent = (await sending.send_letter(responsible, b"Again, from elsewhere.")).item
    await approved_by(world.ben, sent)
    await service.serve_outbox()
    await receiving.accept(world.harmed, sent, "read")
    await service.serve_outbox()
    assert await opened_text(world.harmed, sent) == b"Again, from elsewhere."
    assert (await checked_export(world, tmp_path)).first_fault is None


async def test_an_approval_for_lost_keys_is_offered_once_it_is_handed_on(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    item = await sent_letter(world)
    await approved_by(world.asha, item)
    new = await asked(service, world, world.harmed.id)
    vouched = await vouch(world.ben, world.case, world.harmed.id)
    assert vouched.regranted == (item,)
    await service.serve_outbox()
    harmed = await on_new_device(service, new)
    service.clock.turn(60)
    await receiving.accept(harmed, item, "read")
    await service.serve_outbox()
    assert await opened_text(harmed, item) == LETTER
    assert (await checked_export(world, tmp_path)).first_fault is None


async def test_a_release_waits_for_the_word_of_the_new_keys(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    item = await offered_letter(service, world)
    await receiving.accept(world.harmed, item, "read")
    new, _ = await re_enrolled(service, world, world.harmed.id)
    await service.serve_outbox()
    assert len(await service.trail(world.case, "item.released")) == 0
    harmed = await on_new_device(service, new)
    service.clock.turn(60)
    await receiving.accept(harmed, item, "read")
    service.clock.turn(31)
    await service.serve_outbox()
    assert await opened_text(harmed, item) == LETTER
    assert (await checked_export(world, tmp_path)).first_fault is None


async def test_nothing_changes_for_the_old_keys_while_the_new_ones_wait(
    service: InProcess, world: World
) -> None:
    item = await released_letter(service, world)
    new = await answered(service, world, world.harmed.id)
    waiting = await on_new_device(service, new)
    with pytest.raises(Refusal) as refused:
        await items(waiting)
    assert refused.value.slug == "forbidden"
    assert await opened_text(world.harmed, item) == LETTER
    old = world.credentials["harmed"]
    again = await sign_in(service.connect(), old.login, old.passphrase, clock=service.clock.now)
    assert again.me.state == "certified"
