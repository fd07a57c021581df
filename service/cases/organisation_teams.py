"""The organisation's own teams: its supervisors', its duty team, an establishment's liaisons.

Guarantees: a version is stored only when a member signed it, everyone on it is certified staff of
the role that the team is for, under their own keys, and it follows the version before. Refuses to
put a team in force: it counts once the root has listed it on a roster.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.ground import signed as signed_of
from service.db import statements
from service.db.declaring import declare
from service.db.tables import Account, OrganisationTeam
from service.db.tables import Statement as Row
from service.domain.errors import Conflict, Invalid
from service.domain.events import Event
from service.domain.roles import READERS, StaffRole
from service.sealing.errors import SealingError
from service.sealing.schemas import Roster, Team
from service.sealing.statements import Statement, open_statement

SUPERVISORS: Final = "supervisors"
DUTY: Final = "duty"
LIAISON: Final = "liaison"
RETIRED: Final = "retired"
# Whom a team is for: each member holds at least one of these roles.
_FOR: Final[dict[str, frozenset[StaffRole]]] = {
    SUPERVISORS: frozenset({StaffRole.SUPERVISOR}),
    DUTY: READERS,
    LIAISON: frozenset({StaffRole.LIAISON}),
}


@dataclass(frozen=True)
class OwnTeam:
    """A team of the organisation with its versions, the first one first."""

    team: str
    purpose: str
    versions: Sequence[Row]


@dataclass(frozen=True)
class Covering:
    """The two teams that cover the cases, in the versions that the newest roster lists."""

    supervisors: Row
    duty: Row

    def team(self, capacity: str) -> Team:
        """Return the team of a capacity, `supervisor` or `duty`."""
        return _body(self.supervisors if capacity == StaffRole.SUPERVISOR else self.duty)


async def store(
    session: AsyncSession,
    account: str,
    sign: bytes,
    *,
    org: str,
    purpose: str,
    signed: Statement,
    at: int,
) -> None:
    """Store the first or the next version of a team; the same one again is welcome.

    Raises `Invalid`, and `Conflict` when another version, or another such team, came first.
    """
    team = _read(signed, org, sign)
    found = await session.exec(
        select(OrganisationTeam).where(col(OrganisationTeam.team) == team.team).with_for_update()
    )
    row = found.first()
    before = await session.get_one(Row, row.statement) if row else None
    if before is not None and before.digest == signed.digest:
        return
    if row is None or before is None:
        authors, follows = team, team.version == 1
    else:
        authors = _body(before)
        follows = (team.version, team.previous) == (row.version + 1, before.digest)
        if row.purpose != purpose:
            raise Invalid(reason="team-invalid")
    if not follows:
        raise Conflict(field="version")
    if account not in {one.person for one in authors.members}:
        raise Invalid(reason="team-invalid")
    if row is None and purpose != LIAISON:
        await _retire(session, purpose)
    await _hold_members(session, team, _FOR[purpose])
    stored = await declare(
        session,
        signed,
        Event.TEAM_STATED,
        org=org,
        chain=org,
        at=at,
        actor=account,
        subject=team.team,
        sequence=team.version,
    )
    if row is None:
        row = OrganisationTeam(
            team=team.team, org=org, purpose=purpose, version=1, statement=stored.id, created=at
        )
    row.version, row.statement = team.version, stored.id
    session.add(row)
    try:
        await session.flush()
    except IntegrityError as taken:
        raise Conflict(field="purpose") from taken


async def seen_by(
    session: AsyncSession, account: str | None, roles: frozenset[str]
) -> Sequence[OwnTeam]:
    """Return every team to readers and administrators; to other staff those that they are on."""
    everything = not roles.isdisjoint({*READERS, StaffRole.ADMINISTRATOR})
    rows = await session.exec(
        select(OrganisationTeam).order_by(col(OrganisationTeam.created), col(OrganisationTeam.team))
    )
    found = [OwnTeam(row.team, row.purpose, await versions(session, row.team)) for row in rows]
    return [
        one
        for one in found
        if everything
        or account in {member.person for row in one.versions for member in _body(row).members}
    ]


async def versions(session: AsyncSession, team: str) -> list[Row]:
    """Return every stored version of a team of the organisation, the first one first."""
    rows = await _own(session)
    return [row for row in rows if _body(row).team == team]


async def covering(session: AsyncSession) -> Covering | None:
    """Return the two covering teams that the newest roster lists; None unless it lists both."""
    listed = await _listed(session)
    purposes = {row.team: row.purpose for row in await session.exec(select(OrganisationTeam))}
    newest = {
        purposes.get(_body(row).team): row
        for row in await _own(session)
        if row.digest in listed and await _has_anybody(session, row)
    }
    if SUPERVISORS not in newest or DUTY not in newest:
        return None
    return Covering(newest[SUPERVISORS], newest[DUTY])


async def _retire(session: AsyncSession, purpose: str) -> None:
    """Let another team take the place of a covering team of which nobody is left."""
    found = await session.exec(
        select(OrganisationTeam).where(col(OrganisationTeam.purpose) == purpose).with_for_update()
    )
    for row in found:
        if not await _has_anybody(session, await session.get_one(Row, row.statement)):
            row.purpose = RETIRED
            session.add(row)
    await session.flush()


async def _has_anybody(session: AsyncSession, row: Row) -> bool:
    """Tell whether anybody on a version is still on the roster under the same key."""
    for member in _body(row).members:
        account = await session.get(Account, member.person)
        if account is not None and (account.state, account.box) == ("certified", member.box):
            return True
    return False


async def _own(session: AsyncSession) -> list[Row]:
    rows = await session.exec(
        select(Row)
        .where(col(Row.type) == Team.TYPE, col(Row.case_id).is_(None))
        .order_by(col(Row.sequence), col(Row.created), col(Row.id))
    )
    return list(rows)


async def _listed(session: AsyncSession) -> frozenset[bytes]:
    roster = await statements.newest(session, Roster.TYPE)
    return frozenset(open_statement(signed_of(roster), Roster).teams if roster else ())


def _body(row: Row) -> Team:
    return open_statement(signed_of(row), Team)


def _read(signed: Statement, org: str, sign: bytes) -> Team:
    try:
        team = open_statement(signed, Team)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    if signed.key != sign or (team.org, team.case) != (org, ""):
        raise Invalid(reason="team-invalid")
    return team


async def _hold_members(session: AsyncSession, team: Team, roles: frozenset[StaffRole]) -> None:
    if not team.members or len({one.person for one in team.members}) != len(team.members):
        raise Invalid(reason="team-invalid")
    for member in team.members:
        account = await session.get(Account, member.person)
        if (
            account is None
            or account.state != "certified"
            or account.box != member.box
            or roles.isdisjoint(account.roles)
        ):
            raise Invalid(reason="team-invalid")
