"""An answer that does not hold is certified for nobody, and holds up nobody else's."""

import pytest

from service.client.cases import certify_replied, invite_participant, open_case
from service.client.invitations import Invitation
from service.client.organisation import invite_staff, publish_roster
from service.client.signing_in import sign_in
from service.sealing.enrolment import enrolment_secrets, make_reply, reply_mac
from service.sealing.errors import Fault, SealingError
from service.sealing.keys import PersonKeys
from tests.factories.in_process import InProcess
from tests.factories.world import CARD, World, enrolled


async def _spoils(service: InProcess, invitation: Invitation) -> None:
    changed = await service.rows(
        "UPDATE invitation SET reply_mac = $2 WHERE id = $1 RETURNING id",
        invitation.invitation,
        bytes(32),
    )
    assert changed


async def _answers_with(
    service: InProcess, invitation: Invitation, sign: bytes, box: bytes
) -> None:
    """Let the holder of a code answer with keys of their choice, under the right MAC."""
    offer = await service.value("SELECT offer FROM invitation WHERE id = $1", invitation.invitation)
    secrets = enrolment_secrets(invitation.code, invitation.login)
    reply = make_reply(offer, sign, box)
    await service.rows(
        "UPDATE invitation SET reply = $2, reply_mac = $3 WHERE id = $1",
        invitation.invitation,
        reply,
        reply_mac(reply, secrets.reply_key),
    )


async def test_one_bad_answer_holds_up_no_other_participant(
    service: InProcess, world: World
) -> None:
    bad, good = [await invite_participant(world.asha, world.case, "harmed") for _ in range(2)]
    for one in (bad, good):
        await enrolled(service.connect, one, service.clock.now)
    await _spoils(service, bad)
    certified = await certify_replied(world.asha, world.case)
    assert certified.people == (good.person,)
    told = [(one.invitation, one.fault.code) for one in certified.unproven]
    assert told == [(bad.invitation, Fault.REPLY_MAC)]


async def test_one_bad_answer_holds_up_nobody_else_on_the_roster(
    service: InProcess, world: World
) -> None:
    bad, copied, good = [await invite_staff(world.administrator, "supervisor") for _ in range(3)]
    who = [await enrolled(service.connect, one, service.clock.now) for one in (bad, copied, good)]
    await _spoils(service, bad)
    asha = world.asha.keys
    await _answers_with(service, copied, asha.sign_public, PersonKeys.generate().box_public)
    published = await publish_roster(world.administrator, world.root)
    told = {one.person: one.fault.code for one in published.unproven}
    assert told == {bad.person: Fault.REPLY_MAC, copied.person: Fault.KEY_MISMATCH}
    supervisor = await sign_in(
        service.connect(), who[2].login, who[2].passphrase, clock=service.clock.now
    )
    assert supervisor.me.state == "certified"


async def test_keys_of_somebody_else_are_certified_for_nobody(
    service: InProcess, world: World
) -> None:
    own, asha, harmed = PersonKeys.generate(), world.asha.keys, world.harmed.keys
    borrowed = [
        (asha.sign_public, own.box_public),
        (own.sign_public, asha.box_public),
        (harmed.sign_public, own.box_public),
        (own.sign_public, harmed.box_public),
    ]
    asked = [await invite_participant(world.asha, world.case, "harmed") for _ in borrowed]
    good = await invite_participant(world.asha, world.case, "harmed")
    for one in (*asked, good):
        await enrolled(service.connect, one, service.clock.now)
    for one, (sign, box) in zip(asked, borrowed, strict=True):
        await _answers_with(service, one, sign, box)
    certified = await certify_replied(world.asha, world.case)
    assert certified.people == (good.person,)
    told = {one.person: one.fault.code for one in certified.unproven}
    assert told == {one.person: Fault.KEY_MISMATCH for one in asked}


async def test_an_answer_is_certified_in_the_case_that_was_offered_alone(
    service: InProcess, world: World
) -> None:
    other = await open_case(world.asha, readers=[], card=CARD)
    invitation = await invite_participant(world.asha, other, "harmed")
    await enrolled(service.connect, invitation, service.clock.now)
    # Whoever owns the server lists the answer under the other case.
    await service.rows(
        "UPDATE invitation SET case_id = $2 WHERE id = $1", invitation.invitation, world.case
    )
    with pytest.raises(SealingError) as refused:
        await certify_replied(world.asha, world.case)
    assert refused.value.code is Fault.OFFER_INVALID
    await service.rows(
        "UPDATE invitation SET case_id = $2 WHERE id = $1", invitation.invitation, other
    )
    assert (await certify_replied(world.asha, other)).people == (invitation.person,)
