"""Parsers with a known fault, to show that the harness finds one and says so."""

import time


def breaks(raw: bytes) -> None:
    """Break on one input in four thousand million, which only coverage leads to."""
    if raw[:1] == b"s" and raw[1:2] == b"e" and raw[2:3] == b"a" and raw[3:4] == b"l":
        raise ValueError("the planted fault")


def hangs(raw: bytes) -> None:
    """Never come back from an input that is not empty."""
    while raw:
        time.sleep(1)


PARSERS = {"breaks": breaks, "hangs": hangs}
