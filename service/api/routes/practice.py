"""A case's preparation: what was recorded, and what stands in the way of an exchange."""

from fastapi import APIRouter

from service.api.access import Certified, Participant, Reader, who
from service.api.context import Parts, Session
from service.api.schemas.common import Id
from service.api.schemas.practice import (
    ItemBlockersAnswer,
    PausesAnswer,
    Pausing,
    ReadinessAnswer,
    Recording,
    RecordsAnswer,
    ReplyRightsAnswer,
    WayAnswer,
)
from service.api.views import blocker_answers, ground_answer
from service.cases import facts, pausing, practising, replying
from service.cases.facts import RULES
from service.cases.ground import ground_of
from service.correspondence import access, captions, receiving
from service.db.statements import to_wire
from service.domain.roles import Part
from service.moderation import queue
from service.sealing.schemas_practice import biases

router = APIRouter(tags=["practice"])


@router.post("/cases/{case}/records", status_code=204)
async def add_record(
    case: Id, body: Recording, caller: Reader, parts: Parts, session: Session
) -> None:
    """Store what was explained, assessed, confirmed or agreed."""
    at = parts.clock.now()
    said = await practising.record(
        session, case, caller.actor, caller.sign, body.record.signed(), at=at
    )
    if biases(said):
        # They may not read it any more, and nobody else could while they held it.
        await queue.take_back(session, case, [caller.actor], at=at)


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
                blockers=blocker_answers(one.blockers),
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
    asked = captions.blockers_beside if row.relates_to else receiving.blockers_now
    found = await asked(session, row, rules=RULES, at=parts.clock.now())
    return ItemBlockersAnswer(blockers=blocker_answers(found))


@router.post("/cases/{case}/pauses", status_code=204)
async def pause(
    case: Id, body: Pausing, caller: Participant, parts: Parts, session: Session
) -> None:
    """Have everything of the caller's own case stand still, or let it go on."""
    await pausing.pause(
        session, case, caller.actor, caller.sign, body.pause.signed(), at=parts.clock.now()
    )


@router.get("/cases/{case}/pauses")
async def list_pauses(case: Id, caller: Certified, session: Session) -> PausesAnswer:
    """Return the caller's own pauses, or to the team everybody's."""
    rows = await pausing.pauses(session, case, caller.actor)
    return PausesAnswer(pauses=[to_wire(row) for row in rows])


@router.get("/cases/{case}/reply-rights")
async def reply_rights(case: Id, caller: Certified, session: Session) -> ReplyRightsAnswer:
    """Return what the plan has of replies and media to somebody of the case, before they write."""
    found = await replying.rights(session, case, caller.actor)
    media = None if found.media is None else list(found.media)
    return ReplyRightsAnswer(reply=found.reply, may_write=found.may_write, media=media)
