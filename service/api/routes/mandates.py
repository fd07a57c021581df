"""Mandates: who may act for a person without an account."""

from fastapi import APIRouter

from service.api.access import Facilitator, Liaison
from service.api.context import Parts, Session
from service.api.routes.cases import case_answer
from service.api.schemas.common import Id
from service.api.schemas.items import CaseAnswer
from service.api.schemas.words import (
    ActingAnswer,
    GiveMandate,
    MandatesAnswer,
    TransferBody,
)
from service.cases import mandating, reading, transferring
from service.cases.mandating import Mandating
from service.cases.transferring import Transfer

router = APIRouter(tags=["mandates"])


@router.get("/mandates")
async def my_mandates(caller: Liaison) -> MandatesAnswer:
    """Return for whom the caller may act now."""
    return MandatesAnswer(
        mandates=[
            ActingAnswer(case=case, person=person, until=acting.until)
            for (case, person), acting in sorted(caller.acts_for.items(), key=lambda one: one[0])
        ]
    )


@router.post("/cases/{case}/mandates", status_code=201)
async def give_mandate(
    case: Id, body: GiveMandate, caller: Facilitator, parts: Parts, session: Session
) -> CaseAnswer:
    """Let a team of liaisons act for a person; whoever did until now does so no longer."""
    await mandating.mandate(
        session,
        case,
        Mandating(body.mandate.signed(), body.case_statement.signed()),
        signer=caller.actor,
        signer_key=caller.sign,
        at=parts.clock.now(),
    )
    await session.flush()
    return case_answer(await reading.view_for_staff(session, case, caller.account))


@router.post("/cases/{case}/transfers", status_code=201)
async def transfer_person(
    case: Id, body: TransferBody, caller: Facilitator, parts: Parts, session: Session
) -> CaseAnswer:
    """Move somebody in custody to another establishment, whose liaisons act from now on."""
    made = Transfer(
        body.record.signed(), Mandating(body.mandate.signed(), body.case_statement.signed())
    )
    await transferring.transfer(
        session,
        case,
        made,
        signer=caller.actor,
        signer_key=caller.sign,
        at=parts.clock.now(),
    )
    await session.flush()
    return case_answer(await reading.view_for_staff(session, case, caller.account))
