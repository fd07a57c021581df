"""What the demonstration tells: each step as it happens in words, and one JSON object at the end.

Owns the report's exact shape. Refuses to know how any step is done.
"""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from typing import Any, TextIO


class DemoError(Exception):
    """The demonstration cannot go on; the text is one sentence for the person who started it."""


@dataclass(frozen=True)
class Step:
    """One act of the tour: what was done, whose act it was, whether it worked, how long it took."""

    name: str
    actor: str
    ok: bool
    seconds: float


@dataclass
class ItemReport:
    """What became of one item. Facts about a recording are measured on what was opened."""

    id: str
    kind: str
    input_sha256: str
    state: str = "draft"
    opened: bool = False
    verified: bool = False
    opened_sha256: str | None = None
    duration_s: float | None = None
    container: str | None = None
    video_codec: str | None = None
    audio_codec: str | None = None
    metadata: list[str] = field(default_factory=list)


@dataclass
class Report:
    """The whole tour, as it is known so far."""

    words: TextIO = field(default_factory=lambda: sys.stderr)
    started: float = field(default_factory=time.monotonic)
    seconds: float | None = None
    address: str | None = None
    versions: dict[str, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    letter: ItemReport | None = None
    video: ItemReport | None = None
    ok: bool = False
    error: str | None = None
    told: bool = False

    @contextmanager
    def step(self, actor: str, name: str) -> Iterator[None]:
        """Tell and time one act; whatever goes wrong inside is told and goes on upwards."""
        begun = time.monotonic()
        ok = False
        try:
            yield
            ok = True
        finally:
            took = round(time.monotonic() - begun, 3)
            self.steps.append(Step(name, actor, ok, took))
            self.say(f"  {'✓' if ok else '✗'} {actor:<20} {name}  ({took:.1f} s)")

    def say(self, line: str) -> None:
        """Print a line for the person watching."""
        print(line, file=self.words, flush=True)

    def finish(self) -> None:
        """Fix the time that the tour took."""
        self.seconds = round(time.monotonic() - self.started, 3)

    def to_json(self) -> str:
        """Return the one object that `--json` promises, on one line."""
        report: dict[str, Any] = {
            "ok": self.ok,
            "seconds": self.seconds,
            "address": self.address,
            "versions": self.versions,
            "steps": [asdict(step) for step in self.steps],
            "letter": None if self.letter is None else asdict(self.letter),
            "video": None if self.video is None else asdict(self.video),
            "error": self.error,
        }
        return json.dumps(report, ensure_ascii=False)
