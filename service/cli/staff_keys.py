"""The facilitator's verbs for keys that are replaced: a participant's, and a worker pool's.

Owns what is asked and told. Refuses to vouch for anyone by itself: who types has talked to them.
"""

import argparse

from service.cli.staff_acts import Facts, done, handed_over, signed_in
from service.client.cases import certify_replied
from service.client.person import Person
from service.client.pools import use_newest_pool
from service.client.re_enrolling import re_enrol, vouch, waiting
from service.client.regranting import regrant_all


def run_re_enrol(args: argparse.Namespace) -> int:
    """Make a new login and code for somebody of a case who lost passphrase and recovery code."""
    return done(args, _re_enrol)


def run_vouch(args: argparse.Namespace) -> int:
    """Certify the answer to one's own code, or vouch as the second reader."""
    return done(args, _vouch)


def run_regrant(args: argparse.Namespace) -> int:
    """Hand on to somebody's new keys whatever was approved for the old ones."""
    return done(args, _regrant)


def run_use_pool(args: argparse.Namespace) -> int:
    """Name the newest worker pool in one case, or in all of one's own."""
    return done(args, _use_pool)


async def _re_enrol(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as facilitator:
        made = await re_enrol(facilitator, args.case, args.person)
    return handed_over(args, made)


async def _vouch(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as reader:
        if args.person not in {one.person for one in await waiting(reader, args.case)}:
            certified = await certify_replied(reader, args.case)
            if args.person in certified.waiting:
                return await _asked(reader, args)
        vouched = await vouch(reader, args.case, args.person)
    return {"person": args.person, "state": "done", "regranted": list(vouched.regranted)}


async def _asked(reader: Person, args: argparse.Namespace) -> Facts:
    found = await waiting(reader, args.case)
    asked = next(one for one in found if one.person == args.person)
    return {"person": asked.person, "state": "waiting", "number": asked.number}


async def _regrant(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as reader:
        found = await regrant_all(reader, args.case, args.person)
    return {"person": args.person, "regranted": list(found)}


async def _use_pool(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as facilitator:
        cases = [args.case] if args.case else await _own_cases(facilitator)
        pools = [await use_newest_pool(facilitator, case) for case in cases]
    return {"cases": cases, "pool": pools[0] if pools else ""}


async def _own_cases(facilitator: Person) -> list[str]:
    return [str(row["case"]) async for row in facilitator.transport.rows("/cases")]
