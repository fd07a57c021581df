"""`./gobetween` before anything is installed: what it makes again, and what it says."""

import json
import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def script(tmp_path: Path) -> SimpleNamespace:
    """The script's functions, as if it stood in an otherwise empty repository."""
    shutil.copy(ROOT / "gobetween", tmp_path)
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    return SimpleNamespace(**runpy.run_path(str(tmp_path / "gobetween")))


def _patch(script: SimpleNamespace, name: str, value: Any) -> None:  # noqa: ANN401
    """Replace a name where the script's own functions look it up."""
    script.make_ready.__globals__[name] = value


def test_a_changed_lock_makes_the_environment_again(script: SimpleNamespace) -> None:
    before = script.venv_digest()
    assert script.venv_digest() == before
    script.SERVICE_LOCK.write_text(script.SERVICE_LOCK.read_text() + "\n")
    assert script.venv_digest() != before


def test_an_environment_as_wanted_is_left_alone(script: SimpleNamespace) -> None:
    script.VENV.mkdir()
    script.STAMP.write_text(script.venv_digest())
    _patch(script, "install_packages", lambda: pytest.fail("installed again"))
    script.ensure_venv()


def test_a_half_made_environment_is_made_anew(script: SimpleNamespace) -> None:
    done: list[str] = []
    (script.VENV / "bin").mkdir(parents=True)
    script.VENV_PYTHON.touch()
    _patch(script, "make_empty_venv", lambda: done.append("made"))
    _patch(script, "install_packages", lambda: done.append("installed"))
    script.ensure_venv()
    assert done == ["made", "installed"]
    assert script.STAMP.read_text() == script.venv_digest()


def test_one_from_older_locks_is_brought_up_to_date(script: SimpleNamespace) -> None:
    done: list[str] = []
    (script.VENV / "bin").mkdir(parents=True)
    script.VENV_PYTHON.touch()
    script.STAMP.write_text("older")
    _patch(script, "make_empty_venv", lambda: done.append("made"))
    _patch(script, "install_packages", lambda: done.append("installed"))
    script.ensure_venv()
    assert done == ["installed"]


def test_an_installation_cut_short_leaves_no_stamp(script: SimpleNamespace) -> None:
    (script.VENV / "bin").mkdir(parents=True)
    script.VENV_PYTHON.touch()
    script.STAMP.write_text("older")

    def cut_short() -> None:
        raise KeyboardInterrupt

    _patch(script, "install_packages", cut_short)
    with pytest.raises(KeyboardInterrupt):
        script.ensure_venv()
    assert not script.STAMP.exists()


def test_the_portal_s_sources_decide_whether_it_is_built_again(script: SimpleNamespace) -> None:
    (script.PORTAL / "src").mkdir(parents=True)
    (script.PORTAL / "node_modules").mkdir()
    (script.PORTAL / "src" / "main.ts").write_text("one")
    before = script.portal_digest()
    (script.PORTAL / "node_modules" / "installed").write_text("changes nothing")
    assert script.portal_digest() == before
    (script.PORTAL / "src" / "main.ts").write_text("two")
    changed = script.portal_digest()
    assert changed != before
    (script.PORTAL / "src" / "main.ts").rename(script.PORTAL / "src" / "other.ts")
    assert script.portal_digest() not in {before, changed}


def test_without_root_what_is_missing_is_named_and_how_to_get_it(
    script: SimpleNamespace, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(script.ROOT))
    _patch(script, "ensure_venv", lambda: None)
    assert script.make_ready(["demo", "--once", "--json"]) == 1
    said = capfd.readouterr()
    assert "sudo apt-get install bubblewrap" in said.err
    answer = json.loads(said.out)
    assert answer["ok"] is False
    assert "bubblewrap" in answer["error"]


def test_tests_that_need_no_more_still_run_where_something_is_missing(
    script: SimpleNamespace, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(script.ROOT))
    _patch(script, "ensure_venv", lambda: None)
    assert script.make_ready(["test"]) == 0
    assert "bubblewrap chromium" in capfd.readouterr().err


@pytest.mark.parametrize(("suites", "times"), [([], 1), (["media"], 1), (["unit", "api"], 0)])
def test_what_looks_into_files_is_installed_for_the_suites_that_look(
    suites: list[str],
    times: int,
    script: SimpleNamespace,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PATH", str(script.ROOT))
    _patch(script, "ensure_venv", lambda: None)
    assert script.make_ready(["test", *suites]) == 0
    installing, _, _ = capfd.readouterr().err.partition("Install with")
    assert installing.count("libimage-exiftool-perl") == times


@pytest.mark.parametrize(
    ("named", "lacks"),
    [((), True), (("signin", "media"), True), (("sealing",), False)],
    ids=["all", "media too", "another"],
)
def test_the_benchmark_of_recordings_is_told_what_it_lacks_and_another_lacks_nothing(
    script: SimpleNamespace, monkeypatch: pytest.MonkeyPatch, named: tuple[str, ...], *, lacks: bool
) -> None:
    asked: list[str] = []
    built: list[str] = []
    monkeypatch.setenv("PATH", str(script.ROOT))
    _patch(script, "ensure_packages", asked.extend)
    _patch(script, "ensure_portal", lambda: built.append("portal"))
    script.prepare("bench", ["bench", *named, "--json"])
    assert ({"bubblewrap", "chromium"} <= set(asked)) is lacks
    assert bool(built) is lacks


def test_uv_is_told_of_the_index_that_pip_is_told_of(
    script: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [n for n in os.environ if n.startswith(("PIP_", "UV_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", "file:///first")
    monkeypatch.setenv("PIP_EXTRA_INDEX_URL", "file:///second file:///third")
    _patch(script, "VENV_PYTHON", Path(sys.executable))
    told = script._uv_environment()
    assert told["UV_DEFAULT_INDEX"] == "file:///first"
    assert told["UV_INDEX"] == "file:///second file:///third"
    monkeypatch.setenv("UV_DEFAULT_INDEX", "file:///its-own")
    assert script._uv_environment()["UV_DEFAULT_INDEX"] == "file:///its-own"


def test_two_setting_up_at_once_take_turns(script: SimpleNamespace) -> None:
    lock = script.ROOT / ".setup.lock"
    code = f"""
import pathlib, runpy
script = runpy.run_path({str(script.ROOT / "gobetween")!r})
with script["only_one"](pathlib.Path({str(lock)!r})):
    print("in")
"""
    waiting = [sys.executable, "-c", code]
    with script.only_one(lock):
        other = subprocess.Popen(waiting, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        with other.stderr or pytest.fail("no pipe") as words:
            assert "waiting for another" in words.readline()
            assert other.poll() is None
    with other.stdout or pytest.fail("no pipe") as said:
        assert said.read() == "in\n"
    assert other.wait(20) == 0
