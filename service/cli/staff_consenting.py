"""What is agreed to before staff at a terminal: `spoken words`, `consent` and `acknowledge`.

Owns how it is told, and that the words to be read to them can be seen here. Refuses to take
several purposes at once: each is said by itself.
"""

import argparse

from service.cli.staff_acts import Facts, done, signed_in
from service.cli.staff_secrets import StaffError
from service.client.consenting import Spoken, acknowledge, consent
from service.sealing.schemas_words import ACKNOWLEDGEMENT
from service.sealing.wordings import newest_wording


def run_words(args: argparse.Namespace) -> int:
    """Show the words that are read to somebody before they agree, without signing in."""
    return done(args, _words)


def run_consent(args: argparse.Namespace) -> int:
    """Take down that somebody says yes to a purpose, or takes that back."""
    return done(args, _consent)


def run_acknowledge(args: argparse.Namespace) -> int:
    """Take down that somebody accepts responsibility, or takes that back."""
    return done(args, _acknowledge)


async def _words(args: argparse.Namespace) -> Facts:
    return {"language": args.language, "text": _wording(args.name, args.language)}


async def _consent(args: argparse.Namespace) -> Facts:
    given = _given(args, args.purpose)
    async with signed_in(args) as staff:
        await consent(
            staff,
            args.purpose,
            args.medium,
            given=given,
            language=args.language,
            spoken=Spoken(args.case, args.person, args.manner),
        )
    return {"person": args.person, "purpose": args.purpose, "medium": args.medium, "given": given}


async def _acknowledge(args: argparse.Namespace) -> Facts:
    given = _given(args, ACKNOWLEDGEMENT)
    async with signed_in(args) as staff:
        spoken = Spoken(args.case, args.person, args.manner)
        await acknowledge(staff, given=given, language=args.language, spoken=spoken)
    return {"person": args.person, "given": given}


def _given(args: argparse.Namespace, name: str) -> str:
    """Return what is said, once there are words for it in the language in which they were read."""
    _wording(name, args.language)
    return "withdrawn" if args.withdraw else "yes"


def _wording(name: str, language: str) -> str:
    try:
        return newest_wording(name, language).text
    except KeyError as fault:
        raise StaffError(f"There are no words for this in {language!r}.") from fault
