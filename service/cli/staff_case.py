"""The facilitator's verbs for letters: list what waits, read one, approve it.

Owns what a letter looks like on a terminal: every character that could steer the terminal or
hide is shown by its number. Refuses recordings, which are approved where they can be watched, and
approves only what `review` showed to the same person: the same manifest, named by its digest.
"""

import argparse
import re
import unicodedata
from typing import Final

from service.cli.staff_acts import Facts, done, in_utc, signed_in
from service.cli.staff_secrets import StaffError
from service.client import reviewing
from service.client.items import Item
from service.client.person import Person
from service.client.reviewing import Reading
from service.sealing.encoding import b64
from service.sealing.schemas import AS_WRITTEN

LETTER: Final = "letter"
WATCH: Final = "A recording is decided on where it can be watched: in the portal."
_MARKED: Final = (
    "nothing; look for contact details and for what must not be told yourself (the portal marks"
    " both)"
)
# Controls, formats (bidi and zero-width among them), surrogates, private use, unassigned, and
# the two separators that break lines.
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# What else Unicode lets a font leave out (Default_Ignorable_Code_Point): joiners and fillers that
# count as letters, and the variation selectors, 256 of which can spell any hidden message.
_LEFT_OUT: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u3164\ufe00-\ufe0f\uffa0"
    "\U000e0100-\U000e01ef]"
)


def run_review(args: argparse.Namespace) -> int:
    """List what awaits review, or claim one letter and show it whole."""
    return done(args, _review if args.item else _queue)


def run_approve(args: argparse.Namespace) -> int:
    """Approve a letter that was read, by signing on this machine."""
    return done(args, _approve)


def shown(text: str) -> str:
    """Return a letter's text with every steering or hidden character as `[U+202E]`."""
    return "".join(f"[U+{ord(one):04X}]" if _hides(one) else one for one in text)


def _hides(one: str) -> bool:
    hidden = unicodedata.category(one) in _HIDDEN or _LEFT_OUT.match(one) is not None
    return hidden and one != "\n"


async def _queue(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as facilitator:
        held = await reviewing.queue(facilitator, held=True)
        waiting = await reviewing.queue(facilitator)
    rows = [_row(one) | {"yours": True} for one in held]
    return {"items": rows + [_row(one) | {"yours": False} for one in waiting]}


def _row(item: Item) -> dict[str, object]:
    return {
        "item": item.id,
        "case": item.case,
        "kind": item.kind,
        "language": item.language,
        "status": item.status,
        "due": in_utc(item.due) if item.due else None,
        "appealed": item.appealed,
    }


async def _review(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as facilitator:
        item = _letter(await reviewing.claim(facilitator, args.item))
        async with await reviewing.review(facilitator, args.item) as reading:
            text = await reading.read_letter()
            sides = {one.person: one.role for one in reading.submitted.case.newest.people}
            manifest = reading.submitted.manifest
            between = {
                "from": sides.get(manifest.author, ""),
                "to": [sides.get(one, "") for one in manifest.recipients],
            }
            return _facts(item.id, reading) | between | {"marked": _MARKED, "text": shown(text)}


async def _approve(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as facilitator:
        item = await held_by(facilitator, args.item)
        async with await reviewing.review(facilitator, args.item) as reading:
            hold_shown(reading, args.manifest)
            await reading.read_letter()
            approval = await reviewing.approve(reading)
            return _facts(item.id, reading) | {
                "decision": b64(approval.decision),
                "recipients": list(approval.recipients),
            }


async def held_by(facilitator: Person, item_id: str) -> Item:
    """Return the letter that this very person claimed and still holds; a claim lasts half an hour.

    Claims are made by what shows a letter: `review` here, and the portal. Raises StaffError.
    """
    for one in await reviewing.queue(facilitator, held=True):
        if one.id == item_id:
            return _letter(one)
    raise StaffError(
        "You have not read this, or more than half an hour ago, or decided on it since."
        " `review ITEM` shows it to you; then decide."
    )


def _letter(item: Item) -> Item:
    if item.kind not in AS_WRITTEN:
        raise StaffError(WATCH)
    return item


def hold_shown(reading: Reading, manifest: str) -> None:
    """Hold that this is the letter that `review` showed, by its manifest's digest."""
    if b64(reading.submitted.manifest_digest) != manifest:
        raise StaffError("This is not the letter that was read; review it again.")


def _facts(item: str, reading: Reading) -> dict[str, object]:
    return {"item": item, "manifest": b64(reading.submitted.manifest_digest)}
