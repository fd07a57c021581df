"""The verb `verify`: an export checked with one public key, and no network or database at all.

Owns its words and exit codes: 0 all holds, 1 something does not, 2 it could not be looked at.
Refuses to judge: `service.archive.checking` does.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from typing import Final

from service.archive.checking import Verdict, check_export
from service.cli.asking import look_at, read_public_key
from service.cli.fault_words import words_for
from service.cli.staff_secrets import because

UNUSABLE: Final = 2


def run(args: argparse.Namespace) -> int:
    """Check an export by the root's public key."""
    try:
        verdict = check_export(look_at(args.export), read_public_key(args.root))
    except OSError as error:
        return unusable(f"{args.export} cannot be read: {because(error)}.", as_json=args.json)
    except ValueError as error:
        return unusable(str(error), as_json=args.json)
    return tell(verdict, as_json=args.json)


def unusable(sentence: str, *, as_json: bool) -> int:
    """Say why nothing could be looked at; return the exit code."""
    print(f"gobetween: {sentence}", file=sys.stderr)
    if as_json:
        print(json.dumps({"ok": False, "error": sentence}))
    return UNUSABLE


def tell(verdict: Verdict, *, as_json: bool) -> int:
    """Say what was found, with `--json` as one object on stdout; return the exit code."""
    if as_json:
        print(json.dumps(verdict.to_wire()))
    else:
        show_counts(verdict.checked)
    if verdict.first_fault is not None:
        return does_not_hold(verdict.first_fault)
    print("Everything holds.", file=sys.stderr)
    return 0


def show_counts(checked: Mapping[str, int]) -> None:
    """Print what was looked at, a line for each kind of thing."""
    for what, count in checked.items():
        print(f"  {what.replace('_', ' '):<16} {count}", file=sys.stderr)


def does_not_hold(fault: Mapping[str, str]) -> int:
    """Say which code was found where, and what that means; return the exit code."""
    code, where = fault["code"], fault["where"]
    print(f"gobetween: does not hold: {code} at {where}", file=sys.stderr)
    print(words_for(code, where), file=sys.stderr)
    return 1
