"""A safer rendition of somebody without an account: their liaison agrees, or staff attest it."""

from pathlib import Path

import pytest

from service.client import reviewing
from service.client.attesting import attest
from service.client.errors import NotPossible, Refusal
from service.client.items import item as look
from service.client.safer import ask_for_edits, see_own
from service.client.sending import send_recording
from service.sealing.errors import SealingError
from service.sealing.evidence import Evidence
from service.sealing.schemas_edits import changed
from tests.factories.acts import approved_by
from tests.factories.media_hands import MediaHands
from tests.factories.prisons import Custody
from tests.factories.verdicts import export_holds

RECORDED = b"stands for a recording " * 300
SAFER = b"stands for what is left of it " * 200


async def _edited(there: Custody, tmp_path: Path) -> str:
    """A liaison sent it for the author, a reader had the voice changed in it."""
    path = tmp_path / "recording.mp4"
    path.write_bytes(RECORDED)
    sent = await send_recording(there.hand(there.first), path, kind="recorded_message")
    hands = await MediaHands(there.service, there.world).sign_in()
    await hands.hand_in(await hands.start(await hands.job_of(sent.item)))
    await reviewing.claim(there.world.asha, sent.item)
    await ask_for_edits(there.world.asha, sent.item, (changed("voice"),))
    await hands.hand_in(await hands.start(await hands.job_of(sent.item)), SAFER)
    return sent.item


async def _rendition(there: Custody, item: str) -> bytes:
    wire = await there.world.asha.transport.get(f"/items/{item}/evidence")
    made = Evidence.from_wire(wire).rendition
    assert made is not None
    return made.digest


async def _attested(there: Custody, item: str, by: str, act: str = "agreement") -> None:
    staff = getattr(there.world, by)
    made = await _rendition(there, item)
    await attest(
        staff, there.world.case, there.author, act, manner="phone", at=staff.clock(), subject=made
    )


async def test_a_liaison_of_their_team_hears_it_and_agrees(there: Custody, tmp_path: Path) -> None:
    item = await _edited(there, tmp_path)
    colleague = there.hand(there.first, 1)
    assert (await look(colleague.device, item)).safer == "wanted"
    with pytest.raises(SealingError) as refused:
        await approved_by(there.world.ben, item)
    assert refused.value.code == "agreement-missing"
    async with await see_own(colleague, item) as edited:
        await edited.watch(tmp_path / "heard.m4a")
        await edited.agree()
    assert (tmp_path / "heard.m4a").read_bytes() == SAFER
    await approved_by(there.world.ben, item)
    await there.service.serve_outbox()
    assert await export_holds(there.world, there.world.asha, tmp_path)


async def test_another_prison_s_liaison_does_not(there: Custody, tmp_path: Path) -> None:
    item = await _edited(there, tmp_path)
    with pytest.raises((NotPossible, Refusal)):
        await see_own(there.hand(there.second), item)


async def test_staff_attest_that_they_agreed_and_are_not_its_only_reader(
    there: Custody, tmp_path: Path
) -> None:
    item = await _edited(there, tmp_path)
    await _attested(there, item, "asha", "consent")
    assert (await look(there.world.asha, item)).safer == "wanted"
    await _attested(there, item, "asha")
    assert (await look(there.world.asha, item)).safer == "agreed"
    with pytest.raises(Refusal) as refused:
        await approved_by(there.world.asha, item)
    assert refused.value.facts["reason"] == "sole-reader"
    await reviewing.hand_back(there.world.asha, item)
    await approved_by(there.world.ben, item)
    await there.service.serve_outbox()
    assert await export_holds(there.world, there.world.asha, tmp_path)


async def test_who_read_it_alone_attests_nothing_about_it_afterwards(
    there: Custody, tmp_path: Path
) -> None:
    item = await _edited(there, tmp_path)
    async with await see_own(there.hand(there.first), item) as edited:
        await edited.watch()
        await edited.agree()
    await approved_by(there.world.ben, item)
    with pytest.raises(Refusal) as refused:
        await _attested(there, item, "ben")
    assert (refused.value.slug, refused.value.facts["field"]) == ("conflict", "sole-reader")
