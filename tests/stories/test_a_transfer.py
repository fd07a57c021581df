"""Story 2: a transfer. A long recording breaks off at the end of a shift, and then he is moved.

A liaison's 400 MB stop at 63 %, and a colleague goes on the next day. Then the man is moved to
another prison: the first finds nothing any more, and nothing is delivered before the second lets it
through. She is told that it is delayed where she had been told of it, and otherwise nothing.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from service.client import receiving, sending
from service.client.choosing import ask, choose
from service.client.errors import Refusal, Unreachable
from service.client.hands import LiaisonHand
from service.client.items import item as look
from service.client.items import items
from service.client.plaintext import Recording
from service.client.practising import Entry, record
from service.client.transferring import transfer
from service.sealing.encoding import stream_digest
from service.worker.jobs import LOOK_AGAIN_SECONDS
from tests.factories.acts import approved_by, opened_text
from tests.factories.links import as_large_as_may_be
from tests.factories.media_hands import MADE, MediaHands
from tests.factories.originals import opened_original
from tests.factories.prisons import Custody
from tests.factories.verdicts import export_holds
from tests.stories.claims import (
    NEVER,
    Claim,
    closed_until,
    never_shown,
    only_told,
    shut_out_since,
    unmoved,
)
from tests.stories.telling import HARMED, SERVICE, STAFF, Telling, telling

OLD_PRISON, NEW_PRISON = "the first prison's liaison", "the second prison's liaison"
THE_MOVE: Final = "the move"
SHARE: Final = 0.63
LONG, SHORT = 400_000_000, 40_000_000
DAY, YEAR = 24 * 3600, 366 * 24 * 3600


@dataclass
class _Known:
    """What the story knows by now."""

    item: str = ""
    moved: int = NEVER
    cleared: int = NEVER


def _claims(there: Custody, known: _Known, *, told: bool) -> list[Claim]:
    def made() -> dict[str, bytes]:
        return {known.item: MADE} if known.item else {}

    claims = [
        closed_until(
            "she cannot open it before the second prison has let it through",
            (HARMED,),
            made,
            lambda: known.cleared,
        ),
        never_shown(
            "she is never shown that he is in custody, that he was moved, or who acts for him",
            (HARMED,),
            lambda: {
                "that he is in custody": b"in-custody",
                "a clearance": b'"clearance"',
                "a team's name": b'"liaison-team"',
            },
        ),
        shut_out_since(
            "the first prison finds nothing of him once he was moved",
            (OLD_PRISON,),
            lambda: [one for one in (there.author, known.item) if one],
            lambda: known.moved,
        ),
        only_told(
            "his side is told only how far it is, and that it is with the facilitator",
            (NEW_PRISON,),
            ("draft", "processing", "with_facilitator"),
        ),
    ]
    if not told:
        claims.append(
            unmoved(
                "she who was told of nothing is told of nothing when he is moved",
                (HARMED,),
                (THE_MOVE,),
                # Whose keys act for him is signed, and her device is given it: ids without a name.
                but=("/cases/",),
            )
        )
    return claims


def _film(path: Path, size: int) -> Path:
    """Make a file of so many bytes, no two slices of which are alike."""
    with path.open("wb") as file:
        file.truncate(size)
        for at in range(0, size, 1 << 20):
            file.seek(at)
            file.write(b"piece %d" % at)
    return path


@pytest.mark.parametrize("told", [True, False], ids=["she-was-told-of-it", "she-was-not"])
async def test_what_broke_off_goes_on_and_a_move_holds_it_until_the_new_prison_lets_it_through(
    there: Custody,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    told: bool,  # noqa: FBT001 - pytest gives it
) -> None:
    known, world, service = _Known(), there.world, there.service
    # What she was told makes no difference to its length: once is enough.
    film = _film(tmp_path / "film", LONG if told else SHORT)
    first, colleague, second = there.hand(there.first), there.hand(there.first, 1), there.second
    sides = {
        HARMED: world.harmed,
        OLD_PRISON: first.device,
        NEW_PRISON: second.liaisons[0],
    }
    name = f"2. A transfer ({'she was told of it' if told else 'she was told of nothing'})"
    async with telling(request, name, service, sides, _claims(there, known, told=told)) as story:
        story.heard[OLD_PRISON] = {world.case, there.author}
        async with story.step("the first prison lets it through", by=STAFF):
            await _let_through(there)
        if not told:
            async with story.step("she wants to hear only when she asks", by=HARMED):
                await choose(world.harmed, "only-if-asked")
        async with story.step("the shift ends while the recording is on its way", by=OLD_PRISON):
            known.item = await _broken_off(first, film, monkeypatch)
        story.heard[OLD_PRISON].add(known.item)
        async with story.step("a colleague goes on the next day", by=OLD_PRISON):
            await story.later(DAY)
            await _goes_on(colleague, known.item, film, monkeypatch)
        async with opened_original(colleague, known.item) as original:
            parts = original.reader.parts()
            assert await asyncio.to_thread(stream_digest, parts) == _digest(film)
        async with story.step("it is made safe", by=SERVICE):
            worker = await MediaHands(service, world).sign_in()
            await worker.hand_in(await worker.start(await worker.job_of(known.item)))
        async with story.step("Asha watches it whole and approves it", by=STAFF):
            await approved_by(world.asha, known.item)
        async with story.step("it is offered where she wants to hear of it", by=SERVICE):
            await service.serve_outbox()
        if told:
            assert (await _shown(there, known.item)) == ("arrived", False)
            async with story.step("she accepts it", by=HARMED):
                await receiving.accept(world.harmed, known.item, "listen", window_s=300 * DAY)
            async with story.step("he is moved before it is released", by=THE_MOVE):
                await _moved(story, there, known)
        else:
            async with story.step("he is moved while it lies with the facilitator", by=THE_MOVE):
                await _moved(story, there, known)
        async with story.step("what waits is looked at again", by=SERVICE):
            await service.serve_outbox()
        await _stands_still(there, known.item, told=told)
        async with story.step("the second prison lets it through", by=STAFF):
            await _let_through(there)
            known.cleared = service.clock.now()
        if not told:
            async with story.step("she asks whether there is anything", by=HARMED):
                await ask(world.harmed)
                await service.serve_outbox()
        await _is_opened(story, there, known.item, told=told)
        assert [one.id for one in await items(second.liaisons[0], "author")] == [known.item]
        await export_holds(world, world.asha, tmp_path)


async def _let_through(there: Custody) -> None:
    """Record where he is, and that the establishment lets it through."""
    entries = [
        Entry("custody", "in-custody", person=there.author),
        Entry("clearance", "given", person=there.author, until=there.service.clock.now() + YEAR),
    ]
    await record(there.world.asha, there.world.case, *entries)


async def _broken_off(hand: LiaisonHand, film: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Send until 63 % are safe, and then lose the connection for good; return the item's id."""
    put, safe = hand.device.transport.put_bytes, [0]
    # One slice after the other: how much is safe then is the same however they would overtake.
    one = asyncio.Lock()

    async def breaking(path: str, content: bytes, *, repeat: bool = True) -> None:
        async with one:
            if safe[0] >= SHARE * film.stat().st_size:
                raise Unreachable
            await put(path, content, repeat=repeat)
            safe[0] += len(content)

    with monkeypatch.context() as patched:
        patched.setattr(sending, "chunks_per_slice", as_large_as_may_be)
        patched.setattr(hand.device.transport, "put_bytes", breaking)
        patched.setattr(hand.device.transport, "_patience_s", 0)
        with pytest.raises(Unreachable):
            await sending.send_recording(hand, film)
    assert SHARE * film.stat().st_size <= safe[0] < 0.75 * film.stat().st_size
    (begun,) = await items(hand.device, "author")
    return begun.id


