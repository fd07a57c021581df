"""What every staff verb shares: signing in for one act and out again, and how it is told.

Owns the exit code (0 done, 1 refused or failed) and the one JSON object of `--json`. Refuses to
keep a session: the next verb signs in anew, so none is left behind on a shared machine.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Final
from urllib.parse import urlsplit

from httpx import InvalidURL

from service.cli.blocker_words import in_the_way
from service.cli.plain_lines import plain_lines
from service.cli.refusal_words import beside
from service.cli.staff_secrets import Source, StaffError, because
from service.client.errors import ClientError, Refusal, Unreachable
from service.client.invitations import Invitation
from service.client.person import Person
from service.client.signing_in import new_session, sign_in
from service.client.transport import LOOPBACK, PATIENCE_S, Transport
from service.sealing.errors import SealingError

# The arguments that name something which may not be there, or not for whoever asks.
_NAMED: Final = ("item", "case", "person", "team", "pool")

Facts = Mapping[str, object]
Act = Callable[[argparse.Namespace], Awaitable[Facts]]


def done(args: argparse.Namespace, act: Act) -> int:
    """Do `act` and tell what it says: plain lines, or with `--json` one object.

    An act that was done in part says `ok` itself, as false.
    """
    try:
        facts = asyncio.run(_started(args, act))
    except (StaffError, ClientError, SealingError, OSError) as error:
        code = getattr(error, "slug", None) or str(getattr(error, "code", "")) or "not-done"
        sentence = in_words(error, args)
        print(f"gobetween: {sentence}", file=sys.stderr)
        if args.json:
            told: dict[str, object] = {"ok": False, "code": code, "error": sentence}
            if blockers := _blockers(error):
                told["blockers"] = blockers
            if reached := _reached(error):
                told["state"] = reached
            print(json.dumps(told))
        return 1
    whole = facts.get("ok", True)
    if args.json:
        print(json.dumps({"ok": True, **facts}))
    else:
        for line in plain_lines({name: one for name, one in facts.items() if name != "ok"}):
            print(line)
    return 0 if whole else 1


async def _started(args: argparse.Namespace, act: Act) -> Facts:
    return await act(args)


def in_words(error: Exception, args: argparse.Namespace) -> str:
    """Return an error's sentence, with the address or file that it is about."""
    if isinstance(error, Unreachable):
        return f"{error} The address was {args.address}."
    if isinstance(error, Refusal) and error.slug == "not-found":
        asked = [f"{name} {getattr(args, name)}" for name in _NAMED if getattr(args, name, None)]
        return f"{error} Asked for: {', '.join(asked)}." if asked else str(error)
    if blockers := _blockers(error):
        way = " ".join(map(in_the_way, blockers))
        reached = _reached(error)
        return f"{error} In the way: {way}" + (f" The case is {reached} now." if reached else "")
    if isinstance(error, Refusal):
        words = beside(error, getattr(args, "function", ""), getattr(args, "module", ""))
        return f"{error} {words}" if words else str(error)
    if isinstance(error, OSError):
        return f"{error.filename}: {because(error)}." if error.filename else f"{because(error)}."
    return str(error)


def _blockers(error: Exception) -> list[str]:
    """Return the slug of everything that stood in the way, where that was told."""
    told = error.facts.get("blockers", "") if isinstance(error, Refusal) else ""
    return [one for one in str(told).split(",") if one]


def _reached(error: Exception) -> str:
    """Return the state that a case has reached, where some of its steps were taken."""
    return str(error.facts.get("reached", "")) if isinstance(error, Refusal) else ""


def connect(args: argparse.Namespace, *, patience_s: float = PATIENCE_S) -> Transport:
    """Return a connection to `--address`; raises StaffError for one that others could read."""
    try:
        address = urlsplit(args.address)
        private = address.scheme == "https" or (
            address.scheme == "http" and address.hostname in LOOPBACK
        )
        if not private:
            raise StaffError("The address must begin with https://, or be this machine's own.")
        if not address.hostname:
            raise StaffError(f"{args.address} is no address: it names no machine.")
        return Transport(args.address, patience_s=patience_s)
    except (ValueError, InvalidURL) as error:
        raise StaffError(f"{args.address} is no address.") from error


def passphrase_of(args: argparse.Namespace, what: str = "your passphrase") -> Source:
    """Return where the acting person's own passphrase comes from, asked for as `what`."""
    return Source(what, args.passphrase_file, args.passphrase_fd)


def root_passphrase_of(args: argparse.Namespace, what: str = "the root key's passphrase") -> Source:
    """Return where the root key file's passphrase comes from, asked for as `what`."""
    return Source(what, args.root_passphrase_file, args.root_passphrase_fd)


@asynccontextmanager
async def signed_in(
    args: argparse.Namespace, *, patience_s: float = PATIENCE_S
) -> AsyncIterator[Person]:
    """Sign in as `--login` for one act; the session ends with it.

    An act that outlasts a session is given another. `patience_s` is how long one call is tried.
    """
    passphrase = passphrase_of(args).read()

    async def renew() -> str:
        async with connect(args) as other:
            return await new_session(other, args.login, passphrase)

    async with connect(args, patience_s=patience_s) as transport:
        person = await sign_in(transport, args.login, passphrase)
        transport.renew_by(renew)
        try:
            yield person
        finally:
            await person.sign_out()


def handed_over(args: argparse.Namespace, made: Invitation) -> Facts:
    """Return what is to be handed over in person: login, code, until when, and where to go."""
    return {
        "person": made.person,
        "role": made.role,
        "login": made.login,
        "code": made.code,
        "expires": in_utc(made.expires),
        "address": args.address,
    }


def in_utc(seconds: int) -> str:
    """Return a time, in seconds since 1970, as every verb tells it: ISO 8601, in UTC."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()
