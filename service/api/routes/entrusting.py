"""Handing over through a liaison: entrusting, what there is to hand over, collecting it."""

from fastapi import APIRouter

from service.api.access import Liaison, Reader, who
from service.api.context import Parts, Session
from service.api.schemas.common import Id
from service.api.schemas.entrusting import DeliveriesAnswer, ToDeliverAnswer
from service.api.schemas.items import EvidenceAnswer, ItemAnswer
from service.api.schemas.replaced_keys import AddRegrant
from service.api.views import show_evidence, show_item
from service.cases.facts import RULES
from service.cases.in_force import hold_reader
from service.correspondence import entrusting
from service.correspondence.entrusting import Asked, ToDeliver
from service.correspondence.handing_on import ResealedGrant
from service.domain.roles import Part
from service.identity.mandates import team_key

router = APIRouter(tags=["entrusting"])
ASKED = Asked(RULES, hold_reader, team_key)


@router.post("/items/{item}/entrusting")
async def entrust(
    item: Id, body: AddRegrant, caller: Reader, parts: Parts, session: Session
) -> ItemAnswer:
    """Store what was released, sealed to the liaisons who act for its recipient."""
    at = parts.clock.now()
    grants = [ResealedGrant(one.person, one.rendition, one.grant) for one in body.grants]
    row = await entrusting.entrust(
        session, who(caller), item, body.regrant.signed(), grants, asked=ASKED, at=at
    )
    return await show_item(session, caller, row, at=at)


@router.get("/deliveries")
async def my_deliveries(caller: Liaison, parts: Parts, session: Session) -> DeliveriesAnswer:
    """Return what was entrusted to the caller's team and waits to be handed over."""
    found = await entrusting.to_deliver(session, who(caller), rules=RULES, at=parts.clock.now())
    return DeliveriesAnswer(deliveries=[_answer(one) for one in found])


@router.post("/items/{item}/collecting")
async def collect(item: Id, caller: Liaison, parts: Parts, session: Session) -> EvidenceAnswer:
    """Hand a liaison the key of what was entrusted to them, and what their device judges it by."""
    at = parts.clock.now()
    row = await entrusting.collect(session, who(caller), item, rules=RULES, at=at)
    return await show_evidence(session, caller, row, Part.DELIVERER, at=at)


def _answer(one: ToDeliver) -> ToDeliverAnswer:
    return ToDeliverAnswer(
        item=one.item.id,
        case=one.item.case_id,
        person=one.person,
        kind=one.item.kind,
        language=one.item.language,
        way=one.way,
        begins=one.acceptance.from_,
        until=one.acceptance.until,
        ready=one.ready,
    )
