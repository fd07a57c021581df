"""The sandbox starts under the very system-call filters that the deploy files put around it."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
SYSTEMD = shutil.which("systemd-analyze")
# Loads a filter as a container runtime or systemd would, then asks the media worker's question.
CONFINED = """
import ctypes, errno, json, sys
import pyseccomp
from service.media import bubblewrap, landlock
from service.media.report import sandbox_report
default, named, calls, walls = json.load(sys.stdin)
tried = {"bubblewrap": (bubblewrap.bubblewrapped,), "landlock": (landlock.landlocked,)}[walls]
actions = {"allow": pyseccomp.ALLOW, "refuse": pyseccomp.ERRNO(errno.EPERM)}
kept = pyseccomp.SyscallFilter(defaction=actions[default])
for call in calls:
    try:
        kept.add_rule(actions[named], call)
    except OSError:
        pass  # another machine's call
ctypes.CDLL(None).prctl(38, 1, 0, 0, 0)
kept.load()
print(json.dumps(sandbox_report(tried)))
"""

Filter = tuple[str, str, set[str]]


def _container() -> Filter:
    profile = json.loads((DEPLOY / "sandbox" / "seccomp.json").read_text())
    return "allow", "refuse", {name for rule in profile["syscalls"] for name in rule["names"]}


def _unit() -> Filter:
    unit = (DEPLOY / "systemd" / "gobetween-media-worker.service").read_text()
    named = re.findall(r"^SystemCallFilter=(.+)$", unit, re.MULTILINE)
    assert len(named) == 1
    return "refuse", "allow", _expanded(named[0].split())


def _expanded(names: list[str]) -> set[str]:
    """The calls behind systemd's names for groups of them."""
    found: set[str] = set()
    for name in names:
        if not name.startswith("@"):
            found.add(name)
            continue
        listed = subprocess.run(
            [str(SYSTEMD), "syscall-filter", name], capture_output=True, text=True, check=True
        )
        inside = [line.strip() for line in listed.stdout.splitlines()[1:]]
        found |= _expanded([line for line in inside if line and not line.startswith("#")])
    return found


def _asked_under(filtered: Filter, walls: str = "bubblewrap") -> str | None:
    default, named, calls = filtered
    asked = subprocess.run(
        [sys.executable, "-P", "-c", CONFINED],
        input=json.dumps([default, named, sorted(calls), walls]),
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr
    answer: str | None = json.loads(asked.stdout)
    return answer


# Without systemd nobody on this machine can say what its groups of calls are.
WAYS = {"container": _container} | ({"unit": _unit} if SYSTEMD else {})


@pytest.mark.parametrize("walls", ["bubblewrap", "landlock"])
@pytest.mark.parametrize("way", sorted(WAYS))
def test_the_media_worker_can_make_its_sandbox(way: str, walls: str) -> None:
    assert _asked_under(WAYS[way](), walls) is None


@pytest.mark.parametrize("call", ["unshare", "mount", "pivot_root"])
def test_it_would_be_the_second_best_if_the_filter_were_any_other_container_s(call: str) -> None:
    default, named, calls = _container()
    filtered = (default, named, calls | {call})
    assert _asked_under(filtered, "bubblewrap") is not None
    assert _asked_under(filtered, "landlock") is None


@pytest.mark.parametrize("way", sorted(WAYS))
def test_what_it_has_no_use_for_stays_refused(way: str) -> None:
    default, _, calls = WAYS[way]()
    dangerous = {"bpf", "kexec_load", "init_module", "perf_event_open", "reboot", "swapon"}
    assert dangerous <= calls if default == "allow" else not dangerous & calls
