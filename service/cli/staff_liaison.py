"""What a liaison hands over for whom they act, at a terminal: `liaison`.

Owns how it is told. Refuses to sign that something was handed over in the act that opens it: a
liaison says so once it is done.
"""

import argparse
from dataclasses import asdict

from service.cli.staff_acts import Facts, done, in_utc, signed_in
from service.cli.staff_case import LETTER
from service.cli.staff_secrets import StaffError, check_place
from service.cli.staff_spoken import given
from service.client import entrusting
from service.client.mandates import mandates


def run_list(args: argparse.Namespace) -> int:
    """List what was entrusted to the liaison's team and may still be handed over."""
    return done(args, _list)


def run_people(args: argparse.Namespace) -> int:
    """List for whom the liaison may act now."""
    return done(args, _people)


def run_open(args: argparse.Namespace) -> int:
    """Open it, to read it to its recipient, play or print it."""
    return done(args, _open)


def run_handed_over(args: argparse.Namespace) -> int:
    """Sign that it was read to them, played or printed; nothing opens it here then."""
    return done(args, _handed_over)


async def _list(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as liaison:
        found = await entrusting.to_deliver(liaison)
    return {"deliveries": [_row(one) for one in found]}


async def _people(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as liaison:
        found = await mandates(liaison)
    return {
        "people": [
            {"person": one.person, "case": one.case, "until": in_utc(one.until)} for one in found
        ]
    }


def _row(one: entrusting.ToDeliver) -> dict[str, object]:
    return asdict(one) | {"begins": in_utc(one.begins), "until": in_utc(one.until)}


async def _open(args: argparse.Namespace) -> Facts:
    if args.out is not None:
        check_place(args.out)
    async with signed_in(args) as liaison:
        found = await entrusting.waiting(liaison, args.item)
        if found.kind != LETTER and args.out is None:
            raise StaffError("What is no letter is written to a file: name one with --out.")
        async with await entrusting.open_entrusted(liaison, found) as opened:
            contents = await opened.contents.to_bytes()
    told = {"item": found.item, "person": found.person, "kind": found.kind, "way": found.way}
    return {**told, **given(args.out, contents, found.kind)}


async def _handed_over(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as liaison:
        found = await entrusting.waiting(liaison, args.item)
        await entrusting.handed_over(liaison, found, args.how)
    return {"item": found.item, "person": found.person, "how": args.how}
