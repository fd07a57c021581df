"""The verb `test`: runs pytest, one process per suite, and counts strictly.

Owns: which suites there are, what each needs from the machine, and what counts as passing.
Refuses to own: the tests. A skip, an expected failure, an empty suite, a missing browser and a
missing sandbox are failures here, because each of them is a claim nobody checked.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ET
from dataclasses import asdict, dataclass, field
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# In the order in which a fault is cheapest to find. A suite's folder is its name under tests/.
SUITES = (
    "unit",
    "conventions",
    "migrations",
    "integration",
    "media",
    "api",
    "stories",
    "worker",
    "browser",
    "attacks",
    "faults",
    "fuzz",
    "hostile-media",
    "long",
)
# Minutes each: to be run on purpose, not before every change.
LONG = "long"
NOT_BY_DEFAULT = frozenset({"fuzz", "hostile-media", LONG})
# In which suites some tests bear that mark, and run with it instead.
WITH_LONG = ("integration", "browser")

_WITHOUT_SANDBOX = frozenset({"unit", "conventions", "migrations", "api", "stories", "fuzz"})
_WITH_BROWSER = frozenset({"media", "browser", "attacks", "long"})
_WITH_FUZZER = frozenset({"fuzz"})
_WITH_EXIFTOOL = frozenset({"media"})
# The suites whose result, asked for alone, is what their tests told, row by row: the property of a
# test that holds a row, which is also what names it there.
STORIES = "stories"
_TOLD = {STORIES: "story", "hostile-media": "input"}
_NOT = ("skipped", "failure", "error")
# Its fuzzer counts on one process.
_ALONE = _WITH_FUZZER
# Each process has a stack and a world of its own, in some hundred MiB.
ON_EVERY_CORE = ("-n", "logical", "--maxprocesses=4")
_BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


@dataclass
class Outcome:
    """What became of one suite. `failed` counts errors too."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    complaints: list[str] = field(default_factory=list)
    rows: list[dict[str, object]] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether every test there is ran and passed, and there is at least one."""
        return self.passed > 0 and not (self.failed or self.skipped or self.complaints)


def run(args: argparse.Namespace) -> int:
    """Run the named suites, or all that run by default; return 0 only if every one is ok."""
    named = list(dict.fromkeys(args.suites))
    suites = named or [s for s in SUITES if s not in NOT_BY_DEFAULT]
    # With --json, stdout is for the object alone.
    words = sys.stderr if args.json else sys.stdout
    outcomes = [_run_suite(suite, words.fileno()) for suite in suites]
    ok = all(outcome.ok for outcome in outcomes)
    for outcome in outcomes:
        for complaint in outcome.complaints:
            print(f"{outcome.name}: {complaint}", file=sys.stderr)
    if args.json:
        named_by = _TOLD.get(named[0]) if len(named) == 1 else None
        told: object = _counts(outcomes, ok=ok)
        if named_by is not None:
            told = sorted(outcomes[0].rows, key=lambda row: str(row[named_by]))
        print(json.dumps(told, ensure_ascii=False))
    passed = sum(outcome.passed for outcome in outcomes)
    failed = sum(outcome.failed for outcome in outcomes)
    print(f"{passed} passed, {failed} failed", file=words)
    return 0 if ok else 1


def _counts(outcomes: list[Outcome], *, ok: bool) -> dict[str, object]:
    listed = [asdict(outcome) for outcome in outcomes]
    for suite in listed:
        del suite["complaints"], suite["rows"]
    return {"ok": ok, "suites": listed}


def _run_suite(suite: str, words: int) -> Outcome:
    outcome = Outcome(suite)
    outcome.complaints = [lack for lack in _lacking(suite) if lack]
    if outcome.complaints:
        outcome.failed = 1
        return outcome
    started = time.monotonic()
    os.write(words, f"\n== {suite}\n".encode())
    for folder, which in _parts(suite):
        with tempfile.TemporaryDirectory(prefix="gobetween-test-") as scratch:
            report = Path(scratch) / "report.xml"
            command = [sys.executable, "-P", "-m", "pytest", f"--junitxml={report}", str(folder)]
            command += [*which, *(() if suite in _ALONE else ON_EVERY_CORE)]
            status = subprocess.run(command, cwd=ROOT, stdout=words, check=False).returncode
            _count(outcome, report, status)
    outcome.seconds = round(time.monotonic() - started, 2)
    if not outcome.ok:
        outcome.failed = max(outcome.failed, 1)
    return outcome


def _parts(suite: str) -> list[tuple[Path, tuple[str, ...]]]:
    """Return where a suite's tests lie, and by which marks they are chosen there.

    What takes minutes in the other suites is part of `long`, each with the fixtures of its own.
    """
    own = ROOT / "tests" / folder_of(suite)
    if suite != LONG:
        return [(own, ("-m", f"not {LONG}"))]
    return [(own, ()), *((ROOT / "tests" / one, ("-m", LONG)) for one in WITH_LONG)]


def folder_of(suite: str) -> str:
    """Return the name of a suite's folder under tests/."""
    return suite.replace("-", "_")


