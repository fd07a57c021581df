"""The organisation's own teams: founding one, its next versions, its key.

Owns what a member does; the administrator lists teams on the roster with `publish_roster`.
Refuses to make a version with anybody who is not on the roster in the role that the team is for.
"""

from collections.abc import Sequence

from service.client.case_files import roster_in_force
from service.client.covering import RETIRED, ROLES, OwnTeam, hold_fit, own_teams
from service.client.errors import NotPossible
from service.client.person import Person
from service.sealing.encoding import new_id
from service.sealing.schemas import Roster, Team
from service.sealing.standing import entry_with
from service.sealing.statements import Statement, open_statement
from service.sealing.teams import new_team, next_team, open_team_key


async def found_team(member: Person, purpose: str, others: Sequence[str]) -> str:
    """Found the supervisors' team, the duty team, or a liaison team; return its id.

    `purpose` is `supervisors`, `duty` or `liaison`. Its members are this person and `others`. It
    counts once the next roster lists it.
    """
    _, roster = await roster_in_force(member)
    members = _boxes(roster, purpose, [member.id, *others])
    team = new_id()
    statement, _ = new_team(member.org, team, "", members, member.keys.sign_seed, member.clock())
    await _store(member, purpose, statement)
    return team


async def change_team(member: Person, team: str, people: Sequence[str]) -> int:
    """Make the next version of a team with this person and `people` on it; return its number.

    Whoever is left out keeps no way into what is sealed from then on, once the roster lists it.
    Raises NotPossible `no-team` for a team that this person is not on.
    """
    _, roster = await roster_in_force(member)
    for own in await own_teams(member):
        if own.team == team and member.id in _people(own.versions[-1]):
            newest = own.versions[-1]
            private = open_team_key(newest, member.id, member.keys.box_private)
            members = _boxes(roster, own.purpose, [member.id, *people])
            statement, _ = next_team(
                newest, private, members, member.keys.sign_seed, member.clock()
            )
            await _store(member, own.purpose, statement)
            return len(own.versions) + 1
    raise NotPossible("no-team", "This person is on no such team.")


async def teams_to_list(administrator: Person, roster: Roster) -> tuple[bytes, ...]:
    """Return what the next roster's `teams` says: the newest version of each team.

    One that another has taken the place of, since nobody of it was left, is listed no more.
    Whoever is on a version must be on the roster in the role that the team is for, under the same
    key; it is signed by a member of itself or of the version before. Raises NotPossible
    `team-not-fit`, and SealingError for versions that are no chain.
    """
    listed = list(roster.teams)
    for own in await own_teams(administrator):
        newest, versions = own.versions[-1], {one.digest for one in own.versions}
        if own.purpose == RETIRED:
            listed = [one for one in listed if one not in versions]
        elif newest.digest not in listed:
            _hold_new(own, roster)
            listed = [*(one for one in listed if one not in versions), newest.digest]
    return tuple(listed)


def _hold_new(own: OwnTeam, roster: Roster) -> None:
    newest = open_statement(own.versions[-1], Team)
    hold_fit(newest, roster, own.purpose)
    authors = _people(own.versions[-2] if len(own.versions) > 1 else own.versions[-1])
    signer = entry_with(roster, own.versions[-1].key)
    boxes = {entry.person: entry.box for entry in roster.staff}
    if (
        signer is None
        or signer.person not in authors
        or any(boxes.get(one.person) != one.box for one in newest.members)
    ):
        raise NotPossible("team-not-fit", "A team of the organisation is not what it should be.")


def _people(statement: Statement) -> set[str]:
    return {one.person for one in open_statement(statement, Team).members}


async def _store(member: Person, purpose: str, statement: Statement) -> None:
    await member.transport.post(
        "/organisation/teams", {"purpose": purpose, "team": statement.to_wire()}, repeat=True
    )


def _boxes(roster: Roster, purpose: str, people: Sequence[str]) -> list[tuple[str, bytes]]:
    fit = {
        entry.person: entry.box
        for entry in roster.staff
        if not ROLES[purpose].isdisjoint(entry.roles)
    }
    wanted = list(dict.fromkeys(people))
    if not set(wanted) <= set(fit):
        raise NotPossible("not-fit", "Somebody is not on the roster in the role of this team.")
    return [(one, fit[one]) for one in wanted]
