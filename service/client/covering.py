"""The two teams of the organisation that cover its cases, as this person's device knows them.

Owns which they are: the service says so, the root's roster and each member's role must agree.
Refuses a team with somebody on it who has another role: no half goes to a prison's liaisons.
"""

from dataclasses import dataclass
from typing import Final

from service.client.errors import NotPossible
from service.client.person import Person
from service.sealing.covers import OrganisationTeams, make_cover
from service.sealing.errors import Fault
from service.sealing.holding import hold
from service.sealing.schemas import Roster, Team
from service.sealing.standing import READERS
from service.sealing.statements import Statement, open_statement

SUPERVISORS: Final = "supervisors"
DUTY: Final = "duty"
LIAISON: Final = "liaison"
RETIRED: Final = "retired"
# Whom each team is for, by the roster's own word.
ROLES: Final = {
    SUPERVISORS: frozenset({"supervisor"}),
    DUTY: READERS,
    LIAISON: frozenset({"liaison"}),
}


@dataclass(frozen=True)
class OwnTeam:
    """A team of the organisation as the service shows it, its versions from the first on."""

    team: str
    purpose: str
    versions: tuple[Statement, ...]

    def listed(self, roster: Roster) -> Statement | None:
        """Return the newest version that a roster names."""
        return next((one for one in reversed(self.versions) if one.digest in roster.teams), None)


async def own_teams(person: Person) -> list[OwnTeam]:
    """Return what the service says of the organisation's teams.

    Each is one chain of this organisation; which version is in force, the root's roster says.
    Raises SealingError `team-invalid`.
    """
    answer = await person.transport.get("/organisation/teams")
    found = [
        OwnTeam(
            str(row["team"]),
            str(row["purpose"]),
            tuple(Statement.from_wire(one) for one in row["versions"]),
        )
        for row in answer["teams"]
    ]
    for one in found:
        _hold_chain(person, one)
    return found


def _hold_chain(person: Person, own: OwnTeam) -> None:
    bodies = [open_statement(one, Team) for one in own.versions]
    before = [b"", *(one.digest for one in own.versions)]
    hold(
        Fault.TEAM_INVALID,
        "The versions of a team of the organisation are not one chain.",
        own.purpose in {*ROLES, RETIRED},
        bool(bodies),
        all(one.team == own.team and one.case == "" for one in bodies),
        all(one.org == person.org for one in bodies),
        [one.version for one in bodies] == list(range(1, len(bodies) + 1)),
        all(one.previous == digest for one, digest in zip(bodies, before, strict=False)),
    )


async def covering_teams(person: Person, roster: Roster) -> OrganisationTeams | None:
    """Return the supervisors' and the duty team that the roster lists; None unless it lists both.

    Raises NotPossible `team-not-fit` when one of them is not what the service says it is.
    """
    if not roster.teams:
        return None
    listed = {
        own.purpose: statement
        for own in await own_teams(person)
        if (statement := own.listed(roster)) is not None and has_anybody(statement, roster)
    }
    if SUPERVISORS not in listed or DUTY not in listed:
        return None
    for purpose in (SUPERVISORS, DUTY):
        hold_fit(open_statement(listed[purpose], Team), roster, purpose)
    return OrganisationTeams(supervisors=listed[SUPERVISORS], duty=listed[DUTY])


def has_anybody(team: Statement, roster: Roster) -> bool:
    """Tell whether anybody on a version of a team is on the roster under the same key."""
    boxes = {entry.person: entry.box for entry in roster.staff}
    return any(boxes.get(one.person) == one.box for one in open_statement(team, Team).members)


def hold_fit(team: Team, roster: Roster, purpose: str) -> None:
    """Hold that everyone on a team who is on the roster has the role that it is for.

    Whoever has left the roster since is passed over: their half alone says nothing. Raises
    NotPossible `team-not-fit`.
    """
    staff = {entry.person: entry for entry in roster.staff}
    known = [staff[one.person] for one in team.members if one.person in staff]
    fit = (
        team.org == roster.org
        and team.case == ""
        and known
        and all(not ROLES[purpose].isdisjoint(entry.roles) for entry in known)
    )
    if not fit:
        raise NotPossible("team-not-fit", "A team of the organisation is not what it should be.")


async def cover_of(
    person: Person, roster: Roster, team: Statement, private: bytes
) -> Statement | None:
    """Cover a case team's version that this person has just made, where there are teams to do so.

    `private` is the version's own key, 32 bytes.
    """
    covering = await covering_teams(person, roster)
    if covering is None:
        return None
    return make_cover(team, private, covering, person.keys.sign_seed, person.clock())
