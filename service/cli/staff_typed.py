"""What the arguments of several staff verbs have in common: ids, logins, days, secrets.

No argument takes a secret, only where to read one.
"""

import argparse
import re
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    Verbs = _SubParsersAction[argparse.ArgumentParser]

_ID: Final = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_LOGIN: Final = re.compile(r"[0-9a-z]{4}-[0-9a-z]{4}")


def a_day(text: str) -> int:
    """Read a day; return its last second in UTC, in seconds since 1970."""
    try:
        day = datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(f"not a day, as in 2030-12-31: {text!r}") from fault
    return int(day.timestamp()) + 24 * 60 * 60 - 1


def a_day_to_come(text: str) -> int:
    """Read a day that is not over yet, as `a_day`."""
    last = a_day(text)
    if last <= time.time():
        raise argparse.ArgumentTypeError(f"this day is over: {text!r}")
    return last


def group(verbs: "Verbs", name: str, what: str) -> "Verbs":
    """Add a verb whose acts are added to what is returned."""
    return verbs.add_parser(name, help=what).add_subparsers(metavar="ACT", required=True)


def verb(acts: "Verbs", name: str, runs: tuple[str, str], what: str) -> argparse.ArgumentParser:
    """Add one act, and the module and function that run it."""
    made = acts.add_parser(name, help=what)
    made.set_defaults(module=runs[0], function=runs[1])
    return made


def signing_in(parser: argparse.ArgumentParser) -> None:
    """Ask who signs in, where, and where their passphrase is read from."""
    login_of(parser, "as printed, xxxx-xxxx")
    as_somebody(parser)


def login_of(parser: argparse.ArgumentParser, what: str) -> None:
    """Add `--login`; what cannot be one is refused before a passphrase is asked for."""
    parser.add_argument("--login", type=_a_login, required=True, metavar="LOGIN", help=what)


def an_id(text: str) -> str:
    """Read an id as the verbs print it; argparse names the argument that is none."""
    if not _ID.fullmatch(text):
        raise argparse.ArgumentTypeError(f"not an id, as the verbs print them: {text!r}")
    return text


def _a_login(text: str) -> str:
    if not _LOGIN.fullmatch(text):
        raise argparse.ArgumentTypeError(f"not a login, as it is printed (xxxx-xxxx): {text!r}")
    return text


def as_somebody(parser: argparse.ArgumentParser) -> None:
    """Ask where the service is, and where the passphrase is read from; `--json` with it."""
    parser.add_argument("--address", required=True, metavar="URL", help="where the service is")
    secret_from(parser, "passphrase", "your passphrase")
    parser.add_argument("--json", action="store_true", help="one JSON object on stdout")


def root_key(parser: argparse.ArgumentParser) -> None:
    """Ask where the root's key file lies, and where its passphrase is read from."""
    parser.add_argument("--root-key", type=Path, required=True, metavar="FILE", help="encrypted")
    secret_from(parser, "root-passphrase", "the root key's passphrase")


def secret_from(parser: argparse.ArgumentParser, name: str, what: str) -> None:
    """Add where a secret may be read from; without either, the terminal asks for it."""
    either = parser.add_mutually_exclusive_group()
    either.add_argument(f"--{name}-file", type=Path, metavar="FILE", help=f"{what}, mode 0600")
    either.add_argument(f"--{name}-fd", type=int, metavar="N", help=f"{what}, from a pipe")
