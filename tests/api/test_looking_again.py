"""What was withheld or escalated: who may look again, who may unlock it, and who learns of it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from service.client import appealing, deciding, receiving, reviewing, sending, suspending
from service.client.errors import Refusal
from service.client.items import item as look
from service.client.notes import ReadNote, read_notes
from service.client.person import Person
from service.client.teams import remove_from_team
from service.domain.reasons import DECIDE_WITHIN_SECONDS
from service.sealing.errors import Fault, SealingError
from service.sealing.schemas import Appeal, Decision
from service.sealing.statements import Statement, open_statement, sign
from tests.factories.acts import (
    LETTER,
    approved_by,
    kept_back,
    opened_text,
    sent_letter,
    signed_decision,
)
from tests.factories.answers import slug
from tests.factories.deciding import (
    escalated_by,
    kept_from,
    on_team,
    returned_by,
    withheld_by,
)
from tests.factories.in_process import InProcess
from tests.factories.prisons import Custody
from tests.factories.vandal import Vandal
from tests.factories.verdicts import export_holds
from tests.factories.world import World

BETTER = b"I think about that night. I am sorry.\n"


async def _evidence(person: Person, item: str) -> dict[str, Any]:
    return dict(await person.transport.get(f"/items/{item}/evidence"))


def _decisions(evidence: dict[str, Any]) -> list[Decision]:
    return [open_statement(Statement.from_wire(one), Decision) for one in evidence["decisions"]]


async def _opened(service: InProcess, world: World, item: str) -> bytes:
    """Take an approved item on to its recipient."""
    await service.serve_outbox()
    await receiving.accept(world.harmed, item, "read")
    await service.serve_outbox()
    return await opened_text(world.harmed, item)


async def _post(service: InProcess, person: Person, path: str, body: dict[str, Any]) -> Any:  # noqa: ANN401 - an answer of httpx
    async with service.http(person.transport._token) as http:
        return await http.post(path, json=body)


def _about(notes: list[ReadNote], item: str) -> list[tuple[str, str]]:
    return [(one.field, one.text) for one in notes if one.subject == item]


class TestWhatWasWithheld:
    async def test_is_approved_by_another_after_an_appeal_and_nobody_sees_that_it_was(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await sent_letter(world)
        await withheld_by(world.asha, item)
        mine = await look(world.responsible, item)
        assert (mine.status, mine.reason, mine.due) == ("withheld", "would-harm", None)
        (told,) = _decisions(await _evidence(world.responsible, item))
        assert told.verdict == "withhold"
        assert await receiving.incoming(world.harmed) == []
        service.clock.turn(60)
        await appealing.appeal(world.responsible, item)
        assert (await look(world.responsible, item)).status == "with_facilitator"
        assert _decisions(await _evidence(world.responsible, item)) == []
        with pytest.raises(Refusal) as refused:
            await reviewing.claim(world.asha, item)
        assert refused.value.facts["reason"] == "withheld-by-you"
        await approved_by(world.ben, item)
        await service.serve_outbox()
        (shown,) = _decisions(await _evidence(world.harmed, item))
        assert (shown.sequence, shown.previous, shown.verdict) == (1, b"", "approve")
        assert await _opened(service, world, item) == LETTER
        assert len(await service.trail(world.case, "item.appealed")) == 1
        await export_holds(world, world.asha, tmp_path)

    async def test_is_looked_at_again_once_and_no_second_time(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await sent_letter(world)
        await withheld_by(world.asha, item)
        service.clock.turn(1)
        first = await kept_back(
            world.responsible, lambda: appealing.appeal(world.responsible, item)
        )
        for _ in "12":
            answer = await _post(service, world.responsible, f"/items/{item}/appeal", first)
            assert answer.json()["status"] == "with_facilitator"
        await withheld_by(world.ben, item, "not-wanted", "I think the same.")
        assert (await look(world.responsible, item)).reason == "not-wanted"
        assert _about(await read_notes(world.responsible, world.case), item) == [
            ("withheld-1", "I think the same.")
        ]
        service.clock.turn(1)
        with pytest.raises(Refusal) as refused:
            await appealing.appeal(world.responsible, item)
        assert refused.value.facts["state"] == "appealed"
        await export_holds(world, world.asha, tmp_path)

    async def test_has_a_clock_that_begins_with_the_appeal(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        sent = service.clock.now()
        assert (await look(world.ben, item)).due == sent + DECIDE_WITHIN_SECONDS
        service.clock.turn(300)
        await reviewing.claim(world.asha, item)
        held = await look(world.ben, item)
        assert (held.due, held.appealed) == (sent + DECIDE_WITHIN_SECONDS, False)
        await withheld_by(world.asha, item)
        assert (await look(world.ben, item)).due is None
        service.clock.turn(300)
        await appealing.appeal(world.responsible, item)
        again = await world.ben.transport.get(f"/items/{item}")
        now = service.clock.now()
        assert (again["waiting_since"], again["due"]) == (now, now + DECIDE_WITHIN_SECONDS)
        assert again["appealed"] is True
        mine = await world.responsible.transport.get(f"/items/{item}")
        assert [mine[one] for one in ("waiting_since", "due", "appealed", "state")] == [None] * 4

    async def test_is_appealed_by_its_author_alone_and_against_just_that(
        self, service: InProcess, world: World
    ) -> None:
        item, path = await sent_letter(world), "/items/{}/appeal"
        other = await sent_letter(world, b"another letter")
        await withheld_by(world.asha, item)
        await withheld_by(world.asha, other)
        honest = await kept_back(
            world.responsible, lambda: appealing.appeal(world.responsible, item)
        )
        body = open_statement(Statement.from_wire(honest["appeal"]), Appeal)
        for person in (world.ben, world.harmed, world.administrator):
            answer = await _post(service, person, path.format(item), honest)
            assert slug(answer) == "not-found"
        theirs = await _evidence(world.responsible, other)
        lies = (
            {"decision": Statement.from_wire(theirs["decisions"][0]).digest},
            {"manifest": Statement.from_wire(theirs["manifest"]).digest},
            {"item": other},
            {"case": other},
            {"at": body.at + 1},
        )
        for lie in lies:
            told = sign(replace(body, **lie), world.responsible.keys.sign_seed).to_wire()
            answer = await _post(service, world.responsible, path.format(item), {"appeal": told})
            assert slug(answer) == "invalid", lie
        forged = sign(body, world.ben.keys.sign_seed).to_wire()
        answer = await _post(service, world.responsible, path.format(item), {"appeal": forged})
        assert slug(answer) == "invalid"
        assert (
            await _post(service, world.responsible, path.format(item), honest)
        ).status_code == 200

    async def test_is_not_appealed_while_it_is_anything_else(self, world: World) -> None:
        item = await sent_letter(world)
        with pytest.raises(SealingError) as undecided:
            await appealing.appeal(world.responsible, item)
        assert undecided.value.code is Fault.DECISION_MISSING
        await returned_by(world.asha, item)
        with pytest.raises(SealingError) as returned:
            await appealing.appeal(world.responsible, item)
        assert returned.value.code is Fault.DECISION_INVALID

    async def test_of_an_author_without_keys_is_appealed_by_whoever_acts_for_them(
        self, there: Custody, tmp_path: Path
    ) -> None:
        world, hand = there.world, there.hand(there.first)
        item = (await sending.send_letter(hand, LETTER)).item
        await withheld_by(world.asha, item)
        await appealing.appeal(there.hand(there.first, 0), item)
        await approved_by(world.ben, item)
        assert await _opened(there.service, world, item) == LETTER
        await export_holds(world, world.asha, tmp_path)

    async def test_may_be_decided_by_whoever_comes_after_who_withheld_it_left(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        item = await sent_letter(world)
        await withheld_by(world.asha, item)
        await remove_from_team(world.ben, world.case, world.asha.id)
        await appealing.appeal(world.responsible, item)
        await approved_by(world.ben, item)
        assert await _opened(service, world, item) == LETTER
        await export_holds(world, world.ben, tmp_path)


class TestWhatWasEscalated:
    async def test_is_opened_by_nobody_until_another_supervisor_unlocks_it(
        self, service: InProcess, world: World, tmp_path: Path
    ) -> None:
        gwen = await on_team(service, world, "supervisor")
        item = await sent_letter(world)
        await escalated_by(gwen, item, "A child may be in danger.")
        assert (await look(world.responsible, item)).status == "with_facilitator"
        assert (await look(world.ben, item)).status == "escalated"
        for reader in (gwen, world.asha, world.ben):
            assert (await _evidence(reader, item))["grants"] == []
            with pytest.raises(Refusal) as locked:
                await reviewing.claim(reader, item)
            assert locked.value.slug == "conflict"
        notes = _about(await read_notes(world.ben, world.case), item)
        assert notes == [("escalated-1", "A child may be in danger.")]
        assert _about(await read_notes(world.responsible, world.case), item) == []
        for reader, why in ((world.ben, "supervisor"), (gwen, "escalated-by-you")):
            with pytest.raises(Refusal) as refused:
                await deciding.unlock(reader, world.case, item)
            assert (refused.value.slug, refused.value.facts["reason"]) == ("forbidden", why)
        helen = await on_team(service, world, "supervisor")
        await deciding.unlock(helen, world.case, item)
        assert (await look(world.ben, item)).status == "awaiting_review"
        await approved_by(gwen, item)
        await service.serve_outbox()
        # Nobody on the other side is shown that it ever was.
        assert (await _evidence(world.harmed, item))["suspensions"] == []
        assert await _opened(service, world, item) == LETTER
        for event in ("item.escalated", "item.unlocked"):
            assert len(await service.trail(world.case, event)) == 1
        await export_holds(world, world.asha, tmp_path)

    async def test_is_locked_on_every_device_whatever_the_database_says(
        self, service: InProcess, world: World
    ) -> None:
        item = await sent_letter(world)
        await reviewing.claim(world.asha, item)
        yes = await signed_decision(world.asha, item)
        await escalated_by(world.asha, item)
        vandal = Vandal(service)
        await vandal.force(item, "awaiting_review")
        await reviewing.claim(world.asha, item)
        answer = await _post(service, world.asha, f"/items/{item}/decision", yes)
        assert answer.status_code == 200
        await vandal.force(item, "offered")
        with pytest.raises(SealingError) as refused:
            await receiving.accept(world.harmed, item, "read")
        assert refused.value.code is Fault.ITEM_SUSPENDED

    async def test_is_so_by_whoever_holds_it_with_just_that_suspension(
        self, service: InProcess, world: World
    ) -> None:
        item, path = await sent_letter(world), "/items/{}/escalation"
        await reviewing.claim(world.asha, item)
        honest = await kept_from(world.asha, item, deciding.escalate)
        other = await suspending.signed_suspension(world.asha, world.case, item, "risk")
        whole = await suspending.signed_suspension(world.asha, world.case, "", "escalated")
        for wrong in (other, whole):
            body = {"suspension": wrong.to_wire()}
            assert slug(await _post(service, world.asha, path.format(item), body)) == "invalid"
        bens = await suspending.signed_suspension(world.ben, world.case, item, "escalated")
        body = {"suspension": bens.to_wire()}
        assert slug(await _post(service, world.ben, path.format(item), body)) == "forbidden"
        for person in (world.responsible, world.harmed, world.administrator):
            assert slug(await _post(service, person, path.format(item), honest)) == "forbidden"
        assert await service.trail(world.case, "item.suspended") == []
        for _ in "12":
            answer = await _post(service, world.asha, path.format(item), honest)
            assert answer.json()["state"] == "escalated"
        assert len(await service.trail(world.case, "item.escalated")) == 1

    async def test_waits_where_it_was_in_the_queue_once_it_is_unlocked(
        self, service: InProcess, world: World
    ) -> None:
        gwen = await on_team(service, world, "supervisor")
        first = await sent_letter(world)
        service.clock.turn(1)
        second = await sent_letter(world, b"a later letter")
        await escalated_by(world.asha, first)
        assert [one.id for one in await reviewing.queue(world.ben)] == [second]
        await deciding.unlock(gwen, world.case, first)
        assert [one.id for one in await reviewing.queue(world.ben)] == [first, second]
