"""The verbs `export` and `verify`: a case in one file, and that file checked with nothing else.

Owns their arguments' meaning and their exit codes: 0 all holds, 1 something does not, 2 it could
not be looked at. Refuses to judge: `service.archive.checking` does.
"""

import argparse
import asyncio
import json
import sys

from service.archive.checking import Verdict, check_export
from service.cli.asking import ask_passphrase, read_public_key
from service.client.errors import ClientError
from service.client.exporting import export_case
from service.client.signing_in import sign_in
from service.client.transport import Transport
from service.sealing.errors import SealingError

UNUSABLE = 2


def run_export(args: argparse.Namespace) -> int:
    """Sign in, write the export, and check it as anyone else will."""
    passphrase = ask_passphrase(args.login)
    try:
        root = asyncio.run(_export(args, passphrase))
    except (ClientError, SealingError, OSError, ValueError) as error:
        print(f"gobetween: {error}", file=sys.stderr)
        if args.json:
            print(json.dumps({"ok": False, "error": str(error)}))
        return 1
    return _tell(check_export(args.out, root), as_json=args.json)


def run_verify(args: argparse.Namespace) -> int:
    """Check an export by the root's public key."""
    try:
        verdict = check_export(args.export, read_public_key(args.root))
    except (OSError, ValueError) as error:
        print(f"gobetween: {error}", file=sys.stderr)
        if args.json:
            print(json.dumps({"ok": False, "error": str(error)}))
        return UNUSABLE
    return _tell(verdict, as_json=args.json)


async def _export(args: argparse.Namespace, passphrase: str) -> bytes:
    async with Transport(args.address) as transport:
        person = await sign_in(transport, args.login, passphrase)
        await export_case(person, args.case, args.out)
        await person.sign_out()
        return person.pins.root


def _tell(verdict: Verdict, *, as_json: bool) -> int:
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
