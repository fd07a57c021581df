"""Transfer of somebody in custody to another establishment, in one act.

Guarantees: that they are elsewhere, and who acts for them from then on, are one transaction. With
its commit the clearance of the first establishment is over, so that nothing is offered, released or
opened until the second has given its own, and the first one's liaisons find nothing there any more.
Refuses what is no transfer: of somebody for whom nobody acts yet, or to the team that acts already.
"""

from dataclasses import dataclass

from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.ground import signed as signed_of
from service.cases.mandating import Mandating, mandate
from service.cases.practising import record
from service.cases.reading import on_team, refusal
from service.db import statements
from service.db.declaring import declared
from service.db.tables import CasePerson
from service.domain.errors import Conflict, Invalid
from service.sealing.errors import SealingError
from service.sealing.schemas import Mandate, Record, Team
from service.sealing.statements import Statement, open_statement

CUSTODY = ("custody", "in-custody")


@dataclass(frozen=True)
class Transfer:
    """The signed record that they are in custody anew, and the next team's mandate."""

    record: Statement
    mandating: Mandating


async def transfer(
    session: AsyncSession,
    case_id: str,
    made: Transfer,
    *,
    signer: str,
    signer_key: bytes,
    at: int,
) -> None:
    """Store a transfer by a facilitator of the case's team; the same again is welcome.

    Raises `NotFound`, `Invalid` for what is no transfer, and `Conflict` where nobody acts for them
    yet, or another record or case statement came first; then nothing of it is stored.
    """
    if not await on_team(session, case_id, signer):
        raise await refusal(session, case_id, signer)
    if not await declared(session, made.mandating.mandate):
        await _check(session, case_id, made)
        if await declared(session, made.record):
            # An earlier move said once more would end no clearance.
            raise Conflict(field="previous")
    await record(session, case_id, signer, signer_key, made.record, at=at)
    await mandate(session, case_id, made.mandating, signer=signer, signer_key=signer_key, at=at)


async def _check(session: AsyncSession, case_id: str, made: Transfer) -> None:
    """Hold that both are about one person, who goes from one team of liaisons to another."""
    try:
        said = open_statement(made.record, Record)
        given = open_statement(made.mandating.mandate, Mandate)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    if (said.kind, said.status) != CUSTODY or said.person != given.person:
        raise Invalid(reason="transfer-invalid")
    row = await session.get(CasePerson, (case_id, given.person))
    if row is None or row.mandate is None:
        raise Conflict(field="person")
    before = await statements.named(session, Team.TYPE, given.team)
    if before is not None and open_statement(signed_of(before), Team).team == row.liaison_team:
        raise Invalid(reason="transfer-invalid")
