"""Tests that documents name: how a name is written, and whether there is such a test.

Owns reading names, down to one example of a parametrised test. Refuses to run any.
"""

import ast
import functools
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
NAMED: Final = re.compile(r"`(tests/[\w/]+(?:\.py|\.json)(?:::\w+)*(?:\[[\w-]+\])?)`")
# Where a promise is held by no test, it says so, and why.
UNTESTED: Final = re.compile(r"\(not tested: [^)]{10,}\)")


def names_in(text: str) -> list[str]:
    """Return every test that a text names."""
    return NAMED.findall(text)


def is_there(name: str) -> bool:
    """Tell whether a file, a test in it, or an example of such a test exists."""
    file, _, test = name.partition("::")
    if not (ROOT / file).is_file():
        return False
    if "[" in test:
        # Collecting costs seconds, so a folder is collected once.
        return name in collected("/".join(file.split("/")[:2]))
    return not test or test in _tests_of(ROOT / file)


@functools.cache
def collected(where: str) -> frozenset[str]:
    """Return every example of every test under a file or folder, as pytest calls it."""
    command = [sys.executable, "-P", "-m", "pytest", "--collect-only", "-q", "--no-header", where]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return frozenset(line for line in told.splitlines() if "::" in line)


@functools.cache
def _tests_of(path: Path) -> frozenset[str]:
    """The names in a test file, as pytest would write them after the file's."""
    found = set()
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef):
            found |= {
                f"{node.name}::{inner.name}"
                for inner in node.body
                if isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef)
            }
    return frozenset(found)
