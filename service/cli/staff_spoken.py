"""What somebody without an account says before staff, taken down at a terminal and handed over.

Owns how it is told. Refuses to sign that something was handed over in the act that opens it: staff
say so once it is done.
"""

import argparse
from pathlib import Path

from service.cli.paper import as_pdf
from service.cli.staff_acts import Facts, done, signed_in
from service.cli.staff_case import LETTER, shown
from service.cli.staff_secrets import StaffError, check_place, write_new_private
from service.client import assisting, entrusting, keeping
from service.client.attesting import deliver
from service.client.choosing import choose
from service.client.consenting import Spoken
from service.client.items import item as described
from service.client.items import items
from service.sealing.schemas import SCAN

_HOUR = 3600


def run_list(args: argparse.Namespace) -> int:
    """List what there is for somebody, and where each of it is."""
    return done(args, _list)


def run_choose(args: argparse.Namespace) -> int:
    """Take down whether somebody wants to hear that something has arrived."""
    return done(args, _choose)


def run_ask(args: argparse.Namespace) -> int:
    """Ask, as somebody asked, whether there is anything for them."""
    return done(args, _ask)


def run_accept(args: argparse.Namespace) -> int:
    """Take down that somebody accepts an item, how and for how long."""
    return done(args, _accept)


def run_refuse(args: argparse.Namespace) -> int:
    """Take down that somebody does not want an item."""
    return done(args, _refuse)


def run_ask_again(args: argparse.Namespace) -> int:
    """Take down that somebody asks for what they refused before."""
    return done(args, _ask_again)


def run_keep(args: argparse.Namespace) -> int:
    """Take down what somebody wants done with what was handed to them."""
    return done(args, _keep)


def run_open(args: argparse.Namespace) -> int:
    """Open what was released to somebody, to read it to them, play or print it."""
    return done(args, _open)


def run_handed_over(args: argparse.Namespace) -> int:
    """Sign that it was read to them, played or printed."""
    return done(args, _handed_over)


def run_entrust(args: argparse.Namespace) -> int:
    """Entrust what was released to somebody to the liaisons who act for them."""
    return done(args, _entrust)


async def _list(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as staff:
        found = [one for one in await items(staff) if args.person in one.recipients]
    return {
        "items": [
            {"item": one.id, "kind": one.kind, "language": one.language, "status": one.status}
            for one in found
            if one.case == args.case
        ]
    }


async def _choose(args: argparse.Namespace) -> Facts:
    spoken = Spoken(args.case, args.person, args.manner)
    async with signed_in(args) as staff:
        await choose(staff, args.standing, args.tell_author, spoken=spoken)
    return {"person": args.person, "standing": args.standing, "tell_author": args.tell_author}


async def _ask(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as staff:
        waiting = await assisting.ask_for(staff, args.case, args.person, manner=args.manner)
    return {"person": args.person, "waiting": waiting}


async def _accept(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as staff:
        await assisting.accept_for(
            staff,
            args.person,
            args.item,
            args.medium,
            manner=args.manner,
            window_s=args.hours * _HOUR,
            from_=args.begins,
        )
    return {"item": args.item, "person": args.person, "medium": args.medium}


async def _refuse(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as staff:
        await assisting.decline_for(staff, args.person, args.item, manner=args.manner)
    return {"item": args.item, "person": args.person}


async def _ask_again(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as staff:
        await assisting.ask_again_for(staff, args.person, args.item, manner=args.manner)
    return {"item": args.item, "person": args.person}


async def _keep(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as staff:
        await keeping.keep_for(staff, args.person, args.item, args.wish, manner=args.manner)
    return {"item": args.item, "person": args.person, "wish": args.wish}


async def _open(args: argparse.Namespace) -> Facts:
    if args.out is not None:
        check_place(args.out)
    async with signed_in(args) as staff:
        kind = (await described(staff, args.item)).kind
        if kind != LETTER and args.out is None:
            raise StaffError("What is no letter is written to a file: name one with --out.")
        async with await assisting.open_for(staff, args.person, args.item) as opened:
            await assisting.hold_released(staff, args.item)
            contents = await opened.contents.to_bytes()
    told = {"item": args.item, "person": args.person, "kind": kind}
    return {**told, **given(args.out, contents, kind)}


def given(out: Path | None, contents: bytes, kind: str) -> dict[str, object]:
    """Return what was opened: its words, or the file, for its reader alone, that it went into.

    A letter on paper goes into it as a PDF of its pages, to be printed.
    """
    if out is None:
        return {"text": shown(contents.decode())}
    write_new_private(out, as_pdf(contents) if kind == SCAN else contents)
    return {"file": str(out)}


async def _entrust(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as staff:
        await entrusting.entrust(staff, args.person, args.item)
    return {"item": args.item, "person": args.person}


async def _handed_over(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as staff:
        case = (await described(staff, args.item)).case
        await deliver(staff, case, args.item, args.person, args.how)
    return {"item": args.item, "person": args.person, "how": args.how}
