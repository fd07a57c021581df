"""The agency's policy by kind of harm: stated in one chain, and asked for wherever a case goes on.

Guarantees: a policy is stored only under the key of a supervisor on the newest roster, follows the
one before without a gap or a fork, and is never changed; the database holds that too. What is being
released while one is stored comes before it. Refuses to say what follows from a route: the gate
does.
"""

from collections.abc import Iterable
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.ground import signed as signed_of
from service.cases.suspending import Staff
from service.db import statements
from service.db.declaring import declare, declared
from service.db.tables import Statement
from service.domain.errors import Conflict, Forbidden, Invalid
from service.domain.events import Event
from service.domain.policy import Harm, Route, Routes, in_force
from service.domain.policy import Policy as Stated
from service.domain.roles import StaffRole
from service.sealing.errors import SealingError
from service.sealing.schemas import Policy, Record, Roster
from service.sealing.schemas_practice import HARM
from service.sealing.standing import entry_with
from service.sealing.statements import Statement as Signed
from service.sealing.statements import open_statement

PRESENT = "present"
# How far the clock of whoever signs may be behind, in seconds, and a policy lie before it is sent.
CLOCKS_DIFFER_S: Final = 3600


async def state(session: AsyncSession, org: str, staff: Staff, signed: Signed, *, at: int) -> None:
    """Store the next policy; the same again is welcome.

    Raises `Forbidden` for whoever is no supervisor, `Invalid`, of one that is older than
    `CLOCKS_DIFFER_S` too, and `Conflict` where another policy came first.
    """
    if StaffRole.SUPERVISOR not in staff.roles:
        raise Forbidden(reason="supervisor")
    try:
        body = open_statement(signed, Policy)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    if (signed.key, body.org) != (staff.sign, org) or body.issued > at:
        raise Invalid(reason="policy-invalid")
    if await declared(session, signed):
        return
    # Of whose key no roster says that it was a supervisor's then, every export would be refused.
    if body.issued < at - CLOCKS_DIFFER_S or not await _a_supervisors(session, signed):
        raise Invalid(reason="policy-invalid")
    before = await statements.newest(session, Policy.TYPE)
    follows = (before.sequence + 1, before.digest) if before else (1, b"")
    if (body.sequence, body.previous) != follows:
        raise Conflict(field="previous")
    try:
        async with session.begin_nested():
            await declare(
                session,
                signed,
                Event.POLICY_STATED,
                org=org,
                chain=org,
                at=at,
                actor=staff.person,
                sequence=body.sequence,
            )
    except IntegrityError as taken:
        if await declared(session, signed):
            # The same, sent twice at once.
            return
        raise Conflict(field="previous") from taken


async def _a_supervisors(session: AsyncSession, signed: Signed) -> bool:
    """Tell whether the newest roster lists this key as a supervisor's."""
    roster = await statements.newest(session, Roster.TYPE)
    if roster is None:
        return False
    entry = entry_with(open_statement(signed_of(roster), Roster), signed.key)
    return entry is not None and StaffRole.SUPERVISOR in entry.roles


async def policies(session: AsyncSession) -> list[Statement]:
    """Return every policy of this transaction's organisation, the first one first."""
    return await statements.every(session, Policy.TYPE)


async def routes_in_force(session: AsyncSession, now: int) -> Routes:
    """Return the route of each kind of harm by the policy that counts at this time."""
    stated = [open_statement(signed_of(row), Policy) for row in await policies(session)]
    return in_force(
        (
            Stated(
                one.sequence,
                one.from_,
                {Harm(each.harm): Route(each.route) for each in one.routes},
            )
            for one in stated
        ),
        now,
    )


def harms_in(records: Iterable[Record]) -> frozenset[Harm]:
    """Return the kinds of harm that a case is about, by the last record of each."""
    said = [one for one in records if one.kind.startswith(HARM) and one.status == PRESENT]
    return frozenset(Harm(one.kind.removeprefix(HARM)) for one in said)
