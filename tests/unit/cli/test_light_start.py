"""What is typed is understood without the network or a database: `verify` works on its own."""

import subprocess
import sys
from pathlib import Path

from tests.factories.connecting import CONNECTING

ROOT = Path(__file__).resolve().parents[3]
LISTED = f"""
import sys
import service.cli.__main__
print(*(set({CONNECTING}) & set(sys.modules)))
"""


def test_understanding_what_is_typed_loads_nothing_that_connects() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LISTED], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
