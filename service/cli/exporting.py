"""The verb `export`: a member of a case's team writes everything of it into one file.

Owns signing in for that and saying how it went. Refuses a passphrase among the arguments,
and to write over a file unless told to.
"""

import argparse
import asyncio
import json
import sys

from service.archive.checking import check_export
from service.cli.asking import ask_passphrase
from service.cli.staff_acts import connect, in_words
from service.cli.staff_secrets import StaffError, check_new, check_place
from service.cli.verifying import tell
from service.client.errors import ClientError
from service.client.exporting import export_case
from service.client.signing_in import sign_in
from service.sealing.errors import SealingError


def run(args: argparse.Namespace) -> int:
    """Sign in, write the export, and check it as anyone else will."""
    try:
        if args.replace:
            check_place(args.out)
        else:
            check_new(args.out)
        passphrase = ask_passphrase(args.login, args.passphrase_file, args.passphrase_fd)
        root = asyncio.run(_export(args, passphrase))
    except (StaffError, ClientError, SealingError, OSError, ValueError) as error:
        sentence = in_words(error, args)
        print(f"gobetween: {sentence}", file=sys.stderr)
        if args.json:
            print(json.dumps({"ok": False, "error": sentence}))
        return 1
    return tell(check_export(args.out, root), as_json=args.json)


async def _export(args: argparse.Namespace, passphrase: str) -> bytes:
    async with connect(args) as transport:
        person = await sign_in(transport, args.login, passphrase)
        try:
            await export_case(person, args.case, args.out)
            return person.pins.root
        finally:
            await person.sign_out()
