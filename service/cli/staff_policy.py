"""The verbs `org policy state` and `org policy show`: which route a case takes, by kind of harm.

Owns how they are told. Refuses to know which policy is right: that is for the agency to say.
"""

import argparse
import time
from collections.abc import Mapping

from service.cli.staff_acts import Facts, done, in_utc, signed_in
from service.client.case_files import roster_in_force
from service.client.policies import policies, state_policy
from service.domain.policy import UNTIL_STATED, Harm, Route, in_force
from service.domain.policy import Policy as Stated
from service.sealing.schemas import Policy
from service.sealing.schemas_practice import HARMS
from service.sealing.standing import entry_with
from service.sealing.statements import open_statement

_A_DAY_S = 24 * 60 * 60


def run_policy_state(args: argparse.Namespace) -> int:
    """State the next policy."""
    return done(args, _state)


def run_policy_show(args: argparse.Namespace) -> int:
    """Show every policy and which one counts."""
    return done(args, _show)


async def _state(args: argparse.Namespace) -> Facts:
    routes = {one: getattr(args, one) for one in HARMS}
    # `a_day` gives a day's last second; a policy begins with its first.
    since = None if args.since is None else args.since - _A_DAY_S + 1
    async with signed_in(args) as supervisor:
        sequence = await state_policy(supervisor, routes, since=since)
    return {"sequence": sequence, **routes}


async def _show(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as person:
        shown = await policies(person)
        _, roster = await roster_in_force(person)
    told, stated = [], []
    for one in shown:
        body = open_statement(one, Policy)
        routes = {each.harm: each.route for each in body.routes}
        by = entry_with(roster, one.key)
        stated.append(_stated(body, routes))
        told.append(
            {
                "sequence": body.sequence,
                "from": in_utc(body.from_),
                # Whoever stated it may have left since; an export says who was on the roster then.
                "by": by.person if by is not None else None,
                **routes,
            }
        )
    counts = in_force(stated, int(time.time())) if stated else UNTIL_STATED
    return {"policies": told, "now": {one.value: counts[one].value for one in Harm}}


def _stated(body: Policy, routes: Mapping[str, str]) -> Stated:
    return Stated(
        body.sequence,
        body.from_,
        {Harm(one): Route(route) for one, route in routes.items()},
    )
