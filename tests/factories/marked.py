"""A moving picture whose frames say which one they are, so that pixels can be asked.

Each frame bears its number twice in black and white: a row of bits, and under it the same row the
other way round. What a codec, a scaler or a tone mapper does to black and to white is done to both,
so a bit is read by comparing; two that are alike are no mark. Owns drawing and reading it.
"""

from collections.abc import Sequence
from typing import Final

BITS: Final = 10
"""Enough for 1024 frames."""
RATE: Final = 25
"""Frames a second, where nothing else is said."""
_WIDTH: Final = 320
_HEIGHT: Final = 240
_CELL: Final = (_WIDTH // BITS, 48)
_LEAST_CONTRAST: Final = 60


def marked_picture(rate: int = RATE) -> tuple[str, ...]:
    """Return ffmpeg's input of a marked picture without an end, of so many frames a second."""
    width, height = _CELL
    boxes = [f"drawbox=w={_WIDTH}:h={2 * height}:color=black:t=fill"]
    for bit in range(BITS):
        for row, drawn in enumerate(("gte", "lt")):
            at = f"x={bit * width}:y={row * height}:w={width}:h={height}"
            when = f"{drawn}(mod(n,{2 << bit}),{1 << bit})"
            boxes.append(f"drawbox={at}:color=white:t=fill:enable='{when}'")
    drawn_upon = f"testsrc2=size={_WIDTH}x{_HEIGHT}:rate={rate}"
    return ("-f", "lavfi", "-i", ",".join((drawn_upon, *boxes)))


CELLS: Final = tuple(
    (
        (bit + 0.5) * _CELL[0] / _WIDTH,
        (row + 0.5) * _CELL[1] / _HEIGHT,
    )
    for row in range(2)
    for bit in range(BITS)
)
"""The middle of each cell, in fractions of the picture's width and height; bits, then opposites."""


def number_of(levels: Sequence[float]) -> int:
    """Return the number of a frame from how bright its `CELLS` are, of 255.

    Raises ValueError for a picture that bears no mark.
    """
    pairs = list(zip(levels[:BITS], levels[BITS:], strict=True))
    if any(abs(one - other) < _LEAST_CONTRAST for one, other in pairs):
        raise ValueError([round(level) for level in levels])
    return sum(1 << bit for bit, (one, other) in enumerate(pairs) if one > other)
