"""The rooms import only what they may, and the contracts that say so would notice if not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")


def _check(folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(LINTER), "--no-cache", "--config", str(folder / "pyproject.toml")],
        cwd=folder,
        # Without it the environment's own path to the repository would be looked at instead.
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(folder), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_room_imports_only_what_it_may() -> None:
    checked = _check(ROOT)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize(
    ("room", "forbidden", "contract"),
    [
        ("identity", "service.cases", "never one beside it"),
        ("db", "service.identity", "only rooms below it"),
        ("api", "service.worker", "never one beside it"),
        ("client", "service.db", "The client is an end"),
        ("media", "service.db", "cannot reach the database"),
        ("domain", "sqlalchemy", "stand on the standard library"),
        ("notify", "service.sealing", "can open nothing"),
        ("moderation", "service.settings", "Settings are read only"),
        ("cli", "arq", "known to the worker alone"),
        ("correspondence", "nacl", "no libsodium of their own"),
    ],
)
def test_a_planted_import_is_noticed(
    tmp_path: Path, room: str, forbidden: str, contract: str
) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(
        ROOT / "service", tmp_path / "service", ignore=shutil.ignore_patterns("__pycache__")
    )
    (tmp_path / "service" / room / "planted.py").write_text(f"import {forbidden}\n")
    checked = _check(tmp_path)
    broken = [line for line in checked.stdout.splitlines() if line.endswith("BROKEN")]
    assert checked.returncode == 1, checked.stdout + checked.stderr
    assert any(contract in line for line in broken), broken
