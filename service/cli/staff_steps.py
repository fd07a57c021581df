"""The facilitator's verbs for a case's way: its steps, what is recorded, two readers.

Owns how they are told. Refuses to record what needs more than a line: names and reasons go into
sealed notes, in the portal.
"""

import argparse

from service.cli.blocker_words import in_the_way
from service.cli.staff_acts import Facts, done, signed_in
from service.cli.staff_secrets import StaffError
from service.client.cases import activate, ahead, step
from service.client.errors import Refusal
from service.client.practising import INFORMATION, Entry, ends_there, record
from service.client.tightening import ask_for_two_readers
from service.client.transferring import listed_team, transfer
from service.sealing.encoding import new_id
from service.sealing.errors import SealingError
from service.sealing.schemas_practice import CUSTODY_DAY, DISCLOSURE, FOLLOW_UP
from service.sealing.wordings import newest_wording

_OVER_TODAY = (
    "A day in custody counts until half past three in the afternoon UTC, and that is over: name a"
    " later day."
)


def run_steps(args: argparse.Namespace) -> int:
    """Show which steps can come next."""
    return done(args, _steps)


def run_step(args: argparse.Namespace) -> int:
    """Take one step."""
    return done(args, _step)


def run_activate(args: argparse.Namespace) -> int:
    """Take every step that is left until letters can be written."""
    return done(args, _activate)


def run_two_readers(args: argparse.Namespace) -> int:
    """Ask for two readers from now on."""
    return done(args, _two_readers)


def run_record(args: argparse.Namespace) -> int:
    """Record something, signed by whoever signs in."""
    return done(args, _record)


def run_transfer(args: argparse.Namespace) -> int:
    """Move somebody in custody to another establishment, in one act."""
    return done(args, _transfer)


async def _steps(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as facilitator:
        shown = await facilitator.transport.get(f"/cases/{args.case}")
        found = await ahead(facilitator, args.case)
    return {
        "case": args.case,
        "state": shown["state"],
        "steps": [
            {
                "act": one.act,
                "next": one.next,
                "blockers": list(one.blockers),
                "in_the_way": [in_the_way(each) for each in one.blockers],
            }
            for one in found
        ],
    }


async def _step(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as facilitator:
        await step(facilitator, args.case, args.act)
        shown = await facilitator.transport.get(f"/cases/{args.case}")
    return {"case": args.case, "state": shown["state"]}


async def _activate(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as facilitator:
        try:
            await activate(facilitator, args.case)
        except Refusal as refused:
            shown = await facilitator.transport.get(f"/cases/{args.case}")
            refused.facts["reached"] = shown["state"]
            raise
    return {"case": args.case, "state": "active"}


async def _two_readers(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as facilitator:
        await ask_for_two_readers(facilitator, args.case, specialist=args.specialist)
    return {"case": args.case, "readers": 2}


async def _record(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as reader:
        entry = Entry(
            args.kind,
            args.status,
            person=args.person or "",
            subject=_subject(args, reader.id),
            round=args.round,
            media=tuple(args.medium),
            wording=_wording(args),
            until=_until(args),
            triggers=tuple(args.trigger),
            reply=args.reply or "",
        )
        if entry.kind == CUSTODY_DAY and 0 < entry.until <= reader.clock():
            raise StaffError(_OVER_TODAY)
        try:
            await record(reader, args.case, entry)
        except SealingError as fault:
            raise StaffError(
                f"`{args.kind} {args.status}` cannot be recorded so: the kind has another status,"
                " or asks for other facts (docs/protocol.md, 4.27)."
            ) from fault
    told: Facts = {"case": args.case, "kind": args.kind, "status": args.status}
    return {**told, "order": entry.subject} if args.kind == "restriction" else told


def _until(args: argparse.Namespace) -> int:
    if args.until and args.kind == CUSTODY_DAY:
        return ends_there(args.until)
    return args.until or 0


def _subject(args: argparse.Namespace, signer: str) -> str:
    if args.kind == "conflict":
        return signer
    if args.kind in {FOLLOW_UP, DISCLOSURE}:
        return args.item or ""
    return (args.order or new_id()) if args.kind == "restriction" else ""


def _wording(args: argparse.Namespace) -> bytes:
    if args.kind != INFORMATION:
        return b""
    try:
        return newest_wording(INFORMATION, args.language).digest
    except KeyError as fault:
        raise StaffError(f"There are no words for this in {args.language!r}.") from fault


async def _transfer(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as facilitator:
        team = await listed_team(facilitator, args.team)
        await transfer(facilitator, args.case, args.person, team=team, until=args.until)
    return {"case": args.case, "person": args.person, "team": args.team, "cleared": False}
