"""The facilitator's verbs for somebody without an account, for whom a team of liaisons acts.

Owns how they are told. Refuses a team that is no establishment's, and names of anybody: somebody
without an account is an id that is made here.
"""

import argparse

from service.cli.staff_acts import Facts, done, in_utc, signed_in
from service.client import mandates
from service.client.case_files import case_in_force
from service.client.errors import NotPossible
from service.client.person import Person
from service.client.transferring import listed_team


def run_mandate(args: argparse.Namespace) -> int:
    """Let a liaison team act for somebody without an account, who joins the case where new."""
    return done(args, _mandate)


def run_mandate_end(args: argparse.Namespace) -> int:
    """Let nobody act for them any more, from a minute on."""
    return done(args, _end)


async def _mandate(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as facilitator:
        team = await listed_team(facilitator, args.team)
        if args.person:
            await _hold_on_side(facilitator, args)
        person = await mandates.mandate(
            facilitator, args.case, args.role, team=team, until=args.until, person=args.person
        )
    told = {"case": args.case, "person": person, "role": args.role}
    return {**told, "team": args.team, "until": in_utc(args.until)}


async def _hold_on_side(facilitator: Person, args: argparse.Namespace) -> None:
    people = (await case_in_force(facilitator, args.case)).newest.people
    if (args.person, args.role) not in {(one.person, one.role) for one in people}:
        raise NotPossible("not-on-case", f"On the side {args.role} there is no {args.person}.")


async def _end(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as facilitator:
        until = await mandates.end(facilitator, args.case, args.person)
    return {"case": args.case, "person": args.person, "until": in_utc(until)}
