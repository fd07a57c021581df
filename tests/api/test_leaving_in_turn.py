"""Two facilitators leave one after the other: who stays vouches for those who vouched before."""

from pathlib import Path

import pytest

from service.client import receiving
from service.client.case_files import case_in_force
from service.client.errors import NotPossible
from service.client.organisation import remove_from_roster
from service.client.teams import add_to_team, card_of, remove_from_team
from service.sealing.errors import Fault, SealingError
from tests.factories.acts import approved_by, offered_letter, opened_text, sent_letter
from tests.factories.checks import hold_export
from tests.factories.colleagues import colleagues
from tests.factories.in_process import InProcess
from tests.factories.vandal import Vandal
from tests.factories.world import CARD, World, without_ties

LATER = b"written when both had left"


async def test_what_the_first_approved_is_opened_though_nobody_is_left_who_was_there(
    service: InProcess, world: World, tmp_path: Path
) -> None:
    (cai,) = await colleagues(service, world, "facilitator")
    item = await offered_letter(service, world)
    await remove_from_team(world.ben, world.case, world.asha.id)
    # Cai was never on a team with Asha: all that he can vouch for is what Ben vouched for.
    await add_to_team(world.ben, world.case, cai.id)
    await without_ties(world.case, cai)
    assert (await remove_from_team(cai, world.case, world.ben.id)).members == (cai.id,)
    named = await service.trail(world.case, "trail.countersigned")
    assert named, "the heads made before are on the trail, where Cai's own covers them"
    for person in (world.asha, world.ben):
        await remove_from_roster(world.administrator, world.root, person.id)

    await receiving.accept(world.harmed, item, "read")
    await service.serve_outbox()
    assert await opened_text(world.harmed, item)
    later = await sent_letter(world, LATER)
    await approved_by(cai, later)
    assert await card_of(cai, world.case) == CARD
    checked = await hold_export(world, cai, tmp_path)
    assert checked["openings"] == 1

    # Without the head that vouches for Ben's, neither he nor Asha is believed any more.
    await Vandal(service).keep_back_heads(cai.identity.sign_public)
    with pytest.raises(SealingError) as refused:
        await case_in_force(cai, world.case)
    assert refused.value.code is Fault.SIGNER_REMOVED


async def test_the_last_one_cannot_leave(world: World) -> None:
    await remove_from_team(world.ben, world.case, world.asha.id)
    with pytest.raises(NotPossible) as refused:
        await remove_from_team(world.ben, world.case, world.ben.id)
    assert refused.value.slug == "own-entry"
    assert (await case_in_force(world.ben, world.case)).team.version == 2
