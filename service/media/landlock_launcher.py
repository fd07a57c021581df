"""Owns the step between worker and program where there are no namespaces: the rules, then the run.

Run as a program of its own by `landlock.py`, with the standard library alone and one inherited
control socket. It refuses to own what is run and under which bounds: both arrive over that socket.

The conversation: the worker sends one JSON object and closes its writing half; this side takes
everything from itself that the program shall not have, hands over the descriptor on which the
kernel asks about connections with `b"ready"`, or says `b"failed STAGE ERRNO"`, and becomes the
program.
"""

import contextlib
import ctypes
import json
import os
import resource
import signal
import socket
import struct
import sys
from pathlib import Path
from typing import Any

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_NICER_THAN_THE_SERVICE = 5

# The calls have these numbers on every architecture but Alpha.
_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_SECCOMP = {"x86_64": 317, "aarch64": 277}
# linux/landlock.h
_VERSION = 1
_WITH_NETWORK = 4
_SCOPES_SINCE = 6
_PATH_BENEATH = 1
_EXECUTE_AND_READ = 1 << 0 | 1 << 2
_LIST = 1 << 3
# By version: everything that can be done to files; what is not handled would be allowed.
_FILES = {1: (1 << 13) - 1, 2: 1 << 13, 3: 1 << 14, 5: 1 << 15}
_BIND_AND_CONNECT = 0b11
_ABSTRACT_SOCKETS_AND_SIGNALS = 0b11
_RULES, _BENEATH = struct.Struct("=QQQ"), struct.Struct("=Qi")
# linux/seccomp.h
_SET_MODE_FILTER = 1
_NEW_LISTENER = 1 << 3
_INSTRUCTION_BYTES = 8


def main(control_fd: int) -> None:
    """Read the order, give everything up, hand over the listener, become the program."""
    control = socket.socket(fileno=control_fd)
    control.set_inheritable(False)
    stage = "start"
    try:
        _call_prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        _call_prctl(_PR_SET_NO_NEW_PRIVS, 1)
        order = _read_order(control)
        stage = "filter"
        with os.fdopen(order["filter"], "rb") as file:
            instructions = file.read()
        stage = "landlock"
        _lock(order["readable"], order["listable"])
        for name, bound in order["bounds"].items():
            resource.setrlimit(getattr(resource, name), (bound, bound))
        with contextlib.suppress(OSError):
            os.nice(_NICER_THAN_THE_SERVICE)
        stage = "seccomp"
        listener = _filter(instructions)
    except OSError as fault:
        control.sendall(f"failed {stage} {fault.errno}".encode())
        sys.exit(1)
    socket.send_fds(control, [b"ready"], [listener])
    program = order["program"]
    os.execve(program[0], program, order["environment"])


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _call(number: int, *arguments: Any) -> int:  # noqa: ANN401 - whatever C takes
    answered = _libc().syscall(ctypes.c_long(number), *arguments)
    if answered < 0:
        raise OSError(ctypes.get_errno(), "syscall")
    return int(answered)


def _call_prctl(what: int, value: int) -> None:
    if _libc().prctl(what, value, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def _read_order(control: socket.socket) -> dict[str, Any]:
    received = bytearray()
    while piece := control.recv(65536):
        received += piece
    if not received:
        sys.exit(1)
    order: dict[str, Any] = json.loads(received)
    return order


def _lock(readable: list[str], listable: list[str]) -> None:
    """Leave nothing of the file system but these files and folders, and nothing of the network.

    Of what is `listable` it can be seen what it holds, and no more.
    """
    version = _call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION))
    if version < _WITH_NETWORK:
        raise OSError(version, "Landlock without network rules")
    files = sum(rights for since, rights in _FILES.items() if since <= version)
    scoped = _ABSTRACT_SOCKETS_AND_SIGNALS if version >= _SCOPES_SINCE else 0
    rules = _RULES.pack(files, _BIND_AND_CONNECT, scoped)
    # A kernel that has no scopes does not know the last field.
    known = _RULES.size if version >= _SCOPES_SINCE else _RULES.size - 8
    ruleset = _call(_CREATE_RULESET, rules, ctypes.c_size_t(known), ctypes.c_uint32(0))
    whole = [(one, _EXECUTE_AND_READ | (_LIST if Path(one).is_dir() else 0)) for one in readable]
    for path, rights in (*whole, *((one, _LIST) for one in listable)):
        held = os.open(path, os.O_PATH | os.O_CLOEXEC)
        beneath = _BENEATH.pack(rights, held)
        _call(_ADD_RULE, ctypes.c_int(ruleset), _PATH_BENEATH, beneath, ctypes.c_uint32(0))
        os.close(held)
    _call(_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0))
    os.close(ruleset)


def _filter(instructions: bytes) -> int:
    """Load the filter; return the descriptor on which the kernel asks what the filter leaves open.

    It is closed when the program begins: the program cannot answer itself.
    """
    held = ctypes.create_string_buffer(instructions, len(instructions))
    # struct sock_fprog: how many instructions, and where they stand.
    count = len(instructions) // _INSTRUCTION_BYTES
    listed = struct.pack("@HP", count, ctypes.addressof(held))
    number = _SECCOMP[os.uname().machine]
    return _call(number, ctypes.c_uint(_SET_MODE_FILTER), ctypes.c_uint(_NEW_LISTENER), listed)


if __name__ == "__main__":
    main(int(sys.argv[1]))
