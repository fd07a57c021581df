"""The verb that shows what waits for whoever signs in, soonest first.

Owns how it is told: ids and times. Refuses names and content, which a shared terminal would keep.
"""

import argparse

from service.cli.staff_acts import Facts, done, in_utc, signed_in
from service.client.working import work


def run_work(args: argparse.Namespace) -> int:
    """Show what waits in all of one's cases."""
    return done(args, _work)


async def _work(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as reader:
        found = await work(reader)
        now = reader.clock()
    return {
        "total": found.total,
        "work": [
            {
                "kind": one.kind,
                "due": in_utc(one.due),
                "overdue": one.due < now,
                "case": one.case,
                "item": one.item,
                "person": one.person,
                "clears": one.clears,
            }
            for one in found.rows
        ],
    }
