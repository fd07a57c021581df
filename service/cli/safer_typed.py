"""Owns how times and boxes of a recording are typed. Refuses to load anything that connects."""

import argparse
from decimal import Decimal, InvalidOperation
from typing import Final

from service.sealing.schemas_edits import BLUR, CUT, PIXELATE, Edit

_BOX_SIDES: Final = 4
THOUSANDTHS: Final = 10
"""How many of a list's thousandths one per cent is."""
EVERYTHING: Final = (0, 0, 1000, 1000)
"""The whole picture, in thousandths of it."""
MS: Final = 1000
"""Milliseconds in a second."""


def a_cut(typed: str) -> Edit:
    """Read `FROM-UNTIL`, each in seconds or as minutes:seconds."""
    return Edit(CUT, *_times(typed), 0, 0, 0, 0)


def a_blur(typed: str) -> Edit:
    """Read `[FROM-UNTIL][@LEFT,TOP,WIDTH,HEIGHT]`, the box in per cent of the picture."""
    return _hiding(BLUR, typed)


def a_pixelation(typed: str) -> Edit:
    """Read the same; `@` alone is the whole picture from beginning to end."""
    return _hiding(PIXELATE, typed)


def _hiding(kind: str, typed: str) -> Edit:
    when, _, where = typed.partition("@")
    begin, end = _times(when) if when else (0, 0)
    return Edit(kind, begin, end, *(_box(where) if where else EVERYTHING))


def _times(typed: str) -> tuple[int, int]:
    begin, dash, end = typed.partition("-")
    if not dash:
        raise argparse.ArgumentTypeError(f"{typed} is not as in 0:12-0:15.5")
    return _milliseconds(begin), _milliseconds(end)


def _milliseconds(typed: str) -> int:
    minutes, _, seconds = typed.rpartition(":")
    return _whole(Decimal(60 * int(minutes or "0")) + _number(seconds), MS)


def _box(typed: str) -> tuple[int, int, int, int]:
    sides = [_whole(_number(one), THOUSANDTHS) for one in typed.split(",")]
    if len(sides) != _BOX_SIDES:
        raise argparse.ArgumentTypeError(f"{typed} is not as in 25,10,30,40")
    left, top, width, height = sides
    return left, top, width, height


def _number(typed: str) -> Decimal:
    try:
        found = Decimal(typed)
    except InvalidOperation:
        raise argparse.ArgumentTypeError(f"{typed} is no number") from None
    if not found.is_finite() or found < 0:
        raise argparse.ArgumentTypeError(f"{typed} is no number")
    return found


def _whole(number: Decimal, parts: int) -> int:
    return round(number * parts)
