"""A pool of media workers is replaced by another while recordings wait."""

from dataclasses import replace
from pathlib import Path

import pytest

from service.client import receiving, sending
from service.client.errors import Refusal
from service.client.items import item as look
from service.client.organisation import add_pool, retire_pool
from service.client.pools import use_newest_pool
from service.sealing.encoding import new_id
from service.sealing.schemas import CaseStatement
from service.sealing.statements import Statement, open_statement, sign
from service.worker.media_keys import PoolKeys
from tests.factories.acts import approved_by, kept_back, opened_text
from tests.factories.in_process import InProcess
from tests.factories.media_hands import MADE, MediaHands
from tests.factories.new_keys import checked_export
from tests.factories.world import World


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "recording.mp4"
    path.write_bytes(b"stands for a recording " * 300)
    return path


async def _sent(world: World, recording: Path) -> str:
    sent = await sending.send_recording(world.responsible, recording, kind="recorded_message")
    return sent.item


async def _another_pool(world: World) -> World:
    """The same world as the workers of a new pool know it; the roster lists it first."""
    pool = PoolKeys.generate(world.org, world.root.public)
    await add_pool(world.administrator, world.root, pool.entry)
    return replace(world, pool=pool)


async def _received(service: InProcess, world: World, item: str) -> bytes:
    await service.serve_outbox()
    await receiving.accept(world.harmed, item, "listen")
    await service.serve_outbox()
    return await opened_text(world.harmed, item)


async def test_what_waits_is_made_by_the_pool_it_was_sent_to(
    service: InProcess, world: World, recording: Path, tmp_path: Path
) -> None:
    waits = await _sent(world, recording)
    rotated = await _another_pool(world)
    assert await use_newest_pool(world.asha, world.case) == rotated.pool.pool
    later = await _sent(world, recording)
    old = await MediaHands(service, world).sign_in()
    new = await MediaHands(service, rotated).sign_in()
    for hands, anothers in ((old, later), (new, waits)):
        with pytest.raises(Refusal) as refused:
            await hands.start(await hands.job_of(anothers))
        assert refused.value.slug == "not-found"

    async def refused_to_leave() -> dict[str, object]:
        with pytest.raises(Refusal) as kept:
            await retire_pool(world.administrator, world.root, world.pool.pool)
        assert kept.value.slug == "blocked"
        return {name: kept.value.facts[name] for name in ("jobs", "cases", "renditions")}

    assert await refused_to_leave() == {"jobs": 1, "cases": 1, "renditions": 0}, "another case's"
    await use_newest_pool(world.ben, await _other_case(world))
    assert await refused_to_leave() == {"jobs": 1, "cases": 0, "renditions": 0}
    await old.hand_in(await old.start(await old.job_of(waits)))
    assert await refused_to_leave() == {"jobs": 0, "cases": 0, "renditions": 1}
    await approved_by(world.asha, waits)
    await retire_pool(world.administrator, world.root, world.pool.pool)
    with pytest.raises(Refusal) as out:
        await old.start(await old.job_of(later))
    assert out.value.slug == "session-missing"

    assert await _received(service, world, waits) == MADE
    await new.hand_in(await new.start(await new.job_of(later)))
    await approved_by(world.ben, later)
    assert await _received(service, world, later) == MADE
    verdict = await checked_export(world, tmp_path)
    assert verdict.first_fault is None
    assert verdict.checked["openings"] == 2


async def _other_case(world: World) -> str:
    cases = [str(row["case"]) async for row in world.ben.transport.rows("/cases")]
    return next(one for one in cases if one != world.case)


async def test_where_the_old_key_is_lost_the_author_is_asked_to_send_again(
    service: InProcess, world: World, recording: Path, tmp_path: Path
) -> None:
    waits = await _sent(world, recording)
    rotated = await _another_pool(world)
    await retire_pool(world.administrator, world.root, world.pool.pool, lost=True)
    told = await look(world.responsible, waits)
    assert told.status == "failed"
    assert told.processing is not None
    assert told.processing.reason == "pool-lost"
    # Until the case names the new pool there is nobody to send a recording to.
    with pytest.raises(Refusal) as nowhere:
        await sending.replace_recording(
            world.responsible, waits, recording, kind="recorded_message"
        )
    assert (nowhere.value.slug, nowhere.value.facts["field"]) == ("conflict", "pool")
    assert (await look(world.responsible, waits)).status == "failed", "nothing of it was begun"
    await use_newest_pool(world.asha, world.case)
    await sending.replace_recording(world.responsible, waits, recording, kind="recorded_message")
    new = await MediaHands(service, rotated).sign_in()
    await new.hand_in(await new.start(await new.job_of(waits)))
    await approved_by(world.asha, waits)
    assert await _received(service, world, waits) == MADE
    assert (await checked_export(world, tmp_path)).first_fault is None


async def test_a_case_statement_for_another_pool_changes_nothing_else(
    service: InProcess, world: World
) -> None:
    rotated = await _another_pool(world)
    path = f"/cases/{world.case}/statements"
    kept = await kept_back(world.asha, lambda: use_newest_pool(world.asha, world.case))
    honest = open_statement(Statement.from_wire(kept["case_statement"]), CaseStatement)
    for lie in (
        {"signers": 2},
        {"route": "specialist"},
        {"people": honest.people[:1]},
        {"team": bytes(32)},
        {"card": bytes(32)},
        {"pool": new_id()},
        {"pool": world.pool.pool},
        {"org": new_id()},
    ):
        false = sign(replace(honest, **lie), world.asha.keys.sign_seed)
        with pytest.raises(Refusal) as refused:
            await world.asha.transport.post(path, {"case_statement": false.to_wire()})
        assert refused.value.slug == "invalid", lie
    skipped = sign(replace(honest, sequence=honest.sequence + 1), world.asha.keys.sign_seed)
    for person, body, slug in (
        (world.asha, {"case_statement": skipped.to_wire()}, "conflict"),
        (world.ben, kept, "invalid"),
        (world.harmed, kept, "forbidden"),
    ):
        with pytest.raises(Refusal) as refused:
            await person.transport.post(path, body)
        assert refused.value.slug == slug
    before = len(await service.trail(world.case, "case.stated"))
    await world.asha.transport.post(path, kept)
    await world.asha.transport.post(path, kept)
    assert len(await service.trail(world.case, "case.stated")) == before + 1
    assert await use_newest_pool(world.ben, world.case) == rotated.pool.pool
