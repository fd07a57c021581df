"""The verbs `release-manifest` and `verify-portal`: what a portal must be, and whether it is.

Owns measuring a build as this very service would serve it, so that headers are not written down
twice. Refuses to sign anything but that.
"""

import argparse
import asyncio
import json
import socket
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import httpx
from fastapi import FastAPI

from service import __version__
from service.api.guards import Guards
from service.api.portal import portal_router
from service.archive.portal_form import (
    Header,
    PortalManifest,
    ServedFile,
    open_manifest,
    sign_manifest,
)
from service.cli.asking import ask_passphrase, look_at, read_public_key
from service.cli.root_keys import open_root_key
from service.cli.staff_secrets import StaffError, because, check_place, read_private
from service.cli.verifying import does_not_hold, show_counts, unusable
from service.client.served_portal import OF_THE_WAY, PortalDiffersError, compare_portal
from service.sealing.encoding import digest
from service.sealing.errors import SealingError

ROOT: Final = Path(__file__).resolve().parents[2]
_AS_SIGNED: Final = (
    "Every file that was signed is served as it was signed. Files beside them are not looked for,"
    " except at a few common addresses."
)
_NOT_COMPARED: Final = (
    "The manifest was damaged, or --key is not its signer's; nothing was compared with the server."
)


def run_release_manifest(args: argparse.Namespace) -> int:
    """Measure the build, sign what was measured, write it."""
    folder = args.portal or ROOT / "portal" / "dist"
    try:
        # Before the passphrase is asked for: none of this gets better by it.
        read_private(args.key)
        if args.out is not None:
            check_place(args.out)
        manifest = asyncio.run(measure_portal(folder, int(time.time()), args.store))
        asked = ask_passphrase(str(args.key), args.passphrase_file, args.passphrase_fd)
        signed = sign_manifest(manifest, open_root_key(args.key, asked).seed)
        _write(args.out, signed)
    except (StaffError, OSError, ValueError, SealingError) as error:
        print(f"gobetween: {error}", file=sys.stderr)
        return 1
    print(f"{len(manifest.files)} paths signed.", file=sys.stderr)
    return 0


def _write(out: Path | None, signed: bytes) -> None:
    if out is None:
        sys.stdout.buffer.write(signed)
        return
    try:
        out.write_bytes(signed)
    except OSError as error:
        raise StaffError(f"{out} cannot be written: {because(error)}.") from error


def run_verify_portal(args: argparse.Namespace) -> int:
    """Compare a server's portal with a signed manifest: 0 the same, 1 it differs, 2 unusable."""
    checked: dict[str, int] = {}
    fault: dict[str, str] | None = None
    compared = False
    try:
        manifest = open_manifest(look_at(args.manifest).read_bytes(), read_public_key(args.key))
        check_url(args.url)
        compared = True
        asyncio.run(compare_portal(args.url, manifest, checked))
    except PortalDiffersError as error:
        fault = {"code": str(error.code), "where": error.where}
    except SealingError as error:
        fault = {"code": str(error.code), "where": str(args.manifest)}
    except OSError as error:
        return unusable(f"{args.manifest} cannot be read: {because(error)}.", as_json=args.json)
    except httpx.HTTPError as error:
        return unusable(no_answer(args.url, error), as_json=args.json)
    except ValueError as error:
        return unusable(str(error), as_json=args.json)
    if args.json:
        print(json.dumps({"ok": fault is None, "checked": checked, "first_fault": fault}))
    else:
        show_counts(checked)
    if fault is None:
        print(_AS_SIGNED, file=sys.stderr)
        return 0
    does_not_hold(fault)
    if not compared:
        print(_NOT_COMPARED, file=sys.stderr)
    return 1


def check_url(url: str) -> None:
    """Raise ValueError for what is not the address of a portal."""
    try:
        parts, _ = urlsplit(url), httpx.URL(url)
    except (ValueError, httpx.InvalidURL) as error:
        raise ValueError(f"{url} is no address.") from error
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        raise ValueError(f"{url} is no address: it begins with https:// and names a machine.")


def no_answer(url: str, error: httpx.HTTPError) -> str:
    """Say why no answer could be compared, by the address that was asked."""
    if isinstance(error, httpx.TimeoutException):
        return f"{url} did not answer in time."
    if isinstance(error, httpx.ConnectError):
        if _unknown_name(error):
            return f"{url} cannot be found: no machine of this name is known."
        return f"Nobody answers at {url}."
    return f"{url} did not answer as a web server does."


def _unknown_name(error: BaseException) -> bool:
    cause = error.__cause__ or error.__context__
    return isinstance(error, socket.gaierror) or (cause is not None and _unknown_name(cause))


async def measure_portal(folder: Path, issued: int, store: str = "") -> PortalManifest:
    """Return what this service answers for every file of a build, and for its page at `/`.

    `store` is where people's devices reach the object store, if they do: the policy names it.
    Raises ValueError where there is no build, and for a file in it that would not be served.
    """
    if not (folder / "index.html").is_file():
        raise ValueError(f"there is no built portal in {folder}")
    app = FastAPI(openapi_url=None)
    app.include_router(portal_router(folder))
    app.add_middleware(Guards, store=store)
    files = await asyncio.to_thread(_files, folder)
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="https://portal.invalid"
    ) as http:
        served = [await _measure(http, "/", folder / "index.html")]
        served += [
            await _measure(http, "/" + path.relative_to(folder).as_posix(), path) for path in files
        ]
    return PortalManifest(tuple(served), issued, __version__)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


async def _measure(http: httpx.AsyncClient, path: str, file: Path) -> ServedFile:
    answer = await http.get(path, headers={"Accept-Encoding": "identity"})
    content = await asyncio.to_thread(file.read_bytes)
    if answer.status_code != httpx.codes.OK or answer.content != content:
        raise ValueError(f"the service would not serve {file}")
    return ServedFile(digest(content), _headers(answer.headers.multi_items()), path, len(content))


def _headers(pairs: Iterable[tuple[str, str]]) -> tuple[Header, ...]:
    kept = sorted((name.lower(), value) for name, value in pairs)
    return tuple(Header(name, value) for name, value in kept if name not in OF_THE_WAY)
