"""The facilitator's verbs for what is not approved: return, withhold, escalate, hand back, unlock.

Owns where the words to an author come from: a file that nobody else can read, or what is typed.
Refuses them as an argument, and to return or withhold any letter but the one that `review` showed.
"""

import argparse
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Final

from service.cli.staff_acts import Facts, done, signed_in
from service.cli.staff_case import held_by, hold_shown
from service.cli.staff_secrets import StaffError, read_private
from service.client import deciding, reviewing
from service.client.errors import ClientError
from service.client.items import item
from service.client.reviewing import Reading
from service.sealing.encoding import b64

_ASKED: Final = "Words to the author, then Ctrl-D on a line of its own:"


def run_return(args: argparse.Namespace) -> int:
    """Return a letter that was read to its author, with a reason and words to them."""
    return done(args, lambda typed: _close(typed, deciding.return_item))


def run_withhold(args: argparse.Namespace) -> int:
    """Withhold a letter that was read, with a reason and words to its author."""
    return done(args, lambda typed: _close(typed, deciding.withhold))


def run_escalate(args: argparse.Namespace) -> int:
    """Lock an item until another supervisor of the case has looked into it."""
    return done(args, _escalate)


def run_hand_back(args: argparse.Namespace) -> int:
    """Put back in the queue what one has claimed."""
    return done(args, _hand_back)


def run_unlock(args: argparse.Namespace) -> int:
    """Let an item that somebody else escalated be reviewed again."""
    return done(args, _unlock)


async def _close(
    args: argparse.Namespace, act: Callable[[Reading, str, str], Awaitable[bytes]]
) -> Facts:
    words = words_in(args.words_file) if args.words_file else _typed()
    if not words.strip():
        raise StaffError("A no comes with words to the author.")
    async with signed_in(args) as facilitator:
        await held_by(facilitator, args.item)
        async with await reviewing.review(facilitator, args.item) as reading:
            hold_shown(reading, args.manifest)
            await reading.read_letter()
            decision = await act(reading, args.reason, words)
        now = await item(facilitator, args.item)
    return {
        "item": now.id,
        "status": now.status,
        "reason": args.reason,
        "decision": b64(decision),
    }


async def _escalate(args: argparse.Namespace) -> Facts:
    words = words_in(args.words_file) if args.words_file else ""
    async with signed_in(args) as facilitator:
        await reviewing.claim(facilitator, args.item)
        async with await reviewing.review(facilitator, args.item) as reading:
            try:
                suspension = await deciding.escalate(reading, words)
            except ClientError:
                # The claim was for this alone: held on, it would say that the letter was shown.
                await reviewing.hand_back(facilitator, args.item)
                raise
        now = await item(facilitator, args.item)
    return {"item": now.id, "status": now.status, "suspension": b64(suspension)}


async def _hand_back(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as facilitator:
        await reviewing.hand_back(facilitator, args.item)
        now = await item(facilitator, args.item)
    return {"item": now.id, "status": now.status}


async def _unlock(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as supervisor:
        locked = await item(supervisor, args.item)
        lifted = await deciding.unlock(supervisor, locked.case, locked.id)
        now = await item(supervisor, args.item)
    return {"item": now.id, "status": now.status, "suspension": b64(lifted)}


def words_in(path: Path) -> str:
    """Return the words of a private file; raises StaffError for what is not text."""
    try:
        return read_private(path).decode()
    except UnicodeDecodeError as error:
        raise StaffError(f"{path} is not text in UTF-8.") from error


def _typed() -> str:
    if sys.stdin.isatty():
        print(_ASKED, file=sys.stderr)
    return sys.stdin.read()
