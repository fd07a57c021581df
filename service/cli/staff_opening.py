"""The facilitator's verbs that bring a case to life: open it, invite its people, certify.

Owns where the card's words come from: a file that nobody else can read. Refuses to take them as an
argument, because they are names.
"""

import argparse
from collections.abc import Sequence
from pathlib import Path

from service.cli.staff_acts import Facts, done, handed_over, signed_in
from service.cli.staff_secrets import StaffError, read_private
from service.client.case_files import case_in_force
from service.client.cases import certify_replied, invite_participant, open_case
from service.sealing.schemas import CaseStatement


def run_open(args: argparse.Namespace) -> int:
    """Open a case with oneself, and whoever else is named, as its readers."""
    return done(args, _open)


def run_enrol_code(args: argparse.Namespace) -> int:
    """Invite someone to a case; the code is for them alone and good once."""
    return done(args, _enrol_code)


def run_certify(args: argparse.Namespace) -> int:
    """Certify everyone who has answered one's own codes for a case."""
    return done(args, _certify)


async def _open(args: argparse.Namespace) -> Facts:
    card = _card(args.card_file)
    async with signed_in(args) as facilitator:
        case = await open_case(facilitator, readers=args.reader, card=card, route=args.route)
    return {"case": case}


def _card(path: Path | None) -> str:
    if path is None:
        return ""
    try:
        return read_private(path).decode()
    except UnicodeDecodeError as error:
        raise StaffError(f"{path} is not text in UTF-8.") from error


async def _enrol_code(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as facilitator:
        if not args.anyway:
            newest = (await case_in_force(facilitator, args.case)).newest
            _hold_nobody_there([one.person for one in newest.people if one.role == args.role])
        made = await invite_participant(facilitator, args.case, args.role)
    return handed_over(args, made)


def _hold_nobody_there(people: Sequence[str]) -> None:
    # An item has one recipient so far: a second person there keeps the other side from sending.
    if people:
        raise StaffError(
            f"{', '.join(people)} is confirmed on this side already. For lost keys there is"
            " `case re-enrol`; to invite somebody else too, say --anyway."
        )


async def _certify(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as facilitator:
        certified = await certify_replied(facilitator, args.case)
        newest = (await case_in_force(facilitator, args.case)).newest
    if not (certified.people or certified.waiting or certified.unproven):
        raise StaffError("Nobody has answered a code of yours for this case since the last time.")
    return {
        "case": args.case,
        "people": list(certified.people),
        **_by_side(certified.people, newest),
        "waiting": list(certified.waiting),
        "unproven": [one.person for one in certified.unproven],
    }


def _by_side(certified: Sequence[str], case: CaseStatement) -> dict[str, list[str]]:
    """Return who of these is the person harmed and who the person responsible."""
    sides = {"person_harmed": "harmed", "person_responsible": "responsible"}
    return {
        name: [one.person for one in case.people if one.role == side and one.person in certified]
        for name, side in sides.items()
    }
