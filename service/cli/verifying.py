"""The verb `verify`: an export checked with one public key, and no network or database at all.

Owns its words and exit codes: 0 all holds, 1 something does not, 2 it could not be looked at.
Refuses to judge: `service.archive.checking` does.
"""

import argparse
import json
import sys
from typing import Final

from service.archive.checking import Verdict, check_export
from service.cli.asking import read_public_key

UNUSABLE: Final = 2


def run(args: argparse.Namespace) -> int:
    """Check an export by the root's public key."""
    try:
        verdict = check_export(args.export, read_public_key(args.root))
    except (OSError, ValueError) as error:
        print(f"gobetween: {error}", file=sys.stderr)
        if args.json:
            print(json.dumps({"ok": False, "error": str(error)}))
        return UNUSABLE
    return tell(verdict, as_json=args.json)


def tell(verdict: Verdict, *, as_json: bool) -> int:
    """Say what was found, with `--json` as one object on stdout; return the exit code."""
    if as_json:
        print(json.dumps(verdict.to_wire()))
    for what, count in verdict.checked.items():
        print(f"  {what:<12} {count}", file=sys.stderr)
    if verdict.first_fault is not None:
        fault = verdict.first_fault
        print(f"gobetween: does not hold: {fault['code']} at {fault['where']}", file=sys.stderr)
        return 1
    print("Everything holds.", file=sys.stderr)
    return 0
