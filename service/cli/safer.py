"""The verbs `safer`: a reader has a recording changed; its author looks, and agrees or declines.

Owns how times and boxes are told. Refuses to agree to any rendition but the one that was
looked at before, and to call a changed voice anything else.
"""

import argparse
from collections.abc import Awaitable, Callable, Sequence

from service.cli.safer_typed import EVERYTHING, MS, THOUSANDTHS
from service.cli.staff_acts import Facts, done, signed_in
from service.cli.staff_secrets import StaffError, check_place
from service.client import reviewing
from service.client.hands import Hand, LiaisonHand, OwnHand
from service.client.person import Person
from service.client.safer import Edited, ask_for_edits, see_own
from service.sealing.errors import SealingError
from service.sealing.schemas_edits import Edit, changed, check_edits


def run_ask(args: argparse.Namespace) -> int:
    """Claim a recording and have a safer rendition made of it."""
    return done(args, _ask)


def run_see(args: argparse.Namespace) -> int:
    """Write what was made of one's own recording to a file."""
    return done(args, _see)


def run_agree(args: argparse.Namespace) -> int:
    """Agree to the rendition that was looked at."""
    return done(args, lambda typed: _answer(typed, Edited.agree, "agreed"))


def run_decline(args: argparse.Namespace) -> int:
    """Say that the rendition that was looked at is not to be passed on."""
    return done(args, lambda typed: _answer(typed, Edited.decline, "declined"))


def _wanted(args: argparse.Namespace) -> tuple[Edit, ...]:
    """Return what was typed as a list in its one form; raises StaffError where there is none."""
    whole = [changed(one) for one in ("sound-only", "voice", "noise") if one in args.change]
    edits = sorted((*args.cut, *args.blur, *args.pixelate, *whole), key=lambda one: one.place)
    if args.plain == bool(edits):
        raise StaffError("Say what to change, or --plain for the recording as it is.")
    try:
        return check_edits(tuple(edits))
    except SealingError:
        raise StaffError(
            "These do not go together: a time ends after it begins, cuts do not touch, a box lies"
            " within the picture, and beside sound alone nothing is hidden."
        ) from None


async def _ask(args: argparse.Namespace) -> Facts:
    edits = _wanted(args)
    async with signed_in(args) as reader:
        await reviewing.claim(reader, args.item)
        now = await ask_for_edits(reader, args.item, edits)
    return {"item": now.id, "status": now.status, "edits": _told(edits)}


async def _see(args: argparse.Namespace) -> Facts:
    check_place(args.out)
    async with (
        signed_in(args) as author,
        await see_own(await hand_of(author, args.item), args.item) as edited,
    ):
        await edited.watch(args.out)
        return {
            "item": args.item,
            "rendition": edited.rendition.output.rendition,
            "written_to": str(args.out),
            "edits": _told(edited.edits),
        }


async def _answer(
    args: argparse.Namespace, act: Callable[[Edited], Awaitable[None]], said: str
) -> Facts:
    async with (
        signed_in(args) as author,
        await see_own(await hand_of(author, args.item), args.item) as edited,
    ):
        if edited.rendition.output.rendition != args.rendition:
            raise StaffError("Another one was made since: look at it first (`safer see`).")
        await edited.watch()
        await act(edited)
    return {"item": args.item, "rendition": args.rendition, "said": said}


async def hand_of(author: Person, item: str) -> Hand:
    """Whose hand this is: the author's own, or a liaison's who acts for them."""
    shown = await author.transport.get(f"/items/{item}")
    if shown["author"] == author.id:
        return OwnHand(author)
    return LiaisonHand(author, str(shown["case"]), str(shown["author"]))


def _told(edits: Sequence[Edit]) -> list[str]:
    """Say each edit in a line, by the time of the recording as it was sent."""
    return [_line(one) for one in edits]


def _line(one: Edit) -> str:
    name = {"voice": "voice changed", "noise": "less noise", "sound-only": "sound only"}.get(
        one.edit, one.edit
    )
    when = f" from {one.from_ / MS:g} to {one.until / MS:g} s" if one.until else ""
    whole = one.hides and one.box == EVERYTHING
    sides = ", ".join(f"{side / THOUSANDTHS:g}" for side in one.box)
    where = " of the whole picture" if whole else f" at {sides} %" if one.hides else ""
    return f"{name}{where}{when}"
