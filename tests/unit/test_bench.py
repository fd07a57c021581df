"""A benchmark fails where its bound is not kept, and says by how much in one shape."""

import argparse
import json
import sys
from types import ModuleType

import pytest

from service.cli import bench
from service.cli.__main__ import build_parser
from service.cli.bench import Row, at_least, at_most


def _run(monkeypatch: pytest.MonkeyPatch, *rows: Row) -> int:
    here = ModuleType("measured_here")
    here.__dict__["measure"] = lambda: list(rows)
    monkeypatch.setitem(sys.modules, "measured_here", here)
    monkeypatch.setitem(bench.BENCHES, "signin", "measured_here")
    return bench.run(argparse.Namespace(names=["signin"], json=True))


def test_a_value_alone_is_held_to_its_bound() -> None:
    assert at_most("one", 10.0, "ms", 10.0).ok
    assert not at_most("one", 10.01, "ms", 10.0).ok


def test_a_value_with_a_reference_is_held_to_their_ratio() -> None:
    row = at_most("one", 24.0, "ms", 1.2, reference=20.0)
    assert (row.ok, row.ratio, row.reference) == (True, 1.2, 20.0)
    assert not at_most("one", 25.0, "ms", 1.2, reference=20.0).ok
    assert at_least("one", (90.0, 100.0), "MB/s", 0.9, 0.9).ok
    assert not at_least("one", (89.0, 100.0), "MB/s", 0.89, 0.9).ok


def test_one_bound_not_kept_is_exit_code_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept, broken = at_most("kept", 1.0, "ms", 2.0), at_most("broken", 3.0, "ms", 2.0)
    assert _run(monkeypatch, kept) == 0
    capsys.readouterr()
    assert _run(monkeypatch, kept, broken) == 1
    rows = json.loads(capsys.readouterr().out)
    assert [row["ok"] for row in rows] == [True, False]
    assert all(
        set(row) == {"name", "value", "unit", "reference", "ratio", "bound", "ok"} for row in rows
    )


def test_an_unknown_benchmark_is_a_usage_error() -> None:
    with pytest.raises(SystemExit) as left:
        build_parser().parse_args(["bench", "nothing-of-the-kind"])
    assert left.value.code == 2


def test_the_worker_still_runs_by_its_own_name() -> None:
    assert build_parser().parse_args(["worker"]).function == "run_worker"


@pytest.mark.parametrize("name", bench.BENCHES)
def test_every_benchmark_can_be_measured(name: str) -> None:
    module = __import__(bench.BENCHES[name], fromlist=["measure"])
    assert callable(module.measure)
