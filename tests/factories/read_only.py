"""A world in which nothing can be written but under the folders that are named.

Run as a program, `read_only.py FOLDER:FOLDER COMMAND…` makes every other place read-only to itself
and becomes the command. The kernel holds it, for the command and all that it starts. Owns nothing
that the command sees: paths, sockets and the network are those of everybody.
"""

import ctypes
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

_NEW_USER: Final = 0x10000000
_NEW_MOUNTS: Final = 0x00020000
_BIND: Final = 4096
_HERE: Final = -100
_ALL_BELOW: Final = 0x8000
_MOUNT_SETATTR: Final = 442
_READ_ONLY: Final = 1
_PRIVATE: Final = 1 << 18
# Where a process tells the kernel who it is in its namespaces; nothing can be kept there.
_OF_THE_KERNEL: Final = "/proc"


class _Attributes(ctypes.Structure):
    _fields_ = tuple((name, ctypes.c_uint64) for name in ("on", "off", "propagation", "user"))


def within(*folders: Path) -> tuple[str, ...]:
    """Return the beginning of a command that can write under these folders only."""
    listed = ":".join(str(one.resolve()) for one in folders)
    return (sys.executable, "-I", "-S", str(Path(__file__).resolve()), listed)


def _enter(folders: Sequence[str]) -> None:
    kernel = ctypes.CDLL(None, use_errno=True)
    who = {"uid_map": os.getuid(), "gid_map": os.getgid()}
    # Root needs no user namespace, in which it could not enter what is the database's.
    if kernel.unshare(_NEW_MOUNTS) != 0:
        _done(kernel.unshare(_NEW_USER | _NEW_MOUNTS))
        Path("/proc/self/setgroups").write_text("deny")
        for name, number in who.items():
            Path(f"/proc/self/{name}").write_text(f"{number} {number} 1")

    def everywhere(path: str, *, on: int = 0, off: int = 0) -> None:
        asked = _Attributes(on, off, _PRIVATE, 0)
        size = ctypes.sizeof(asked)
        where = (_HERE, path.encode(), _ALL_BELOW)
        _done(kernel.syscall(_MOUNT_SETATTR, *where, ctypes.byref(asked), size))

    for folder in folders:
        _done(kernel.mount(folder.encode(), folder.encode(), None, _BIND, None))
    everywhere("/", on=_READ_ONLY)
    for folder in (*folders, _OF_THE_KERNEL):
        everywhere(folder, off=_READ_ONLY)


def _done(answer: int) -> None:
    if answer != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


if __name__ == "__main__":
    _enter(sys.argv[1].split(":"))
    os.execvp(sys.argv[2], sys.argv[2:])
