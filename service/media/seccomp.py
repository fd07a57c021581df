"""Owns the list of system calls a confined decoder may make, compiled once for this machine.

Refuses to own when it applies: `sandbox.py` always passes it to bubblewrap. Everything not named
here answers ENOSYS, as if the kernel did not have it.
"""

import errno
import fcntl
import functools
import os
import signal
import socket
from typing import Any

from service.media.refusals import SandboxUnavailable

_ALLOWED = (
    # bubblewrap's own last steps, and the wait its first process does for the program
    *("execve", "wait4", "waitid", "close_range"),
    # files already open, and the few that are visible
    *("read", "write", "readv", "writev", "pread64", "pwrite64", "lseek", "close", "fstat"),
    *("open", "openat", "stat", "lstat", "newfstatat", "statx", "access", "faccessat"),
    *("faccessat2", "readlink", "readlinkat", "getcwd", "dup", "dup2", "dup3"),
    *("ftruncate", "fallocate", "fadvise64", "fsync", "fdatasync", "getdents64", "statfs"),
    *("fstatfs", "pipe", "pipe2", "eventfd2", "poll", "ppoll", "select", "pselect6"),
    *("epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait"),
    # memory and threads
    *("mmap", "munmap", "mprotect", "mremap", "madvise", "brk", "futex", "set_robust_list"),
    *("get_robust_list", "rseq", "set_tid_address", "membarrier", "exit", "exit_group"),
    *("sched_getaffinity", "sched_yield", "sched_getparam", "sched_getscheduler"),
    *("sched_get_priority_max", "sched_get_priority_min", "get_mempolicy", "arch_prctl"),
    # signals to oneself
    *("rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigtimedwait", "sigaltstack"),
    "restart_syscall",
    # who, when, how much
    *("getpid", "gettid", "getppid", "getpgrp", "getuid", "geteuid", "getgid", "getegid"),
    *("uname", "sysinfo", "getrusage", "times", "getrlimit", "getrandom", "time"),
    *("gettimeofday", "clock_gettime", "clock_getres", "clock_nanosleep", "nanosleep"),
    # the one connection
    *("recvfrom", "recvmsg", "shutdown", "getsockopt", "setsockopt", "getsockname"),
    "getpeername",
)

_NEW_NAMESPACES = 0x7E020080
"""Every CLONE_NEW* flag of clone(2): mount, cgroup, uts, ipc, user, pid, net, time."""
_THREAD = 0x00010000
"""CLONE_THREAD: what is begun belongs to the process that began it."""
_OF_ONE_S_OWN_FILES = (
    *(fcntl.F_DUPFD, fcntl.F_DUPFD_CLOEXEC, fcntl.F_GETFD, fcntl.F_SETFD, fcntl.F_GETFL),
    *(fcntl.F_SETFL, fcntl.F_GETLK, fcntl.F_SETLK, fcntl.F_SETLKW),
)
_SOCKET_TYPE = 0xF
_TCGETS = 0x5401
_FIONREAD = 0x541B
_FIOCLEX = 0x5451
"""Python closes what it opens before it would become another program."""
_PR_SET_NAME = 15


@functools.cache
def program() -> bytes:
    """The compiled filter, ready for bubblewrap's `--seccomp`.

    Raises SandboxUnavailable where libseccomp is not installed.
    """
    pyseccomp = _loaded()
    only = pyseccomp.Arg
    rules = _common_rules()
    rules.add_rule(pyseccomp.ALLOW, "connect")
    for name in ("sendto", "sendmsg"):
        rules.add_rule(pyseccomp.ALLOW, name)
    # clone3 hides its flags behind a pointer; absent, the C library falls back to clone, whose
    # flags can be looked at here.
    rules.add_rule(pyseccomp.ALLOW, "clone", only(0, pyseccomp.MASKED_EQ, _NEW_NAMESPACES, 0))
    # A process may end itself by signal; pid 0 and its own pid are all it can name in there.
    rules.add_rule(pyseccomp.ALLOW, "tgkill")
    rules.add_rule(pyseccomp.ALLOW, "kill", only(1, pyseccomp.EQ, signal.SIGABRT))
    return _exported(rules)


@functools.cache
def program_without_namespaces() -> bytes:
    """The compiled filter for a program that is not alone: it signals nobody and has no child.

    What it asks of `connect` is asked of whoever holds the filter's listener, and of nobody else.
    Raises SandboxUnavailable where libseccomp is not installed.
    """
    pyseccomp = _loaded()
    only = pyseccomp.Arg
    rules = _common_rules()
    rules.add_rule(pyseccomp.NOTIFY, "connect")
    # Either can open a connection with the first bytes: by naming an address, or by a flag.
    quick = only(3, pyseccomp.MASKED_EQ, socket.MSG_FASTOPEN, 0)
    rules.add_rule(pyseccomp.ALLOW, "sendto", quick, only(4, pyseccomp.EQ, 0))
    quick = only(2, pyseccomp.MASKED_EQ, socket.MSG_FASTOPEN, 0)
    rules.add_rule(pyseccomp.ALLOW, "sendmsg", quick)
    threads = only(0, pyseccomp.MASKED_EQ, _NEW_NAMESPACES | _THREAD, _THREAD)
    rules.add_rule(pyseccomp.ALLOW, "clone", threads)
    return _exported(rules)


def _common_rules() -> Any:  # noqa: ANN401 - the library has no types
    pyseccomp = _loaded()
    only = pyseccomp.Arg
    rules = pyseccomp.SyscallFilter(pyseccomp.ERRNO(errno.ENOSYS))
    for name in _ALLOWED:
        rules.add_rule(pyseccomp.ALLOW, name)
    # No other stream: SCTP opens a connection with any message that names an address.
    for protocol in (0, socket.IPPROTO_TCP):
        rules.add_rule(
            pyseccomp.ALLOW,
            "socket",
            only(0, pyseccomp.EQ, socket.AF_INET),
            only(1, pyseccomp.MASKED_EQ, _SOCKET_TYPE, socket.SOCK_STREAM),
            only(2, pyseccomp.EQ, protocol),
        )
    for request in (_TCGETS, _FIONREAD, _FIOCLEX):
        rules.add_rule(pyseccomp.ALLOW, "ioctl", only(1, pyseccomp.EQ, request))
    # Not those that have the kernel send a signal to somebody else.
    for request in _OF_ONE_S_OWN_FILES:
        rules.add_rule(pyseccomp.ALLOW, "fcntl", only(1, pyseccomp.EQ, request))
    rules.add_rule(pyseccomp.ALLOW, "prctl", only(0, pyseccomp.EQ, _PR_SET_NAME))
    # Asking for limits, never setting them.
    rules.add_rule(pyseccomp.ALLOW, "prlimit64", only(2, pyseccomp.EQ, 0))
    return rules


def _loaded() -> Any:  # noqa: ANN401 - the library has no types
    try:
        import pyseccomp  # noqa: PLC0415 - importing it loads libseccomp, which may be absent
    except (RuntimeError, OSError) as absent:
        raise SandboxUnavailable("Install the libseccomp2 package.") from absent
    return pyseccomp


def _exported(rules: Any) -> bytes:  # noqa: ANN401 - the library has no types
    held = os.memfd_create("seccomp", os.MFD_CLOEXEC)
    with os.fdopen(held, "w+b") as file:
        rules.export_bpf(file)
        file.seek(0)
        return file.read()