async def _goes_on(
    hand: LiaisonHand, item: str, film: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Send what is missing, and no more."""
    put, carried = hand.device.transport.put_bytes, [0]

    async def counted(path: str, content: bytes, *, repeat: bool = True) -> None:
        await put(path, content, repeat=repeat)
        carried[0] += len(content)

    with monkeypatch.context() as patched:
        patched.setattr(hand.device.transport, "put_bytes", counted)
        await sending.resume_upload(hand, item, film)
    assert carried[0] < (1.05 - SHARE) * film.stat().st_size


def _digest(film: Path) -> bytes:
    with Recording(film) as file:
        return file.digest()


async def _moved(story: Telling, there: Custody, known: _Known) -> None:
    """Move him to the second prison, in one act."""
    until = there.service.clock.now() + YEAR
    case = there.world.case
    await transfer(there.world.asha, case, there.author, team=there.second.team, until=until)
    known.moved = there.service.clock.now()
    story.heard[NEW_PRISON] = {case, there.author}


async def _shown(there: Custody, item: str) -> tuple[str, bool]:
    """How the item is, as she is told: its status, and whether it is delayed."""
    told = await there.world.harmed.transport.get(f"/items/{item}")
    return str(told["status"]), bool(told["delayed"])


async def _stands_still(there: Custody, item: str, *, told: bool) -> None:
    """It is neither released nor opened, and she is told no more than that it is delayed."""
    world = there.world
    shown = await world.asha.transport.get(f"/items/{item}/blockers")
    assert "clearance-missing" in {one["slug"] for one in shown["blockers"]}
    if told:
        assert await _shown(there, item) == ("accepted", True)
        return
    assert (await look(world.asha, item)).status == "approved"
    with pytest.raises(Refusal, match="nothing here"):
        await _shown(there, item)


async def _is_opened(story: Telling, there: Custody, item: str, *, told: bool) -> None:
    """She is told of it where she was not, accepts it where she has not, and watches it."""
    world, service = there.world, there.service
    if not told:
        assert await _shown(there, item) == ("arrived", False)
        async with story.step("she accepts it", by=HARMED):
            await receiving.accept(world.harmed, item, "listen", window_s=DAY)
    async with story.step("the service looks again, and it is released", by=SERVICE):
        await story.later(LOOK_AGAIN_SECONDS)
        await service.serve_outbox()
    assert await _shown(there, item) == ("ready", False)
    async with story.step("she opens it", by=HARMED):
        assert await opened_text(world.harmed, item) == MADE
