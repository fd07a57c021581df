"""`./gobetween test` counts strictly: whatever did not run and pass is a failure."""

import argparse
import json
import textwrap
from pathlib import Path

import pytest

from service.cli import testing
from service.cli.__main__ import main


@pytest.fixture
def suite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty suite `unit` in a repository of its own, run in one process: it is soon done."""
    monkeypatch.setattr(testing, "ROOT", tmp_path)
    monkeypatch.setattr(testing, "ON_EVERY_CORE", ())
    folder = tmp_path / "tests" / "unit"
    folder.mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text(
        "[tool.pytest.ini_options]\naddopts = ['-p', 'no:cov']"
    )
    return folder


def _run(capfd: pytest.CaptureFixture[str]) -> tuple[int, dict[str, object], str]:
    status = testing.run(argparse.Namespace(suites=["unit"], json=True))
    said = capfd.readouterr()
    (suite,) = json.loads(said.out)["suites"]
    assert json.loads(said.out)["ok"] is (status == 0)
    assert set(suite) == {"name", "passed", "failed", "skipped", "seconds"}
    return status, suite, said.err


def _write(folder: Path, text: str) -> None:
    (folder / "test_it.py").write_text("import pytest\n" + textwrap.dedent(text))


def test_a_passing_suite_passes_with_pytest_s_own_closing_line(
    suite: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _write(suite, "def test_one(): assert True\ndef test_two(): assert True")
    status, counted, words = _run(capfd)
    assert (status, counted["passed"], counted["failed"]) == (0, 2, 0)
    assert "= 2 passed in " in words
    assert words.splitlines()[-1] == "2 passed, 0 failed"


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "there is no test in it"),
        ("def test_it(): assert False", ""),
        ("def test_it(): pytest." + "skip('not today')", "not today"),
        ("@pytest.mark." + "xfail(reason='one day')\ndef test_it(): assert False", "one day"),
        ("@pytest.fixture\ndef broken(): raise OSError\ndef test_it(broken): pass", ""),
        ("import a_module_that_is_not_there", ""),
        ("import os\ndef test_it(): os._exit(3)", "there is no test in it"),
    ],
    ids=["empty", "failing", "skipped", "given up", "broken", "not importable", "crashing"],
)
def test_anything_else_fails_even_beside_a_test_that_passes(
    suite: Path, capfd: pytest.CaptureFixture[str], text: str, complaint: str
) -> None:
    _write(suite, text)
    if text and "_exit" not in text:
        (suite / "test_other.py").write_text("def test_fine(): assert True\n")
    status, counted, words = _run(capfd)
    assert status == 1
    assert counted["failed"] != 0
    assert complaint in words


def test_on_several_cores_it_counts_as_strictly(
    suite: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(testing, "ON_EVERY_CORE", ("-n", "2"))
    _write(suite, "import os\ndef test_it(): os._exit(3)")
    (suite / "test_other.py").write_text("def test_fine(): assert True\n")
    (suite / "test_third.py").write_text("import pytest\ndef test_it(): pytest." + "skip('no')")
    status, counted, words = _run(capfd)
    assert (status, counted["passed"], counted["failed"], counted["skipped"]) == (1, 1, 1, 1)
    assert "crashed while running" in words


def test_stories_are_told_one_by_one_as_their_tests_said(
    suite: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = suite.parent / "stories"
    folder.mkdir()
    _write(
        folder,
        """
        import json
        def _tells(request, name, held):
            said = {"story": name, "never": [{"claim": "dŵr", "held": held}]}
            request.node.user_properties.append(("story", json.dumps(said)))
        def test_one(request): _tells(request, "one", True)
        def test_other(request): _tells(request, "other", False); assert False
        def test_no_story(): pass
        """,
    )
    expected = [
        {"story": "one", "passed": True, "never": [{"claim": "dŵr", "held": True}]},
        {"story": "other", "passed": False, "never": [{"claim": "dŵr", "held": False}]},
    ]
    for cores in ((), ("-n", "2")):
        monkeypatch.setattr(testing, "ON_EVERY_CORE", cores)
        status = testing.run(argparse.Namespace(suites=["stories"], json=True))
        said = capfd.readouterr()
        assert status == 1
        assert json.loads(said.out) == expected
        assert "2 passed, 1 failed" in said.err
    # Beside another suite they are counted like any.
    _write(suite, "def test_it(): pass")
    testing.run(argparse.Namespace(suites=["unit", "stories"], json=True))
    counted = json.loads(capfd.readouterr().out)["suites"]
    assert [(one["name"], one["passed"], one["failed"]) for one in counted] == [
        ("unit", 1, 0),
        ("stories", 2, 1),
    ]


def test_what_was_measured_of_hostile_recordings_is_told_as_it_was(
    suite: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = suite.parent / "hostile_media"
    folder.mkdir()
    monkeypatch.setattr(testing, "_lacking", lambda _suite: [])
    _write(
        folder,
        """
        import json
        def _tells(request, name):
            said = {"input": name, "verdict": "refused"}
            request.node.user_properties.append(("input", json.dumps(said)))
        def test_one(request): _tells(request, "zip")
        def test_other(request): _tells(request, "text"); assert False
        def test_no_row(): pass
        """,
    )
    status = testing.run(argparse.Namespace(suites=["hostile-media"], json=True))
    said = capfd.readouterr()
    assert status == 1
    assert json.loads(said.out) == [
        {"input": "text", "verdict": "refused"},
        {"input": "zip", "verdict": "refused"},
    ]
    assert "2 passed, 1 failed" in said.err


@pytest.mark.parametrize(
    ("name", "packages"),
    [("browser", ("chromium", "bubblewrap")), ("media", ("libimage-exiftool-perl",))],
)
def test_a_missing_program_fails_naming_the_package(
    suite: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    packages: tuple[str, ...],
) -> None:
    monkeypatch.setenv("PATH", str(suite))
    status = testing.run(argparse.Namespace(suites=[name], json=True))
    said = capfd.readouterr()
    assert status == 1
    assert json.loads(said.out)["suites"][0]["failed"] == 1
    for package in packages:
        assert f"install {package}" in said.err


def test_a_missing_fuzzer_fails_naming_the_package(
    suite: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(testing, "find_spec", lambda _name: None)
    status = testing.run(argparse.Namespace(suites=["fuzz"], json=True))
    said = capfd.readouterr()
    assert status == 1
    assert json.loads(said.out)["suites"][0]["failed"] == 1
    assert "install atheris" in said.err


def test_by_default_every_suite_runs_but_those_left_out_by_name() -> None:
    folders = {
        p.name for p in (Path(__file__).parents[1]).iterdir() if (p / "__init__.py").exists()
    }
    suites = {suite.replace("-", "_") for suite in testing.SUITES}
    assert folders - suites <= {"factories"}
    assert set(testing.NOT_BY_DEFAULT) == {"fuzz", "hostile-media", "long"}


@pytest.mark.parametrize(
    "arguments",
    [[], ["nosuch"], ["test", "nosuch"], ["demo", "--port", "0"], ["demo", "--port", "x"]],
    ids=lambda words: " ".join(words) or "nothing",
)
def test_a_usage_error_ends_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert capsys.readouterr().out == ""
