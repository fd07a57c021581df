"""The verb `roster show`: who is on the staff, as the root has signed it.

Owns the layout. Refuses to show what only the service says: a team counts once a roster lists it.
"""

import argparse

from service.cli.staff_acts import Facts, done, signed_in
from service.client.case_files import roster_in_force
from service.client.covering import own_teams
from service.sealing.encoding import b64
from service.sealing.schemas import Team
from service.sealing.statements import open_statement


def run_roster_show(args: argparse.Namespace) -> int:
    """Show the people, pools and teams of the newest roster."""
    return done(args, _show)


async def _show(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as person:
        _, roster = await roster_in_force(person)
        shown = await own_teams(person) if roster.teams else []
    teams = []
    for own in shown:
        newest = own.listed(roster)
        if newest is not None:
            members = [one.person for one in open_statement(newest, Team).members]
            teams.append({"team": own.team, "purpose": own.purpose, "members": members})
    return {
        "sequence": roster.sequence,
        "people": [{"person": one.person, "roles": list(one.roles)} for one in roster.staff],
        "pools": [one.pool for one in roster.pools],
        "teams": teams,
        "team_digests": [b64(one) for one in roster.teams],
    }
