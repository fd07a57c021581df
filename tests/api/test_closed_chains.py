"""Where two must read: a no closes the chain, and what was approved before it counts no more."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import pytest_asyncio

from service.archive.checking import check_export
from service.archive.form import statement_name
from service.client import appealing, receiving, reviewing, sending
from service.client.cases import open_case
from service.client.errors import Refusal
from service.client.exporting import export_case
from service.client.person import Person
from service.client.sending import send_letter
from service.embedded import LocalStack
from service.sealing.schemas import Appeal, Decision
from service.sealing.statements import Statement, open_statement, sign, sign_public
from tests.api.exports_changed import insider
from tests.factories.acts import approved_by, opened_text
from tests.factories.copies import Original, Scene, copied, scene_in
from tests.factories.deciding import returned_by, withheld_by
from tests.factories.exported import Exported, Files, exchange, of_type, trail_of
from tests.factories.in_process import InProcess
from tests.factories.staff import joined
from tests.factories.vandal import DECISION, Vandal
from tests.factories.world import CARD, World, both_sides, elsewhere, signed_in_as, without_ties

TEXT = b"read by two, and by two more"


@dataclass
class Withheld:
    """A letter that Asha approved first and Ben withheld; its author has appealed."""

    service: InProcess
    world: World
    case: str
    item: str
    harmed: Person
    responsible: Person
    carol: Person
    before: tuple[Statement, Statement]

    def over(self, service: InProcess) -> "Withheld":
        """Give the same people with the same sessions over another app."""

        def there(person: Person) -> Person:
            return elsewhere(person, service.connect(), service.clock.now)

        return replace(
            self,
            service=service,
            world=self.world.over(service.connect, service.clock.now),
            harmed=there(self.harmed),
            responsible=there(self.responsible),
            carol=there(self.carol),
        )

    async def shown(self, person: Person) -> list[Statement]:
        """The decisions that somebody is shown."""
        evidence = await person.transport.get(f"/items/{self.item}/evidence")
        return [Statement.from_wire(one) for one in evidence["decisions"]]

    async def is_opened(self) -> bytes:
        """The recipient is offered the letter, accepts and reads it."""
        await self.service.serve_outbox()
        await receiving.accept(self.harmed, self.item, "read")
        await self.service.serve_outbox()
        return await opened_text(self.harmed, self.item)


async def _decision(service: InProcess, item: str) -> Statement:
    return await Vandal(service).statement(item, DECISION)


async def _made(service: InProcess, world: World) -> Withheld:
    carol = await joined(service, world, "facilitator")
    sue = await signed_in_as(world, "sue", service.connect, service.clock.now)
    readers = [world.ben.id, carol.id, sue.id]
    case = await open_case(world.asha, readers=readers, card=CARD, route="specialist")
    people = await both_sides(world.asha, case, service.connect, service.clock.now, supervisor=sue)
    await without_ties(case, world.ben, carol, sue)
    item = (await send_letter(people["responsible"], TEXT)).item
    await approved_by(world.asha, item)
    first = await _decision(service, item)
    await withheld_by(world.ben, item)
    second = await _decision(service, item)
    service.clock.turn(1)
    await appealing.appeal(people["responsible"], item)
    return Withheld(
        service,
        world,
        case,
        item,
        people["harmed"],
        people["responsible"],
        carol,
        (first, second),
    )


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def appealed(stack: LocalStack, original: Original) -> Scene[Withheld]:
    """The letter, made once for all that follows."""
    return await scene_in(stack, original, "appealed", _made)


@pytest_asyncio.fixture(loop_scope="session")
async def scene(
    stack: LocalStack, original: Original, appealed: Scene[Withheld]
) -> AsyncIterator[Withheld]:
    """A copy of it for one test."""
    async with copied(stack, original, appealed.tenancy, appealed.at) as service:
        yield appealed.made.over(service)


def _body(statement: Statement) -> Decision:
    return open_statement(statement, Decision)


async def _exported(scene: Withheld, folder: Path) -> Exported:
    """Let two others approve, and take an export."""
    await approved_by(scene.world.asha, scene.item)
    await approved_by(scene.carol, scene.item)
    await scene.service.serve_outbox()
    path = folder / "case.zip"
    await export_case(scene.world.asha, scene.case, path)
    world = replace(scene.world, case=scene.case)
    return Exported(path, world, scene.item, "")


def _without_the_appeal(case: Exported, files: Files, _scene: Withheld) -> None:
    (appeal,) = of_type(files, Appeal.TYPE)
    del files[statement_name(appeal.voice)]
    entries = [one for one in trail_of(files) if one["event"] != "item.appealed"]
    insider(case, files, entries)


def _decided(files: Files, sequence: int, verdict: str, seed: bytes) -> Statement:
    return next(
        one
        for one in of_type(files, Decision.TYPE)
        if (_body(one).sequence, _body(one).verdict) == (sequence, verdict)
        and one.key == sign_public(seed)
    )


def _by_the_withholder(case: Exported, files: Files, scene: Withheld) -> None:
    entries = trail_of(files)
    old = _decided(files, 2, "approve", scene.carol.keys.sign_seed)
    exchange(files, entries, old, sign(_body(old), scene.world.ben.keys.sign_seed))
    insider(case, files, entries)


def _going_on_from_the_closed_chain(case: Exported, files: Files, scene: Withheld) -> None:
    entries = trail_of(files)
    closed, _ = scene.before
    old = _decided(files, 2, "approve", scene.carol.keys.sign_seed)
    body = replace(_body(old), previous=closed.digest)
    exchange(files, entries, old, sign(body, scene.carol.keys.sign_seed))
    insider(case, files, entries)


def _called_an_approval(case: Exported, files: Files, _scene: Withheld) -> None:
    entries = trail_of(files)
    withheld = next(one for one in entries if one["event"] == "item.withheld")
    withheld["event"] = "item.approved"
    insider(case, files, entries)


def _offered_while_it_was_withheld(case: Exported, files: Files, _scene: Withheld) -> None:
    entries = trail_of(files)
    offered = next(one for one in entries if one["event"] == "item.offered")
    at = next(n for n, one in enumerate(entries) if one["event"] == "item.withheld")
    insider(case, files, [*entries[: at + 1], offered, *entries[at + 1 :]])


FORGED: dict[str, tuple[Callable[[Exported, Files, Withheld], None], str]] = {
    "an appeal left out": (_without_the_appeal, "decision-invalid"),
    "decided again by who withheld it": (_by_the_withholder, "decision-invalid"),
    "a closed chain gone on with": (_going_on_from_the_closed_chain, "decision-invalid"),
    "a withholding called an approval": (_called_an_approval, "statement-misplaced"),
    "offered while it was withheld": (_offered_while_it_was_withheld, "step-missing"),
}


class TestAnExport:
    @pytest.mark.parametrize("how", list(FORGED))
    async def test_that_goes_on_from_a_no_is_refused(
        self, scene: Withheld, tmp_path: Path, how: str
    ) -> None:
        case = await _exported(scene, tmp_path)
        honest = case.repacked(tmp_path, lambda files: insider(case, files, trail_of(files)))
        assert check_export(honest, case.world.root.public).first_fault is None
        change, code = FORGED[how]
        changed = case.repacked(tmp_path, lambda files: change(case, files, scene))
        fault = check_export(changed, case.world.root.public).first_fault
        assert fault is not None
        assert fault["code"] == code


async def _holds(scene: Withheld, folder: Path) -> dict[str, str] | None:
    """What is found first in the case's export."""
    path = folder / "case.zip"
    await export_case(scene.world.asha, scene.case, path)
    return check_export(path, scene.world.root.public).first_fault


