"""The administrator's verbs: found an organisation, keep its roster, enrol a pool of workers.

Owns where the root's key comes from and goes to: a key file that is encrypted, mode 0600, opened
for one signature and forgotten, and three pages on paper. Refuses to print it, or a share of it,
or any passphrase, or a recovery code.
"""

import argparse
import asyncio
import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from service.cli.asking import read_public_key
from service.cli.root_keys import open_root_key
from service.cli.share_pages import Root, pages_of, screens_of
from service.cli.share_places import (
    check_terminal,
    read_shares,
    remove_shares,
    show_shares,
    write_shares,
)
from service.cli.staff_acts import (
    Facts,
    connect,
    done,
    handed_over,
    passphrase_of,
    root_passphrase_of,
    signed_in,
)
from service.cli.staff_secrets import (
    Source,
    StaffError,
    check_new,
    read_private,
    write_new_private,
)
from service.client.errors import Refusal
from service.client.organisation import (
    Membership,
    add_pool,
    found_organisation,
    invite_staff,
    memberships,
    publish_roster,
    re_invite_staff,
    remove_from_roster,
    retire_pool,
)
from service.client.roots import RootKey
from service.sealing.encoding import b64, new_id
from service.sealing.keys import new_passphrase
from service.sealing.root_shares import join_root, split_root
from service.worker.media_keys import PoolKeys

_NOT_FOUNDED: Final = (
    "The service does not take this setup token: it is another one than the operator's,"
    " or founding here is over and it was changed since."
)
_NEW_FOR_THE_ROOT: Final = "a new passphrase for the root key"
_LEFT: Final = {
    "jobs": "recordings wait for it (if its key is lost, --lost gives them back)",
    "cases": "cases name it still (`case use-pool`)",
    "renditions": "of its recordings nobody has countersigned yet (`case use-pool`)",
}


def run_org_init(args: argparse.Namespace) -> int:
    """Found the organisation: a new root key in a file and on paper, and its administrator."""
    status = done(args, _org_init)
    if status == 0:
        pages = f"the three pages in {args.shares_dir} and " if args.shares_dir else ""
        print(
            f"Now print {pages}the recovery code in {args.recovery_file}, read the paper over,"
            " and delete what you printed from this machine.",
            file=sys.stderr,
        )
    return status


def run_org_recover(args: argparse.Namespace) -> int:
    """Make the root's key file anew from two of its three pages, without a network."""
    return done(args, _org_recover)


def run_roster_add(args: argparse.Namespace) -> int:
    """Invite a member of staff; the code is for them alone and good once."""
    return done(args, _roster_add)


def run_roster_publish(args: argparse.Namespace) -> int:
    """Put everyone who has answered on the roster."""
    return done(args, _roster_publish)


def run_roster_remove(args: argparse.Namespace) -> int:
    """Take somebody off the roster; their sessions end at once."""
    return done(args, _roster_remove)


def run_worker_enrol(args: argparse.Namespace) -> int:
    """Make a pool's keys for its media workers and put the pool on the roster."""
    return done(args, _worker_enrol)


def run_roster_re_enrol(args: argparse.Namespace) -> int:
    """Invite a member of staff who lost their keys; `roster publish` lists the new ones."""
    return done(args, _roster_re_enrol)


def run_worker_retire(args: argparse.Namespace) -> int:
    """Take a pool off the roster once nothing is left for it to do."""
    return done(args, _worker_retire)


async def _org_init(args: argparse.Namespace) -> Facts:
    folder: Path | None = args.shares_dir
    check_new(args.root_key, args.recovery_file, *([folder] if folder else []))
    if args.json and folder is None:
        raise StaffError("With --json the root's three pages need a folder: name it, --shares-dir.")
    if folder is None:
        check_terminal()
    transport = connect(args)
    setup_token = Source("the setup token", args.setup_token_file).read()
    root_passphrase = root_passphrase_of(args, _NEW_FOR_THE_ROOT).read(new=True)
    passphrase = passphrase_of(args, "a new passphrase for yourself").read(new=True)
    if passphrase == root_passphrase:
        # Taken all the same: the root key can be sealed under another later, by `org recover`.
        print("gobetween: the root key should have a passphrase of its own.", file=sys.stderr)
    root, org = RootKey.generate(), new_id()
    sealed = await asyncio.to_thread(root.to_key_file, root_passphrase)
    # Before anyone can pin it: a root that exists nowhere but at the service would be lost.
    made = contextlib.ExitStack()
    try:
        _hand_over_shares(Root(org, root.public), split_root(root.seed), folder, made)
        write_new_private(args.root_key, sealed)
        made.callback(args.root_key.unlink)
        async with transport:
            administrator = await found_organisation(
                transport,
                org=org,
                setup_token=setup_token,
                root=root,
                pools=(),
                passphrase=passphrase,
            )
    except (Refusal, StaffError) as refused:
        # Nobody has pinned this root. Where only the answer was lost, somebody may have.
        made.close()
        if isinstance(refused, Refusal) and refused.slug == "forbidden":
            raise Refusal(refused.slug, refused.status, refused.facts, _NOT_FOUNDED) from refused
        raise
    write_new_private(args.recovery_file, administrator.recovery_code.encode() + b"\n")
    return {
        "org": org,
        "root": b64(root.public),
        "root_key": str(args.root_key),
        "shares_dir": None if folder is None else str(folder),
        "person": administrator.person,
        "login": administrator.login,
        "recovery_file": str(args.recovery_file),
    }


