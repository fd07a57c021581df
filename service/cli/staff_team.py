"""The verbs of teams: a case's members, stepping into a case, the organisation's own teams.

Owns which act of the client each verb is. Refuses to know a key: the acts open them in memory for
one signature, and everything typed is an id, a role or a reason.
"""

import argparse

from service.cli.staff_acts import Facts, done, signed_in
from service.client import stepping_in
from service.client.organisation_teams import change_team, found_team
from service.client.teams import Changed, add_to_team, remove_from_team


def run_team_add(args: argparse.Namespace) -> int:
    """Put a facilitator or supervisor on a case's team."""
    return done(args, _add)


def run_team_remove(args: argparse.Namespace) -> int:
    """Vouch for what somebody signed, then take them off a case's team."""
    return done(args, _remove)


def run_team_found(args: argparse.Namespace) -> int:
    """Found a team of the organisation; the next `roster publish` lists it."""
    return done(args, _found)


def run_team_renew(args: argparse.Namespace) -> int:
    """Make a team's next version with these people; the next `roster publish` lists it."""
    return done(args, _renew)


def run_step_in_ask(args: argparse.Namespace) -> int:
    """Hand this person's half of a case's cover to one colleague of the other team."""
    return done(args, _ask)


def run_step_in_join(args: argparse.Namespace) -> int:
    """Join both halves; nothing is in force before the colleague has signed too."""
    return done(args, _join)


def run_step_in_confirm(args: argparse.Namespace) -> int:
    """Look at what the colleague made, and sign."""
    return done(args, _confirm)


def run_step_in_withdraw(args: argparse.Namespace) -> int:
    """End what waits in a case for this person."""
    return done(args, _withdraw)


async def _add(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as person:
        return _facts(args.case, await add_to_team(person, args.case, args.person))


async def _remove(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as person:
        return _facts(args.case, await remove_from_team(person, args.case, args.person))


async def _found(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as person:
        team = await found_team(person, args.purpose, args.person)
        return {"team": team, "purpose": args.purpose, "members": [person.id, *args.person]}


async def _renew(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as person:
        version = await change_team(person, args.team, args.person)
        return {"team": args.team, "version": version, "members": [person.id, *args.person]}


async def _ask(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as person:
        step_in = await stepping_in.ask(person, args.case, args.person, args.capacity, args.reason)
    return {"case": args.case, "step_in": step_in, "colleague": args.person}


async def _join(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as person:
        return {"case": args.case, "step_in": await stepping_in.join(person, args.case)}


async def _confirm(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as person:
        return _facts(args.case, await stepping_in.confirm(person, args.case))


async def _withdraw(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as person:
        return {"case": args.case, "withdrawn": await stepping_in.withdraw(person, args.case)}


def _facts(case: str, changed: Changed) -> Facts:
    return {"case": case, "version": changed.version, "members": list(changed.members)}
