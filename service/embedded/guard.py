"""Becomes another program that cannot outlive the process which asked for it.

Owns: the last steps between fork and exec: dropping root, and asking the kernel to signal
this process when its parent dies, however it dies. Refuses to own: anything afterwards.

Run as a script by an isolated interpreter (`python -I -S guard.py`), so standard library
only. A hook run between fork and exec in the parent would be shorter, but Python makes no
promise that one is safe while other threads run.

    guard.py PARENT_PID DEATH_SIGNAL UID:GID|- PROGRAM [ARGUMENT ...]
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_KEEPCAPS = 8
PR_SET_SECUREBITS = 28
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
SECBIT_NO_SETUID_FIXUP = 4
CAPABILITY_VERSION_3 = 0x20080522
CAP_DAC_OVERRIDE = 1
CAP_DAC_READ_SEARCH = 2

libc = ctypes.CDLL(None, use_errno=True)


def main(arguments: list[str]) -> None:
    """Never returns: execs the program, or exits 127 with a reason on stderr."""
    parent, death_signal, owner, *command = arguments
    if owner != "-":
        uid, gid = owner.split(":")
        become(int(uid), int(gid))
    # After changing user, because the kernel forgets the request when credentials change.
    libc.prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
    if os.getppid() != int(parent):
        # The parent died before the request was in place, so no signal will ever come.
        sys.exit(127)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    try:
        os.execv(command[0], command)
    except OSError as problem:
        sys.exit(f"{command[0]}: {problem.strerror}")


def become(uid: int, gid: int) -> None:
    """Gives up root for a user who owns only the database's files.

    One capability survives, to walk through folders: PostgreSQL refuses to run as root, yet
    its programs and files may lie under a folder only root can enter, such as /root. The
    alternative would be to open that folder to everybody.
    """
    held = _held_capabilities()
    kept = next((c for c in (CAP_DAC_READ_SEARCH, CAP_DAC_OVERRIDE) if held >> c & 1), None)
    # Without this, access(2), by which PostgreSQL looks for its own programs, would leave the
    # capability out of account for anyone but root.
    libc.prctl(PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP, 0, 0, 0)
    libc.prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setresgid(gid, gid, gid)
    os.setresuid(uid, uid, uid)
    mask = 0 if kept is None else 1 << kept
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    # Effective, permitted, inheritable; then the same three for capabilities above 31.
    sets = (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0)
    if libc.capset(header, sets) != 0:
        raise OSError(ctypes.get_errno(), "could not give up root's capabilities")
    if kept is not None:
        libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, kept, 0, 0)


def _held_capabilities() -> int:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("CapPrm:"):
            return int(line.split()[1], 16)
    return 0


if __name__ == "__main__":
    main(sys.argv[1:])
