"""Keys that take the place of others: vouching for a participant's, handing on, another pool."""

from fastapi import APIRouter

from service.api.access import Certified, Facilitator, who
from service.api.context import Parts, Session
from service.api.schemas.common import Id
from service.api.schemas.items import ItemAnswer
from service.api.schemas.replaced_keys import (
    AddRegrant,
    ReEnrolmentAnswer,
    ReEnrolmentsAnswer,
    StateCase,
    Vouch,
    VouchedAnswer,
)
from service.api.views import show_item
from service.cases import re_enrolling, stating
from service.cases.re_enrolling import Asked, Signer
from service.correspondence import handing_on
from service.correspondence.handing_on import ResealedGrant

router = APIRouter(tags=["replaced keys"])


def _answer(asked: Asked) -> ReEnrolmentAnswer:
    return ReEnrolmentAnswer(
        re_enrolment=asked.row.id,
        person=asked.row.person,
        asked_by=asked.row.asked_by,
        created=asked.row.created,
        certificate=asked.certificate.to_wire(),
        by_reader=asked.by_reader.to_wire(),
        by_old_key=asked.by_old_key.to_wire() if asked.by_old_key else None,
    )


@router.get("/cases/{case}/re-enrolments")
async def waiting_re_enrolments(
    case: Id, caller: Certified, session: Session
) -> ReEnrolmentsAnswer:
    """Return new keys that wait: all of them to the case's team, to a participant their own."""
    found = await re_enrolling.waiting_in(session, case, caller.actor)
    return ReEnrolmentsAnswer(rows=[_answer(one) for one in found])


@router.post("/re-enrolments/{re_enrolment}/vouchers")
async def vouch(
    re_enrolment: Id, body: Vouch, caller: Certified, parts: Parts, session: Session
) -> VouchedAnswer:
    """Vouch for new keys as a second reader or by the old key; with enough they are in force."""
    done = await re_enrolling.vouch(
        session,
        re_enrolment,
        Signer(caller.actor, caller.sign),
        body.re_enrolment.signed() if body.re_enrolment else None,
        body.case_statement.signed() if body.case_statement else None,
        at=parts.clock.now(),
    )
    return VouchedAnswer(state="done" if done else "waiting")


@router.post("/items/{item}/regrants")
async def regrant(
    item: Id, body: AddRegrant, caller: Certified, parts: Parts, session: Session
) -> ItemAnswer:
    """Hand on to a recipient's new keys what a decision gave to the ones they lost."""
    row = await handing_on.regrant(
        session,
        who(caller),
        item,
        body.regrant.signed(),
        [ResealedGrant(one.person, one.rendition, one.grant) for one in body.grants],
        at=parts.clock.now(),
    )
    return await show_item(session, caller, row, at=parts.clock.now())


@router.post("/cases/{case}/statements", status_code=204)
async def state_case(
    case: Id, body: StateCase, caller: Facilitator, parts: Parts, session: Session
) -> None:
    """Store the next case statement, which names another worker pool and changes nothing else."""
    await stating.state(
        session,
        case,
        signer=caller.actor,
        sign=caller.sign,
        signed=body.case_statement.signed(),
        at=parts.clock.now(),
    )
