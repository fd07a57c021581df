"""Reads the arguments, finds the verb and runs it.

Owns: what may be typed. Refuses to own: what a verb does; its module is imported only when it
is the one asked for, so that a broken part cannot stop another verb from starting.
"""

import argparse
import importlib
import json
import os
import re
import signal
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from types import FrameType
from typing import Final, cast

from service.cli import staff_arguments
from service.cli.bench import BENCHES
from service.cli.checking_verbs import add_checking
from service.cli.staff_typed import an_id
from service.cli.testing import NOT_BY_DEFAULT, SUITES
from service.embedded import StackError

ROOT = Path(__file__).resolve().parents[2]

Verb = Callable[[argparse.Namespace], int]

_KEY_OR_DIGEST: Final = re.compile(r"[A-Za-z0-9_-]{43}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code; usage errors leave with 2."""
    typed = sys.argv[1:] if arguments is None else arguments
    parser = build_parser()
    parsed = parser.parse_args(keys_bound_to_their_options(typed, parser))
    end_in_order_when_told_to()
    verb = cast("Verb", getattr(importlib.import_module(parsed.module), parsed.function))
    try:
        return verb(parsed)
    except StackError as problem:
        return refuse(str(problem), as_json=getattr(parsed, "json", False))
    except KeyboardInterrupt:
        return 130


def end_in_order_when_told_to() -> None:
    """Let being told to end be the same as being interrupted: everything is stopped in order.

    The worker and the api put their own handling in place of this.
    """
    # A shell that starts this behind a script has interrupts ignored, and being told to end is
    # one here: nothing short of killing would stop a demonstration.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, _interrupt)


def keys_bound_to_their_options(typed: Sequence[str], parser: argparse.ArgumentParser) -> list[str]:
    """Return what was typed, each key and digest joined by `=` to the option that it is for.

    32 bytes in base64url begin with a hyphen once in 64 times, and argparse would take them for
    an option of their own: the one letter in 64 could never be approved.
    """
    valued = frozenset(_options_with_a_value(parser))
    bound: list[str] = []
    for word in typed:
        if bound and _KEY_OR_DIGEST.fullmatch(word) and _takes_a_value(bound[-1], valued):
            bound[-1] += "=" + word
        else:
            bound.append(word)
    return bound


def _options_with_a_value(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Yield every option of a parser and of what is below it that takes a value."""
    for action in parser._actions:  # noqa: SLF001 - argparse tells it in no other way
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            for below in action.choices.values():
                yield from _options_with_a_value(below)
        elif action.nargs is None:
            yield from action.option_strings


def _takes_a_value(word: str, valued: Collection[str]) -> bool:
    # argparse takes the beginning of an option for the whole.
    return word.startswith("--") and any(one.startswith(word) for one in valued)


def refuse(sentence: str, *, as_json: bool) -> int:
    """Say why nothing was done, in words and where asked also in JSON; return exit code 1."""
    print(f"gobetween: {sentence}", file=sys.stderr)
    if as_json:
        print(json.dumps({"ok": False, "error": sentence}))
    return 1


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of every verb. Each names the module and function that run it."""
    parser = argparse.ArgumentParser(prog="gobetween", description=__doc__, add_help=True)
    parser.description = "Letters and recordings between two people, sealed and reviewed."
    verbs = parser.add_subparsers(metavar="VERB", required=True)
    _add_demo(verbs)
    _add_test(verbs)
    _add_parts(verbs)
    _add_bench(verbs)
    staff_arguments.add(verbs)
    add_checking(verbs)
    return parser


def _add_demo(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    demo = verbs.add_parser("demo", help="start everything here and carry a letter and a video")
    demo.set_defaults(module="service.cli.demo", function="run")
    demo.add_argument("--data", type=Path, default=ROOT / "var", metavar="DIR", help="data folder")
    demo.add_argument("--letter", type=Path, metavar="FILE", help="your own letter (UTF-8 text)")
    demo.add_argument("--video", type=Path, metavar="FILE", help="your own recording")
    demo.add_argument("--once", action="store_true", help="stop after the tour")
    demo.add_argument("--out", type=Path, metavar="DIR", help="write what the recipient opened")
    demo.add_argument("--export", type=Path, metavar="FILE", help="write an export of the case")
    demo.add_argument("--port", type=_port, metavar="N", help="listen here (default: any free)")
    demo.add_argument(
        "--public-store",
        action="store_true",
        help="recordings go to and from the object store itself",
    )
    demo.add_argument("--json", action="store_true", help="one JSON object on stdout")
    demo.add_argument("--fresh", action="store_true", help="delete the data folder's data first")


def _add_test(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    test = verbs.add_parser("test", help="run the tests; a skipped test is a failure")
    test.set_defaults(module="service.cli.testing", function="run")
    left_out = ", ".join(sorted(NOT_BY_DEFAULT))
    test.add_argument(
        "suites",
        nargs="*",
        metavar="SUITE",
        # Not argparse's own `choices`, which refuses an empty list of them.
        type=_suite,
        help=f"of {', '.join(SUITES)} (default: all but {left_out})",
    )
    test.add_argument("--json", action="store_true", help="one JSON object on stdout")


def _add_parts(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    migration = verbs.add_parser("migrate", help="bring the database to the newest revision")
    migration.set_defaults(module="service.cli.run_parts", function="run_migrate")
    quota = verbs.add_parser("quota", help="how much each organisation has stored, and may")
    quota.set_defaults(module="service.cli.quotas", function="run")
    quota.add_argument("org", nargs="?", type=an_id, metavar="ORG", help="one organisation alone")
    to = quota.add_mutually_exclusive_group()
    to.add_argument("--gb", type=_gb, metavar="N", help="let it store so many GB from now on")
    to.add_argument("--no-limit", action="store_true", help="let it store whatever is sent")
    quota.add_argument("--json", action="store_true", help="one JSON object on stdout")
    for name, what in (
        ("api", "the HTTP API and the portal"),
        ("worker", "the database's worker: relay, notices, retention"),
        ("media-worker", "the worker that holds keys and no database"),
    ):
        part = verbs.add_parser(name, help=f"run one part of the service: {what}")
        part.set_defaults(
            module="service.cli.run_parts", function="run_" + name.replace("-", "_"), part=name
        )
        if name == "worker":
            staff_arguments.add_worker_acts(part)
        if name == "api":
            part.add_argument("--host", metavar="ADDRESS", help="default: GOBETWEEN_HOST")
            part.add_argument("--port", type=_port, metavar="N", help="default: GOBETWEEN_PORT")


def _add_bench(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    bench = verbs.add_parser("bench", help="measure, and fail where a bound is not kept")
    bench.set_defaults(module="service.cli.bench", function="run")
    bench.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        type=_bench,
        help=f"of {', '.join(BENCHES)} (default: all)",
    )
    bench.add_argument("--json", action="store_true", help="one JSON array of rows on stdout")


def _bench(name: str) -> str:
    if name not in BENCHES:
        raise argparse.ArgumentTypeError(f"no benchmark {name!r}; there are {', '.join(BENCHES)}")
    return name


def _suite(name: str) -> str:
    if name not in SUITES:
        raise argparse.ArgumentTypeError(f"no suite {name!r}; there are {', '.join(SUITES)}")
    return name


def _port(text: str) -> int:
    highest = 65535
    if not text.isdecimal() or not 0 < int(text) <= highest:
        raise argparse.ArgumentTypeError(f"not a port: {text!r}")
    return int(text)


def _gb(text: str) -> float:
    if not re.fullmatch(r"\d{1,7}(\.\d{1,3})?", text):
        raise argparse.ArgumentTypeError(f"not a number of GB: {text!r}")
    return float(text)


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    os.kill(os.getpid(), signal.SIGINT)


if __name__ == "__main__":
    sys.exit(main())
