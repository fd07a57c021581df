"""Owns saying, in one plain sentence, why the sandbox cannot start on this machine.

Refuses to own getting round it: there is no way to run a decoder unconfined.
"""

from pathlib import Path

_SWITCHES = (
    (
        "/proc/sys/kernel/unprivileged_userns_clone",
        "0",
        "Allow user namespaces: set the kernel setting kernel.unprivileged_userns_clone to 1.",
    ),
    (
        "/proc/sys/user/max_user_namespaces",
        "0",
        "Allow user namespaces: set the kernel setting user.max_user_namespaces above 0.",
    ),
    (
        "/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
        "1",
        (
            "Allow user namespaces: set the kernel setting "
            "kernel.apparmor_restrict_unprivileged_userns to 0, or give this service an AppArmor "
            "profile that allows them."
        ),
    ),
)
_CONTAINER_MARKS = ("/.dockerenv", "/run/.containerenv")


def why_namespaces_are_refused(told: str) -> str:
    """What to install or allow, judged from the launcher's message and the kernel's settings."""
    for path, refusing, advice in _SWITCHES:
        if _setting(path) == refusing:
            return advice
    if any(Path(mark).exists() for mark in _CONTAINER_MARKS):
        return (
            "Allow this container user namespaces: run it with a seccomp profile that permits "
            "unshare, clone and mount, and with /proc unmasked."
        )
    if told.startswith("failed bubblewrap"):
        return "Allow bubblewrap to mount /proc and create namespaces: it started and was stopped."
    return f"Allow user and network namespaces to this service: the kernel answered {told!r}."


def _setting(path: str) -> str | None:
    try:
        return Path(path).read_text(encoding="ascii").strip()
    except OSError:
        return None
