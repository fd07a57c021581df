"""Story 6: a restraining order arrives after approval, while the facilitator is ill.

Release is blocked; a supervisor and the duty reviewer step in together, with the case's keys, and
record the order. The export counts nothing released. Nobody but the team is told why.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from service.client import notes, receiving, stepping_in
from service.client.errors import Refusal
from service.client.items import item as look
from service.client.practising import Entry, record
from service.client.sending import send_letter
from service.client.teams import card_of, remove_from_team
from service.sealing.encoding import new_id
from tests.factories.acts import LETTER, approved_by
from tests.factories.answers import blockers_shown
from tests.factories.colleagues import colleagues, covering
from tests.factories.in_process import InProcess
from tests.factories.verdicts import export_holds
from tests.factories.world import CARD, World
from tests.stories.claims import (
    NEVER,
    Claim,
    closed_until,
    let_in_nowhere_until,
    never_shown,
    only_told,
    unmoved,
)
from tests.stories.telling import HARMED, RESPONSIBLE, SERVICE, STAFF, telling

STORY: Final = "6. An absent facilitator"
DUTY: Final = "the duty reviewer"
ORDER_SAYS: Final = "Restraining order, Leeds Crown Court, not to write to her until 2031."
MINUTE, HOUR, DAYS = 60, 3600, 24 * 3600


@dataclass
class _Known:
    """What the story knows by now."""

    item: str = ""
    stepped_in: int = NEVER


def _claims(world: World, known: _Known, order: str) -> list[Claim]:
    def items() -> dict[str, bytes]:
        return {known.item: LETTER} if known.item else {}

    return [
        closed_until("nothing of the letter ever reaches her", (HARMED,), items, lambda: NEVER),
        never_shown(
            "that there is an order is never said to either of them",
            (HARMED, RESPONSIBLE),
            lambda: {
                "the order": order.encode(),
                "a record of an order": b"restriction",
                "what it says": b"Crown Court",
            },
        ),
        only_told(
            "its author is told that it is with the facilitator, and nothing of her",
            (RESPONSIBLE,),
            ("with_facilitator",),
        ),
        unmoved(
            "what its author sees never changes with what she does, or with offer and release",
            (RESPONSIBLE,),
            (HARMED, SERVICE),
        ),
        let_in_nowhere_until(
            "the duty reviewer is let into nothing but the asking before two have signed",
            (DUTY,),
            lambda: [one for one in (world.case, known.item) if one],
            lambda: known.stepped_in,
            # Whether something may be sent is shut to her role, whatever the case.
            but=("/cover", "/step-ins", "/sending?"),
        ),
    ]


async def test_an_order_that_arrives_while_the_facilitator_is_ill_is_kept_to(
    service: InProcess, world: World, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    known, order, case = _Known(), new_id(), world.case
    (sian,) = await colleagues(service, world, "supervisor")
    duty = world.ben
    await covering(world, [sian], [duty])
    # Only Asha is on the case now; its new version is covered by the two teams.
    await remove_from_team(world.asha, case, duty.id)
    sides = {HARMED: world.harmed, RESPONSIBLE: world.responsible, DUTY: duty}
    async with telling(request, STORY, service, sides, _claims(world, known, order)) as story:
        story.heard[DUTY] = {case}
        async with story.step("he writes a letter", by=RESPONSIBLE):
            known.item = (await send_letter(world.responsible, LETTER)).item
        story.heard[DUTY].add(known.item)
        async with story.step("Asha approves it, and falls ill", by=STAFF):
            await approved_by(world.asha, known.item)
        async with story.step("she is told that something has arrived", by=SERVICE):
            await service.serve_outbox()
        async with story.step("she accepts it for an hour from now", by=HARMED):
            opens = service.clock.now() + HOUR // 6
            await receiving.accept(world.harmed, known.item, "read", from_=opens, window_s=HOUR)
        async with story.step("the police ring, and the supervisor asks the duty team", by=STAFF):
            await stepping_in.ask(sian, case, duty.id, "supervisor", "illness")
        async with story.step("the duty reviewer joins", by=STAFF):
            await stepping_in.join(duty, case)
        async with story.step("the supervisor signs as well", by=STAFF):
            await story.later(MINUTE)
            await stepping_in.confirm(sian, case)
            known.stepped_in = service.clock.now()
        assert await card_of(duty, case) == CARD, "the duty reviewer has the case's keys"
        async with story.step("the duty reviewer records the order", by=STAFF):
            about, until = world.responsible.id, service.clock.now() + 1000 * DAYS
            entry = Entry("restriction", "blocks", person=about, subject=order, until=until)
            await record(duty, case, entry)
            await notes.write_note(duty, case, case, "order", ORDER_SAYS)
        async with story.step("the hour that she chose begins", by=SERVICE):
            await story.later(HOUR // 6)
            await service.serve_outbox()
        async with story.step("she tries to open it", by=HARMED):
            with pytest.raises(Refusal) as closed:
                await receiving.open_item(world.harmed, known.item)
        assert closed.value.slug == "not-found", "as for anything that is not there yet"
        assert (await look(world.harmed, known.item)).status == "accepted"
        async with story.step("her hour passes", by=SERVICE):
            await story.later(HOUR + 1)
            await service.serve_outbox()
        blockers = [slug for slug, _, _ in await blockers_shown(duty, known.item)]
        assert blockers == ["after-window", "restriction-blocks"]
        assert ORDER_SAYS in [one.text for one in await notes.read_notes(duty, case)]
        counted = await export_holds(world, duty, tmp_path)
        assert (counted["items"], counted["releases"], counted["openings"]) == (1, 0, 0)
        for event, count in (("step-in.asked", 1), ("team.stepped-into", 2), ("item.released", 0)):
            assert len(await service.trail(case, event)) == count
