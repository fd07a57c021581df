"""The verb `quota`: how much each organisation has stored, and how much it may.

For whoever runs the servers: it asks the database as the owner of the tables, like `migrate`, so
nobody can do it over the network. What is stored stays, also where it is more than a new quota.
"""

import argparse
import asyncio
import json
import sys
from collections.abc import Mapping, Sequence

from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from service.cli.run_parts import complain
from service.db.room import Use, every_use, set_quota
from service.db.session import make_engine, make_sessions
from service.domain.sizes import GB
from service.settings import MigrationSettings

_NO_DATABASE = "The database could not be asked: is it there, and at the newest revision?"


def run(args: argparse.Namespace) -> int:
    """Show what every organisation has stored, or let one store so much from now on."""
    try:
        settings = MigrationSettings()
    except ValidationError as problem:
        return complain(problem)
    url = settings.owner_database_url.get_secret_value()
    try:
        uses = asyncio.run(_done(url, args))
    except (SQLAlchemyError, OSError):
        return _refused(_NO_DATABASE, args)
    if args.org is not None and not uses:
        return _refused(f"There is no organisation {args.org}.", args)
    if args.json:
        print(json.dumps({"ok": True, "organisations": [_facts(one) for one in uses]}))
        return 0
    for one in uses:
        most = "no limit" if one.quota is None else f"{_gb(one.quota)} GB"
        print(f"{one.org}  {_gb(one.used)} GB of {most}")
    return 0


async def _done(url: str, args: argparse.Namespace) -> Sequence[Use]:
    engine = make_engine(url, pool_size=1)
    try:
        async with make_sessions(engine)() as session, session.begin():
            if args.org is not None and (args.gb is not None or args.no_limit):
                quota = None if args.no_limit else int(args.gb * GB)
                await set_quota(session, args.org, quota)
            uses = await every_use(session)
    finally:
        await engine.dispose()
    return [one for one in uses if args.org in {None, one.org}]


def _facts(use: Use) -> Mapping[str, str | int | None]:
    return {"org": use.org, "used_bytes": use.used, "quota_bytes": use.quota}


def _gb(size: int) -> str:
    return f"{size / GB:.1f}"


def _refused(sentence: str, args: argparse.Namespace) -> int:
    print(f"gobetween: {sentence}", file=sys.stderr)
    if args.json:
        print(json.dumps({"ok": False, "error": sentence}))
    return 1
