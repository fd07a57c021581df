"""How far something long has come, on stderr: a bar at a terminal, else a line at each tenth.

Owns the layout. Refuses stdout, which is for what a verb answers.
"""

import sys
from typing import Final, TextIO

_WIDTH: Final = 30
_TENTHS: Final = 10
_MEGABYTE: Final = 1e6


class Bar:
    """One thing on its way: `label` names it, `size` is in bytes."""

    def __init__(self, label: str, size: int, out: TextIO | None = None) -> None:
        self._out = sys.stderr if out is None else out
        self._label = label
        self._size = size
        self._drawn = self._out.isatty()
        self._told = 0

    def at(self, done: int, everything: int) -> None:
        """Show that `done` of `everything` parts are safe."""
        share = done / everything if everything else 1.0
        tenths = int(share * _TENTHS)
        if self._drawn:
            full = round(share * _WIDTH)
            bar = "█" * full + "░" * (_WIDTH - full)
            self._say(f"\r{self._label} {bar} {share:4.0%} of {self._size / _MEGABYTE:.1f} MB", "")
        elif tenths > self._told:
            self._told = tenths
            self._say(f"{self._label}: {tenths * _TENTHS} %", "\n")

    def end(self, how: str) -> None:
        """Say how it ended."""
        self._say(f"\r\x1b[K{self._label}: {how}" if self._drawn else f"{self._label}: {how}", "\n")

    def _say(self, words: str, end: str) -> None:
        print(words, end=end, file=self._out, flush=True)
