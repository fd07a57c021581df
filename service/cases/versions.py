"""What a version of a case's team must be before it is stored: its members, its chain, its cover.

Owns the checks; each raises `Invalid`, or `Conflict` where something came first and the device
should look again. Refuses to decide who may make a version: `teams` and `stepping_in` do.
"""

from dataclasses import dataclass, replace

from sqlmodel.ext.asyncio.session import AsyncSession

from service.cases.case_statements import check_case_statement
from service.cases.ground import signed as signed_of
from service.cases.organisation_teams import Covering, covering
from service.db import statements
from service.db.tables import Account, Case
from service.domain.errors import Conflict, Invalid
from service.domain.roles import READERS
from service.sealing.errors import SealingError
from service.sealing.schemas import CaseStatement, Cover, Team
from service.sealing.statements import Statement, open_statement


@dataclass(frozen=True)
class NextVersion:
    """What a device hands over: the version, the case statement that names it, its cover."""

    team: Statement
    case_statement: Statement
    cover: Statement | None


@dataclass(frozen=True)
class Checked:
    """A version that follows the one before, and the numbers that its statements are kept under."""

    given: NextVersion
    previous: bytes
    before: Team
    team: Team
    sequence: int

    @property
    def earlier(self) -> frozenset[str]:
        """Who was on the version before."""
        return frozenset(one.person for one in self.before.members)

    @property
    def members(self) -> frozenset[str]:
        """Who is on this version."""
        return frozenset(one.person for one in self.team.members)


async def check_next(
    session: AsyncSession, case: Case, signer: str, sign: bytes, given: NextVersion
) -> Checked:
    """Return the next version, checked by itself; whoever signs it must stand on it.

    A version that its signer is not on could be vouched for by nobody: every device would refuse
    the case from then on.
    """
    row = await statements.newest(session, Team.TYPE, case=case.id)
    team = read_team(given.team, sign)
    if row is None or (team.version, team.previous) != (row.sequence + 1, row.digest):
        raise Conflict(field="team")
    before = open_statement(signed_of(row), Team)
    if (team.org, team.case, team.team) != (before.org, before.case, before.team):
        raise Invalid(reason="team-invalid")
    if team.key == before.key or signer not in {one.person for one in team.members}:
        raise Invalid(reason="team-invalid")
    await hold_readers(session, team)
    sequence = await _check_case_statement(session, case, sign, given)
    await check_cover(session, given.team, given.cover)
    return Checked(given, row.digest, before, team, sequence)


def read_team(signed: Statement, sign: bytes) -> Team:
    """Return the body of a team statement that this person signed."""
    try:
        team = open_statement(signed, Team)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    if signed.key != sign:
        raise Invalid(reason="team-invalid")
    return team


async def hold_readers(session: AsyncSession, team: Team) -> None:
    """Hold that each member is another certified reader, under the box key of their account."""
    if not team.members or len({one.person for one in team.members}) != len(team.members):
        raise Invalid(reason="team-invalid")
    for member in team.members:
        account = await session.get(Account, member.person)
        if (
            account is None
            or account.box != member.box
            or account.state != "certified"
            or READERS.isdisjoint(account.roles)
        ):
            raise Invalid(reason="team-invalid")


async def check_cover(
    session: AsyncSession, team_signed: Statement, cover_signed: Statement | None
) -> None:
    """Hold that a version is covered where the roster lists both teams for it, else not at all."""
    teams = await covering(session)
    if teams is None and cover_signed is None:
        return
    if teams is None or cover_signed is None:
        # The roster changed since the device looked; with the newest it knows what is asked for.
        raise Conflict(field="cover")
    _check_shares(team_signed, cover_signed, teams)


def _check_shares(team_signed: Statement, cover_signed: Statement, teams: Covering) -> None:
    team = open_statement(team_signed, Team)
    try:
        cover = open_statement(cover_signed, Cover)
    except SealingError as fault:
        raise Invalid(reason=fault.code) from fault
    said = (cover.org, cover.case, cover.team, cover.version)
    if cover_signed.key != team_signed.key or said != (
        team.org,
        team.case,
        team_signed.digest,
        team.version,
    ):
        raise Invalid(reason="cover-invalid")
    named = (cover.supervisors.statement, cover.duty.statement)
    if named != (teams.supervisors.digest, teams.duty.digest):
        raise Conflict(field="cover")
    if (cover.supervisors.team, cover.duty.team) != (
        open_statement(signed_of(teams.supervisors), Team).team,
        open_statement(signed_of(teams.duty), Team).team,
    ):
        raise Invalid(reason="cover-invalid")


async def _check_case_statement(
    session: AsyncSession, case: Case, sign: bytes, given: NextVersion
) -> int:
    """Hold that the next case statement changes the team and nothing else; return its sequence."""
    body = check_case_statement(given.case_statement, case.org, case.id, sign)
    row = await statements.newest(session, CaseStatement.TYPE, case=case.id)
    if row is None or (body.sequence, body.previous) != (row.sequence + 1, row.digest):
        raise Conflict(field="sequence")
    wanted = replace(
        open_statement(signed_of(row), CaseStatement),
        sequence=body.sequence,
        previous=row.digest,
        team=given.team.digest,
        issued=body.issued,
    )
    if body != wanted:
        raise Invalid(reason="case-invalid")
    return body.sequence
