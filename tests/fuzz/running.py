"""Running one fuzzer and reading what became of it.

Owns the bounds in time, memory and input, and telling an input that broke something from a fuzzer
that did nothing. Refuses to know any parser.
"""

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
SECONDS: Final = 40
"""How long a parser is fuzzed, by its own clock, which is never more than 60."""
PROCESS_SECONDS: Final = 240
"""When a fuzzer that does not end by itself is ended; a busy machine starts one slowly."""
MOST_MEMORY_MB: Final = 1024
ONE_INPUT_SECONDS: Final = 5
LONGEST_INPUT: Final = 65_536
MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it
_COUNTED: Final = re.compile(r"^stat::number_of_executed_units:\s*(\d+)$", re.MULTILINE)


@dataclass(frozen=True)
class Outcome:
    """How often the parser was called, the input that broke it if one did, and the last words."""

    executions: int
    broken_by: Path | None
    status: int
    words: str

    def complaint(self, seeds: int) -> str:
        """What is wrong, in words that hold the whole input; empty when nothing is."""
        if self.broken_by is not None:
            found = self.broken_by.read_bytes()
            told = f"saved as {self.broken_by}, {len(found)} bytes, in hex"
            return f"{self.words}\n{told}:\n{found.hex()}"
        if self.status != 0:
            return f"the fuzzer ended with {self.status}:\n{self.words}"
        if self.executions <= seeds:
            return f"the fuzzer ran {self.executions} inputs and tried nothing of its own"
        return ""


def fuzz(
    module: str,
    parser: str,
    seeds: Iterable[bytes],
    folder: Path,
    *,
    seconds: int = SECONDS,
    told: Mapping[str, str] | None = None,
) -> Outcome:
    """Fuzz one parser for `seconds` in a process of its own, beginning with `seeds`.

    `told` are variables for that process.
    """
    corpus, found = folder / "corpus", folder / "found"
    for one in (corpus, found):
        one.mkdir(parents=True)
    for number, seed in enumerate(seeds):
        (corpus / f"seed-{number:04}").write_bytes(seed)
    command = [
        *(sys.executable, "-P", "-m", "tests.fuzz.harness", module, parser, str(corpus)),
        f"-max_total_time={seconds}",
        f"-artifact_prefix={found}/",
        f"-timeout={ONE_INPUT_SECONDS}",
        f"-rss_limit_mb={MOST_MEMORY_MB}",
        f"-max_len={LONGEST_INPUT}",
        "-print_final_stats=1",
    ]
    # What a parser writes for each input is to be made durable in memory, not on a disk.
    memory = MEMORY if MEMORY.is_dir() else folder
    with tempfile.TemporaryDirectory(prefix="gobetween-fuzz-", dir=memory) as scratch:
        ended = subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "TMPDIR": scratch, **(told or {})},
            capture_output=True,
            text=True,
            errors="replace",
            check=False,
            timeout=PROCESS_SECONDS,
        )
    counted = _COUNTED.search(ended.stderr)
    return Outcome(
        executions=int(counted[1]) if counted else 0,
        broken_by=next(iter(sorted(found.iterdir())), None),
        status=ended.returncode,
        # Python's own words are on stdout; the fuzzer's end on stderr only shows the input again.
        words=ended.stderr[-2000:] + ended.stdout[-6000:],
    )
