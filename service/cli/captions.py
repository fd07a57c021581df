"""The verbs `captions`: the author's side of a recording sends its captions, or sends them again.

Owns how the file is read and what is said of it. Refuses to send a file of which a line is not
accepted: the line is named, and nothing is sent.
"""

import argparse
from collections.abc import Awaitable, Callable

from service.cli.asking import look_at
from service.cli.safer import hand_of
from service.cli.staff_acts import Facts, done, signed_in
from service.cli.staff_secrets import StaffError
from service.client.captions import send_again, send_captions
from service.client.hands import Hand
from service.client.sending import Sent
from service.domain.sizes import CAPTIONS_BYTES


def run_send(args: argparse.Namespace) -> int:
    """Send captions of a recording."""
    return done(
        args,
        lambda typed: _sent(
            typed,
            lambda hand, raw: send_captions(hand, typed.item, raw, language=typed.language),
        ),
    )


def run_again(args: argparse.Namespace) -> int:
    """Send captions in the place of earlier ones."""
    return done(
        args, lambda typed: _sent(typed, lambda hand, raw: send_again(hand, typed.item, raw))
    )


async def _sent(args: argparse.Namespace, send: Callable[[Hand, bytes], Awaitable[Sent]]) -> Facts:
    raw = _read(args)
    async with signed_in(args) as author:
        sent = await send(await hand_of(author, args.item), raw)
    return {"captions": sent.item, "version": sent.version}


def _read(args: argparse.Namespace) -> bytes:
    """Return what is in the file; raises StaffError for none, and for one that is far too large."""
    try:
        with look_at(args.file).open("rb") as file:
            raw = file.read(2 * CAPTIONS_BYTES)
    except (OSError, ValueError) as error:
        raise StaffError(str(error)) from error
    return raw
