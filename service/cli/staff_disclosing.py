"""The verb by which a reader says whom they told of a danger to life or to a child.

Owns how it is told. Refuses words as an argument: they come from a file that nobody else can read.
"""

import argparse

from service.cli.staff_acts import Facts, done, signed_in
from service.cli.staff_deciding import words_in
from service.client.disclosing import disclose
from service.sealing.encoding import b64


def run_disclose(args: argparse.Namespace) -> int:
    """Record that one told somebody outside of a danger that an item shows."""
    return done(args, _disclose)


async def _disclose(args: argparse.Namespace) -> Facts:
    words = words_in(args.words_file) if args.words_file else ""
    async with signed_in(args) as reader:
        disclosure = await disclose(reader, args.item, args.to, args.reason, words)
    return {
        "item": args.item,
        "to": args.to,
        "reason": args.reason,
        "disclosure": b64(disclosure),
    }
