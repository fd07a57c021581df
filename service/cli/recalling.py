"""The verb `recall`: an author, or the liaison who acts for one, takes an item back.

Owns how it is told. Refuses to say whether the other side had opened it: nobody tells.
"""

import argparse

from service.cli.staff_acts import Facts, done, signed_in
from service.client.recalling import recall


def run(args: argparse.Namespace) -> int:
    """Take back what was submitted last of an item."""
    return done(args, _recall)


async def _recall(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as author:
        await recall(author, args.item)
    return {"item": args.item, "taken_back": True}