def _hand_over_shares(
    root: Root, lines: Sequence[str], folder: Path | None, made: contextlib.ExitStack
) -> None:
    """Write or show the pages; `made` learns how that is undone."""
    if folder is None:
        made.callback(
            print, "Destroy what you copied of this root: it is nobody's.", file=sys.stderr
        )
        show_shares(screens_of(root, lines))
    else:
        write_shares(folder, pages_of(root, lines))
        made.callback(remove_shares, folder)


async def _org_recover(args: argparse.Namespace) -> Facts:
    check_new(args.root_key)
    try:
        public = read_public_key(args.root)
    except ValueError as error:
        raise StaffError("What was given as --root is no public key.") from error
    # The pages first: who has not the right ones need not think of a passphrase.
    root = RootKey(join_root(read_shares(args.share_file), public))
    passphrase = root_passphrase_of(args, _NEW_FOR_THE_ROOT).read(new=True)
    write_new_private(args.root_key, await asyncio.to_thread(root.to_key_file, passphrase))
    return {"root": b64(root.public), "root_key": str(args.root_key)}


async def _roster_add(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as administrator:
        made = await invite_staff(administrator, args.role)
    return handed_over(args, made)


async def _roster_publish(args: argparse.Namespace) -> Facts:
    root = await _root(args)
    async with signed_in(args) as administrator:
        published = await publish_roster(administrator, root)
        return {
            "sequence": published.sequence,
            "listed": [
                {"person": one.person, "role": one.role, "login": one.login}
                for one in published.listed
            ],
            "unproven": [one.invitation for one in published.unproven],
            "teams": [b64(one) for one in published.teams],
        }


async def _roster_remove(args: argparse.Namespace) -> Facts:
    root = await _root(args)
    async with signed_in(args) as administrator:
        left = await memberships(administrator, args.person)
        if left and not args.now:
            raise StaffError(_still_on(args.person, left))
        sequence = await remove_from_roster(administrator, root, args.person)
    return {"sequence": sequence, "person": args.person, "cases": [one.case for one in left]}


def _still_on(person: str, left: Sequence[Membership]) -> str:
    cases = ", ".join(
        f"{one.case} (nobody else can read there)" if one.others == 0 else one.case for one in left
    )
    return (
        f"{person} is still on the team of {cases}. A colleague takes them off first (`team"
        " remove`), so that what they signed is vouched for; to shut them out at once all the"
        " same, say --now."
    )


async def _worker_enrol(args: argparse.Namespace) -> Facts:
    key_file: Path = args.pool_key
    passphrase_file: Path = args.pool_passphrase_out
    check_new(key_file, passphrase_file)
    root = await _root(args)
    async with signed_in(args) as administrator:
        pool, passphrase = PoolKeys.generate(administrator.org, root.public), new_passphrase()
        write_new_private(passphrase_file, passphrase.encode() + b"\n")
        write_new_private(key_file, await asyncio.to_thread(pool.to_key_file, passphrase))
        sequence = await add_pool(administrator, root, pool.entry)
    return {
        "sequence": sequence,
        "pool": pool.pool,
        "pool_key": str(key_file),
        "pool_passphrase": str(passphrase_file),
    }


async def _roster_re_enrol(args: argparse.Namespace) -> Facts:
    async with signed_in(args) as administrator:
        made = await re_invite_staff(administrator, args.person)
    return handed_over(args, made)


async def _worker_retire(args: argparse.Namespace) -> Facts:
    root = await _root(args)
    async with signed_in(args) as administrator:
        try:
            sequence = await retire_pool(administrator, root, args.pool, lost=args.lost)
        except Refusal as refusal:
            if refusal.slug != "blocked":
                raise
            left = {name: refusal.facts.get(name, 0) for name in _LEFT}
            told = ", ".join(f"{count} {_LEFT[name]}" for name, count in left.items() if count)
            raise StaffError(f"The pool stays on the roster: {told}.") from refusal
    return {"sequence": sequence, "pool": args.pool}


async def _root(args: argparse.Namespace) -> RootKey:
    # Before the passphrase is asked for: whoever typed the name of another file learns it at once.
    read_private(args.root_key)
    return await asyncio.to_thread(open_root_key, args.root_key, root_passphrase_of(args).read())
