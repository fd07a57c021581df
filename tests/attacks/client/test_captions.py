"""Captions that are not those of just the recording, as it is shown, are never shown beside it.

The server is the attacker's; the recipient's client is unchanged. Left alone, they are shown.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio

from service.client import receiving, reviewing
from service.client.captions import send_captions
from service.client.safer import ask_for_edits, see_own
from service.client.transport import Transport
from service.sealing.encoding import b64
from service.sealing.errors import Fault, SealingError
from service.sealing.schemas_edits import Edit
from tests.attacks.standing_in import StandIn
from tests.factories.captioned import SAID, TEXT, Captioned, captioned, opened_with_captions
from tests.factories.copies import Original
from tests.factories.in_process import ADDRESS, InProcess
from tests.factories.vandal import DECISION, Vandal

Papers = dict[str, Any]
CUT = Edit("cut", 500, 900, 0, 0, 0, 0)


@pytest_asyncio.fixture(loop_scope="session")
async def server(service: InProcess) -> StandIn:
    return StandIn(httpx.ASGITransport(service.app, client=("127.0.0.1", 50_000)))


@pytest_asyncio.fixture(loop_scope="session")
async def film(
    service: InProcess, original: Original, server: StandIn, tmp_path: Path
) -> Captioned:
    """A recording that its recipient may open, with captions, behind a server of the attacker's."""
    world = original.world.over(lambda: Transport(ADDRESS, adapter=server), service.clock.now)
    return await opened_with_captions(service, world, tmp_path)


async def _refuses(film: Captioned, fault: Fault) -> None:
    with pytest.raises(SealingError) as refused:
        await film.shown()
    assert refused.value.code == fault


async def _answer(film: Captioned) -> Papers:
    """What the service itself says of the captions, once the recording is open."""
    [shown] = await film.shown()
    assert [one.text for one in shown.cues] == [SAID]
    answer: Papers = await film.world.harmed.transport.get(f"/items/{film.item}/captions")
    return answer


def _instead(film: Captioned, answer: Papers) -> tuple[str, Callable[[Papers], Papers]]:
    return f"/items/{film.item}/captions", lambda _honest: answer


async def test_captions_of_another_recording_are_not_shown(
    film: Captioned, server: StandIn, tmp_path: Path
) -> None:
    answer = await _answer(film)
    other = await captioned(film.service, film.world, tmp_path)
    await other.approved(await other.written())
    await other.approved()
    await other.accepted()
    theirs = await _answer(other)
    with server.saying(*_instead(film, theirs)):
        await _refuses(film, Fault.CAPTIONS_INVALID)
    with server.saying(*_instead(film, answer)):
        assert len(await film.shown()) == 1


async def test_captions_by_another_author_are_not_shown(
    film: Captioned, server: StandIn, tmp_path: Path
) -> None:
    await _answer(film)
    hers = await captioned(film.service, film.world, tmp_path, by=film.world.harmed)
    written = (await send_captions(film.world.harmed, hers.item, TEXT)).item
    await hers.approved(written)
    papers = await film.world.harmed.transport.get(f"/items/{written}/evidence")
    with server.saying(*_instead(film, {"captions": [{"item": written, "evidence": papers}]})):
        await _refuses(film, Fault.MANIFEST_INVALID)


async def test_captions_of_another_rendition_are_not_shown(
    film: Captioned, server: StandIn, tmp_path: Path
) -> None:
    # Read and approved for the plain recording, before a time was cut out of it.
    cut = await captioned(film.service, film.world, tmp_path)
    captions = await cut.approved(await cut.written())
    await reviewing.claim(film.world.ben, cut.item)
    await ask_for_edits(film.world.ben, cut.item, (CUT,))
    await cut.made(b"stands for what is left " * 200)
    async with await see_own(film.world.responsible, cut.item) as edited:
        await edited.watch()
        await edited.agree()
    await cut.approved()
    await cut.accepted()
    assert await cut.shown() == []
    # The server has the captions' papers and key, and shows them all the same.
    papers = await film.world.asha.transport.get(f"/items/{captions}/evidence")
    grant = await Vandal(film.service).grant(captions, film.world.harmed.id)
    rendition = papers["renditions"][0]["rendition"]
    papers |= {"grants": [{"rendition": rendition, "grant": b64(grant)}]}
    answer = {"captions": [{"item": captions, "evidence": papers}]}
    with server.saying(*_instead(cut, answer)):
        await _refuses(cut, Fault.CAPTIONS_INVALID)


async def test_captions_that_nobody_approved_are_not_shown(
    film: Captioned, server: StandIn
) -> None:
    answer = await _answer(film)
    [captions] = answer["captions"]
    bare = {**captions, "evidence": {**captions["evidence"], "decisions": []}}
    with server.saying(*_instead(film, {"captions": [bare]})):
        await _refuses(film, Fault.DECISION_MISSING)
    vandal = Vandal(film.service)
    own = await vandal.statement(film.item, DECISION)
    swapped = {**captions["evidence"], "decisions": [own.to_wire()]}
    with server.saying(*_instead(film, {"captions": [{**captions, "evidence": swapped}]})):
        await _refuses(film, Fault.DECISION_OTHER_ITEM)
    assert len(await film.shown()) == 1


async def test_captions_that_were_offered_by_themselves_are_neither_accepted_nor_opened(
    film: Captioned,
) -> None:
    [shown] = await film.shown()
    harmed, rows = film.world.harmed, film.service.rows
    await rows("ALTER TABLE item DROP CONSTRAINT captions_reach_nobody_alone")
    await Vandal(film.service).force(shown.item, "offered")
    with pytest.raises(SealingError) as refused:
        await receiving.accept(harmed, shown.item, "read")
    assert refused.value.code == Fault.CAPTIONS_INVALID
    await Vandal(film.service).force(shown.item, "opened")
    with pytest.raises(SealingError) as shut:
        await receiving.open_item(harmed, shown.item)
    assert shut.value.code == Fault.CAPTIONS_INVALID
    await Vandal(film.service).force(shown.item, "approved")
    assert len(await film.shown()) == 1
