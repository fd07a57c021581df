"""Owns the step between worker and sandbox: an empty network, one open socket, then bubblewrap.

Run as a program of its own by `sandbox.py`, with the standard library alone and one inherited
control socket. It refuses to own what is run and under which bounds: both arrive over that socket.

The conversation: this side sends the listening socket with `b"ready"`, or `b"failed STAGE ERRNO"`;
the worker answers with one JSON object and closes its writing half; this side becomes the program.
"""

import contextlib
import ctypes
import fcntl
import json
import os
import resource
import signal
import socket
import struct
import sys
from pathlib import Path

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_PR_SET_PDEATHSIG = 1
_SIOCGIFFLAGS = 0x8913
_SIOCSIFFLAGS = 0x8914
_IFF_UP = 1
_IFREQ = struct.Struct("16sh22x")

_SOCKET_BUFFER_BYTES = 64 * 1024
_NICER_THAN_THE_SERVICE = 5


def main(control_fd: int) -> None:
    """Prepare, hand the socket over, wait for the word, become the program. Returns never."""
    control = socket.socket(fileno=control_fd)
    control.set_inheritable(False)
    stage = "start"
    try:
        _die_with_the_worker()
        stage = "namespaces"
        _enter_empty_network()
        stage = "loopback"
        _raise_loopback()
        stage = "listen"
        listener = _listen()
    except OSError as fault:
        control.sendall(f"failed {stage} {fault.errno}".encode())
        sys.exit(1)
    socket.send_fds(control, [b"ready"], [listener.fileno()])
    listener.close()
    program, bounds = _read_order(control)
    for name, bound in bounds.items():
        resource.setrlimit(getattr(resource, name), (bound, bound))
    with contextlib.suppress(OSError):
        os.nice(_NICER_THAN_THE_SERVICE)
    os.execve(program[0], program, {})


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _die_with_the_worker() -> None:
    if _libc().prctl(_PR_SET_PDEATHSIG, signal.SIGKILL) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def _enter_empty_network() -> None:
    user, group = os.getuid(), os.getgid()
    if _libc().unshare(_CLONE_NEWUSER | _CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def _raise_loopback() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        request = fcntl.ioctl(probe, _SIOCGIFFLAGS, _IFREQ.pack(b"lo", 0))
        _, flags = _IFREQ.unpack(request)
        fcntl.ioctl(probe, _SIOCSIFFLAGS, _IFREQ.pack(b"lo", flags | _IFF_UP))


def _listen() -> socket.socket:
    # A reader that seeks throws away what is in flight, so little may be: it was decrypted for
    # nothing. Where /proc/sys is read-only the seek costs a little more, no harm else.
    for name in ("tcp_rmem", "tcp_wmem"):
        with contextlib.suppress(OSError):
            Path(f"/proc/sys/net/ipv4/{name}").write_text(f"4096 {_SOCKET_BUFFER_BYTES} 131072")
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SOCKET_BUFFER_BYTES)
    listener.bind(("127.0.0.1", 0))
    listener.listen(8)
    return listener


def _read_order(control: socket.socket) -> tuple[list[str], dict[str, int]]:
    received = bytearray()
    while piece := control.recv(65536):
        received += piece
    if not received:
        sys.exit(1)
    order = json.loads(received)
    return order["program"], order["bounds"]


if __name__ == "__main__":
    main(int(sys.argv[1]))