def _count(outcome: Outcome, report: Path, status: int) -> None:
    """Read one of pytest's own reports; whatever it does not account for is a failure."""
    cases = list(ET.parse(report).getroot().iter("testcase")) if report.exists() else []  # noqa: S314
    wrong = False
    for case in cases:
        name = f"{case.get('classname', '')}::{case.get('name', '')}"
        skip = case.find("skipped")
        if skip is not None:
            outcome.skipped += 1
            outcome.complaints.append(f"{name} did not run: {skip.get('message', '')}")
            wrong = True
        elif case.find("failure") is not None or case.find("error") is not None:
            outcome.failed += 1
            wrong = True
        else:
            outcome.passed += 1
        outcome.rows += _told(case, outcome.name)
    if not cases:
        outcome.complaints.append("there is no test in it")
    elif status != 0 and not wrong:
        outcome.complaints.append(f"pytest ended with status {status}")


def _told(case: ET.Element, suite: str) -> list[dict[str, object]]:
    """Return the rows that a test told; of a story also whether its test passed."""
    told = [
        json.loads(one.get("value", "{}"))
        for one in case.iterfind("properties/property")
        if one.get("name") == _TOLD.get(suite)
    ]
    if suite != STORIES:
        return told
    passed = not any(case.find(one) is not None for one in _NOT)
    return [{"story": one["story"], "passed": passed, "never": one["never"]} for one in told]


def _lacking(suite: str) -> list[str]:
    """Return a sentence for each thing this machine lacks for the suite."""
    lacks = []
    if suite in _WITH_BROWSER and not any(map(shutil.which, _BROWSERS)):
        lacks.append("there is no browser; install chromium (apt-get install chromium)")
    if suite in _WITH_EXIFTOOL and shutil.which("exiftool") is None:
        package = "libimage-exiftool-perl"
        lacks.append(f"there is no exiftool; install {package} (apt-get install {package})")
    if suite in _WITH_FUZZER and find_spec("atheris") is None:
        lacks.append("there is no fuzzer; install atheris (its wheels are for x86_64 alone)")
    if suite not in _WITHOUT_SANDBOX:
        lacks.append(_sandbox_lack())
    return lacks


def _sandbox_lack() -> str:
    program = shutil.which("bwrap")
    if program is None:
        return "there is no sandbox; install bubblewrap (apt-get install bubblewrap)"
    bare = [program, "--unshare-user", "--unshare-net", "--ro-bind", "/", "/", "/bin/true"]
    tried = subprocess.run(bare, capture_output=True, text=True, check=False)
    if tried.returncode != 0:
        return (
            "bubblewrap cannot start here; allow unprivileged user namespaces "
            f"({tried.stderr.strip() or 'no reason given'})"
        )
    return ""