class TestAClosedChain:
    async def test_counts_no_more_and_two_others_begin_anew(
        self, scene: Withheld, tmp_path: Path
    ) -> None:
        closed, no = scene.before
        assert [_body(one).sequence for one in scene.before] == [1, 2]
        assert _body(no).previous == closed.digest
        assert await scene.shown(scene.world.asha) == []
        # Who had approved before may read it again; their first word is spent.
        await approved_by(scene.world.asha, scene.item)
        with pytest.raises(Refusal) as again:
            await reviewing.claim(scene.world.asha, scene.item)
        assert "reason" not in again.value.facts
        with pytest.raises(Refusal) as withholder:
            await reviewing.claim(scene.world.ben, scene.item)
        assert withholder.value.facts["reason"] == "withheld-by-you"
        await approved_by(scene.carol, scene.item)
        assert await scene.is_opened() == TEXT
        shown = [_body(one) for one in await scene.shown(scene.harmed)]
        assert [(one.sequence, one.verdict) for one in shown] == [(1, "approve"), (2, "approve")]
        assert shown[0].previous == b""
        assert await _holds(scene, tmp_path) is None

    async def test_is_no_word_of_a_reader_to_the_service(self, scene: Withheld) -> None:
        """A second approval in the place after the first of a closed chain is refused."""
        closed, _ = scene.before
        await reviewing.claim(scene.carol, scene.item)
        async with await reviewing.review(scene.carol, scene.item) as reading:
            await reading.read_letter()
            assert (reading.earlier.readers, reading.earlier.last) == ((), False)
            reading.earlier = replace(
                reading.earlier,
                readers=(scene.world.asha.id,),
                required=2,
                previous=closed.digest,
                sequence=2,
            )
            with pytest.raises(Refusal) as refused:
                await reviewing.approve(reading)
        assert refused.value.facts["field"] == "decision"

    async def test_sent_once_more_stands_where_it_stood(self, scene: Withheld) -> None:
        closed, _ = scene.before
        await reviewing.claim(scene.world.asha, scene.item)
        path = f"/items/{scene.item}/decision"
        answer = await scene.world.asha.transport.post(
            path, {"decision": closed.to_wire(), "grants": []}
        )
        assert answer["state"] == "in_review"
        assert await scene.shown(scene.world.asha) == []

    async def test_of_a_returned_version_says_nothing_of_the_next(
        self, scene: Withheld, tmp_path: Path
    ) -> None:
        await approved_by(scene.world.asha, scene.item)
        await returned_by(scene.carol, scene.item)
        scene.service.clock.turn(1)
        await sending.replace_letter(scene.responsible, scene.item, TEXT + b" again")
        await approved_by(scene.world.ben, scene.item)
        await approved_by(scene.world.asha, scene.item)
        assert await scene.is_opened() == TEXT + b" again"
        assert await _holds(scene, tmp_path) is None
