"""Founding an organisation: its root key, its first roster, its administrator."""

from dataclasses import replace

from sqlalchemy.exc import IntegrityError
from sqlmodel.ext.asyncio.session import AsyncSession

from service.db import statements, trail
from service.db.session import enter_organisation
from service.db.statements import text_of
from service.db.tables import Organisation
from service.domain.errors import Conflict, Invalid
from service.domain.events import Event
from service.domain.roles import StaffRole
from service.identity.accounts import NewAccount, create_account, reserve_login
from service.identity.roster import read_roster
from service.sealing.statements import Statement


async def found(
    session: AsyncSession,
    org: str,
    signed: Statement,
    administrator: NewAccount,
    *,
    secret: bytes,
    at: int,
) -> None:
    """Store an organisation whose roster 1 is signed by its own root and lists its administrator.

    Raises `Invalid` when the roster says anything else, `Conflict` when the id or login is taken.
    """
    roster = read_roster(signed, signed.key, org)
    listed = [entry for entry in roster.staff if entry.person == administrator.person]
    if (
        roster.sequence != 1
        or roster.previous != b""
        or len(listed) != 1
        or StaffRole.ADMINISTRATOR not in listed[0].roles
    ):
        raise Invalid(reason="roster-invalid")
    account = replace(administrator, sign=listed[0].sign, box=listed[0].box)
    await enter_organisation(session, org)
    session.add(Organisation(org=org, root=signed.key, created=at))
    try:
        await session.flush()
    except IntegrityError as taken:
        raise Conflict(field="org") from taken
    await reserve_login(session, administrator.login, org)
    await create_account(session, account, org=org, secret=secret, at=at)
    await statements.record(session, signed, org=org, at=at, sequence=1)
    await trail.append(
        session,
        org=org,
        chain=org,
        event=Event.ORGANISATION_FOUNDED,
        at=at,
        actor=administrator.person,
        statement=text_of(signed.voice),
    )
