"""The data folder of a local stack: whose it is, which layout it has, its secrets.

Owns: DIR/format, DIR/lock, DIR/secrets.json and the list of what may be deleted. Refuses to
own: what the servers write inside their own folders.
"""

import contextlib
import errno
import fcntl
import json
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import IO

from service.embedded.errors import StackError

FORMAT = "2"

_MIB = 1 << 20
# A new PostgreSQL cluster takes about 80 MiB with its first log; the rest is for a recording.
_ROOM_FOR_NEW = 300 * _MIB
_ROOM_FOR_OLD = 64 * _MIB
# Everything the stack itself makes in DIR, and so everything it may delete.
_OURS = ("postgres", "postgres.new", "objects", "run", "logs", "secrets.json", "format")


def _token() -> str:
    return secrets.token_urlsafe(24)


@dataclass(frozen=True)
class Secrets:
    """Made once per data folder, from the system's randomness; every one at least 144 bits."""

    superuser_password: str = field(default_factory=_token)
    owner_password: str = field(default_factory=_token)
    app_password: str = field(default_factory=_token)
    relay_password: str = field(default_factory=_token)
    redis_password: str = field(default_factory=_token)
    object_store_access_key: str = field(default_factory=lambda: secrets.token_hex(10))
    object_store_secret_key: str = field(default_factory=lambda: secrets.token_hex(20))
    server_secret: str = field(default_factory=lambda: secrets.token_hex(32))
    setup_token: str = field(default_factory=lambda: secrets.token_urlsafe(32))


@dataclass(frozen=True)
class DataFolder:
    """A data folder that this process alone is using."""

    path: Path
    secrets: Secrets = field(repr=False)

    @property
    def logs(self) -> Path:
        """The folder of one log per process."""
        return self.path / "logs"

    @property
    def postgres(self) -> Path:
        """PostgreSQL's own folder."""
        return self.path / "postgres"

    @property
    def objects(self) -> Path:
        """The object store's root; each folder in it is a bucket."""
        return self.path / "objects"

    @property
    def run(self) -> Path:
        """A folder emptied at each start."""
        return self.path / "run"


@contextlib.contextmanager
def open_folder(path: Path) -> Iterator[DataFolder]:
    """Hold `path` as ours alone, made ready and of the layout this version knows.

    Raises `StackError` if another process holds it, if its layout is another version's, if
    the disk has no room, or if it cannot be written. The kernel gives the hold back however
    this process ends, so nothing stale can be left by `kill -9`.
    """
    path = path.absolute()
    with _held(path):
        _check_format(path)
        _check_room(path)
        for made in ("logs", "objects", "run"):
            (path / made).mkdir(mode=0o700, exist_ok=True)
        for leftover in (path / "run").iterdir():
            _delete(leftover)
        folder = DataFolder(path, _secrets(path / "secrets.json"))
        _write_whole(path / "format", FORMAT + "\n")
        yield folder


def wipe(path: Path, also: tuple[str, ...] = ()) -> None:
    """Delete what the stack made in `path`, and the names in `also`; touch nothing else.

    Raises `StackError` if another process is using the folder.
    """
    path = path.absolute()
    if not path.exists():
        return
    with _held(path):
        for name in (*_OURS, *also):
            _delete(path / name)


def _delete(found: Path) -> None:
    # A link is removed, never followed: what it points to is not ours.
    if found.is_dir() and not found.is_symlink():
        shutil.rmtree(found)
    else:
        found.unlink(missing_ok=True)


@contextlib.contextmanager
def plainly(path: Path) -> Iterator[None]:
    """Turn the operating system's refusals about `path` into one clear sentence."""
    try:
        yield
    except OSError as problem:
        if problem.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise StackError(f"the disk that holds {path} is full") from problem
        if isinstance(problem, PermissionError):
            raise StackError(f"this user may not write to {problem.filename or path}") from problem
        raise StackError(f"cannot use {path}: {problem.strerror}") from problem


@contextlib.contextmanager
def _held(path: Path) -> Iterator[None]:
    with plainly(path):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = (path / "lock").open("a")
    with lock:
        _take(lock, path)
        yield


def _take(lock: IO[str], path: Path) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as problem:
        raise StackError(f"another Gobetween is already using {path}") from problem


def _check_format(path: Path) -> None:
    marker = path / "format"
    if marker.exists():
        found = marker.read_text(errors="replace").strip()
        if found != FORMAT:
            raise StackError(
                f"{path} was made by another version (layout {found[:20]!r}, this one knows "
                f"{FORMAT}); use that version, or start again with --fresh, which deletes it"
            )
    elif any((path / name).exists() for name in ("postgres", "secrets.json")):
        raise StackError(
            f"{path} holds data of an unknown layout; choose another folder, or start again "
            "with --fresh, which deletes it"
        )


def _check_room(path: Path) -> None:
    needed = _ROOM_FOR_OLD if (path / "postgres").exists() else _ROOM_FOR_NEW
    free = shutil.disk_usage(path).free
    if free < needed:
        raise StackError(
            f"the disk that holds {path} is full: {free // _MIB} MiB free, {needed // _MIB} needed"
        )


def _secrets(path: Path) -> Secrets:
    if not path.exists():
        made = Secrets()
        _write_whole(path, json.dumps(asdict(made), indent=2) + "\n")
        return made
    try:
        found = json.loads(path.read_text())
        return Secrets(**{f.name: str(found[f.name]) for f in fields(Secrets)})
    except (ValueError, KeyError, TypeError) as problem:
        raise StackError(f"{path} is damaged; start again with --fresh") from problem


def _write_whole(path: Path, text: str) -> None:
    """Write all of it or nothing, readable by this user alone."""
    draft = path.with_name(path.name + ".draft")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    draft.replace(path)
