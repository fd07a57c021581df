"""What the repository's files may be: short enough to read, finished, and from nowhere special."""

import json
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST = 400
# A file that is longer, and why that is better than splitting it.
LONGER: dict[str, str] = {}
SOURCE = {".py", ".ts", ".tsx", ".mjs", ".css", ".ftl", ""}
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
NOT_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "data", "misc"}


def _files() -> list[Path]:
    """Every file of the working tree that git does not ignore."""
    listed = subprocess.run(
        [
            "git",
            "-c",
            "safe.directory=*",
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "-z",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    paths = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def _sources() -> list[Path]:
    return [path for path in _files() if path.suffix in SOURCE]


def test_no_file_is_too_long_to_read() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in _sources()
        if (lines := len(path.read_bytes().splitlines())) > LONGEST
    }
    assert set(long) - set(LONGER) == set(), long
    assert set(LONGER) - set(long) == set(), "no longer long: take it off the list"


def test_nothing_is_left_for_later() -> None:
    later = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X")) + r")\b")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in _sources()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if later.search(line)
    ]
    assert found == []


def test_no_test_is_skipped_or_expected_to_fail() -> None:
    given_up = re.compile(
        r"pytest\.(" + "|".join(("sk" + "ip", "xf" + "ail", "import" + "orskip")) + r")\b"
        r"|mark\.(sk" + r"ip|xf" + r"ail)|unittest\.sk" + r"ip"
        r"|\b(it|test|describe)\.(sk" + r"ip|to" + r"do|only)\b"
    )
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in _sources()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if given_up.search(line)
    ]
    assert found == []


def test_no_module_is_named_for_nothing_in_particular() -> None:
    found = [
        str(path.relative_to(ROOT))
        for path in _files()
        if path.suffix in {".py", ".ts", ".tsx"}
        and ({path.stem} | set(path.relative_to(ROOT).parts[:-1])) & NOT_NAMES
    ]
    assert found == []


def test_there_are_locks() -> None:
    assert [lock.name for lock in LOCKS] == ["everything.txt", "installer.txt", "service.txt"]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_python_lock_has_a_hash_for_every_package_and_no_address(lock: Path) -> None:
    text = lock.read_text()
    assert "://" not in text
    assert not re.search(r"^(-i|-f|--index|--extra-index|--find-links)", text, re.MULTILINE)
    for entry in re.split(r"\n(?=\S)", text.strip()):
        assert re.match(r"[a-z0-9._-]+==\S+", entry), entry
        assert "--hash=sha256:" in entry, entry


def test_every_dependency_named_is_locked() -> None:
    named = tomllib.loads((ROOT / "pyproject.toml").read_text())
    project, groups = named["project"], named["dependency-groups"]

    def names(requirements: list[str]) -> set[str]:
        found = (re.match(r"[A-Za-z0-9._-]+", text) for text in requirements)
        return {re.sub(r"[-_.]+", "-", name.group()).lower() for name in found if name}

    def locked(lock: str) -> set[str]:
        text = (ROOT / "requirements" / lock).read_text()
        return set(re.findall(r"^([a-z0-9._-]+)==", text, re.MULTILINE))

    needed = names(project["dependencies"])
    extras = names(project["optional-dependencies"]["embedded"]) | names(groups["dev"])
    assert needed - locked("service.txt") == set()
    assert (needed | extras) - locked("everything.txt") == set()
    # What production installs carries no tool that only development needs.
    assert (extras - needed) & locked("service.txt") == set()


def test_the_portal_s_lock_has_hashes_and_no_download_address() -> None:
    packages = json.loads((ROOT / "portal" / "package-lock.json").read_text())["packages"]
    installed = {name: package for name, package in packages.items() if name}
    assert installed
    assert [name for name, package in installed.items() if "resolved" in package] == []
    assert [name for name, package in installed.items() if "integrity" not in package] == []
