"""A case's preparation: what was recorded, and what stands in the way of an exchange."""

from collections.abc import Iterable

from fastapi import APIRouter

from service.api.access import Certified, Reader, who
from service.api.context import Parts, Session
from service.api.schemas.common import Id
from service.api.schemas.practice import (
    ItemBlockersAnswer,
    ReadinessAnswer,
    Recording,
    RecordsAnswer,
    StandingInTheWay,
    WayAnswer,
)
from service.api.views import ground_answer
from service.cases import facts, practising
from service.cases.facts import RULES
from service.cases.ground import ground_of
from service.correspondence import access, receiving
from service.db.statements import to_wire
from service.domain.blockers import CLEARED_BY, Blocker
from service.domain.roles import Part

router = APIRouter(tags=["practice"])


def _shown(blockers: Iterable[Blocker]) -> list[StandingInTheWay]:
    return [
        StandingInTheWay(slug=one, act=CLEARED_BY[one].act, by=list(CLEARED_BY[one].by))
        for one in blockers
    ]


@router.post("/cases/{case}/records", status_code=204)
async def add_record(
    case: Id, body: Recording, caller: Reader, parts: Parts, session: Session
) -> None:
    """Store what was explained, assessed, confirmed or agreed."""
    await practising.record(
        session, case, caller.actor, caller.sign, body.record.signed(), at=parts.clock.now()
    )


@router.get("/cases/{case}/records")
async def list_records(case: Id, caller: Certified, session: Session) -> RecordsAnswer:
    """Return what was recorded, with what it rests on, to the case's team."""
    rows = await practising.records(session, case, caller.actor)
    ground = ground_answer(await ground_of(session, case, resting=rows))
    return RecordsAnswer(**dict(ground), records=[to_wire(row) for row in rows])


@router.get("/cases/{case}/readiness")
async def readiness(case: Id, caller: Certified, parts: Parts, session: Session) -> ReadinessAnswer:
    """Return what stands in the way in each direction and medium, to the case's team."""
    found = await facts.readiness(session, case, caller.actor, now=parts.clock.now())
    return ReadinessAnswer(
        ways=[
            WayAnswer(
                author=one.way.author,
                recipient=one.way.recipient,
                medium=one.way.medium,
                round=one.round,
                blockers=_shown(one.blockers),
            )
            for one in found
        ]
    )


@router.get("/items/{item}/blockers")
async def item_blockers(
    item: Id, caller: Reader, parts: Parts, session: Session
) -> ItemBlockersAnswer:
    """Return everything that keeps an item from its recipient now, to the case's team."""
    row = await access.find_as(session, who(caller), item, Part.READER)
    found = await receiving.blockers_now(session, row, rules=RULES, at=parts.clock.now())
    return ItemBlockersAnswer(blockers=_shown(found))
