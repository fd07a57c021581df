"""Heads: who may countersign a trail, what the service keeps of them, what a device refuses."""

from dataclasses import replace
from typing import Any

import pytest

from service.client.consenting import consent
from service.client.countersigning import countersign, read_trail
from service.client.errors import NotPossible, Refusal
from service.client.person import Person
from service.client.teams import add_to_team, remove_from_team
from service.sealing.encoding import b64, canonical, new_id, parse_canonical, unb64
from service.sealing.errors import Fault, SealingError
from service.sealing.heads import check_head
from service.sealing.schemas import Consent, Head, Manifest, Team
from service.sealing.statements import Statement, open_statement, sign
from service.sealing.trail import entry_hash
from tests.factories.acts import approved_by, offered_letter, sent_letter
from tests.factories.colleagues import colleagues
from tests.factories.in_process import InProcess, capturing
from tests.factories.world import Neighbours, World


async def _heads(person: Person, case: str) -> list[Statement]:
    return [
        Statement.from_wire(row) async for row in person.transport.rows(f"/chains/{case}/heads")
    ]


class TestCountersigning:
    async def test_follows_each_of_a_facilitators_acts(self, world: World) -> None:
        before = await _heads(world.ben, world.case)
        item = await sent_letter(world)
        assert await _heads(world.ben, world.case) == before
        await approved_by(world.asha, item)
        newest, *others = await _heads(world.ben, world.case)
        assert others == before
        assert newest.key == world.asha.identity.sign_public
        trail, _ = await read_trail(world.ben, world.case)
        assert check_head(newest, trail).number == len(trail.entries)

    async def test_twice_by_one_person_is_kept_once(self, world: World) -> None:
        await countersign(world.asha, world.case)
        once = await _heads(world.asha, world.case)
        await countersign(world.asha, world.case)
        assert await _heads(world.asha, world.case) == once
        await countersign(world.ben, world.case)
        assert len(await _heads(world.asha, world.case)) == len(once) + 1

    @pytest.mark.parametrize(
        ("lie", "slug"),
        [
            ({"number": 3}, "invalid"),
            ({"hash": bytes(32)}, "invalid"),
            ({"statements": bytes(32)}, "invalid"),
            ({"size": 1}, "invalid"),
            ({"number": 2**40}, "invalid"),
            ({"chain": new_id()}, "invalid"),
            ({"org": new_id()}, "invalid"),
            ({"roster": bytes(32)}, "conflict"),
            ({"team": bytes(32)}, "conflict"),
        ],
    )
    async def test_of_another_trail_is_not_kept(
        self, world: World, monkeypatch: pytest.MonkeyPatch, lie: dict[str, Any], slug: str
    ) -> None:
        sent = capturing(world.asha, monkeypatch)
        await countersign(world.asha, world.case)
        kept = await _heads(world.ben, world.case)
        path = f"/chains/{world.case}/heads"
        honest = open_statement(Statement.from_wire(sent[path]["head"]), Head)
        false = sign(replace(honest, **lie), world.asha.keys.sign_seed)
        with pytest.raises(Refusal) as refused:
            await world.asha.transport.post(path, {"head": false.to_wire()})
        assert refused.value.slug == slug
        assert await _heads(world.ben, world.case) == kept

    async def test_with_anothers_key_is_not_kept(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        sent = capturing(world.asha, monkeypatch)
        await countersign(world.asha, world.case)
        path = f"/chains/{world.case}/heads"
        with pytest.raises(Refusal) as refused:
            await world.ben.transport.post(path, sent[path])
        assert refused.value.slug == "invalid"

    async def test_is_for_the_team_alone(
        self, service: InProcess, world: World, neighbours: Neighbours
    ) -> None:
        path = f"/chains/{world.case}"
        for person in (world.harmed, world.responsible, world.administrator, neighbours.stranger):
            for asked in (path, f"{path}/heads"):
                with pytest.raises(Refusal) as refused:
                    await person.transport.get(asked)
                assert refused.value.slug == "not-found"
        assert len(await service.trail(world.case, "case.refused")) == 6


def _answering(person: Person, monkeypatch: pytest.MonkeyPatch, change: Any) -> None:  # noqa: ANN401
    """Let a hostile service change the pages of the trail on their way to this person."""
    get = person.transport.get

    async def changed(path: str, **query: str | int) -> Any:  # noqa: ANN401 - JSON of any shape
        answer = await get(path, **query)
        if path.startswith("/chains/") and not path.endswith("/heads"):
            change(answer["rows"])
        return answer

    monkeypatch.setattr(person.transport, "get", changed)


class TestADevice:
    async def test_countersigns_no_broken_trail(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def change(rows: list[dict[str, Any]]) -> None:
            del rows[1]

        _answering(world.ben, monkeypatch, change)
        with pytest.raises(SealingError) as refused:
            await countersign(world.ben, world.case)
        assert refused.value.code is Fault.TRAIL_BROKEN

    async def test_countersigns_no_trail_that_was_rolled_back(
        self, service: InProcess, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        await offered_letter(service, world)
        await countersign(world.asha, world.case)

        def change(rows: list[dict[str, Any]]) -> None:
            del rows[-1]

        _answering(world.asha, monkeypatch, change)
        with pytest.raises(SealingError) as refused:
            await countersign(world.asha, world.case)
        assert refused.value.code is Fault.TRAIL_BROKEN

    async def test_countersigns_no_trail_that_leaves_its_own_act_out(self, world: World) -> None:
        kept = await _heads(world.asha, world.case)
        with pytest.raises(NotPossible) as refused:
            await countersign(world.asha, world.case, bytes(32))
        assert refused.value.slug == "not-on-trail"
        assert await _heads(world.asha, world.case) == kept

    async def test_vouches_for_nobody_who_is_not_in_force(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        # A statement's digest is of its body: the same words under a stranger's key keep it.
        await sent_letter(world)
        stranger = bytes(32)

        def change(rows: list[dict[str, Any]]) -> None:
            old = Statement.from_wire(rows[-2]["statement"])
            assert old.type == Manifest.TYPE
            rows[-2]["statement"] = sign(old.body, stranger).to_wire()

        with monkeypatch.context() as hostile:
            _answering(world.ben, hostile, change)
            with pytest.raises(NotPossible) as refused:
                await countersign(world.ben, world.case)
        assert refused.value.slug == "not-vouched"
        await countersign(world.ben, world.case)


@pytest.mark.parametrize("how", ["as it is", "kept back", "named again"])
async def test_an_old_case_shown_with_a_new_trail_is_not_countersigned(
    service: InProcess, world: World, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """Else whoever was taken off the team is believed for what they sign afterwards."""
    (cai,) = await colleagues(service, world, "facilitator")
    await add_to_team(world.asha, world.case, cai.id)
    await countersign(cai, world.case)
    before = await cai.transport.get(f"/cases/{world.case}")
    await remove_from_team(world.asha, world.case, world.ben.id)
    service.clock.turn(60)
    heads = await _heads(world.asha, world.case)
    get = cai.transport.get

    async def as_it_was(path: str, **query: str | int) -> Any:  # noqa: ANN401 - JSON of any shape
        return before if path == f"/cases/{world.case}" else await get(path, **query)

    def kept_back(rows: list[dict[str, Any]]) -> None:
        for row in rows[-2:]:
            row["statement"] = None

    def named_again(rows: list[dict[str, Any]]) -> None:
        old = next(row for row in rows if row["statement"]["type"] == Team.TYPE)
        entry = parse_canonical(unb64(rows[-1]["entry"]))
        entry |= {
            "number": len(rows) + 1,
            "statement": parse_canonical(unb64(old["entry"]))["statement"],
        }
        link = entry_hash(unb64(rows[-1]["hash"]), canonical(entry))
        rows.append(old | {"entry": b64(canonical(entry)), "hash": b64(link)})

    changes = {"as it is": lambda _rows: None, "kept back": kept_back, "named again": named_again}
    with monkeypatch.context() as hostile:
        hostile.setattr(cai.transport, "get", as_it_was)
        _answering(cai, hostile, changes[how])
        with pytest.raises(NotPossible) as refused:
            await countersign(cai, world.case)
    assert refused.value.slug == "not-vouched"
    assert await _heads(world.asha, world.case) == heads
    # Whoever was shown a longer trail takes no shorter one any more; a colleague does.
    await countersign(world.asha if how == "named again" else cai, world.case)
    assert len(await _heads(world.asha, world.case)) == len(heads) + 1


async def test_a_consent_under_anothers_key_is_not_countersigned(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await consent(world.harmed, "receive", "any")
    heads = await _heads(world.asha, world.case)

    def change(rows: list[dict[str, Any]]) -> None:
        honest = Statement.from_wire(rows[-1]["statement"])
        assert isinstance(honest.body, Consent)
        forged = sign(honest.body, world.responsible.keys.sign_seed)
        entry = parse_canonical(unb64(rows[-1]["entry"])) | {"statement": b64(forged.voice)}
        link = entry_hash(unb64(rows[-2]["hash"]), canonical(entry))
        rows[-1] = {
            "entry": b64(canonical(entry)),
            "hash": b64(link),
            "statement": forged.to_wire(),
        }

    with monkeypatch.context() as hostile:
        _answering(world.asha, hostile, change)
        with pytest.raises(NotPossible) as refused:
            await countersign(world.asha, world.case)
    assert refused.value.slug == "not-vouched"
    assert await _heads(world.asha, world.case) == heads
    await countersign(world.ben, world.case)
    assert len(await _heads(world.asha, world.case)) == len(heads) + 1
