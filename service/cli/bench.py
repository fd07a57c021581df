"""The verb `bench`: measures what is promised in numbers, and fails where a bound is not kept.

Owns: which benchmarks there are, the shape of a row, and the exit code. Refuses to own: how
anything is measured, which is each benchmark's own module, imported only when it is asked for.

A row compares `value` with `reference`, measured in the same run on the same machine; `ratio` is
theirs. Where there is nothing to compare with, both are null and `value` itself is bounded.
"""

import argparse
import importlib
import json
import sys
from dataclasses import asdict, dataclass
from typing import Final, cast

BENCHES: Final = {
    "signin": "service.cli.bench_signin",
    "sealing": "service.cli.bench_sealing",
    "media": "service.cli.bench_media",
}


@dataclass(frozen=True)
class Row:
    """One measured fact, what it was compared with, and whether it is within its bound."""

    name: str
    value: float
    unit: str
    reference: float | None
    ratio: float | None
    bound: float
    ok: bool


def at_most(
    name: str, value: float, unit: str, bound: float, *, reference: float | None = None
) -> Row:
    """Return a row whose ratio (or value, without a reference) may not exceed `bound`."""
    ratio = None if reference is None else value / reference
    bounded = value if ratio is None else ratio
    return _row(name, value, unit, (reference, ratio, bound), ok=bounded <= bound)


def at_least(name: str, rates: tuple[float, float], unit: str, ratio: float, bound: float) -> Row:
    """Return a row whose `ratio` may not fall below `bound`; `rates` are value and reference."""
    value, reference = rates
    return _row(name, value, unit, (reference, ratio, bound), ok=ratio >= bound)


def _row(
    name: str,
    value: float,
    unit: str,
    compared: tuple[float | None, float | None, float],
    *,
    ok: bool,
) -> Row:
    reference, ratio, bound = (None if one is None else round(one, 3) for one in compared)
    return Row(name, round(value, 3), unit, reference, ratio, cast("float", bound), ok)


def run(args: argparse.Namespace) -> int:
    """Run the named benchmarks, or all; return 1 if any bound is not kept."""
    rows: list[Row] = []
    for name in dict.fromkeys(args.names or BENCHES):
        print(f"gobetween: measuring {name}", file=sys.stderr, flush=True)
        measured: list[Row] = importlib.import_module(BENCHES[name]).measure()
        rows += measured
    for row in rows:
        beside = "" if row.reference is None else f" beside {row.reference}, ratio {row.ratio}"
        kept = "kept" if row.ok else "NOT KEPT"
        said = f"{row.name}: {row.value} {row.unit}{beside}; bound {row.bound} {kept}"
        print(said, file=sys.stderr)
    if args.json:
        print(json.dumps([asdict(row) for row in rows], indent=1))
    return 0 if all(row.ok for row in rows) else 1
